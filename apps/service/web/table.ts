import type { Moment } from '#projections/reading/reading.js';
import type { Traced } from '#projections/fund-health/figures/traced.js';
import { postingsLink } from './links.js';
import { money } from './words.js';

/** An event's part in a sum. */
export interface PartLink {
  readonly text: string;
  readonly href: string;
  readonly amount: string;
}

/** A line of text; one that begins with the name of something leads there. */
export type Line = string | { readonly text: string; readonly href: string; readonly rest: string };

export const lineText = (line: Line): string =>
  typeof line === 'string' ? line : `${line.text}${line.rest}`;

/** A cell as templates write it. */
export interface Cell {
  readonly text: string;
  readonly href?: string;
  /** Several lines instead of a text. */
  readonly lines?: readonly Line[];
  /** Several links instead of a text. */
  readonly links?: readonly { readonly text: string; readonly href: string }[];
  /** What an amount is made of; `more` opens on request. */
  readonly parts?: readonly PartLink[];
  readonly more?: readonly PartLink[];
  readonly numeric?: boolean;
  /** A second, quieter line. */
  readonly note?: string;
  readonly tag?: string;
  /** Head of a column of what there is to do, which is nothing on paper and in a file. */
  readonly toDo?: boolean;
}

/** Where a table is had as a file of each format. */
export type TableFiles = readonly { readonly format: string; readonly href: string }[];

export interface Table {
  readonly caption: string;
  readonly head: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
  readonly total?: readonly Cell[];
  /** What to say, and what would help, where there are no rows. */
  readonly empty?: string;
  /** Where it is had as a file, if not from its own page: a page may show the beginning of a list. */
  readonly files?: TableFiles;
}

export const text = (of: string, note?: string): Cell => ({
  text: of,
  ...(note === undefined ? {} : { note }),
});
export const link = (of: string, href: string): Cell => ({ text: of, href });
/** Log numbers, each leading to its event. */
export const eventLinks = (
  numbers: readonly number[],
  href: (number: number) => string,
  most = 12,
): Cell => ({
  text: '',
  links: numbers.slice(0, most).map((each) => ({ text: String(each), href: href(each) })),
  ...(numbers.length > most ? { note: `and ${numbers.length - most} more` } : {}),
});
const partsAtOnce = 4;
/** More of them than people go through; the API lists all. */
const partsMax = 500;

/** The events that an amount is made of, each with its part. */
export const partLinks = (
  parts: readonly { readonly number: number; readonly pence: bigint }[],
  href: (number: number) => string,
): Cell => {
  const links = parts.slice(0, partsMax).map((part): PartLink => ({
    ...{ text: String(part.number), href: href(part.number), amount: money(part.pence) },
  }));
  // To open what is one longer than the list costs more than to read it.
  const shown = links.length <= partsAtOnce + 1 ? links.length : partsAtOnce;
  return {
    text: '',
    parts: links.slice(0, shown),
    more: links.slice(shown),
    ...(parts.length > partsMax
      ? { note: `the first ${partsMax} of ${parts.length}: the API lists all` }
      : {}),
  };
};
export const toDo = (of: string): Cell => ({ text: of, toDo: true });
export const number = (of: string): Cell => ({ text: of, numeric: true });

/** Writes figures of one fund at one moment as links to the postings behind them. */
export interface Figures {
  cell(title: string, figure: Traced): Cell;
}

export const figuresOf = (fund: string, moment: Moment): Figures => ({
  cell: (title, figure) => ({
    text: money(figure.pence),
    numeric: true,
    // Nothing stands behind a zero that no balance makes.
    ...(figure.pence === 0n ? {} : { href: postingsLink(fund, moment, title, figure) }),
  }),
});
