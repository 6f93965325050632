import * as accounts from '#projections/fund-health/figures/accounts.js';
import { traced } from '#projections/fund-health/figures/traced.js';
import type { FundView } from '#projections/reading/reading.js';
import { figuresOf, number, text, type Table } from '../table.js';
import { capital, money, nameIn, unbroken } from '../words.js';

const dimensions = ['year', 'scheme', 'source', 'nature', 'award'] as const;

/** Where spending stands before a recoding and after it: every line that it would change. */
export function recodedTable(before: FundView, after: FundView): Table {
  const [was, is] = [before, after].map(({ balances }) => {
    const spent = balances.where({ account: accounts.actual.accounts });
    return new Map(
      spent.groupBy(...dimensions).map(({ key, balances: of }) => {
        const amount = traced(of, key, accounts.actual);
        return [JSON.stringify(key), { key, amount }] as const;
      }),
    );
  });
  const figures = figuresOf(before.fund, before.moment);
  const changed = [...new Map([...(was ?? []), ...(is ?? [])])].flatMap(([name, { key }]) => {
    const then = was?.get(name)?.amount ?? { pence: 0n, from: [] };
    const now = is?.get(name)?.amount.pence ?? 0n;
    return then.pence === now ? [] : [{ key, then, now }];
  });
  return {
    caption: 'Where the spending stands, before and after',
    head: [
      ...['Year', 'Scheme', 'Source', 'Award'].map((name) => text(name)),
      ...['Before', 'After'].map(number),
    ],
    rows: changed.map(({ key, then, now }) => [
      text(unbroken(key.year)),
      text(nameIn(before.facts, 'scheme', key.scheme)),
      text(nameIn(before.facts, 'source', key.source), capital(key.nature)),
      text(key.award === 'none' ? '\u2013' : nameIn(before.facts, 'award', key.award)),
      figures.cell(`Spent, ${nameIn(before.facts, 'scheme', key.scheme)}, ${key.year}`, then),
      number(money(now)),
    ]),
    empty: 'No spending changes its place by it.',
  };
}
