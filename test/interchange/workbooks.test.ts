import writeXlsxFile from 'write-excel-file/node';
import { readContributionSchedule } from '#libs/interchange/contribution-schedule-csv.js';
import { readExtract } from '#libs/interchange/extract-csv.js';
import { recordReader } from '#libs/interchange/delimited-records.js';
import { readGrants } from '#libs/interchange/grants-360giving.js';
import { sheetsOf } from '#libs/interchange/workbook.js';
import { archive, textRow, workbookParts } from '../support/archives.js';
import { sharedBytes } from '../support/shared-data.js';
import { spendingFile } from './reading.js';

type Cells = readonly (readonly (string | number | boolean | Date | null)[])[];

/** As a spreadsheet program saves it: numbers as numbers, days as days. */
const workbookOf = (sheets: Readonly<Record<string, Cells>>): Promise<Buffer> =>
  writeXlsxFile(
    Object.entries(sheets).map(([sheet, rows]) => ({
      sheet,
      data: rows.map((row) =>
        row.map((value) =>
          value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : { value },
        ),
      ),
    })) as never,
  ).toBuffer();

/** The cells of a CSV as a person's spreadsheet would take them. */
function taken(text: string): Cells {
  const reader = recordReader(',');
  const records = [...text.split(/(?<=\n)/).flatMap((line) => reader.push(line)), ...reader.end()];
  return records.map((record) =>
    'cells' in record
      ? record.cells.map((cell) => {
          const [, day, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(cell) ?? [];
          const date = new Date(`${year ?? ''}-${month ?? ''}-${day ?? ''}T00:00:00Z`);
          // What is no day stays a text there too.
          if (date.getUTCDate() === Number(day)) return date;
          return /^-?\d{1,12}\.\d\d$/.test(cell) ? Number(cell) : cell === '' ? null : cell;
        })
      : [],
  );
}

describe('the same table as CSV and as a workbook', () => {
  it('is the same payments, of a month of a council', async () => {
    const csv = sharedBytes('payments-calderdale/2022-07.csv');
    const asText = await spendingFile(csv);
    const asBook = await spendingFile(
      await workbookOf({ Notes: [['Published monthly']], July: taken(csv.toString('latin1')) }),
    );
    expect(asText.rows.length).toBeGreaterThan(1_500);
    expect(asBook.summary).toMatchObject({
      rowsIn: asText.summary.rowsIn,
      recorded: asText.summary.recorded,
      totalPence: asText.summary.totalPence,
      mapping: asText.summary.mapping,
    });
    const money = ({ row }: (typeof asText.rows)[number]) => ({
      ...{ day: row.datePaid, amount: row.amountPence, supplier: row.supplier, kind: row.kind },
      ...{ vat: row.irrecoverableVat, vcse: row.vcse },
    });
    expect(asBook.rows.map(money)).toEqual(asText.rows.map(money));
    expect(asBook.summary.warnings.join()).toContain('“July” was read, and not “Notes”');
  });

  it('is the same contributions', async () => {
    const table: Cells = [
      ['Source', 'Partner', 'Year', 'Nature', 'Certainty', 'Evidence', 'Due date', 'Amount'],
      ['ICB', 'Moor ICB', '2026-27', 'revenue', 'confirmed', 'Deed', '01/04/2026', '200000.01'],
      ['Council', 'Moor Council', '2026-27', 'capital', 'indicative', '', '30/06/2026', '0.10'],
      ['Council', 'Moor Council', '2026-27', 'capital', 'indicative', '', '31/02/2026', '1.00'],
    ];
    const csv = Buffer.from(table.map((row) => row.join(',')).join('\r\n'));
    const book = await workbookOf({ Schedule: taken(csv.toString()) });
    const rows = async (bytes: Buffer): Promise<object[]> => {
      const found = [];
      for await (const item of readContributionSchedule(bytes))
        if (item.kind === 'instalment') found.push(item);
      return found;
    };
    expect(await rows(csv)).toHaveLength(2);
    expect(await rows(book)).toEqual(await rows(csv));
  });

  it('is the same entries of an account', async () => {
    const csv = Buffer.from(
      'Date,Description,Paid in,Paid out\n03/07/2026,BACS T10001,1234.10,\n04/07/2026,CHQ 100022,,0.29\n',
    );
    const book = await workbookOf({ Statement: taken(csv.toString()) });
    const rows = async (bytes: Buffer): Promise<object[]> => {
      const found = [];
      for await (const item of readExtract(bytes)) if (item.kind === 'entry') found.push(item);
      return found;
    };
    expect(await rows(csv)).toMatchObject([
      { entry: { amountPence: 123_410n } },
      { entry: { amountPence: -29n } },
    ]);
    expect(await rows(book)).toEqual(await rows(csv));
  });

  it('is the same grants', async () => {
    const head = 'Identifier,Title,Currency,Amount Awarded,Award Date,Recipient Org:Identifier';
    const csv = Buffer.from(`${head}\n360G-1,Shop,GBP,1000.10,03/06/2024,GB-CHC-1159982\n`);
    const book = await workbookOf({ grants: taken(csv.toString()) });
    const rows = async (bytes: Buffer): Promise<object[]> => {
      const found = [];
      for await (const item of readGrants(bytes)) if (item.kind === 'grant') found.push(item);
      return found;
    };
    expect(await rows(csv)).toMatchObject([{ grant: { amountAwardedPence: 100_010n } }]);
    expect(await rows(book)).toEqual(await rows(csv));
  });
});

describe('the cells of a workbook', () => {
  const number = (digits: string): string =>
    `<row r="1"><c r="A1"><v>${digits}</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>`;
  const first = async (rows: string): Promise<string | undefined> =>
    (await sheetsOf(archive(workbookParts(rows))))[0]?.rows[0]?.[0];

  it.each([
    ['0.10', '0.10'],
    ['9007199254740993.01', '9007199254740993.01'],
    ['1.0E-2', '0.01'],
    ['1.2345E+3', '1234.5'],
    ['1E+16', '10000000000000000'],
    // Not counted out: nobody is paid so much, and it would fill the memory.
    ['1E+999999999', '1E+999999999'],
  ])('have the digits %s as they stand', async (digits, text) => {
    expect(await first(number(digits))).toBe(text);
  });

  it('are where they stand, with those between them blank', async () => {
    const rows = `${textRow(2, ['a'])}<row r="4"><c r="C4" t="b"><v>1</v></c></row>`;
    expect((await sheetsOf(archive(workbookParts(rows))))[0]?.rows).toEqual([
      ['', '', ''],
      ['a', '', ''],
      ['', '', ''],
      ['', '', 'TRUE'],
    ]);
  });

  it('of a formula have its last result, and run nothing', async () => {
    const formula = '<f>WEBSERVICE("http://example")</f>';
    const rows = `<row r="1"><c r="A1">${formula}<v>12.5</v></c><c r="B1" t="e"><v>#REF!</v></c></row>`;
    expect((await sheetsOf(archive(workbookParts(rows))))[0]?.rows).toEqual([['12.5']]);
  });
});
