import type { StatementKind } from '#contracts/events/fund/statements.js';
import { lastPeriodOf } from '#contracts/financial-year.js';
import type { FundView } from '#projections/reading/reading.js';
import type { Drawn } from './drawn.js';

/** Which log a statement was made from: of so many entries, with this root (base64). */
export interface LogMadeFrom {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
}

/**
 * The form and the arithmetic of a document: another one has another number, and those before it
 * stay. 2 names the log that it was made from, and each scheme's accounting basis; 3 also those providers of
 * a Better Care return to whom something is promised, and 4 all of them; 4 has the outcomes that the
 * interventions of a Shared Prosperity return seek.
 */
export type StatementForm =
  { readonly format: 1 } | { readonly format: 2 | 3 | 4; readonly log: LogMadeFrom };

/** What is issued now. */
export const presentFormat = 4;

/** What a statement is of. */
export interface StatementOf {
  readonly kind: StatementKind;
  readonly year: string;
  /** Null for the whole year, its adjustment period with it. */
  readonly quarter: number | null;
}

/** What every statement says of itself: of what it is, from which log, as known when. */
export function headOf(
  { fund, moment, facts }: FundView,
  { kind, year, quarter }: StatementOf,
  form: StatementForm,
): Drawn {
  const upTo = lastPeriodOf(year, quarter);
  const terms = facts.get('fund', fund)?.attributes;
  return {
    format: form.format,
    ...(form.format === 1 ? {} : { log: { ...form.log } }),
    kind,
    fund: {
      id: fund,
      name: terms?.name ?? fund,
      kind: terms?.kind ?? 'unknown',
      host: terms?.host ?? 'unknown',
    },
    year,
    quarter,
    upTo,
    asKnownAt: moment.number,
    recorded: moment.recorded,
    effectiveOn: moment.effectiveOn,
    periodsClosed: facts
      .list('period')
      .filter(({ id, attributes }) => id <= upTo && attributes.state !== 'open')
      .map(({ id, attributes }) => ({ period: id, state: attributes.state })),
  };
}
