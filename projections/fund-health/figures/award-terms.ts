import type { FundView } from '#projections/reading/reading.js';
import { allowanceOf } from '#libs/funding/award/flexibility.js';
import { parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import * as accounts from './accounts.js';
import { awards } from './award-length.js';
import { traced, type Traced } from './traced.js';

/** What an award's terms come to now, beside its length and its money. */
export interface AwardTerms {
  readonly award: string;
  readonly value: Pence;
  /** The commissioner's own changes so far, and what per cent of the original value they are. */
  readonly variations: Pence;
  readonly variationsPercent: string | null;
  /** What options that can still be exercised are worth: not committed. */
  readonly options: Pence;
  /**
   * What its provider passes on to others and what it keeps: two parts of the one value, over all its
   * funds, never added to it. Kept is below zero where the award has since become worth less.
   */
  readonly passedOn: Pence;
  readonly kept: Pence;
  /** The last day by a break clause that was used; null where none was. */
  readonly breaksOn: string | null;
  /** What may still move between cost lines without asking, by award-year; empty where nothing is agreed. */
  readonly flexibility: readonly { readonly year: string; readonly left: Pence }[];
  /** Kept back of its invoices: owed, and not yet payable. */
  readonly retained: Traced;
}

/** Of every award of which this fund knows the terms. */
export const awardTerms = (view: FundView): AwardTerms[] =>
  awards(view).flatMap(({ award }) => {
    const terms = view.facts.get('award', award)?.attributes;
    if (!terms) return [];
    const { flexibility, funding } = terms;
    const value = parsePence(terms.value);
    const passedOn = sumPence(
      view.facts
        .list('subcontract')
        .flatMap(({ attributes: of }) => (of.award === award ? [parsePence(of.value)] : [])),
    );
    const years = [...new Set(funding.map(({ year }) => year))].sort();
    return [
      {
        award,
        value,
        variations: parsePence(terms.variations),
        variationsPercent: terms.variationsPercent,
        options: parsePence(terms.optionsValue),
        passedOn,
        kept: value - passedOn,
        breaksOn: terms.breakNotice?.end ?? null,
        flexibility:
          flexibility === null
            ? []
            : years.map((year) => {
                const used = view.facts.get('award-flexibility', `${award}/${year}`)?.attributes;
                const allowance = allowanceOf(flexibility, funding, year);
                return { year, left: allowance - parsePence(used?.used ?? '0.00') };
              }),
        retained: traced(view.balances.where({ award }), { award }, accounts.retained),
      },
    ];
  });
