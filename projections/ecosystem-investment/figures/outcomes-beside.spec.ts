import type { AnyFact } from '#libs/ledger/facts-at.js';
import { FactsAt } from '#libs/ledger/facts-at.js';
import { formatPence } from '#libs/money/pence.js';
import type { Invested } from '#projections/reading/reading.js';
import { everything } from '#test/support/invested.js';
import { investment } from './investment.js';
import { outcomesBeside } from './outcomes-beside.js';

const fact = (entity: string, id: string, attributes: object): AnyFact =>
  ({
    ...{ entity, id, fund: 'none', provider: 'none', number: 1, effective: '2026-04-01' },
    attributes,
  }) as AnyFact;
const outcome = (id: string, more: object): AnyFact =>
  fact('outcome', id, {
    ...{ measure: 'Sleeping rough', unit: 'people', better: 'lower', cohort: 'Rough sleepers' },
    ...{ area: 'town', from: '2026-04-01', to: '2027-03-31', ...more },
  });
const line = (scheme: string, year: string, pence: bigint) => ({
  ...({
    measure: 'spending',
    fund: 'pool',
    year,
    nature: 'revenue',
    source: 'own',
    scheme,
  } as const),
  ...{ award: 'none', provider: 'body', area: 'town', day: '2026-05-01', handedOn: null, pence },
});
const told = (...outcomes: AnyFact[]) => {
  const scheme = (id: string, cohort: string) =>
    ({
      ...fact('scheme', id, { cohort, need: null, category: 'unknown' }),
      fund: 'pool',
    }) as AnyFact;
  const invested: Invested = {
    moment: { number: 9, recorded: null, final: true, effectiveOn: null, day: '2027-05-01' },
    facts: new FactsAt([fact('area', 'town', { name: 'Town', kind: 'local' }), ...outcomes]),
    ofFund: new Map([
      ['pool', new FactsAt([scheme('homes', 'Rough sleepers'), scheme('work', 'Everybody')])],
    ]),
    costs: [],
    lines: [
      line('homes', '2026-27', 5_000n),
      line('homes', '2027-28', 700n),
      line('work', '2026-27', 90_000n),
    ],
  };
  return outcomesBeside(investment(invested, everything));
};

it('stands beside what was spent on the same people in the same place and years', () => {
  const [one] = told(outcome('rough', { baseline: '40', measured: '31.5' }));
  expect(one?.change).toEqual({ by: '-8.5', is: 'better' });
  expect(formatPence(one?.beside.spending ?? 0n)).toBe('50.00');
});

it('says in words which way it went, and nothing while it is not measured', () => {
  const [same, worse, open] = told(
    outcome('a', { baseline: '40', measured: '40' }),
    outcome('b', { baseline: '40', measured: '41', shareAssessed: '0.00', shareEvent: 7 }),
    outcome('c', { baseline: '40' }),
  );
  expect([same?.change?.is, worse?.change?.is, open?.change]).toEqual([
    'as before',
    'worse',
    undefined,
  ]);
  expect(worse?.share).toEqual({ assessed: 0n, confirmed: undefined, event: 7 });
});
