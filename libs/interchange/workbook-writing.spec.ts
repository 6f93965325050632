import readXlsxFile, { type Sheet } from 'read-excel-file/node';
import { workbook, type WrittenSheet } from './workbook-writing.js';
import type { WrittenValue } from './written-value.js';

const opened = async (...sheets: readonly WrittenSheet[]): Promise<Sheet[]> =>
  readXlsxFile(await workbook([['What', 'Instalments']], sheets));
/** What a reader finds in the one cell of a table. */
const readBack = async (value: WrittenValue): Promise<unknown> =>
  (await opened({ name: 'Table', head: ['a', 'b'], rows: [[value, 'x']] }))[1]?.data[1]?.[0];

it('says on its first sheet what it is, and holds each table on one of its own', async () => {
  const sheets = await opened(
    { name: 'Due', head: ['source', 'amount'], rows: [['council', 12_050n]] },
    { name: 'Paid', head: ['source'], rows: [] },
  );
  expect(sheets).toEqual([
    { sheet: 'About', data: [['What', 'Instalments']] },
    {
      sheet: 'Due',
      data: [
        ['source', 'amount'],
        ['council', 120.5],
      ],
    },
    { sheet: 'Paid', data: [['source']] },
  ]);
});

it.each([
  ['an amount', 120_000_001n, 1_200_000.01],
  ['one below zero', -5n, -0.05],
  ['the largest that a spreadsheet keeps to the penny', 999_999_999_999_999n, 9_999_999_999_999.99],
  ['one beyond that, as text', 1_000_000_000_000_001n, '10000000000000.01'],
  ['a day', { day: '2026-04-01' }, new Date('2026-04-01T00:00:00Z')],
  ['a day that spreadsheets miscount, as text', { day: '1900-02-28' }, '1900-02-28'],
  ['a number', 3, 3],
  ['nothing', null, null],
  ['a text that would be a formula', '=1+1', '=1+1'],
  ['a text of digits', '007', '007'],
  ['a text with what workbooks write characters by', '_x003D_1+1', '_x003D_1+1'],
  ['marks of XML', '<a> & "b" ]]>', '<a> & "b" ]]>'],
])('keeps %s', async (_, value, read) => {
  expect(await readBack(value)).toEqual(read);
});

it('cuts a text that no cell holds, and says so', async () => {
  const read = await readBack('x'.repeat(40_000));
  expect(read).toHaveLength(32_767);
  expect(read).toMatch(/^x+ … \(cut here: /);
});

it('gives every sheet a name that spreadsheets take, each its own', async () => {
  const name = 'Money [held]: what is due, and when / by whom?';
  const sheets = await opened(
    ...[name, name, 'ABOUT', '?'].map((each) => ({ name: each, head: ['a'], rows: [] })),
  );
  expect(sheets.map(({ sheet }) => sheet)).toEqual([
    'About',
    'Money  held  what is due, and w',
    'Money  held  what is due, a (2)',
    'ABOUT (2)',
    'Table',
  ]);
});

it('is not made of a row that has not one value for each column', () => {
  expect(() => workbook([], [{ name: 'T', head: ['a'], rows: [['1', '2']] }])).toThrow(/2 values/);
});
