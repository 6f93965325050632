import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import { amountMembers } from './amount-members.js';
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
  fact('scheme', 'navigators', { name: 'Navigators' }),
]);

const said = {
  facts,
  amounts: new Set(['amount', 'net']),
  called: (person: string): string => (person === 'samir' ? 'Samir Dhillon (samir)' : person),
};

it('says values as people write them, and what has a name by it', () =>
  expect(
    dataShown(
      {
        ...{ award: 'carers', scheme: 'carers', provider: 'GB-COH-1', net: '84000.00' },
        ...{
          due: '2026-09-30',
          accrual: null,
          percent: '2.50',
          by: 'samir',
          final: true,
          period: '2026-09',
          stage: 'none',
        },
      },
      said,
    ),
  ).toEqual({
    rows: [
      { key: 'Award', simple: 'Breaks for carers (carers)' },
      { key: 'Scheme', simple: 'carers' },
      { key: 'Provider', simple: 'Harbour Lights (GB-COH-1)' },
      { key: 'Net', simple: '£84,000.00' },
      { key: 'Due', simple: '30 September 2026' },
      { key: 'Accrual', simple: 'Not stated' },
      { key: 'Percent', simple: '2.50' },
      { key: 'By', simple: 'Samir Dhillon (samir)' },
      { key: 'Final', simple: 'Yes' },
      { key: 'Period', simple: '2026-09' },
      { key: 'Stage', simple: 'None' },
    ],
    lists: [],
  }));

it('names what a move has an effect on, whichever kind of thing that is', () => {
  const effects = ['scheme', 'award', 'line'].map((of) => ({
    ...{ of, id: of === 'scheme' ? 'navigators' : 'carers' },
  }));
  const [table] = dataShown({ effects }, said).lists;
  expect(table?.rows.map((row) => row.map((cell) => cell.text))).toEqual([
    ['scheme', 'Navigators (navigators)'],
    ['award', 'Breaks for carers (carers)'],
    ['line', 'carers'],
  ]);
});

it('says once what a name says already, and of two amounts the one before first', () => {
  const facts = new FactsAt([fact('award', 'pb-1', { title: 'Personal budget (pb-1)' })]);
  const effects = [{ after: '2.00', award: 'pb-1', before: '1.00' }];
  const amounts = new Set(['before', 'after']);
  const [table] = dataShown({ effects }, { ...said, facts, amounts }).lists;
  expect(table?.head.map(({ text }) => text)).toEqual(['Award', 'Before', 'After']);
  expect(table?.rows[0]?.map(({ text }) => text)).toEqual([
    'Personal budget (pb-1)',
    ...['£1.00', '£2.00'],
  ]);
});

it('calls a strategy by its last title', () => {
  const titles = ['Homes for all', 'Homes first'].map((title, year) =>
    fact('strategy', `homes/202${year}-04-01`, { strategy: 'homes', title }),
  );
  expect(
    dataShown({ strategies: ['homes', 'work'] }, { ...said, facts: new FactsAt(titles) }).rows,
  ).toEqual([{ key: 'Strategies', simple: 'Homes first (homes); work' }]);
});

it('lays out what is alike as a table, amounts last, and outlines other things', () => {
  const { rows, lists } = dataShown(
    {
      parts: [
        { amount: '1.00', area: 'E06000999' },
        { amount: '2.50', source: 'icb' },
      ],
      terms: { days: 30, shares: [{ of: 'GB-COH-1', base: { nature: 'capital' } }] },
      names: ['a', 'GB-COH-1'],
      people: 330279,
      none: [],
    },
    said,
  );
  expect(rows).toEqual([
    {
      key: 'Terms',
      outline: [
        { key: 'Days', simple: '30' },
        {
          key: 'Shares',
          outline: [
            {
              key: '1',
              outline: [
                { key: 'Of', simple: 'Harbour Lights (GB-COH-1)' },
                { key: 'Base', outline: [{ key: 'Nature', simple: 'capital' }] },
              ],
            },
          ],
        },
      ],
    },
    { key: 'Names', simple: 'a; Harbour Lights (GB-COH-1)' },
    { key: 'People', simple: '330,279' },
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

it('knows amounts of money by the contracts of events, not by their looks', () => {
  expect(amountMembers('ContractVaried')).toContain('total');
  expect(amountMembers('ContractVaried')).not.toContain('percent');
  expect(amountMembers('OutcomeMeasured')).not.toContain('value');
  expect([...amountMembers('CommitmentReserved')]).toContain('amount');
  expect(amountMembers('OfALaterRelease').size).toBe(0);
});

it('adds up parts of a whole, and no rules, sides or kinds of amounts', () => {
  const [one, two] = [
    { amount: '1.00', area: 'E1' },
    { amount: '2.50', area: 'E2' },
  ];
  const totals = (data: Parameters<typeof dataShown>[0]) =>
    dataShown(data, said).lists.map(({ total }) => total?.map(({ text }) => text));
  expect(totals({ parts: [one, two] })).toEqual([['Total', '£3.50']]);
  expect(totals({ parts: [one] })).toEqual([undefined]);
  expect(totals({ bases: [one, two], stages: [one, two] })).toEqual([undefined, undefined]);
  const toAndFro = [one, two].map((each) => ({ ...each, direction: 'to-fund' }));
  expect(totals({ lines: toAndFro })).toEqual([undefined]);
});
