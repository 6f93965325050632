import { readFileSync } from 'node:fs';
import { lengthInMonths } from '#contracts/calendar.js';
import {
  readContractRegister,
  type RegisterOptions,
  type RegisterSummary,
} from '#libs/interchange/contract-register.js';
import type { ByteSource } from '#libs/interchange/byte-source.js';
import type { ListedContract, RegisterRow } from '#libs/interchange/register-row.js';
import type { QuarantinedRow } from '#libs/interchange/table.js';
import { formatPence } from '#libs/money/pence.js';
import { describeSharedData, sharedStream } from '#test/support/shared-data.js';

interface RegisterFile {
  readonly rows: readonly ListedContract[];
  readonly contracts: readonly RegisterRow[];
  readonly quarantined: readonly QuarantinedRow[];
  readonly summary: RegisterSummary;
}

async function register(source: ByteSource | string, options?: RegisterOptions) {
  const rows: ListedContract[] = [];
  const quarantined: QuarantinedRow[] = [];
  const bytes = typeof source === 'string' ? Buffer.from(source) : source;
  for await (const item of readContractRegister(bytes, options)) {
    if (item.kind === 'contract') rows.push(item);
    if (item.kind === 'quarantined') quarantined.push(item);
    if (item.kind === 'summary') {
      const contracts = rows.map(({ contract }) => contract);
      return { rows, contracts, quarantined, summary: item.summary } satisfies RegisterFile;
    }
  }
  throw new Error('the reader ended without a summary');
}

describeSharedData('the contract register of Salford, July 2022', () => {
  let file: RegisterFile;
  beforeAll(async () => {
    file = await register(sharedStream('contracts-salford/contract-register-2022-07.csv'));
  });

  it('has 180 rows; 174 state a total, together 589,890,979.45; 6 do not', () => {
    const { summary, contracts } = file;
    expect(summary).toMatchObject({ rowsIn: 180, recorded: 180, quarantined: 0, withTotal: 174 });
    expect(formatPence(summary.totalPence)).toBe('589890979.45');
    const without = contracts.filter(({ total }) => (total?.pence ?? null) === null);
    expect(without.map(({ total }) => total?.written)).toEqual(['-', '-', '-', '-', '-', '-']);
  });

  it('lasts 36 months or longer 71 times by the duration column, 86 times by its dates', () => {
    const long = file.contracts.filter(({ duration }) => Number(duration?.months ?? 0) >= 36);
    expect(long).toHaveLength(71);
    const byDates = file.contracts.filter(
      ({ start, end }) => start?.day && end?.day && lengthInMonths(start.day, end.day) >= 36,
    );
    expect(byDates).toHaveLength(86);
  });

  it('keeps what is written for a date that is none, and takes it for unknown', () => {
    const dates = file.contracts.flatMap(({ start, end, currentEnd }) => [start, end, currentEnd]);
    const unread = dates.flatMap((date) => (date?.day === null ? [date.written] : []));
    expect(unread).toEqual(expect.arrayContaining(['X', '2022-09-31']));
    expect(unread.filter((written) => /^\d{4}-\d{2}-\d{2}$/.test(written))).toEqual([
      '2022-09-31',
      '2022-09-31',
    ]);
  });

  it('reads extensions as they are written: yes, 1, not applicable and blank are four things', () => {
    const read = file.contracts.flatMap(({ extensions }) => extensions);
    const first = read.filter(({ of }) => of === 'first');
    const by = (written: string) => first.filter((one) => one.written === written);
    expect([by('Yes').length, by('1').length, by('N/A').length]).toEqual([35, 1, 89]);
    expect(by('1')[0]?.read).toBe('yes');
    expect(by('N/A').every((one) => one.read === 'not-applicable')).toBe(true);
    expect(first).toHaveLength(180 - 55);
    const offered = read.filter(({ of, written }) => of === 'option' && written === '12');
    expect(offered.every((one) => one.read === 'months' && one.value === '12')).toBe(true);
  });

  it('is published by the body that most of its rows name', () => {
    expect(file.summary.publisher).toBe('Salford City Council');
    expect(file.contracts.filter(({ purchaser }) => purchaser === 'GMCA')).toHaveLength(1);
  });

  it('takes each column for what it means, past a byte-order mark that was encoded twice', () => {
    expect(file.summary.mapping).toEqual({
      title: 'Contract Title',
      supplier: 'Supplier Company Name',
      reference: 'Contract Reference',
      total: 'Total Contract Value (including extensions)',
      annual: 'Annual Value',
      start: 'Start Date',
      end: 'End Date',
      currentEnd: 'Current Expiry Date',
      review: null,
      duration: 'Contract Duration (months)',
      option: 'Option to extend (months)',
      number: 'How many extensions',
      first: 'Extension 1 Taken?',
      second: 'Extension 2 Taken?',
      publisher: 'Purchasing Body',
      department: 'Directorate Name',
      procedure: 'Process Used',
      category: 'ProClass Description',
      companyNumber: 'Company Number',
      charityNumber: null,
      postcode: 'Supplier Postcode',
      sme: 'SME Supplier?',
      vcse: null,
    });
    expect(file.summary.warnings).toEqual([]);
  });
});

const of = async (text: string): Promise<RegisterRow> => {
  const { contracts, quarantined } = await register(text);
  expect(quarantined).toEqual([]);
  const [contract] = contracts;
  if (!contract) throw new Error('the file holds no contract');
  return contract;
};

describe('registers of other bodies', () => {
  it('read the example of their documentation', async () => {
    const doc = readFileSync('docs/formats/contract-registers.md', 'utf8');
    const { summary, contracts } = await register(/```csv\n([^`]*)```/.exec(doc)?.[1] ?? '');
    expect(summary).toMatchObject({
      ...{ rowsIn: 2, recorded: 2, withTotal: 1, totalPence: 36_000_000n, warnings: [] },
      publisher: 'Northmoor Council',
    });
    expect(contracts[1]).toMatchObject({
      ...{ end: { day: null, written: 'TBC' }, total: { pence: null, written: '-' } },
      extensions: [{ of: 'first', written: 'Yes', read: 'yes', value: null }],
    });
  });

  it.each([
    [
      'with semicolons, in another order, of a county',
      'Department;Contractor;Estimated annual value;Contract Value (£);Contract Expiry Date;Commencement Date;Contract Name;Contract ID;Term (years)\n' +
        'Highways;Road Works Ltd;£50,000;"£150,000.00";31-Mar-2027;1 April 2024;Gritting;CC/12;3\n',
    ],
    [
      'by the words of the transparency code',
      'Reference Number,Title of Agreement,Local Authority Department Responsible,Description of Goods and Services,Supplier Name,Whole Life Value,Annual Value,Start Date,End Date,Review Date,Contract Length\n' +
        'CC/12,Gritting,Highways,Winter service,Road Works Ltd,150000,50000,01/04/2024,31/03/2027,,36 months\n',
    ],
    [
      'below titles, with tabs and days of a spreadsheet',
      'Contracts register\nPublished quarterly\n\nContract Number\tProject Title\tDirectorate\tAwarded Supplier\tTotal Estimated Value\tAnnual cost\tContract Start\tContract End\tDuration (Months)\n' +
        'CC/12\tGritting\tHighways\tRoad Works Ltd\t150000.0\t50000\t45383\t46477\t36.0\n',
    ],
  ])('are read by meaning: %s', async (_, text) => {
    expect(await of(text)).toMatchObject({
      ...{ reference: 'CC/12', title: 'Gritting', department: 'Highways' },
      ...{ supplier: { name: 'Road Works Ltd' }, duration: { months: '36' } },
      ...{ start: { day: '2024-04-01' }, end: { day: '2027-03-31' } },
      ...{ total: { pence: 15_000_000n }, annual: { pence: 5_000_000n } },
    });
  });

  it('take no column for another: people, VAT, values of extensions', async () => {
    const { summary } = await register(
      'Contract Title,Supplier,Contract Manager,Contact Email,Value of Extension,Irrecoverable VAT,Supplier Type,Total Value,Award Date\nA,B,C,D,1,2,3,4,5\n',
    );
    const found = Object.entries(summary.mapping).filter(([, column]) => column !== null);
    expect(Object.fromEntries(found)).toEqual({
      ...{ title: 'Contract Title', supplier: 'Supplier', total: 'Total Value' },
    });
  });

  it('name what is missing, and are no other table', async () => {
    await expect(register('Title,Value\nA,1\n')).rejects.toThrow(/supplier/);
    await expect(register('Supplier Name,Description\nA,B\n')).rejects.toThrow(
      /value, a start, an end or a duration/,
    );
  });

  const lasting = async (cell: string, column = 'Duration') =>
    (await of(`Title,Supplier,${column}\nA,B,${cell}\n`)).duration;
  it.each([
    ['36', 'Duration (months)', '36'],
    ['0.3', 'Contract Duration', '0.3'],
    ['3', 'Contract term (years)', '36'],
    ['2 years', 'Duration', '24'],
    ['1 year 6 months', 'Duration', '18'],
    ['18 mths', 'Duration', '18'],
    ['1.5 yrs', 'Duration', '18'],
    ['2 years + 1 year', 'Duration', null],
    ['3+1+1', 'Duration', null],
    ['12', 'Duration (weeks)', null],
    ['TBC', 'Duration', null],
  ])('last %s of “%s”: %s months', async (cell, column, months) => {
    expect(await lasting(cell, column)).toEqual({ months, written: cell });
  });

  const extension = async (column: string, cell: string) =>
    (await of(`Title,Supplier,Value,${column}\nA,B,1,${cell}\n`)).extensions[0];
  it.each([
    ['Option to extend (months)', '12', 'months', '12'],
    ['Option to extend', 'Yes', 'yes', null],
    ['Extension option', '2 years', 'months', '24'],
    ['Extension option', '12 + 12', 'unknown', null],
    ['Option to extend', '0', 'no', null],
    ['Number of extensions', '2', 'times', '2'],
    ['How many extensions', 'Yes', 'yes', null],
    ['Extension 1 Taken?', '1', 'yes', null],
    ['Extension 1 Taken?', '12', 'months', '12'],
    ['Extension 1 Taken?', 'N/A', 'not-applicable', null],
    ['Extension 1 Taken?', 'perhaps', 'unknown', null],
  ])('have of “%s” %s as %s', async (column, cell, read, value) => {
    expect(await extension(column, cell)).toMatchObject({ written: cell, read, value });
  });

  it('have their dates read month first where none can be day first', async () => {
    const american = 'Title,Supplier,Start,End\nA,B,04/01/2024,03/31/2027\n';
    const { summary } = await register(american);
    expect(summary.dateOrder).toBe('month-first');
    const { contracts } = await register(american, { dateOrder: summary.dateOrder });
    expect(contracts[0]).toMatchObject({
      start: { day: '2024-04-01' },
      end: { day: '2027-03-31' },
    });
    const mixed = await register(`${american}C,D,13/04/2024,12/04/2027\n`);
    expect(mixed.summary.dateOrder).toBe('day-first');
    expect(mixed.contracts[0]?.end).toEqual({ day: null, written: '03/31/2027' });
  });

  it.each([
    ['A,B,10k to 20k', 'Total value', 'not a number'],
    ['A,B,€100', 'Total value', 'not in pounds'],
    [',,100.00', 'Title', 'both blank'],
    ['A,B,1,too many', '', 'beyond the last column'],
    ['Total,,100.00', '', 'a total of other rows'],
  ])('set aside %s', async (row, column, reason) => {
    const { contracts, quarantined, summary } = await register(
      `Title,Supplier,Total value\n${row}\n`,
    );
    expect(contracts).toEqual([]);
    expect(quarantined).toMatchObject([
      { line: 2, column, reason: expect.stringContaining(reason) },
    ]);
    expect(summary).toMatchObject({ rowsIn: 1, recorded: 0, quarantined: 1 });
  });

  it('match nobody by name, withhold who is withheld, and know a charity among companies', async () => {
    const { contracts } = await register(
      'Title,Supplier,Company Number,Value\nA,REDACTED,,1\nB,One,CHA1050488,1\nC,Two,Various,1\nD,Three,2535986,1\n',
    );
    expect(contracts.map(({ supplier: { name, identifiers } }) => [name, ...identifiers])).toEqual([
      ['redacted'],
      ['One', 'GB-CHC-1050488'],
      ['Two'],
      ['Three', 'GB-COH-02535986'],
    ]);
  });
});
