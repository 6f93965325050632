import fc from 'fast-check';
import { inWords } from '#projections/fund-health/figures/sentence.js';
import { linksToFiles, sheetOf, tablesOf } from './page-tables.js';
import { shownValue } from './shown-value.js';
import { eventLinks, link, number, partLinks, text, toDo, type Table } from './table.js';
import { money, monthInWords, unbroken } from './words.js';

const table = (caption: string): Table => ({
  caption,
  head: [text('Source'), number('Due')],
  rows: [
    [text('Council', 'the host'), number('£1,200,000.50')],
    [text('ICB'), number('\u2212£0.05')],
  ],
  total: [text('Total'), number('£1,200,000.45')],
});

it('writes a table as it is shown, notes in columns of their own, the total last', () => {
  expect(sheetOf(table('Due'))).toEqual({
    name: 'Due',
    head: ['Source', 'Source: note', 'Due'],
    rows: [
      ['Council', 'the host', 120_000_050n],
      ['ICB', null, -5n],
      ['Total', null, 120_000_045n],
    ],
  });
});

it('leaves out of a file what there is to do', () => {
  const { head, rows, total = [] } = table('Due');
  const withSteps = {
    ...{ caption: 'Due', head: [...head, toDo('To do')], total: [...total, text('')] },
    rows: rows.map((row) => [...row, link('Remind', '/do')]),
  };
  expect(sheetOf(withSteps)).toEqual(sheetOf(table('Due')));
});

it('finds every table of a page, and gives each of them a name and links', () => {
  const model = {
    plan: [table('What is due'), table('What is due')],
    health: { by: table('By year') },
  };
  const filesOf = (id: string) => linksToFiles((format) => `/?table=${id}&format=${format}`);
  const found = tablesOf(model, filesOf);
  expect([...found.tables.keys()]).toEqual(['what-is-due', 'what-is-due-2', 'by-year']);
  expect(found.model).toMatchObject({
    plan: [{}, { files: [{ format: 'csv', href: '/?table=what-is-due-2&format=csv' }, {}] }],
  });
});

it('leaves a table its own files, and gives none to one without rows', () => {
  const own = [{ format: 'csv', href: '/api/v1/events?format=csv' }];
  const filesOf = () => linksToFiles(() => '/');
  expect(
    tablesOf({ a: { ...table('A'), files: own }, b: { ...table('B'), rows: [] } }, filesOf).model,
  ).toMatchObject({
    a: { files: own },
    b: expect.not.objectContaining({ files: expect.anything() }),
  });
});

it('reads amounts and days as they are shown, to the penny and the day', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 17n), 10n ** 17n), (pence) => {
      expect(shownValue(number(money(pence)))).toBe(pence);
    }),
  );
  const days = { min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true };
  fc.assert(
    fc.property(fc.date(days), (date) => {
      const day = date.toISOString().slice(0, 10);
      expect(shownValue(text(inWords(day)))).toEqual({ day });
    }),
  );
});

it.each([
  [number('12'), 12],
  [text('12'), '12'],
  [text(unbroken('2026-04')), '2026-04'],
  [text(monthInWords('2026-04')), '2026-04'],
  [text('in 2025\u201103\u2011adj, \u2212\u2060£1.00'), 'in 2025-03-adj, \u2212£1.00'],
  [{ text: '', lines: ['+\u2060£1.00'] }, '+£1.00'],
  [text('31 Brumaire 2026'), '31 Brumaire 2026'],
  [number('12.5%'), '12.5%'],
  [number('\u2013'), '\u2013'],
  [{ text: '', lines: ['One.', 'Two.'] }, 'One.; Two.'],
  [link('Council', '/'), 'Council'],
  [eventLinks([1, 2], () => '/'), '1; 2'],
  [partLinks([{ number: 7, pence: 5n }], () => '/'), '7: £0.05'],
])('reads %j', (cell, value) => {
  expect(shownValue(cell)).toEqual(value);
});
