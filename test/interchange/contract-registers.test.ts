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
