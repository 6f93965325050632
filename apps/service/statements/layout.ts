import type { WrittenRow, WrittenValue } from '#libs/interchange/written-value.js';

/** A table of a statement. The first column names the row. */
export interface StatementPart {
  readonly heading: string;
  readonly head: readonly string[];
  readonly rows: readonly WrittenRow[];
  readonly total?: WrittenRow;
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

export const partRows = ({ rows, total }: StatementPart): readonly WrittenRow[] =>
  total ? [...rows, total] : rows;

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
