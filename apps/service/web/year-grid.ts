import { sumPence, type Pence } from '#libs/money/pence.js';
import type { Part } from '#projections/fund-health/figures/traced.js';
import { number, text, type Cell, type Figures, type Table } from './table.js';
import { money, unbroken } from './words.js';

/** What a line has in a year. */
export interface InYear {
  /** What tells the line from the others, in as many cells as there are heads. */
  readonly line: readonly Cell[];
  readonly year: string;
  readonly pence: Pence;
  /** Where the amount leads. */
  readonly href?: string;
  /** The balances that it is the sum of. */
  readonly from?: readonly Part[];
}

interface Grid {
  readonly caption: string;
  /** What the cells of a line are called. */
  readonly heads: readonly string[];
  readonly amounts: readonly InYear[];
  /** Of one fund: what its balances come to opens to them, sums too. */
  readonly figures?: Figures;
  readonly empty?: string;
}

/** Amounts over years: a row for each line, a column for each year, and what each of them comes to. */
export function yearGrid({ caption, heads, amounts, figures, empty }: Grid): Table {
  const together = (of: readonly InYear[]): Cell => {
    const pence = sumPence(of.map((each) => each.pence));
    const from = of.flatMap((each) => each.from ?? []);
    const [first] = of;
    const lines = new Set(of.map((each) => JSON.stringify(each.line)));
    const title = [
      lines.size === 1 ? first?.line.map(({ text: name }) => name).join(', ') : caption,
      ...(of.every(({ year }) => year === first?.year) ? [first?.year] : []),
    ].join(', ');
    return figures?.cell(title, { pence, from }) ?? number(money(pence));
  };
  const cellOf = (of: readonly InYear[]): Cell => {
    const [only, ...others] = of;
    if (only === undefined) return number('\u2013');
    return only.href === undefined || others.length > 0
      ? together(of)
      : { ...together(of), href: only.href };
  };
  const years = [...new Set(amounts.map(({ year }) => year))].sort();
  const lines = new Map<string, InYear[]>();
  for (const each of amounts) {
    const called = JSON.stringify(each.line);
    lines.set(called, [...(lines.get(called) ?? []), each]);
  }
  return {
    caption,
    head: [
      ...heads.map((head) => text(head)),
      ...[...years.map(unbroken), 'Total'].map((head) => number(head)),
    ],
    rows: [...lines.values()].map((of) => [
      ...(of[0]?.line ?? []),
      ...years.map((year) => cellOf(of.filter((each) => each.year === year))),
      together(of),
    ]),
    total: [
      ...heads.map((_, place) => text(place === 0 ? 'Total' : '')),
      ...years.map((year) => together(amounts.filter((each) => each.year === year))),
      together(amounts),
    ],
    ...(empty === undefined ? {} : { empty }),
  };
}
