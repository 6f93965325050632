import { yearAfter } from '#contracts/financial-year.js';
import { FinancialYear } from '#contracts/values.js';
import { parsePence } from '#libs/money/pence.js';
import { text, type Table } from '../table.js';
import { yearGrid } from '../year-grid.js';
import type { Field, Grid, Member } from './fields.js';
import {
  amountAt,
  columnsSent,
  filledCells,
  rowsSent,
  textOf,
  within,
  writtenAmount,
  yearAt,
  type Sent,
} from './filled-in.js';
import { sumWritten, type Shown, type Showing } from './shown.js';

/** An input of a grid: called by its line and its year, because a head over a column is read by eye. */
interface Input {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly error?: string | undefined;
}

/** A grid as the template lays it out, with what its lines and years come to so far. */
export interface GridShown {
  readonly heads: readonly string[];
  readonly years: readonly (Input & { readonly total: string })[];
  readonly lines: readonly {
    /** What fits into a cell, and what is laid out under the grid. */
    readonly fields: readonly Shown[];
    readonly further: readonly Shown[];
    readonly cells: readonly Input[];
    readonly total: string;
  }[];
  readonly total: string;
  /** What one more year is asked for with. */
  readonly moreYears: string;
}

type Show = (member: Member, name: string, label: string) => Shown;

const columnsAtFirst = 3;

export function gridShown(grid: Grid, name: string, showing: Showing, show: Show): GridShown {
  const { sent, errors, more } = showing;
  const moreYears = within(name, grid.year.name);
  const years = yearsShown(grid, name, showing, more === moreYears ? 1 : 0);
  const rows = numbers(Math.max(1, rowsSent(name, sent) + (more === name ? 1 : 0)));
  const written = (row: number, column: number): string =>
    textOf(sent, amountAt(grid, name, row, column));
  const columns = numbers(years.length);
  const inside = grid.line.filter(({ field }) => fitsIntoCell(field));
  const under = grid.line.filter(({ field }) => !fitsIntoCell(field));
  return {
    heads: inside.map(({ label }) => label),
    years: columns.map((column) => ({
      name: yearAt(grid, name, column),
      label: `Year ${column + 1}`,
      value: years[column] ?? '',
      error: errors.get(yearAt(grid, name, column)),
      total: sumWritten(rows.map((row) => written(row, column))),
    })),
    lines: rows.map((row) => {
      const shown = (member: Member): Shown =>
        show(member, within(within(name, row), member.name), `${member.label}, line ${row + 1}`);
      return {
        fields: inside.map(shown),
        further: under.map(shown),
        cells: columns.map((column) => ({
          name: amountAt(grid, name, row, column),
          label: `Line ${row + 1}, ${yearCalled(years, column)}`,
          value: written(row, column),
          error: errors.get(amountAt(grid, name, row, column)),
        })),
        total: sumWritten(columns.map((column) => written(row, column))),
      };
    }),
    total: sumWritten(rows.flatMap((row) => columns.map((column) => written(row, column)))),
    moreYears,
  };
}

const yearCalled = (years: readonly string[], column: number): string => {
  const { [column]: year = '' } = years;
  return year === '' ? `year ${column + 1}` : year;
};

/** The years over the columns: as they were sent; else this one and those that follow. */
function yearsShown(grid: Grid, name: string, { sent, year }: Showing, more: number): string[] {
  const years: string[] = [];
  for (const column of numbers((columnsSent(grid, name, sent) || columnsAtFirst) + more)) {
    const at = yearAt(grid, name, column);
    const before = FinancialYear.safeParse(years.at(-1)).data;
    const next = column === 0 ? year : before === undefined ? '' : yearAfter(before);
    years.push(sent[at] === undefined ? next : textOf(sent, at));
  }
  return years;
}

const numbers = (length: number): number[] => Array.from({ length }, (_, place) => place);

const fitsIntoCell = (field: Field): boolean =>
  field.kind === 'choice' || (field.kind === 'leaf' && field.leaf === 'text');

/** What was filled in, as the page that checks answers shows it: with what it comes to. */
export const gridAnswered = (
  grid: Grid,
  name: string,
  caption: string,
  sent: Sent,
  inWords: (member: Member, name: string) => string,
): Table =>
  yearGrid({
    caption,
    heads: ['Line', ...grid.line.map(({ label }) => label)],
    amounts: filledCells(grid, name, sent).map(({ row, column }) => ({
      line: [
        text(String(row + 1)),
        ...grid.line.map((member) => text(inWords(member, within(within(name, row), member.name)))),
      ],
      year: textOf(sent, yearAt(grid, name, column)),
      pence: parsePence(writtenAmount(textOf(sent, amountAt(grid, name, row, column)))),
    })),
  });
