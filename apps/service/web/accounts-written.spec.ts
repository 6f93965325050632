import * as accounts from '#projections/fund-health/figures/accounts.js';
import { accountsRead, accountsWritten } from './accounts-written.js';

it('writes once what accounts of the budget book share', () => {
  expect(accountsWritten(accounts.outstanding.accounts)).toEqual([
    'budget:committed:confirmed.expected.indicative',
  ]);
  expect(accountsWritten(accounts.committed.accounts)).toEqual([
    'budget:committed.matched:confirmed.expected.indicative',
  ]);
  expect(accountsWritten(['budget:scheme:confirmed', 'budget:spent:expected'])).toEqual([
    'budget:scheme:confirmed',
    'budget:spent:expected',
  ]);
});

it('leaves other accounts as they are: names of cost lines may hold any sign', () => {
  const others = ['cash:creditor', 'cash:creditor:retained', 'memo:line:a.b:c'];
  expect(accountsWritten(others)).toEqual(others);
  expect(others.flatMap(accountsRead)).toEqual(others);
});

it.each(
  Object.entries(accounts).flatMap(([name, term]) => ('accounts' in term ? [{ name, term }] : [])),
)('reads back the accounts of $name', ({ term }) => {
  const read = accountsWritten(term.accounts).flatMap(accountsRead);
  expect(read.sort()).toEqual([...term.accounts].sort());
});
