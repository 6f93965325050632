import { UnreadableFile } from '#libs/interchange/unreadable-file.js';

import { spendingFile } from './reading.js';

const HEADER = 'Date,Supplier,Amount,Ref';
const GOOD = '2022-07-20,Acme Ltd,100.00,T1';

const utf16 = (text: string, bigEndian: boolean): Buffer => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) {
    yield await Promise.resolve(bytes.subarray(from, from + size));
  }
}

describe('encodings', () => {
  const text = `Date,Supplier,Amount (£)\r\n2022-07-20,Café “Zoë” – €,£1234.50\r\n`;
  const expected = { amountPence: 123_450n, supplier: { name: 'Café “Zoë” – €' } };
  const windows = Buffer.from(
    text
      .replace('–', '\u0096')
      .replace('“', '\u0093')
      .replace('”', '\u0094')
      .replace('€', '\u0080'),
    'latin1',
  );

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte-order mark', Buffer.from(`\uFEFF${text}`)],
    ['a byte-order mark that was encoded twice', Buffer.from(`ï»¿${text}`)],
    ['two byte-order marks', Buffer.from(`\uFEFF\uFEFF${text}`)],
    ['Windows-1252', windows],
    ['UTF-16 little-endian', utf16(text, false)],
    ['UTF-16 big-endian', utf16(text, true)],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['Mac line ends', Buffer.from(text.replaceAll('\r\n', '\r'))],
  ])('reads %s, whole and in pieces of any size', async (_name, bytes) => {
    const whole = await spendingFile(bytes);
    expect(whole.rows.map(({ row }) => row)).toMatchObject([expected]);
    expect(whole.summary.mapping.datePaid).toBe('Date');
    for (const size of [1, 2, 3, 7, 64]) {
      expect((await spendingFile(inPieces(bytes, size))).rows).toEqual(whole.rows);
    }
  });

  it('reads a file pasted together from two encodings line by line, and says so', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER}\n2022-07-20,Café,1,a\n`),
      Buffer.from('2022-07-20,Caf\u00e9,1,b\n', 'latin1'),
    ]);
    const { rows, summary } = await spendingFile(bytes);
    expect(rows.map(({ row }) => row.supplier)).toMatchObject([{ name: 'Café' }, { name: 'Café' }]);
    expect(summary.windowsLines).toBe(1);
    expect(summary.warnings.join()).toContain('Windows-1252');
  });
});

describe('shapes of files', () => {
  it.each([',', ';', '\t', '|'])('finds the delimiter %p', async (delimiter) => {
    const { rows } = await spendingFile(`${HEADER}\n${GOOD}\n`.replaceAll(',', delimiter));
    expect(rows).toHaveLength(1);
  });

  it('passes over title lines and blank rows, and counts both', async () => {
    const { rows, summary } = await spendingFile(
      `Payments to suppliers over £500,,,\nJuly 2022\n\n${HEADER}\n\n${GOOD}\n,,,\n \n${GOOD}\n\n`,
    );
    expect(rows.map(({ line }) => line)).toEqual([6, 9]);
    expect(summary).toMatchObject({ titleLines: 3, blankRows: 4, rowsIn: 2 });
  });

  it('keeps line numbers right across quoted line breaks', async () => {
    const { rows, quarantined } = await spendingFile(
      `${HEADER}\n2022-07-20,"Acme\r\n (North), ""A"" Ltd",1.00,T1\n2022-07-20,Acme,x,T2\n`,
    );
    expect(rows).toMatchObject([
      { line: 2, row: { supplier: { name: 'Acme\r\n (North), "A" Ltd' } } },
    ]);
    expect(quarantined).toMatchObject([{ line: 4, column: 'Amount' }]);
  });

  it('reads stray quotes inside cells as text', async () => {
    const { rows } = await spendingFile(
      `${HEADER}\n2022-07-20,Pipes 5" Ltd,1.00,T1\n2022-07-20,"The "Old" School",2.00,T2\n`,
    );
    expect(rows.map(({ row }) => row.supplier)).toMatchObject([
      { name: 'Pipes 5" Ltd' },
      { name: 'The "Old" School' },
    ]);
  });

  it.each([
    ['with quotes behind it', `${GOOD}\n2022-07-20,"Acme, Ltd",3.00,T3\n`],
    ['without', `${GOOD}\n`.repeat(250)],
    ['at the end of the file', ''],
  ])('loses only the line on which a quote is never closed, %s', async (_name, rest) => {
    const { rows, quarantined, summary } = await spendingFile(
      `${HEADER}\n2022-07-20,"Acme,5.00,T0\n${rest}`,
    );
    expect(quarantined).toMatchObject([{ line: 2, raw: '2022-07-20,"Acme,5.00,T0' }]);
    expect(rows).toHaveLength(rest.split('\n').length - 1);
    expect(summary.rowsIn).toBe(rows.length + 1);
  });

  it('accepts surplus empty and missing trailing cells; quarantines surplus content', async () => {
    const { rows, quarantined, summary } = await spendingFile(
      `${HEADER}\n${GOOD},,\n2022-07-20,Acme,1.00\n${GOOD},extra\n2022-07-20,Acme\n`,
    );
    expect(rows.map(({ line }) => line)).toEqual([2, 3]);
    expect(rows[1]?.row.transactionNumber).toBe('unknown');
    expect(quarantined).toMatchObject([
      { line: 4, column: '', reason: expect.stringContaining('5 cells where the header has 4') },
      { line: 5, column: 'Amount', reason: 'the amount is blank' },
    ]);
    expect(summary.raggedRows).toBe(3);
  });

  it('quarantines a repeated header and total lines, with those reasons', async () => {
    const { rows, quarantined, summary } = await spendingFile(
      `${HEADER}\n${GOOD}\n${HEADER}\n${GOOD}\nTotal,,200.00,\n,Grand Total:,200.00,\n,,200.00,\n2022-07-20,Total Gas & Power Ltd,9.00,T9\n`,
    );
    expect(rows.map(({ line }) => line)).toEqual([2, 4, 8]);
    expect(quarantined.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'the row repeats the header'],
      [5, 'a total of other rows, not a payment'],
      [6, 'a total of other rows, not a payment'],
      [7, 'the date is blank'],
    ]);
    expect(summary).toMatchObject({ totalPence: 20_900n, quarantinedPence: 20_000n });
  });

  it('reports transaction numbers that repeat and keeps their rows', async () => {
    const { rows, summary } = await spendingFile(`${HEADER}\n${GOOD}\n${GOOD}\n`);
    expect(rows).toHaveLength(2);
    expect(summary.repeatedTransactionNumbers).toBe(1);
  });
});

describe('files that cannot be read', () => {
  it.each([
    ['', 'empty', 'The file is empty'],
    ['PK\u0003\u0004 workbook', 'unreadable-workbook', 'save its table as CSV'],
    ['<!DOCTYPE html><title>404</title>', 'not-text', 'a web page'],
    ['just some text\nand more\n', 'no-header', 'header row'],
    ['Colour,Size\nred,1\n', 'columns-missing', 'date paid and net amount and supplier name'],
    [`${HEADER}\n${'x'.repeat(2_000_000)}`, 'line-too-long', 'longer than'],
  ])('refuses %.20p', async (text, code, sentence) => {
    const failure: unknown = await spendingFile(text).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnreadableFile);
    expect(failure).toMatchObject({ code, message: expect.stringContaining(sentence) });
  });

  it('names the columns it found and how to map one by hand', async () => {
    await expect(spendingFile('Date,Supplier,Wert\n2022-07-20,A,1\n')).rejects.toThrow(
      'No column was recognised for net amount (columns found: “Date”, “Supplier”, “Wert”); name it in the mapping, for example {"amount": "Date"}.',
    );
  });
});

describe('a mapping by hand', () => {
  it('wins over what the columns are called', async () => {
    const { rows, summary } = await spendingFile(
      'When,To,Wert,Amount\n2022-07-20,Acme,1.00,2.00\n',
      { mapping: { datePaid: 'When', supplier: 'to', amount: 'Wert' } },
    );
    expect(rows).toMatchObject([{ row: { amountPence: 100n, other: { Amount: '2.00' } } }]);
    expect(summary.mapping).toMatchObject({ datePaid: 'When', supplier: 'To', amount: 'Wert' });
  });

  it('can leave a column out', async () => {
    const { rows } = await spendingFile(`${HEADER}\n${GOOD}\n`, {
      mapping: { transactionNumber: null },
    });
    expect(rows).toMatchObject([{ row: { transactionNumber: 'unknown', other: { Ref: 'T1' } } }]);
  });

  it('is refused when the file has no such column for a needed meaning', async () => {
    await expect(
      spendingFile(`${HEADER}\n${GOOD}\n`, { mapping: { amount: 'Wert' } }),
    ).rejects.toThrow('“Wert” for net amount');
  });
});

describe('dates of the other order', () => {
  const file = `${HEADER}\n07/20/2022,Acme,1.00,a\n07/04/2022,Acme,1.00,b\n`;

  it('are quarantined where they cannot be right, with a warning for the others', async () => {
    const { rows, quarantined, summary } = await spendingFile(file);
    expect(rows.map(({ row }) => row.datePaid)).toEqual(['2022-04-07']);
    expect(quarantined).toMatchObject([{ line: 2, column: 'Date' }]);
    expect(summary.warnings.join()).toContain('month first');
  });

  it('are read when the body is said to write so', async () => {
    const { rows } = await spendingFile(file, { dateOrder: 'month-first' });
    expect(rows.map(({ row }) => row.datePaid)).toEqual(['2022-07-20', '2022-07-04']);
  });
});
