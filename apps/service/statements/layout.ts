import type { WrittenRow, WrittenValue } from '#libs/interchange/written-value.js';
import { isAmount, type Amount } from '#projections/statements/figures/drawn.js';

/** What a cell holds: an amount may know its way down, which a page leads along and a file leaves out. */
export type LaidValue = WrittenValue | Amount;
export type LaidRow = readonly LaidValue[];

/** A table of a statement. The first column names the row. */
export interface StatementPart {
  readonly heading: string;
  readonly head: readonly string[];
  readonly rows: readonly LaidRow[];
  readonly total?: LaidRow;
  /** What it means that there are no rows. */
  readonly empty: string;
}

/** A statement laid out for people: the same parts on the page, in a file of each kind and on paper. */
export interface StatementLayout {
  readonly title: string;
  /** Of which fund, for which period. */
  readonly of: string;
  readonly notes: readonly string[];
  readonly parts: readonly StatementPart[];
}

/** As they are written out: amounts alone. */
export const partRows = ({ rows, total }: StatementPart): readonly WrittenRow[] =>
  (total ? [...rows, total] : rows).map((row) => row.map(writtenValue));

const writtenValue = (value: LaidValue): WrittenValue => (isAmount(value) ? value.pence : value);

/** One row for each figure: a table of one shape, whatever the statement. */
export const figureHead = ['part', 'row', 'figure', 'value'] as const;

export function* figureRows(
  about: readonly (readonly [what: string, value: WrittenValue])[],
  { title, of, notes, parts }: StatementLayout,
): Generator<WrittenRow> {
  const said = [['Statement', title], ['Of', of], ...about, ...notes.map((note) => ['Note', note])];
  for (const [what = null, value = null] of said) yield ['About', what, '', value];
  for (const part of parts)
    for (const [row = null, ...values] of partRows(part))
      for (const [place, value] of values.entries())
        yield [part.heading, row, part.head[place + 1] ?? '', value];
}
