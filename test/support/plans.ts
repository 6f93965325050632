import writeXlsxFile from 'write-excel-file/node';

type Cell = string | number | null;
export type Sheet = readonly (readonly Cell[])[];

const natures = ['Capital', 'Revenue', 'Total'] as const;

/**
 * A plan as the Better Care Fund's planning template lays one out: income in blocks that are headed by
 * their source, with notes, questions and totals between them; expenditure with one row for each scheme and
 * source, below a table of running balances; a summary of both. As docs/formats/planning-workbook.md says,
 * made after what is publicly said of the template: no workbook that a body has submitted is at hand.
 */
export const betterCarePlan: Readonly<Record<string, Sheet>> = {
  '1. Guidance': [['Better Care Fund 2026-28 Planning Template'], ['1. Guidance'], ['Overview']],
  '2. Cover': [['2. Cover'], ['Health and Wellbeing Board:', 'Northmoor']],
  '3. Summary': [
    ['3. Summary'],
    ['Income & Expenditure'],
    ['Funding Sources', 'Income Yr 1', 'Income Yr 2', 'Expenditure Yr 1', 'Expenditure Yr 2'],
    ['DFG', 400000, 410000, 400000, 410000],
    ['Minimum NHS Contribution', 900000.5, 950000, 900000.5, 940000],
    ['iBCF', 300000, 300000, 300000, 300000],
    ['Additional LA Contribution', 120000, 0, 120000, 0],
    ['Additional ICB Contribution', 0, 0, 0, 0],
    ['Total', 1720000.5, 1660000, 1720000.5, 1650000],
  ],
  '4. Income': [
    ['Better Care Fund 2026-28 Planning Template'],
    ['4. Income'],
    ['Selected Health and Wellbeing Board:', 'Northmoor'],
    [null, null, null, 'Complete:'],
    ['Local Authority Contribution'],
    ['Disabled Facilities Grant (DFG)', 'Gross Contribution Yr 1', 'Gross Contribution Yr 2'],
    ['Northmoor Council', 400000, 410000, 'Yes'],
    ['DFG breakdown for two-tier areas only (where applicable)'],
    ['Moor District', 250000, 260000],
    ['Fell District', 150000, 150000],
    ['Total Minimum LA Contribution (exc iBCF)', 400000, 410000],
    [],
    ['iBCF Contribution', 'Contribution Yr 1', 'Contribution Yr 2'],
    ['Northmoor Council', 300000, 300000, 'Yes'],
    ['Total iBCF Contribution', 300000, 300000],
    [],
    ['Are any additional LA Contributions being made? If yes, please detail below', 'Yes'],
    ['Local Authority Additional Contribution', 'Contribution Yr 1', 'Contribution Yr 2'],
    ['Northmoor Council', 120000, null],
    ['Total Additional Local Authority Contribution', 120000, 0],
    [],
    ['NHS Minimum Contribution', 'Contribution Yr 1', 'Contribution Yr 2'],
    ['Moorland ICB', 700000.5, 750000],
    ['Fellside ICB', 200000, 200000],
    ['Total NHS Minimum Contribution', 900000.5, 950000],
    [],
    ['Additional ICB Contribution', 'Contribution Yr 1', 'Contribution Yr 2'],
    ['Moorland ICB', 0, 0],
    ['Total BCF Pooled Budget', 1720000.5, 1660000],
  ],
  '5. Expenditure': [
    ['Better Care Fund 2026-28 Planning Template'],
    ['5. Expenditure'],
    ['Running Balances', 'Income', 'Expenditure', 'Balance'],
    ['DFG', 810000, 810000, 0],
    [],
    [
      ...['Scheme ID', 'Scheme Name', 'Brief Description of Scheme', 'Scheme Type', 'Sub Types'],
      ...["Please specify if 'Scheme Type' is 'Other'", 'Expected outputs 2026-27', 'Units'],
      ...['Area of Spend', 'Commissioner', '% NHS (if Joint Commissioner)', 'Provider'],
      ...['Source of Funding', 'New/ Existing Scheme'],
      ...['Expenditure 26/27 (£)', 'Expenditure 27/28 (£)', '% of Overall Spend (Average)'],
    ],
    scheme(1, 'Adaptations', 'DFG Related Schemes', 'DFG', 400000, 410000),
    scheme(2, 'Carers', 'Carers Services', 'iBCF', 300000, 300000),
    scheme(2, 'Carers', 'Carers Services', 'Additional LA Contribution', 120000, null),
    scheme(
      3,
      'Home First',
      'Reablement',
      'Minimum NHS Contribution, Moorland ICB',
      700000.5,
      740000,
    ),
    scheme(4, 'Falls', 'Prevention', 'Minimum NHS Contribution, Fellside ICB', 200000, 200000),
  ],
};

function scheme(
  id: number,
  name: string,
  type: string,
  source: string,
  first: number,
  second: number | null,
): readonly Cell[] {
  const described = [id, name, 'What it does', type, 'Other', null, 12, 'Packages', 'Social Care'];
  const run = ['Joint', 0.5, 'Charity / Voluntary Sector', source, 'Existing'];
  return [...described, ...run, first, second, 0.2];
}

/** A plan of the UK Shared Prosperity Fund: interventions by year, each capital and revenue, below one another. */
export const sharedProsperityPlan: Readonly<Record<string, Sheet>> = {
  Allocation: [
    ['UK Shared Prosperity Fund: financial plan'],
    ['Funding source', 'Lead authority', 'Status', '2026-27', null, '2027-28', null],
    [null, null, null, 'Capital', 'Revenue', 'Capital', 'Revenue'],
    ['UKSPF core allocation', 'Northmoor Council', 'Expected', 50000, 300000, 60000, 250000],
  ],
  'Expenditure profile': [
    ['Expenditure by intervention'],
    [null, null, '2026-27', null, null, '2027-28', null, null],
    ['Investment priority', 'Intervention', ...natures, ...natures],
    [
      'Communities and Place',
      'E1: Improvements to town centres',
      50000,
      20000,
      70000,
      60000,
      0,
      60000,
    ],
    [
      'Supporting Local Business',
      'E23: Strengthening local networks',
      0,
      80000,
      80000,
      0,
      90000,
      90000,
    ],
    ['People and Skills', 'E33: Employment support', null, 200000, 200000, null, 160000, 160000],
    ['Total', null, 50000, 300000, 350000, 60000, 250000, 310000],
  ],
};

/** As a spreadsheet program saves it: numbers as numbers. */
export const planBook = (sheets: Readonly<Record<string, Sheet>>): Promise<Buffer> =>
  writeXlsxFile(
    Object.entries(sheets).map(([sheet, rows]) => ({
      sheet,
      data: rows.map((row) => row.map((value) => (value === null ? null : { value }))),
    })) as never,
  ).toBuffer();

/** One of its sheets as CSV: every row as wide as the sheet. */
export function planCsv(rows: Sheet): Buffer {
  const width = Math.max(...rows.map(({ length }) => length));
  const written = (value: Cell | undefined): string => {
    const text = String(value ?? '');
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) =>
    Array.from({ length: width }, (_, at) => written(row[at])).join(),
  );
  return Buffer.from(lines.join('\r\n'));
}

/** The same workbook with one cell of a sheet changed; row and column as a spreadsheet counts them, from 1. */
export const withCell = (
  sheets: Readonly<Record<string, Sheet>>,
  sheet: string,
  row: number,
  column: number,
  value: Cell,
): Readonly<Record<string, Sheet>> => ({
  ...sheets,
  [sheet]: (sheets[sheet] ?? []).map((cells, at) =>
    at === row - 1 ? cells.with(column - 1, value) : cells,
  ),
});
