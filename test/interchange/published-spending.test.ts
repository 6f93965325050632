import { createHash } from 'node:crypto';

import { yearOf } from '#contracts/financial-year.js';
import type { SpendingRow } from '#libs/interchange/spending-row.js';
import { supplierKey } from '#libs/interchange/suppliers.js';
import { formatPence, sumPence } from '#libs/money/pence.js';
import { herfindahlHirschman, percentage } from '#libs/money/rate.js';
import {
  describeSharedData,
  sharedBytes,
  sharedFiles,
  sharedStream,
} from '#test/support/shared-data.js';

import { type SpendingFile, spendingFile } from './reading.js';

const total = (rows: readonly SpendingRow[]): string =>
  formatPence(sumPence(rows.map((row) => row.amountPence)));

describeSharedData('the published payments of the Leeds pool', () => {
  let files: ReadonlyMap<string, SpendingFile>;
  let rows: readonly SpendingRow[];

  beforeAll(async () => {
    const read = new Map<string, SpendingFile>();
    for (const file of sharedFiles('payments-leeds-pooled')) {
      read.set(file, await spendingFile(sharedStream(file)));
    }
    files = read;
    rows = [...read.values()].flatMap((file) => file.rows.map(({ row }) => row));
  });

  it('reads every row of every month, and their total to the penny', () => {
    expect(files.size).toBe(24);
    expect(rows).toHaveLength(15_443);
    expect(total(rows)).toBe('97169520.16');
    expect([...files.values()].flatMap((file) => file.quarantined)).toEqual([]);
  });

  it('splits the total by the year of the date paid', () => {
    const inYear = (year: string) => rows.filter((row) => yearOf(row.datePaid) === year);
    expect([total(inYear('2011-12')), inYear('2011-12').length]).toEqual(['35808247.97', 5_484]);
    expect([total(inYear('2012-13')), inYear('2012-13').length]).toEqual(['61361272.19', 9_959]);
  });

  it('knows the months with a header and no rows, and says so', () => {
    const empty = [...files.values()].filter(({ summary }) => summary.rowsIn === 0);
    // April to July and November 2011: the five shortest files of the set.
    expect(empty).toHaveLength(5);
    for (const { summary } of empty) {
      expect(summary.warnings).toContain('The file holds a header and no rows.');
    }
  });

  it('finds no credits and no transaction number twice', () => {
    expect(rows.filter((row) => row.amountPence < 0n)).toEqual([]);
    expect(rows.every((row) => row.kind === 'payment')).toBe(true);
    expect(new Set(rows.map((row) => row.transactionNumber)).size).toBe(rows.length);
    expect(rows.some((row) => row.transactionNumber === 'unknown')).toBe(false);
  });

  it('recognises the redacted suppliers', () => {
    const redacted = rows.filter((row) => row.supplier.kind === 'redacted');
    expect([redacted.length, total(redacted)]).toEqual([2_515, '4296539.51']);
  });

  it('accepts the 59 rows with one empty cell more, all in April 2012', () => {
    const ragged = [...files].filter(([, { summary }]) => summary.raggedRows > 0);
    expect(ragged.map(([file, { summary }]) => [file, summary.raggedRows])).toEqual([
      ['payments-leeds-pooled/2012-04.csv', 59],
    ]);
  });

  it('gives the suppliers and their concentration', () => {
    const named = new Map<string, bigint>();
    for (const { supplier, amountPence } of rows) {
      if (supplier.kind !== 'named') continue;
      const key = supplierKey(supplier.name);
      named.set(key, (named.get(key) ?? 0n) + amountPence);
    }
    const largestFirst = [...named.values()].sort((a, b) => (a > b ? -1 : 1));
    expect(named.size).toBe(334);
    expect(herfindahlHirschman(largestFirst, 3)).toBe('289.857');
    const five = sumPence(largestFirst.slice(0, 5));
    expect(percentage(five, sumPence(largestFirst), 3)).toBe('30.235');
  });

  it('reads the two divisions under every spelling of their column', () => {
    const divisions = new Map<string, number>();
    for (const { division } of rows) {
      const name = /learning disabilit/i.test(division)
        ? 'learning disabilities'
        : /equip(ment)? store/i.test(division)
          ? 'community equipment store'
          : division;
      divisions.set(name, (divisions.get(name) ?? 0) + 1);
    }
    expect(Object.fromEntries(divisions)).toEqual({
      'learning disabilities': 14_509,
      'community equipment store': 934,
    });
  });

  it('reads the other columns by meaning, whatever their order and spelling', () => {
    const distinct = <T>(value: (row: SpendingRow) => T): T[] => [...new Set(rows.map(value))];
    expect(distinct((row) => row.nature)).toEqual(['revenue']);
    expect(distinct((row) => row.body.name)).toEqual(['Leeds City Council as Accountable Body']);
    expect(distinct((row) => row.serviceLabel)).toEqual(['Social Services Pooled Budgets']);
    expect(distinct((row) => row.irrecoverableVat)).toEqual(['unknown']);
    expect(distinct((row) => Object.keys(row.other).length)).toEqual([0]);
    expect(distinct((row) => row.expenditure.category)).not.toContain('unknown');
    expect(distinct((row) => row.expenditure.type)).not.toContain('unknown');
    expect(distinct((row) => row.expenditure.code)).not.toContain('unknown');
  });

  it('names each file by the hash of its bytes', () => {
    for (const [file, { summary }] of files) {
      expect(summary.sha256).toBe(createHash('sha256').update(sharedBytes(file)).digest('hex'));
    }
  });

  it('reads a month alike with a mapping kept from a month that was spelt otherwise', async () => {
    const kept = files.get('payments-leeds-pooled/2011-09.csv')?.summary.mapping ?? {};
    const file = 'payments-leeds-pooled/2012-12.csv';
    const again = await spendingFile(sharedStream(file), { mapping: kept });
    expect(again.rows).toEqual(files.get(file)?.rows);
  });
});

describeSharedData('the published payments of Calderdale, July 2022', () => {
  let file: SpendingFile;
  let rows: readonly SpendingRow[];

  beforeAll(async () => {
    file = await spendingFile(sharedStream('payments-calderdale/2022-07.csv'));
    rows = file.rows.map(({ row }) => row);
  });

  it('reads every row, and their total to the penny', () => {
    expect(file.summary.rowsIn).toBe(1_582);
    expect(file.summary.quarantined).toBe(0);
    expect(formatPence(file.summary.totalPence)).toBe('14948409.24');
    expect(total(rows)).toBe('14948409.24');
  });

  it('tells residents’ contributions from credit notes', () => {
    const negative = rows.filter((row) => row.amountPence < 0n);
    const income = rows.filter((row) => row.kind === 'client-income');
    expect([negative.length, total(negative)]).toEqual([89, '-330435.01']);
    expect([income.length, total(income)]).toEqual([67, '-288555.99']);
    expect(rows.filter((row) => row.kind === 'credit-note')).toHaveLength(22);
    expect(rows.filter((row) => row.kind === 'payment')).toHaveLength(1_582 - 89);
  });

  it('keeps a blank voluntary-sector cell unknown', () => {
    expect(rows.filter((row) => row.vcse === true)).toHaveLength(98);
    expect(rows.filter((row) => row.vcse === 'unknown')).toHaveLength(1_582 - 98);
  });

  it('reads irrecoverable VAT as stated not applicable throughout', () => {
    expect(new Set(rows.map((row) => row.irrecoverableVat))).toEqual(new Set(['not-applicable']));
  });

  it('gives company numbers as identifiers, blanks as unknown', () => {
    const identified = rows.filter(
      (row) => row.supplier.kind === 'named' && row.supplier.orgIds.length > 0,
    );
    expect(identified).toHaveLength(1_582 - 1_291);
    expect(identified[0]?.supplier).toMatchObject({
      orgIds: [expect.stringMatching(/^GB-COH-[A-Z0-9]{8}$/)],
    });
  });

  it('maps each column to its meaning', () => {
    expect(file.summary.mapping).toMatchObject({
      datePaid: 'Date',
      amount: 'Net Amount',
      irrecoverableVat: 'Irrecoverable VAT',
      supplier: 'Supplier(Beneficiary) Name',
      supplierReference: 'Supplier ID',
      transactionNumber: 'Internal Ref Number',
      companyNumber: 'Supplier Registered Company Number',
      charityNumber: 'Supplier Registered Charity Number',
      bodyName: 'Organisation Name',
      bodyId: 'Body',
      vcse: 'Voluntary Community and Social Enterprise Supplier',
      serviceLabel: 'Expense Area',
      expenditureCategory: "Procurement Classification: Council's Procurement Category Name",
      expenditureCode: 'Expense Code',
    });
  });
});
