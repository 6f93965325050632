import { hatched } from './hatched.js';
import { linesAt, wrapped } from './lettering.js';
import { escaped, framed } from './svg.js';

/** A cell of a grid: two short lines, the whole in words, and how deep its tint is. */
export interface GridCell {
  readonly lines: readonly string[];
  readonly told: string;
  /** 0 for the palest, none for white; the words in the cell say the same. */
  readonly depth?: 0 | 1 | 2;
}

interface Grid {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Nothing where there is nothing: the word for it stands there, hatched where it is a gap. */
  readonly cell: (row: string, column: string) => GridCell | undefined;
  readonly empty: {
    readonly word: string;
    readonly told: (row: string, column: string) => string;
    readonly isGap: boolean;
  };
}

const tints = ['#eef4f3', '#c9dedb', '#8fbdb6'] as const;
/** Bold letters are wider, and names need room between them. */
const bold = 0.9;
const [left, top, rowHeight, narrowest, least] = [190, 58, 62, 62, 920];

/** Rows by columns, each cell with its words; what it shows is never in its tint alone. */
export function gridPicture({ name, title, rows, columns, cell, empty }: Grid): string {
  const across = Math.max(narrowest, Math.floor((least - left) / Math.max(1, columns.length)));
  const width = Math.max(least, left + across * columns.length);
  const said: string[] = [];
  const box = (row: string, column: string, x: number, y: number): string => {
    const of = cell(row, column);
    const told = of?.told ?? empty.told(row, column);
    said.push(`${told}.`);
    const isGap = of === undefined && empty.isGap;
    const tint = of?.depth === undefined ? '#fff' : tints[of.depth];
    const fill = isGap ? `url(#${name}-none)` : tint;
    const lines = (of?.lines ?? [empty.word]).flatMap((line) => wrapped(line, across - 8, 2));
    return `<g><title>${escaped(told)}</title><path d="M${x + 2} ${y + 2}h${across - 4}v${rowHeight - 4}h${4 - across}z" fill="${fill}"${isGap ? ' stroke-dasharray="5 4"' : ''}/>${linesAt(lines, x + across / 2, y + rowHeight / 2)}</g>`;
  };
  const heads = columns.map((column, place) =>
    linesAt(wrapped(column, across * bold, 3), left + across * (place + 0.5), top / 2),
  );
  const names = rows.map((row, place) =>
    linesAt(wrapped(row, left * bold, 3), 0, top + rowHeight * (place + 0.5)),
  );
  const cells = rows.map((row, down) =>
    columns.map((column, place) => box(row, column, left + across * place, top + rowHeight * down)),
  );
  const shapes = [
    ...(empty.isGap ? [hatched(`${name}-none`)] : []),
    `<g font-size="14" font-weight="700">${names.join('')}<g text-anchor="middle">${heads.join('')}</g></g>`,
    `<g font-size="14" text-anchor="middle" stroke="#0b4f4a">${cells.flat().join('')}</g>`,
  ];
  return framed(
    { name, title, description: said.join(' '), width, height: top + rowHeight * rows.length },
    shapes.join(''),
  );
}
