import { unknown } from '#contracts/values.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import type { Pence } from '#libs/money/pence.js';
import type {
  PublishedGroup,
  PublishedMeasure,
} from '#projections/ecosystem-investment/figures/published-investment.js';
import type { Moment } from '#projections/reading/reading.js';
import { atMoment } from '../links.js';
import { number, type Cell } from '../table.js';
import { money, nameIn, unbroken } from '../words.js';

export const measureWords: Readonly<Record<PublishedMeasure, string>> = {
  payments: 'Payments',
  awards: 'Awards',
};

/** By what a sum of published lines may be told apart, as the address of its lines names it. */
export const fields = ['fund', 'year', 'area', 'vcse', 'provider', 'length'] as const;
export type Of = Readonly<Partial<Record<(typeof fields)[number], string>>>;

/** Writes a sum of published lines as a link to these lines. */
export type PublishedAmount = (measure: PublishedMeasure, pence: Pence, of: Of) => Cell;

export const publishedAmounts =
  (moment: Moment): PublishedAmount =>
  (measure, pence, of) => ({
    ...number(money(pence)),
    ...(pence === 0n
      ? {}
      : {
          href: atMoment(
            `/published/ecosystem/lines?${new URLSearchParams({ measure, ...of }).toString()}`,
            moment,
          ),
        }),
  });

/** What groups of published lines are called. */
export const groupNames = (
  facts: FactsAt,
): Readonly<Record<PublishedGroup['by'], (is: string) => string>> => ({
  year: (is) => (is === unknown ? 'Of no year, or not known' : unbroken(is)),
  area: (is) => (is === 'none' ? 'Of no area' : nameIn(facts, 'area', is)),
  vcse: (is) =>
    is === unknown
      ? 'Not known'
      : is === 'yes'
        ? 'Voluntary, community or social enterprise'
        : 'Others',
});

export const unnamed = 'Name redacted or not known';
