import { parse } from 'csv-parse/sync';
import fc from 'fast-check';

import { recordReader } from '#libs/interchange/delimited-records.js';
import { readAmount } from '#libs/interchange/amounts.js';
import { formatPence } from '#libs/money/pence.js';

import { spendingFile } from './reading.js';

const quotedCell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const cells = fc.oneof(
  fc.constantFrom('', 'N/A', 'Total', '2022-07-20', '20/07/2022', 'REDACTED', '-', 'x', '"'),
  fc.bigInt({ min: -1_000_000n, max: 1_000_000n }).map(formatPence),
  fc.string({ maxLength: 8 }),
);

/** A row in which every cell is quoted as it should be. */
const wellFormed = fc
  .array(cells, { minLength: 2, maxLength: 6 })
  .map((row) => row.map(quotedCell).join(','));

describe('every row once', () => {
  it('recorded + quarantined = rows in, and so do their amounts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            date: fc.constantFrom('2022-07-20', '20/07/2022', '', 'soon'),
            supplier: fc.constantFrom('Acme', 'REDACTED', '', 'Total Care Ltd'),
            amount: fc.oneof(
              fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map(formatPence),
              fc.constantFrom('', '£1,000.00', '(5)', '1.005', 'none'),
            ),
            tail: fc.constantFrom('', ',', ',,', ',surplus', ',"line\nbreak"'),
          }),
          { maxLength: 40 },
        ),
        async (rows) => {
          const lines = rows.map(
            (row) => `${row.date},${row.supplier},"${row.amount}"${row.tail}\n`,
          );
          const file = await spendingFile(`Date,Supplier,Amount\n${lines.join('')}`);
          const { summary } = file;
          const present = rows.filter(
            (row) => row.date + row.supplier + row.amount !== '' || /\w/.test(row.tail),
          );
          expect(summary.rowsIn).toBe(present.length);
          expect(summary.recorded + summary.quarantined).toBe(summary.rowsIn);
          expect([file.rows.length, file.quarantined.length]).toEqual([
            summary.recorded,
            summary.quarantined,
          ]);
          const readable = present
            .filter((row) => !/\w/.test(row.tail))
            .map((row) => readAmount(row.amount))
            .reduce((sum, amount) => (amount.ok ? sum + amount.value : sum), 0n);
          expect(summary.totalPence + summary.quarantinedPence).toBe(readable);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('holds for any text under a header', async () => {
    const line = fc.oneof(
      wellFormed,
      fc.string({ maxLength: 30 }),
      fc.constantFrom('"', 'a,"b', '",'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
        const { rows, quarantined, summary } = await spendingFile(
          `Date,Supplier,Amount\n${lines.join('\n')}\n`,
        );
        expect(rows.length + quarantined.length).toBe(summary.rowsIn);
        const places = [...rows, ...quarantined].map(({ line: at }) => at);
        expect(new Set(places).size).toBe(places.length);
      }),
      { numRuns: 200 },
    );
  });

  it('reads well-formed tables as an independent reader does', () => {
    const table = fc.array(
      fc.array(fc.oneof(cells, fc.constant('a\r\nb')), { minLength: 3, maxLength: 3 }),
      {
        minLength: 1,
        maxLength: 10,
      },
    );
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map((row) => `${row.map(quotedCell).join(',')}\r\n`).join('');
        const reader = recordReader(',');
        const lines = text.match(/[^\r\n]*(?:\r\n|\n|\r)/g) ?? [];
        const records = [...lines.flatMap((line) => reader.push(line)), ...reader.end()];
        expect(records.map((record) => ('cells' in record ? record.cells : record.broken))).toEqual(
          parse(text, { record_delimiter: '\r\n' }),
        );
      }),
      { numRuns: 200 },
    );
  });
});
