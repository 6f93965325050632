import type { ColumnMeanings } from '../columns/match-columns.js';
import { yearsIn } from '../financial-years.js';
import type { HeadRow, TableHeader } from '../find-header.js';
import { quoted } from '../reading.js';
import { UnreadableFile } from '../unreadable-file.js';

export type Nature = 'capital' | 'revenue';

/** A column of amounts, and what they are of. */
export interface AmountColumn<M extends string> {
  readonly meaning: M;
  readonly column: string;
  readonly position: number;
  /** Null where each row says it. */
  readonly year: string | null;
  /** Undefined where the column does not say it. */
  readonly nature: Nature | undefined;
}

/**
 * The columns of amounts by the years that they are of: their names say it (`Expenditure 23/24`,
 * `2023-24 Capital`), or number the years of the plan (`Contribution Yr 1`), or there is one year only.
 * Throws UnreadableFile where a column is of no year, or two are of the same.
 * @param stated the years of the plan, from what else it says of them, the surest first
 */
export function amountColumns<M extends string>(
  header: TableHeader<M>,
  meanings: readonly M[],
  byRow: boolean,
  stated: readonly (readonly string[])[],
  of: ColumnMeanings<M>,
): readonly AmountColumn<M>[] {
  const columns = meanings.flatMap((meaning): AmountColumn<M>[] => {
    const column = header.match.mapping[meaning];
    const position = header.positions[meaning];
    if (column === null || position === undefined) return [];
    const year = yearOfColumn(column, stated) ?? null;
    if (year === null && !byRow)
      throw new UnreadableFile(
        'columns-missing',
        `The column ${quoted(column)} was taken for ${of[meaning].title}, and nothing says of which financial year it is; choose another column, or write the year into its heading, such as “Expenditure 2026-27”.`,
        header.columns,
      );
    return [{ meaning, column, position, year, nature: natureIn(column) }];
  });
  for (const [place, each] of columns.entries()) {
    const same = columns.slice(0, place).find(({ year, nature }) => {
      const natures = [nature, each.nature];
      return year === each.year && (nature === each.nature || natures.includes(undefined));
    });
    if (same)
      throw new UnreadableFile(
        'columns-missing',
        `The columns ${quoted(same.column)} and ${quoted(each.column)} are both of ${each.year ?? 'the year that a row says'}; choose the one that holds the plan.`,
        header.columns,
      );
  }
  return columns;
}

function yearOfColumn(column: string, stated: readonly (readonly string[])[]): string | undefined {
  const [own, ...more] = yearsIn(column);
  if (own !== undefined) return more.length === 0 ? own : undefined;
  const numbered = /\b(?:yr|year)\s*([1-5])\b/i.exec(column)?.[1];
  const years = stated.find((some) =>
    numbered === undefined ? some.length === 1 : some.length > 0,
  );
  return years?.[numbered === undefined ? 0 : Number(numbered) - 1];
}

const natureIn = (column: string): Nature | undefined => {
  const [capital, revenue] = [/\bcap(?:ital)?\b/i.test(column), /\brev(?:enue)?\b/i.test(column)];
  if (capital === revenue) return undefined;
  return capital ? 'capital' : 'revenue';
};

/** The years that the titles above a header name. */
export const yearsAbove = (rows: readonly HeadRow[], line: number): readonly string[] => [
  ...new Set(
    rows
      .filter((row) => row.line < line)
      .flatMap(({ cells }) => cells)
      .flatMap(yearsIn),
  ),
];

const UNDER_A_YEAR = /capital|revenue|income|expenditure|contribution|amount|balance|difference/i;

/**
 * Rows in which a header may stand, where its years stand a row higher, over several columns each:
 * every such cell is called by both (`2023-24 Capital`), and one that is blank by what is above it.
 */
export const headsWithYears = (rows: readonly HeadRow[]): readonly HeadRow[] =>
  rows.map((row, place) => {
    const above = rows[place - 1]?.cells ?? [];
    const parts = row.cells.filter((cell) => UNDER_A_YEAR.test(cell) && yearsIn(cell).length === 0);
    if (parts.length < 2 || !above.some((cell) => yearsIn(cell).length === 1)) return row;
    let over = '';
    const cells = row.cells.map((cell, column) => {
      const higher = above[column]?.trim() ?? '';
      if (higher !== '') over = higher;
      if (cell.trim() === '') return yearsIn(higher).length === 0 ? higher : '';
      return UNDER_A_YEAR.test(cell) && yearsIn(over).length === 1
        ? `${over} ${cell.trim()}`
        : cell;
    });
    return { ...row, cells };
  });
