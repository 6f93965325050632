import { formatPence, sumPence } from '#libs/money/pence.js';
import { readAmount } from '../amounts.js';
import { yearsIn } from '../financial-years.js';
import type { HeadRow } from '../find-header.js';
import { quoted } from '../reading.js';
import { bare, sourceNamed } from './plan-sources.js';

/** What the rows of a plan come to: by what it is, whose money it is and year. */
export interface PlanSum {
  readonly what: 'income' | 'expenditure';
  readonly source: string;
  readonly year: string;
  readonly pence: bigint;
}

interface SummaryColumn {
  readonly what: PlanSum['what'];
  readonly name: string;
  readonly position: number;
  readonly year: string;
}

/**
 * Where a sheet sums income and expenditure up by source, what it says and its rows do not come to. A plan
 * that was put together by several people often does not add up, and nobody sees it in the workbook.
 */
export function wrongSummaries(
  rows: readonly HeadRow[],
  sheet: string,
  sums: readonly PlanSum[],
): string[] {
  const years = [...new Set(sums.map(({ year }) => year))].sort();
  const wrong: string[] = [];
  let columns: readonly SummaryColumn[] = [];
  for (const row of rows) {
    const { line, cells } = row;
    if (headsSummary(row)) {
      columns = columnsIn(cells, years);
      continue;
    }
    const label = cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
    if (label === '') columns = [];
    for (const { what, name, position, year } of columns) {
      const stated = readAmount(cells[position] ?? '');
      if (!stated.ok) continue;
      const source = bare(sourceNamed(label).name);
      const of = sums.filter((sum) => sum.what === what && sum.year === year);
      const its = /^total\b/i.test(label) ? of : of.filter((sum) => bare(sum.source) === source);
      const sum = sumPence(its.map(({ pence }) => pence));
      if (sum !== stated.value)
        wrong.push(
          `The summary does not add up: line ${line}${sheet === '' ? '' : ` of ${quoted(sheet)}`}, ${quoted(label)}, says ${formatPence(stated.value)} under ${quoted(name)}, and the rows of ${year} that can be read come to ${formatPence(sum)}.`,
        );
    }
  }
  return wrong;
}

const HEAD = /^(?:[\d/–-]+\s*)?(income|expenditure)\b/i;

/** The head of a summary has income beside expenditure, as no table of either has. */
export const headsSummary = ({ cells }: HeadRow): boolean => {
  const heads = cells.map((cell) => HEAD.exec(cell.trim())?.[1]?.toLowerCase());
  return heads.includes('income') && heads.includes('expenditure');
};

function columnsIn(cells: readonly string[], years: readonly string[]): readonly SummaryColumn[] {
  return cells.flatMap((cell, position): SummaryColumn[] => {
    const what = HEAD.exec(cell.trim())?.[1]?.toLowerCase();
    const year = yearOf(cell, years);
    if ((what !== 'income' && what !== 'expenditure') || year === undefined) return [];
    return [{ what, name: cell.trim(), position, year }];
  });
}

function yearOf(name: string, years: readonly string[]): string | undefined {
  const [own] = yearsIn(name);
  if (own !== undefined) return own;
  const numbered = /\b(?:yr|year)\s*([1-5])\b/i.exec(name)?.[1];
  if (numbered !== undefined) return years[Number(numbered) - 1];
  return years.length === 1 ? years[0] : undefined;
}
