import { pageOfList } from './page-of-list.js';
import { compareValues, fieldNames, fieldsOf, writtenValue } from './rows.js';

const plain = { sort: undefined, cursor: undefined, limit: undefined, filters: [] };

it('takes rows apart into fields, lists of texts into one', () => {
  const row = { id: 'a', terms: { cap: '1.00', of: { year: '2026-27' } }, partners: ['x', 'y'] };
  expect([...fieldsOf({ ...row, steps: [{ n: 1 }], none: null, open: true })]).toEqual([
    ['id', 'a'],
    ['terms.cap', '1.00'],
    ['terms.of.year', '2026-27'],
    ['partners', 'x; y'],
    ['steps', '[{"n":1}]'],
    ['none', null],
    ['open', 'true'],
  ]);
  expect(fieldsOf(row, false).get('terms')).toBe('{"cap":"1.00","of":{"year":"2026-27"}}');
});

it('has the fields of all rows, in the order in which they come', () => {
  expect(fieldNames([fieldsOf({ a: 1 }), fieldsOf({ b: 1, a: 2 })])).toEqual(['a', 'b']);
});

it.each([
  ['-1200000.00', -120_000_000n],
  ['007.00', '007.00'],
  ['1.5', '1.5'],
  ['2026-04-01', { day: '2026-04-01' }],
  ['2026-04', '2026-04'],
  [3, 3],
  [undefined, null],
])('writes %j as %j', (value, written) => {
  expect(writtenValue(value)).toEqual(written);
});

it('has amounts and numbers by size, texts behind them, and nothing at last', () => {
  const values = [null, 'b', '10.00', 9, 'a', '-2.50', '2.00', null];
  expect([...values].sort(compareValues)).toEqual([
    ...['-2.50', '2.00', 9, '10.00', 'a', 'b'],
    ...[null, null],
  ]);
});

it('has nothing at last whichever way it is sorted', () => {
  const list = [
    { id: 'a', day: null },
    { id: 'b', day: '1' },
    { id: 'c', day: '2' },
  ];
  const ids = (sort: string) => pageOfList(list, { ...plain, sort }).rows.map(({ id }) => id);
  expect(ids('day')).toEqual(['b', 'c', 'a']);
  expect(ids('-day')).toEqual(['c', 'b', 'a']);
});

it('begins a page behind the row before it, also where that has gone and others have come', () => {
  const list = ['a', 'b', 'c', 'd'].map((id) => ({ id, amount: '1.00' }));
  const asked = { ...plain, sort: 'amount', limit: 2 };
  const { next } = pageOfList(list, asked);
  const since = [{ id: 'aa', amount: '1.00' }, ...list.filter(({ id }) => id !== 'b')];
  const page = pageOfList(since, { ...asked, cursor: next ?? '' });
  expect(page).toEqual({ rows: list.slice(2), next: null });
});

it('takes any field of a list that is empty', () => {
  expect(pageOfList([], { ...plain, sort: 'anything' }).rows).toEqual([]);
});
