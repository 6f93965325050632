import { daysAfter, monthsAfter } from '#contracts/calendar.js';
import { yearOf } from '#contracts/financial-year.js';
import { unknown } from '#contracts/values.js';
import { apportion, inEqualParts } from '#libs/money/apportion.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { awardsByFund } from './by-award.js';

/** What options that nobody has exercised would bring: no promise, and in no other figure. */
export interface OptionAhead {
  readonly award: string;
  /** `unknown` where the award has no end after which an option would run. */
  readonly year: string;
  readonly amount: Pence;
}

/**
 * The worth of the options that are open, each spread evenly over its months, which follow the end
 * of the award one option after the other: nobody has said more. An option without a worth of its
 * own has its share of the whole by its months.
 */
export function optionsAhead(view: ProviderView): OptionAhead[] {
  const byAward = new Map(awardsByFund(view).map((of) => [of.award, of]));
  return [...byAward.values()].flatMap(({ fund, award, terms }) => {
    if (!terms) return [];
    const open = terms.optionMonths.flatMap((months, place) => {
      const option = fund.facts.get('award-option', `${award}/${place + 1}`)?.attributes;
      const isOpen = option?.state !== 'exercised' && option?.state !== 'lapsed';
      return isOpen ? [{ months, value: option?.value ?? null }] : [];
    });
    const worth = worthOf(open, parsePence(terms.optionsValue));
    const years = new Map<string, Pence>();
    let begins = terms.end === null ? null : daysAfter(terms.end, 1);
    for (const [place, { months }] of open.entries()) {
      for (const [month, part] of inEqualParts(worth[place] ?? 0n, months).entries()) {
        const year = begins === null ? unknown : yearOf(monthsAfter(begins, month));
        years.set(year, (years.get(year) ?? 0n) + part);
      }
      begins = begins === null ? null : monthsAfter(begins, months);
    }
    return [...years]
      .filter(([, amount]) => amount !== 0n)
      .map(([year, amount]) => ({ award, year, amount }));
  });
}

/** Each option's own worth where all have one and they make up the whole; else by months. */
function worthOf(
  open: readonly { readonly months: number; readonly value: string | null }[],
  whole: Pence,
): Pence[] {
  const own = open.map(({ value }) => (value === null ? null : parsePence(value)));
  const known = own.filter((value) => value !== null);
  const sum = known.reduce((total, value) => total + value, 0n);
  if (known.length === open.length && sum === whole) return known;
  return open.length === 0
    ? []
    : apportion(
        whole,
        open.map(({ months }) => BigInt(months)),
      );
}
