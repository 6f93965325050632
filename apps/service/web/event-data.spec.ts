import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import { dataShown } from './event-data.js';

const fact = (entity: string, id: string, attributes: object): AnyFact =>
  ({
    ...{ entity, id, attributes, fund: 'none', provider: 'none' },
    ...{ effective: '2026-04-01', number: 1 },
  }) as AnyFact;
const facts = new FactsAt([
  fact('organisation', 'GB-COH-1', { name: 'Harbour Lights' }),
  fact('area', 'E06000999', { name: 'Northmoor' }),
  fact('award', 'carers', { title: 'Breaks for carers' }),
]);

it('says values as people write them, and what has a name by it', () =>
  expect(
    dataShown(
      {
        ...{ award: 'carers', scheme: 'carers', provider: 'GB-COH-1', net: '84000.00' },
        ...{ due: '2026-09-30', accrual: null, final: true, period: '2026-09', stage: 'none' },
      },
      facts,
    ),
  ).toEqual({
    rows: [
      { key: 'Award', simple: 'Breaks for carers (carers)' },
      { key: 'Scheme', simple: 'carers' },
      { key: 'Provider', simple: 'Harbour Lights (GB-COH-1)' },
      { key: 'Net', simple: '£84,000.00' },
      { key: 'Due', simple: '30 September 2026' },
      { key: 'Accrual', simple: 'Not stated' },
      { key: 'Final', simple: 'Yes' },
      { key: 'Period', simple: '2026-09' },
      { key: 'Stage', simple: 'None' },
    ],
    lists: [],
  }));

it('lays out what is alike as a table, amounts last, and leaves other things as they were recorded', () => {
  const { rows, lists } = dataShown(
    {
      parts: [
        { amount: '1.00', area: 'E06000999' },
        { amount: '2.50', source: 'icb' },
      ],
      terms: { days: 30 },
      names: ['a', 'b'],
      none: [],
    },
    facts,
  );
  expect(rows).toEqual([
    { key: 'Terms', nested: JSON.stringify({ days: 30 }, null, 2) },
    { key: 'Names', nested: JSON.stringify(['a', 'b'], null, 2) },
    { key: 'None', simple: 'None' },
  ]);
  expect(lists).toMatchObject([
    {
      caption: 'Parts',
      head: [{ text: 'Area' }, { text: 'Source' }, { text: 'Amount', numeric: true }],
      rows: [
        [{ text: 'Northmoor (E06000999)' }, { text: '\u2013' }, { text: '£1.00', numeric: true }],
        [{ text: '\u2013' }, { text: 'icb' }, { text: '£2.50', numeric: true }],
      ],
    },
  ]);
});
