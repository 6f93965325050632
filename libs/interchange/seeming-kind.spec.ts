import { readAsKind, seemingKind, type FileKind } from './seeming-kind.js';
import { readSpending } from './spending-csv.js';
import { readPlan } from './planning-workbook.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const heads: Readonly<Record<FileKind, readonly string[]>> = {
  spending: [
    'Body Name,Service Area,Expense Type,Date,Transaction Number,Net Amount,Supplier Name',
    'Department family,Entity,Date,Expense Type,Expense area,Supplier,Transaction number,AP Amount (£)',
    'Directorate;Vendor Name;Document Date;Posting Date;Document Number;Amount in Local Currency',
  ],
  '360giving': [
    'Identifier,Title,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,Recipient Org:Name',
  ],
  'contract-register': [
    'Contract Reference Number,Contract Title,Supplier Name,Start Date,End date,Review Date,Total Value',
    'Ref,Title of Agreement,Contract end date,Value £ (annual),Contractor,Process used',
  ],
  'contribution-schedule': ['Contribution,Source,Partner,Year,Nature,Due date,Amount'],
  extract: ['Date,Details,Money in,Money out,Balance', 'Posting date,Narrative,Debit,Credit'],
  'planning-workbook': ['Scheme ID,Scheme Name,Scheme Type,Source of Funding,Expenditure 2026-27'],
};

it.each(Object.entries(heads).flatMap(([kind, files]) => files.map((head) => [kind, head])))(
  'knows %s by its columns: %s',
  async (kind, head) => {
    const text = `A title,,\n${head}\n`;
    expect(await seemingKind(bytes(text))).toMatchObject({ kind });
  },
);

it('knows grants in JSON, which has no columns', async () => {
  const text = '{"grants":\n[{"id": "360G-a-1", "amountAwarded": 1000}]}';
  expect(await seemingKind(bytes(text))).toEqual({ kind: '360giving', by: ['amountAwarded'] });
});

it('makes nothing of a table that could be anything', async () => {
  expect(await seemingKind(bytes('Name,Colour\nA,red\n'))).toBeUndefined();
});

const firstOf = async (items: AsyncIterable<unknown>): Promise<void> => {
  for await (const _ of items) return;
};

it('says of a file sent as another what it looks like, by what, and how to send it', async () => {
  const register = bytes(
    `${heads['contract-register'][0] ?? ''}\nC1,Care,Abbey,1/4/22,31/3/25,,5\n`,
  );
  const asPlan = readAsKind(
    'planning-workbook',
    () => register,
    () => readPlan(register),
  );
  await expect(asPlan).rejects.toThrow(
    'The file looks like a register of contracts, not like a plan of income and expenditure: it has columns for “Contract Title”, “Supplier Name” and “Start Date”. Send it as a register of contracts (format contract-register).',
  );
  const asPayments = readAsKind(
    'spending',
    () => register,
    () => firstOf(readSpending(register)),
  );
  await expect(asPayments).rejects.toMatchObject({ code: 'another-kind' });
});

it('takes no grants for payments, though these have a date, an amount and a name', async () => {
  const grants = bytes(`${heads['360giving'][0] ?? ''}\nG1,Care,GBP,5,2022-04-01,GB-CHC-1,Abbey\n`);
  const asPayments = readAsKind(
    'spending',
    () => grants,
    () => firstOf(readSpending(grants)),
  );
  await expect(asPayments).rejects.toThrow('Send it as grants (format 360giving).');
});

it('leaves a fault of the right kind as it is', async () => {
  const short = bytes('Date,Supplier\n2022-04-01,Abbey\n');
  const read = readAsKind(
    'spending',
    () => short,
    () => firstOf(readSpending(short)),
  );
  await expect(read).rejects.toMatchObject({ code: 'columns-missing' });
});
