import type { AnyFact } from '#libs/ledger/facts-at.js';
import { FactsAt } from '#libs/ledger/facts-at.js';
import { formatPence, parsePence } from '#libs/money/pence.js';
import type { Invested, InvestedLine } from '#projections/reading/reading.js';
import { everything } from '#test/support/invested.js';
import { investment } from './investment.js';
import { needsAndAreas } from './needs-and-areas.js';

const fact = (entity: string, id: string, attributes: object, fund = 'none'): AnyFact =>
  ({
    entity,
    id,
    fund,
    provider: 'none',
    number: 1,
    effective: '2026-04-01',
    attributes,
  }) as AnyFact;
const area = (id: string, members: string[] = []) => [
  fact('area', id, { name: id, kind: 'local' }),
  fact('area-set', id, { area: id, members, overlaps: [], complete: false }),
];
const line = (fund: string, scheme: string, place: string, amount: string): InvestedLine => ({
  ...{ measure: 'commitments', fund, scheme, area: place, pence: parsePence(amount) },
  ...{ year: '2026-27', nature: 'revenue', source: 'own', award: 'a', provider: 'body' },
  ...{ day: '2026-09-01', handedOn: null },
});
const fund = (id: string, funder: string, schemes: Readonly<Record<string, string | null>>) =>
  [
    id,
    new FactsAt([
      fact('source', 'own', { organisation: funder }, id),
      ...Object.entries(schemes).map(([scheme, need]) =>
        fact('scheme', scheme, { need, cohort: null, category: 'unknown' }, id),
      ),
    ]),
  ] as const;

/** Two funds pay for homes in the north; nobody for work in the south, or for debts anywhere. */
const invested: Invested = {
  moment: { number: 9, recorded: null, final: true, effectiveOn: null, day: '2026-10-01' },
  facts: new FactsAt([...area('north'), ...area('south'), ...area('county', ['north', 'south'])]),
  ofFund: new Map([
    fund('pool', 'council', { homes: 'A home', work: 'Work', debts: 'Debt', rest: null }),
    fund('grant', 'ministry', { homes: 'A home' }),
  ]),
  costs: [],
  lines: [
    line('pool', 'homes', 'north', '10.00'),
    line('grant', 'homes', 'north', '5.00'),
    line('pool', 'homes', 'south', '3.00'),
    line('pool', 'work', 'north', '2.00'),
    line('pool', 'work', 'county', '40.00'),
    line('pool', 'rest', 'south', '1.00'),
  ],
};
const asked = (...areas: string[]) => needsAndAreas(investment(invested, { ...everything, areas }));
const shown = ({ cells }: ReturnType<typeof asked>) =>
  cells.map(({ need, area: place, state, amounts, funders }) =>
    [need, place, state, formatPence(amounts.commitments), ...funders].join(' '),
  );

it('says of each cell who pays, where nobody does, and where several do', () =>
  expect(shown(asked('county'))).toEqual([
    'A home north overlap 15.00 council ministry',
    'A home south one 3.00 council',
    'Debt north gap 0.00',
    'Debt south gap 0.00',
    'Work north one 2.00 council',
    'Work south gap 0.00',
    'unknown north gap 0.00',
    'unknown south one 1.00 council',
  ]));

it('keeps beside them what is for the whole place, which may serve any of its areas', () => {
  const { wider } = asked('county');
  expect(
    wider.map(({ need, state, amounts }) => [need, state, formatPence(amounts.commitments)]),
  ).toEqual([
    ['A home', 'gap', '0.00'],
    ['Debt', 'gap', '0.00'],
    ['Work', 'one', '40.00'],
    ['unknown', 'gap', '0.00'],
  ]);
});

it('counts under an area also what lies within it, where areas are asked about that overlap', () =>
  expect(shown(asked('county', 'north')).slice(0, 2)).toEqual([
    'A home county overlap 18.00 council ministry',
    'A home north overlap 15.00 council ministry',
  ]));
