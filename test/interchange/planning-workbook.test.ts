import { readPlan, type Plan } from '#libs/interchange/planning-workbook.js';
import { formatPence, sumPence } from '#libs/money/pence.js';
import {
  betterCarePlan,
  planBook,
  planCsv,
  sharedProsperityPlan,
  withCell,
  type Sheet,
} from '../support/plans.js';

const income = betterCarePlan['4. Income'] ?? [];
const expenditure = betterCarePlan['5. Expenditure'] ?? [];
const profile = sharedProsperityPlan['Expenditure profile'] ?? [];

const amountsIn = (rows: Plan['contributions'] | Plan['spending']): string[][] =>
  rows.map((row) =>
    row.amounts.map(({ year, nature, pence }) => `${year} ${nature} ${formatPence(pence)}`),
  );
const totalOf = (rows: Plan['contributions'] | Plan['spending']): string =>
  formatPence(sumPence(rows.flatMap(({ amounts }) => amounts.map(({ pence }) => pence))));
const put = ({ contributions }: Plan): string[] =>
  contributions.map(({ source }) => `${source.name} from ${source.contributor}`);

describe('a planning workbook in the style of the Better Care Fund', () => {
  let plan: Plan;
  beforeAll(async () => {
    plan = await readPlan(await planBook(betterCarePlan));
  });

  it('has its income by source and contributor, each year of the plan', () => {
    expect(put(plan)).toEqual([
      'Disabled Facilities Grant from Northmoor Council',
      'Improved Better Care Fund from Northmoor Council',
      'Additional local authority contribution from Northmoor Council',
      'Minimum NHS contribution, Moorland ICB from Moorland ICB',
      'Minimum NHS contribution, Fellside ICB from Fellside ICB',
    ]);
    expect(amountsIn(plan.contributions)).toEqual([
      ['2026-27 capital 400000.00', '2027-28 capital 410000.00'],
      ['2026-27 revenue 300000.00', '2027-28 revenue 300000.00'],
      ['2026-27 revenue 120000.00'],
      ['2026-27 revenue 700000.50', '2027-28 revenue 750000.00'],
      ['2026-27 revenue 200000.00', '2027-28 revenue 200000.00'],
    ]);
    expect(plan.contributions.every(({ certainty }) => certainty === 'indicative')).toBe(true);
    // 1,720,000.50 in the first year and 1,660,000.00 in the second, as its own totals say.
    expect(totalOf(plan.contributions)).toBe('3380000.50');
  });

  it('has its expenditure by scheme and source, on lines after those of its income', () => {
    expect(plan.spending.map(({ line, scheme, source }) => [line, scheme, source])).toEqual([
      [1007, of('1', 'Adaptations', 'DFG Related Schemes'), 'Disabled Facilities Grant'],
      [1008, of('2', 'Carers', 'Carers Services'), 'Improved Better Care Fund'],
      [1009, of('2', 'Carers', 'Carers Services'), 'Additional local authority contribution'],
      [1010, of('3', 'Home First', 'Reablement'), 'Minimum NHS contribution, Moorland ICB'],
      [1011, of('4', 'Falls', 'Prevention'), 'Minimum NHS contribution, Fellside ICB'],
    ]);
    expect(totalOf(plan.spending)).toBe('3370000.50');
    expect(plan).toMatchObject({ rowsIn: 10, quarantined: [] });
  });

  it('says which sheets and columns were read, and what was passed over', () => {
    expect(plan.mapping).toMatchObject({
      ...{ incomeSource: 'Disabled Facilities Grant (DFG)', income2: 'Gross Contribution Yr 2' },
      ...{ scheme: 'Scheme Name', schemeReference: 'Scheme ID', fundedBy: 'Source of Funding' },
      ...{ spend1: 'Expenditure 26/27 (£)', spend2: 'Expenditure 27/28 (£)', spend3: null },
    });
    const told = plan.warnings.join('\n');
    expect(told).toContain('“4. Income” and “5. Expenditure” were read, and not “1. Guidance”');
    expect(told).toContain('row 7 is line 1007');
    // Totals, headings, the breakdown by district (9 to 11) and an ICB that adds nothing (27).
    expect(told).toContain('line 8, 9, 10, 11, 13, 15, 17, 18, 20, 22, 25, 27, 28, 29');
    expect(told).not.toContain('add up');
    expect(plan.passedOver).toBe(14);
  });

  it('is the same read from its sheets as CSV', async () => {
    const [asIncome, asSpend] = [
      await readPlan(planCsv(income)),
      await readPlan(planCsv(expenditure)),
    ];
    expect(asIncome.contributions).toEqual(plan.contributions);
    expect(asIncome.spending).toEqual([]);
    expect(amountsIn(asSpend.spending)).toEqual(amountsIn(plan.spending));
    expect(asSpend.spending.map(({ line }) => line)).toEqual([7, 8, 9, 10, 11]);
    expect(asSpend.spending.map(({ source }) => source)).toEqual([
      ...['Disabled Facilities Grant', 'Improved Better Care Fund'],
      // Without the income nobody can tell that two bodies put in what this row names one of.
      ...[
        'Additional local authority contribution',
        ...Array<string>(2).fill('Minimum NHS contribution'),
      ],
    ]);
  });

  it.each([
    [
      '4. Income',
      15,
      2,
      300001,
      'Line 15 of “4. Income”, “Total iBCF Contribution”: it says 300001.00 under “Gross Contribution Yr 1”, and the rows above it that can be read come to 300000.00',
    ],
    ['4. Income', 29, 3, 1, '“Total BCF Pooled Budget”: it says 1.00'],
    [
      '3. Summary',
      5,
      4,
      900000,
      '“Minimum NHS Contribution”, says 900000.00 under “Expenditure Yr 1”, and the rows of 2026-27 that can be read come to 900000.50',
    ],
    [
      '3. Summary',
      9,
      3,
      1660001,
      '“Total”, says 1660001.00 under “Income Yr 2”, and the rows of 2027-28 that can be read come to 1660000.00',
    ],
  ])(
    'tells where its own totals do not add up: %s, row %d',
    async (...[sheet, row, column, value, says]) => {
      const { warnings } = await readPlan(
        await planBook(withCell(betterCarePlan, sheet, row, column, value)),
      );
      expect(warnings.filter((each) => each.includes(says))).toHaveLength(1);
    },
  );

  it.each([
    ['4. Income', 7, 2, 'TBC', 7, 'Gross Contribution Yr 1', 'not a number'],
    ['4. Income', 7, 2, -5, 7, 'Gross Contribution Yr 1', 'below 0.00'],
    ['5. Expenditure', 7, 15, 1.005, 1007, 'Expenditure 26/27 (£)', 'whole number of pence'],
    [
      '5. Expenditure',
      10,
      13,
      'Minimum NHS Contribution',
      1010,
      'Source of Funding',
      'is put in by 2; name one: Minimum NHS contribution, Moorland ICB; Minimum',
    ],
    ['5. Expenditure', 9, 2, 'Carers’ breaks', 1009, 'Scheme ID', '“2” is “Carers” on line 1008'],
    ['5. Expenditure', 7, 2, null, 1007, 'Scheme Name', 'the scheme is blank'],
  ])(
    'quarantines what cannot be read: %s, row %d, column %d',
    async (...[sheet, row, at, value, line, column, reason]) => {
      const read = await readPlan(await planBook(withCell(betterCarePlan, sheet, row, at, value)));
      expect(read.quarantined).toEqual([
        { kind: 'quarantined', line, column, reason: expect.stringContaining(reason) },
      ]);
      expect(read.rowsIn).toBe(10);
    },
  );

  it('asks for the year of a column that nothing dates, and for one of two of the same', async () => {
    await expect(readPlan(planCsv(income.slice(1)))).rejects.toThrow(/of which financial year/);
    const twice = withCell(betterCarePlan, '5. Expenditure', 6, 16, 'Expenditure 2026-27');
    await expect(readPlan(await planBook(twice))).rejects.toThrow(/both of 2026-27/);
    const book = await planBook(twice);
    const { spending } = await readPlan(book, { mapping: { spend1: 'Expenditure 26/27 (£)' } });
    expect(amountsIn(spending)[0]).toEqual(['2026-27 capital 400000.00']);
  });
});

describe('a financial plan in the style of the UK Shared Prosperity Fund', () => {
  it('has a grant through its lead authority, and interventions by year, capital and revenue', async () => {
    const plan = await readPlan(await planBook(sharedProsperityPlan));
    expect(plan.contributions).toMatchObject([
      {
        ...{ line: 4, certainty: 'expected' },
        source: {
          ...{ name: 'UK Shared Prosperity Fund', contributor: 'Northmoor Council' },
          programme: true,
        },
      },
    ]);
    expect(amountsIn(plan.contributions)).toEqual([
      [
        ...['2026-27 capital 50000.00', '2026-27 revenue 300000.00'],
        ...['2027-28 capital 60000.00', '2027-28 revenue 250000.00'],
      ],
    ]);
    expect(plan.spending.map(({ scheme, source }) => [scheme, source])).toEqual([
      [
        of('E1', 'Improvements to town centres', 'Communities and Place'),
        'UK Shared Prosperity Fund',
      ],
      [
        of('E23', 'Strengthening local networks', 'Supporting Local Business'),
        'UK Shared Prosperity Fund',
      ],
      [of('E33', 'Employment support', 'People and Skills'), 'UK Shared Prosperity Fund'],
    ]);
    expect(amountsIn(plan.spending)).toEqual([
      ['2026-27 capital 50000.00', '2026-27 revenue 20000.00', '2027-28 capital 60000.00'],
      ['2026-27 revenue 80000.00', '2027-28 revenue 90000.00'],
      ['2026-27 revenue 200000.00', '2027-28 revenue 160000.00'],
    ]);
    expect(plan.warnings.join()).not.toContain('can be read come to');
  });

  it('tells a total of its interventions that is wrong', async () => {
    const wrong = withCell(sharedProsperityPlan, 'Expenditure profile', 7, 4, 300002);
    const { warnings } = await readPlan(await planBook(wrong));
    expect(warnings.join('\n')).toContain(
      'Line 1007 of “Expenditure profile”, “Total”: it says 300002.00 under “2026-27 Revenue”, and the rows above it that can be read come to 300000.00.',
    );
  });

  it('is read as CSV, with nothing said of whose money it is', async () => {
    const { spending, contributions } = await readPlan(planCsv(profile));
    expect(contributions).toEqual([]);
    expect(spending.map(({ source }) => source)).toEqual([null, null, null]);
  });

  it('is read with a row for each year and nature', async () => {
    const rows: Sheet = [
      ['Intervention', 'Financial year', 'Capital or revenue', 'Funding source', 'Amount'],
      ['E1: Town centres', '2026/27', 'C', 'UKSPF', '50,000.00'],
      ['E1: Town centres', '2026-27', 'Revenue', 'UKSPF', '£20,000'],
      ['E1: Town centres', 'next year', 'Revenue', 'UKSPF', 1],
      ['E1: Town centres', '2027-28', 'Both', 'UKSPF', 1],
      ['E1: Town centres', null, 'Revenue', 'UKSPF', 1],
    ];
    const { spending, quarantined } = await readPlan(planCsv(rows));
    expect(amountsIn(spending)).toEqual([
      ['2026-27 capital 50000.00'],
      ['2026-27 revenue 20000.00'],
    ]);
    expect(quarantined).toMatchObject([
      { line: 4, column: 'Financial year' },
      { line: 5, column: 'Capital or revenue' },
      { line: 6, column: 'Financial year', reason: 'the year is blank' },
    ]);
  });
});

it('a file that is no plan is refused with its columns', async () => {
  await expect(readPlan(Buffer.from('Date,Supplier,Amount\n2026-05-01,X,1.00\n'))).rejects.toThrow(
    /scheme or intervention.*“Supplier”/,
  );
});

const of = (reference: string, name: string, type: string): object => ({ reference, name, type });
