import type { Asked, Balances } from '#libs/ledger/balances.js';
import * as accounts from './accounts.js';
import { once } from './once.js';
import { traced, type Traced } from './traced.js';

/** Where the money of some balances stands, from what came in to what was spent. */
export interface Position {
  readonly confirmed: Traced;
  readonly expected: Traced;
  readonly indicative: Traced;
  readonly inKind: Traced;
  readonly unallocated: Traced;
  readonly allocated: Traced;
  readonly reserved: Traced;
  readonly committed: Traced;
  readonly outstanding: Traced;
  readonly uncommitted: Traced;
  readonly spentWithoutAward: Traced;
  /** What confirmed money there is to call on. */
  readonly available: Traced;
  readonly calledOn: Traced;
  readonly actual: Traced;
}

/** Over balances that hold nothing but the key's: a year's, a source's, a fund's. */
export function position(of: Balances, key: Asked = {}): Position {
  const sum = (...terms: Parameters<typeof traced>[2][]): Traced => traced(of, key, ...terms);
  return {
    confirmed: sum(accounts.contributed('confirmed')),
    expected: sum(accounts.contributed('expected')),
    indicative: sum(accounts.contributed('indicative')),
    inKind: sum(accounts.inKind),
    unallocated: sum(...accounts.certainties.map(accounts.unallocated)),
    allocated: sum(accounts.allocated),
    reserved: sum(accounts.reserved),
    committed: sum(accounts.committed),
    outstanding: sum(accounts.outstanding),
    uncommitted: sum(accounts.uncommitted),
    spentWithoutAward: sum(accounts.spentWithoutAward),
    available: sum(accounts.available),
    calledOn: sum(accounts.calledOn),
    actual: sum(accounts.actual),
  };
}

/** The position of each year that the budget book knows, first year first. */
export const positionByYear = once((balances: Balances): (Position & { readonly year: string })[] =>
  balances.groupBy('year').map(({ key, balances: of }) => ({ ...key, ...position(of, key) })),
);
