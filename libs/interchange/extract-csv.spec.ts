import { readExtract, referencesIn, type ExtractItem } from './extract-csv.js';

async function all(text: string, mapping = {}): Promise<ExtractItem[]> {
  const items = [];
  for await (const item of readExtract(Buffer.from(text), mapping)) items.push(item);
  return items;
}
const entries = (items: readonly ExtractItem[]) =>
  items.flatMap((item) =>
    item.kind === 'entry' ? [[item.entry.day, item.entry.amountPence]] : [],
  );

it('reads one column with signs, and two of which one is filled', async () => {
  const signs = await all(
    'Date,Narrative,Amount\n02/04/2026,In,"1,200.50"\n2026-04-03,Out,-80.00\n',
  );
  expect(entries(signs)).toEqual([
    ['2026-04-02', 120_050n],
    ['2026-04-03', -8_000n],
  ]);
  const two = await all(
    'Transaction date,Details,Paid in,Paid out,Balance\n1 Apr 2026,A,5.00,,5.00\n2 Apr 2026,B,,2.00,3.00\n3 Apr 2026,C,0.00,1.00,2.00\n4 Apr 2026,D,,-1.00,1.00\n',
  );
  expect(entries(two).map(([, pence]) => pence)).toEqual([500n, -200n, -100n, -100n]);
});

it('sets aside what it cannot read, with line, column and reason', async () => {
  const items = await all(
    'Date,Paid in,Paid out\n31/02/2026,1.00,\n2026-04-01,,\n2026-04-01,1.00,2.00\n',
  );
  expect(items.filter(({ kind }) => kind === 'quarantined')).toMatchObject([
    { line: 2, column: 'Date', reason: expect.stringContaining('not in the calendar') as string },
    { line: 3, column: 'Paid in', reason: 'the amount is blank' },
    { line: 4, reason: 'the row has an amount paid in and one paid out' },
  ]);
});

it('refuses a file in which no column is an amount', async () => {
  await expect(all('Date,Narrative\n2026-04-01,x\n')).rejects.toThrow(
    'No column was recognised for the amount',
  );
});

it('keeps of the words only what may be a reference, and no name', () => {
  expect(
    referencesIn('BACS NMR-000123 Harbour Lights CIC inv/2026/04 nmr000123 J Field 12'),
  ).toEqual(['NMR000123', 'INV202604']);
});
