import type { Certainty } from '#contracts/values.js';
import type { Account } from '#libs/ledger/posting.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import type { Concerning } from '#projections/reading/reading.js';
import { none } from '#libs/ledger/posting.js';

/** What the log says of who decided something, and why. */
export interface Decided {
  readonly number: number;
  readonly type: string;
  readonly effective: string;
  readonly recorded: string;
  readonly reason: string;
  readonly authority: string;
  readonly organisation: string;
}

/** What one event changed for a provider. Amounts: by how much; zero where it did not touch them. */
export interface Change extends Decided {
  readonly awards: readonly string[];
  readonly funds: readonly string[];
  readonly promised: Readonly<Record<Certainty, Pence>>;
  /** Set aside for an award, or a change of one, that is not decided yet. */
  readonly reserved: Pence;
  readonly accepted: Pence;
  readonly paid: Pence;
  readonly retained: Pence;
}

const certainties: readonly Certainty[] = ['confirmed', 'expected', 'indicative'];

/** Of one event: its decision with the own postings and facts that it made. */
export function changeOf(decided: Decided, { postings, facts }: Concerning): Change {
  const sum = (...accounts: readonly Account[]): Pence =>
    sumPence(postings.filter(({ on }) => accounts.includes(on.account)).map(({ pence }) => pence));
  const promised = (certainty: Certainty): Pence =>
    sum(`budget:committed:${certainty}`, `budget:matched:${certainty}`);
  const awards = [
    ...postings.map(({ on }) => on.award),
    ...facts.map(({ entity, id, attributes }) => awardNamed(entity, id, attributes)),
  ].filter((award) => award !== none);
  const funds = [...postings.map(({ on }) => on.fund), ...facts.map(({ fund }) => fund)];
  return {
    ...decided,
    awards: [...new Set(awards)].sort(),
    funds: [...new Set(funds.filter((fund) => fund !== none))].sort(),
    promised: {
      confirmed: promised('confirmed'),
      expected: promised('expected'),
      indicative: promised('indicative'),
    },
    reserved: sum(...certainties.map((each): Account => `budget:reserved:${each}`)),
    accepted: sum('cash:expenditure'),
    paid: -sum('cash:held'),
    retained: -sum('cash:creditor:retained'),
  };
}

/** Facts name their award, or are an award's own and named after it. */
function awardNamed(entity: string, id: string, attributes: object): string {
  if ('award' in attributes && typeof attributes.award === 'string') return attributes.award;
  return entity === 'award' || entity === 'commitment' ? id : none;
}
