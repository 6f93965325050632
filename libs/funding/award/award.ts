import type { AwardStep } from '#contracts/commands/award.js';
import {
  AwardLapsed,
  ContractAwarded,
  GrantAwarded,
  type AwardEvent,
  type CostShare,
  type FundingLine,
} from '#contracts/events/award.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';

/** Made or lapsed, whichever was recorded first: the point of no return of an award. */
export type Award =
  | { readonly outcome: 'open' }
  | {
      readonly outcome: 'awarded';
      readonly funds: readonly string[];
      readonly costShares: readonly CostShare[];
    }
  | { readonly outcome: 'lapsed'; readonly cause: string };

export const newAward = (): Award => ({ outcome: 'open' });

export const evolveAward = (_award: Award, event: AwardEvent): Award =>
  event.type === 'AwardLapsed'
    ? { outcome: 'lapsed', cause: event.data.cause }
    : {
        outcome: 'awarded',
        funds: event.data.funding.map((line) => line.fund),
        costShares: event.data.costShares,
      };

export function decideAward(award: Award, step: AwardStep, id: string): Decision<AwardEvent> {
  if (award.outcome === 'lapsed') return refused('award-lapsed', { award: id, cause: award.cause });
  if (award.outcome === 'awarded')
    return refused('already-exists', { what: 'award', id, where: 'The ledger' });
  switch (step.command) {
    case 'lapse-award':
      return happened(AwardLapsed.of(step.effective, { cause: step.cause }));
    case 'award-contract': {
      const { command: _, effective, obligation: __, ...terms } = step;
      return happened(ContractAwarded.of(effective, { ...terms, value: valueOf(terms.funding) }));
    }
    case 'award-grant': {
      const { command: _, effective, obligation: __, ...terms } = step;
      return happened(GrantAwarded.of(effective, { ...terms, value: valueOf(terms.funding) }));
    }
  }
}

const valueOf = (funding: readonly FundingLine[]): string =>
  formatPence(sumPence(funding.map((line) => parsePence(line.amount))));
