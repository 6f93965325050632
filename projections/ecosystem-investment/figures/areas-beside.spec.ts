import type { AnyFact } from '#libs/ledger/facts-at.js';
import { opening } from '#test/support/figures.js';
import { everything, investedIn } from '#test/support/invested.js';
import { investment } from './investment.js';
import { areasBeside } from './areas-beside.js';

const fact = (entity: string, id: string, attributes: object): AnyFact =>
  ({
    ...{ entity, id, fund: 'none', provider: 'none', number: 1, effective: '2026-04-01' },
    attributes,
  }) as AnyFact;
const northmoor = 'E06000999';
const places = [
  ...[northmoor, 'coast'].map((id) => fact('area', id, { name: id, kind: 'unitary' })),
  ...[northmoor, 'coast'].map((area) =>
    fact('area-set', area, { area, members: [], overlaps: [], complete: false }),
  ),
  fact('population', 'one', {
    ...{ area: northmoor, day: '2025-06-30', people: 100_000, source: 'ONS' },
  }),
];
const beside = (...areas: string[]) =>
  areasBeside(investment(investedIn(opening, places), { ...everything, areas }));

it('has the same figures of each area, by itself', () => {
  const [first, second] = beside(northmoor, 'coast');
  expect(first).toMatchObject({
    within: { spending: 0n, commitments: 357_000_000n },
    perHead: { commitments: { pounds: '35.70' } },
    funders: 4,
    providers: { spending: 0, commitments: 3 },
    hhi: { commitments: '6796.84' },
    longTerm: '83.19',
    smallLocalVcse: { share: '2.52' },
    national: { share: '8.40' },
    needUnknown: { share: '100.00' },
  });
  expect(second).toMatchObject({
    within: { spending: 0n, commitments: 0n },
    perHead: { commitments: undefined },
    hhi: { commitments: undefined },
    national: { pence: 0n, share: undefined },
  });
});

it('compares nothing where one area is asked about', () => expect(beside(northmoor)).toEqual([]));
