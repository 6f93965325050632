import type { StrategyCommand } from '#contracts/commands/strategy.js';
import {
  StrategyAdopted,
  StrategyRevised,
  type StrategyEvent,
} from '#contracts/events/strategy.js';
import { happened, refused, type Decision } from '../decision.js';
import { versionOn } from '../versions.js';

/** Since when and until when a version of it holds. */
export interface StrategyVersion {
  readonly since: string;
  readonly until: string | null;
}

/** As it is from which days on, in the order in which it was recorded. */
export interface Strategy {
  readonly versions: readonly StrategyVersion[];
}

export const newStrategy = (): Strategy => ({ versions: [] });

export const evolveStrategy = (
  { versions }: Strategy,
  { effective, data: { until } }: StrategyEvent,
): Strategy => ({ versions: [...versions, { since: effective, until }] });

/** The version in force on a day; none before it was adopted, and none once it is over. */
export function inForceOn<Version extends StrategyVersion>(
  versions: readonly Version[],
  day: string,
): Version | undefined {
  const version = versionOn(versions, day);
  return version && (version.until === null || day <= version.until) ? version : undefined;
}

export function decideStrategy(
  { versions }: Strategy,
  { command, effective, ...told }: StrategyCommand,
  id: string,
): Decision<StrategyEvent> {
  const isAdopted = versions.length > 0;
  if (command === 'adopt-strategy' && isAdopted)
    return refused('already-exists', { what: 'strategy', id, where: 'The ledger' });
  if (command === 'revise-strategy' && !isAdopted)
    return refused('not-found', { what: 'strategy', id, where: 'the ledger' });
  // It stands for what serves no strategy, so no strategy may bear the name.
  if (id === 'none')
    return refused('invalid-request', { detail: 'a strategy is not called "none"' });
  const { until } = told;
  if (until !== null && until < effective)
    return refused('ends-before-it-begins', { from: effective, to: until });
  const terms = { ...told, adoptedBy: [...new Set(told.adoptedBy)] };
  const event = command === 'adopt-strategy' ? StrategyAdopted : StrategyRevised;
  return happened(event.of(effective, terms));
}
