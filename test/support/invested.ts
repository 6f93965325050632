import type { AnyFact } from '#libs/ledger/facts-at.js';
import { FactsAt } from '#libs/ledger/facts-at.js';
import { measureNames, measures } from '#projections/ecosystem-investment/figures/measures.js';
import type { Asked } from '#projections/ecosystem-investment/figures/investment.js';
import type { FundView, Invested } from '#projections/reading/reading.js';

/** What one fund has spent and promised, as the read models would tell it, with facts that are said besides. */
export function investedIn(view: FundView, more: readonly AnyFact[] = []): Invested {
  const { fund, moment, balances, facts } = view;
  const kinds = [
    'organisation',
    'fund',
    'award',
    'subcontract',
    'area',
    'outcome',
    'strategy',
  ] as const;
  const own = ['scheme', 'source', 'ring-fence'] as const;
  const known = (names: readonly (typeof kinds | typeof own)[number][]) =>
    names.flatMap((entity) => facts.list(entity).map((fact) => ({ ...fact, entity }) as AnyFact));
  return {
    moment,
    facts: new FactsAt([...known(kinds), ...more.filter((fact) => fact.fund !== fund)]),
    ofFund: new Map([
      [fund, new FactsAt([...known(own), ...more.filter((fact) => fact.fund === fund)])],
    ]),
    costs: balances
      .groupBy('fund', 'award', 'year', 'account')
      .filter(({ key }) => key.account.startsWith('memo:line:'))
      .map(({ key, balances: of }) => ({ ...key, pence: of.sum() })),
    lines: measureNames.flatMap((measure) =>
      balances
        .where({ account: measures[measure].accounts })
        .groupBy('fund', 'year', 'nature', 'source', 'scheme', 'award', 'provider', 'area')
        .map(({ key, balances: of }) => ({
          ...{ ...key, measure, handedOn: null, day: '2026-04-01' },
          pence: of.sum(),
        }))
        .filter(({ pence }) => pence !== 0n),
    ),
  };
}

/** Everything, of every place and year. */
export const everything: Asked = {
  areas: [],
  from: undefined,
  to: undefined,
  funds: [],
  needs: [],
  cohorts: [],
  strategies: [],
};
