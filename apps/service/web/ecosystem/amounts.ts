import type { Pence } from '#libs/money/pence.js';
import type { Investment } from '#projections/ecosystem-investment/figures/investment.js';
import { measureNames, type Measure } from '#projections/ecosystem-investment/figures/measures.js';
import { pointQuery } from '../links.js';
import { number, type Cell } from '../table.js';
import { money } from '../words.js';
import { measureWords } from './names.js';

/** What lines an amount is made of, beside its measure: values by field, several of one with commas. */
export type Of = Readonly<Record<string, string | readonly string[]>>;

/** Writes amounts of a place as links to the lines that they are made of. */
export interface Amounts {
  readonly cell: (measure: Measure, pence: Pence, of: Of) => Cell;
  /** One of each measure, in the order of their columns. */
  readonly pair: (amounts: Readonly<Record<Measure, Pence>>, of: Of) => Cell[];
}

/** `of` may name other areas, years, funds, needs or cohorts than those of the page. */
export function amountsOf({ asked, moment }: Investment): Amounts {
  const { from = '', to = '', ...named } = asked;
  const place = { ...named, from, to };
  const point = pointQuery(moment);
  const cell: Amounts['cell'] = (measure, pence, of) => {
    if (pence === 0n) return number(money(pence));
    const fields = Object.entries({ ...place, measure, ...of }).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).flatMap((one: string): [string, string][] =>
        one === '' ? [] : [[name, one]],
      ),
    );
    const query = new URLSearchParams(fields).toString();
    return { ...number(money(pence)), href: `/ecosystem/lines?${query}&${point}` };
  };
  return {
    cell,
    pair: (amounts, of) => measureNames.map((measure) => cell(measure, amounts[measure], of)),
  };
}

export const measureHeads: readonly Cell[] = measureNames.map((measure) =>
  number(measureWords[measure]),
);

/** Per cent, or that there is nothing to take a share of. */
export const percent = (share: string | undefined): Cell =>
  number(share === undefined ? '–' : `${share.replace('-', '\u2212')}%`);
