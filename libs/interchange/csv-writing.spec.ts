import fc from 'fast-check';
import { csv } from './csv-writing.js';
import { recordReader } from './delimited-records.js';
import { textLines } from './text-lines.js';
import type { WrittenRow, WrittenRows } from './written-value.js';

const all = async (pieces: AsyncIterable<string>): Promise<string[]> => {
  const taken: string[] = [];
  for await (const piece of pieces) taken.push(piece);
  return taken;
};
const whole = async (...asked: Parameters<typeof csv>): Promise<string> =>
  (await all(csv(...asked))).join('');
/** The one cell of a table, as it stands in the file. */
const cellOf = async (value: WrittenRow[number]): Promise<string> =>
  (await whole(['a', 'b'], [[value, 'x']])).slice('a,b\r\n'.length, -',x\r\n'.length);

it('writes a header and a record for each row, each ended by CR and LF', async () => {
  const rows = [
    ['Northmoor', 120_000_000n, { day: '2026-04-01' }, 3],
    ['Wells, Ada', -5n, null, 0],
  ];
  expect(await whole(['name', 'amount', 'day', 'count'], rows)).toBe(
    'name,amount,day,count\r\nNorthmoor,1200000.00,2026-04-01,3\r\n"Wells, Ada",-0.05,,0\r\n',
  );
});

it('doubles quotes, and keeps the ends of lines within a cell', async () => {
  expect(await cellOf('the "big"\r\nplan')).toBe('"the ""big""\r\nplan"');
});

it('is marked as UTF-8 for people only', async () => {
  expect(await whole(['é'], [], { forPeople: true })).toBe('\uFEFFé\r\n');
  expect(await whole(['é'], [])).toBe('é\r\n');
});

it.each([
  '=1+1',
  '+44 20 7946 0000',
  '-1+1',
  '-',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\nplain',
  ' =1+1',
  '\u00A0=1',
  '\uFEFF=1',
  '\u0000=1',
  '\u200B@x',
  '\uFF1D1+1',
  '=HYPERLINK("https://elsewhere.example","open")',
])('writes %j so that no spreadsheet takes it for a formula', async (text) => {
  expect(await cellOf(text)).toBe(`"'${text.replaceAll('"', '""')}"`);
});

it('does the same to the names of columns', async () => {
  expect(await whole(['=1'], [])).toBe(`"'=1"\r\n`);
});

it.each(['-12.50', '-7', '12', 'Lead – partner', "'quoted'", 'a=b'])(
  'leaves %j, which no spreadsheet calculates, as it is',
  async (text) => {
    expect(await cellOf(text)).toBe(text);
  },
);

it('leaves nothing for a spreadsheet that divides at semicolons and tabs as well', async () => {
  expect(await cellOf('a;=1+1')).toBe('"a;=1+1"');
  expect(await cellOf('a\t=1+1')).toBe('"a\t=1+1"');
});

it('is refused where a row has not one value for each column', async () => {
  await expect(whole(['a', 'b'], [['only one']])).rejects.toThrow(/1 values .* 2 columns/);
});

it('goes on in pieces as rows come, and takes no row before it is asked for more', async () => {
  let given = 0;
  const many = async function* (): AsyncGenerator<WrittenRow> {
    for (; given < 100_000; given += 1) {
      await Promise.resolve();
      yield ['x'.repeat(100)];
    }
  };
  const pieces = csv(['text'], many());
  const first = await pieces.next();
  expect(String(first.value).length).toBeLessThan(70_000);
  expect(given).toBeLessThan(1_000);
  await pieces.return(undefined);
});

const awkward = ['=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', "'", ' ', '1', 'a'];
const field = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...awkward) }),
);

it('is read back by our own reader, apostrophes in front of what they keep from being calculated', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 5 }),
      async (rows) => {
        const told = await recordsOf(rows);
        expect(told.length).toBe(rows.length + 1);
        for (const [place, row] of rows.entries())
          for (const [column, text] of row.entries()) {
            const read = told[place + 1]?.[column];
            expect([text, `'${text}`]).toContain(read);
            expect(read).not.toMatch(/^(?!-?\d+(\.\d+)?$)\s*[=+\-@]/);
          }
      },
    ),
  );
});

async function recordsOf(rows: WrittenRows): Promise<(readonly string[])[]> {
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of csv(['a', 'b', 'c'], rows)) yield Buffer.from(piece);
  };
  const reader = recordReader(',');
  const found = [];
  for await (const line of textLines(bytes(), { encoding: 'UTF-8', windowsLines: 0 }))
    found.push(...reader.push(line));
  found.push(...reader.end());
  return found.map((record) => ('cells' in record ? record.cells : [record.broken]));
}
