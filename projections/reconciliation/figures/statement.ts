import { reconciled } from '#libs/funding/reconciliation/reconciled.js';
import type { Entry } from '#libs/funding/reconciliation/entries.js';
import type { MatchState, Reconciliation } from '#libs/funding/reconciliation/reconciliation.js';
import { parsePence, sumPence, type Pence } from '#libs/money/pence.js';

/** How long something has been waiting for its counterpart, as finance officers band it. */
export const ageBands = ['0-30', '31-60', '61-90', 'over 90'] as const;
export type AgeBand = (typeof ageBands)[number];

export type ByAge = Readonly<Record<AgeBand, Sum>>;

export interface Sum {
  readonly count: number;
  readonly pence: Pence;
}

export interface Unmatched {
  /** A line of the extract, or a log number. */
  readonly id: number;
  readonly day: string;
  readonly pence: Pence;
  /** Days from its day to the day asked about. */
  readonly age: number;
  readonly band: AgeBand;
}

/** Where two records of the same money stand to each other. */
export interface ReconciliationStatement {
  readonly extract: Sum;
  readonly ledger: Sum;
  readonly unmatchedLines: readonly Unmatched[];
  readonly unmatchedEntries: readonly Unmatched[];
  readonly byAge: { readonly lines: ByAge; readonly entries: ByAge };
  readonly explained: Pence;
  /** Extract less ledger: the unmatched lines less the unmatched entries, and what was explained. */
  readonly difference: Pence;
  readonly matches: readonly ({ readonly match: string } & MatchState)[];
}

/** The statement of a reconciliation on a day. Pure. */
export function reconciliationStatement(
  state: Reconciliation,
  entries: readonly Entry[],
  day: string,
): ReconciliationStatement {
  const { extract, ledger, explained, ...open } = reconciled(state, entries);
  const lines = open.unmatchedLines.map(({ line, day: on, amount }) =>
    aged(line, on, parsePence(amount), day),
  );
  const unmatchedEntries = open.unmatchedEntries.map(({ number, day: on, pence }) =>
    aged(number, on, pence, day),
  );
  const [there, here] = [
    sumOf(extract.map(({ amount }) => parsePence(amount))),
    sumOf(ledger.map(({ pence }) => pence)),
  ];
  return {
    ...{ extract: there, ledger: here, unmatchedLines: lines, unmatchedEntries, explained },
    byAge: { lines: byAge(lines), entries: byAge(unmatchedEntries) },
    difference: there.pence - here.pence,
    matches: [...state.matches].map(([match, held]) => ({ match, ...held })),
  };
}

function aged(id: number, day: string, pence: Pence, today: string): Unmatched {
  const age = Math.max(0, Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000));
  const band = age <= 30 ? '0-30' : age <= 60 ? '31-60' : age <= 90 ? '61-90' : 'over 90';
  return { id, day, pence, age, band };
}

const byAge = (open: readonly Unmatched[]): ByAge => {
  const sums = ageBands.map((band) => [
    band,
    sumOf(open.filter((each) => each.band === band).map(({ pence }) => pence)),
  ]);
  return Object.fromEntries(sums) as ByAge;
};

const sumOf = (amounts: readonly Pence[]): Sum => ({
  count: amounts.length,
  pence: sumPence(amounts),
});
