import type { FundCommand } from '#contracts/commands/fund.js';
import type { Books } from '../auditor/books.js';
import { dayOf, oneOf, pick, pounds, type Wish } from './wish.js';
import { natures, providers, years } from './world.js';

/** A wish with what it chooses of what there is in a fund. */
export interface Choice extends Pick<Wish, 'a' | 'b' | 'c' | 'pence'> {
  readonly books: Books;
  /** An identifier that nothing else has. */
  readonly id: string;
  readonly day: string;
  readonly amount: string;
  readonly source: string;
  readonly scheme: string;
  readonly year: string;
  readonly nature: 'revenue' | 'capital';
  readonly contribution: string;
  readonly award: string;
  readonly provider: string;
  readonly bill: string;
  /** Half of all wishes name an amount where they need not. */
  readonly partly: { readonly amount?: string };
}

/** How the wishes of an area become commands to a fund. */
export type WishesOf<Kind extends string> = Readonly<Record<Kind, (of: Choice) => FundCommand>>;

export function choose(
  { a, b, c, pence, day }: Wish,
  id: string,
  books: Books,
  effective = dayOf(day),
): Choice {
  const award = oneOf(books.awards.keys(), a);
  const promised = books.awards.get(award);
  // Mostly what fits what it is charged to; what does not must be refused, or kept beside it.
  const fits = c % 5 === 0 ? undefined : promised?.lines[b % promised.lines.length];
  const amount = pounds(pence);
  return {
    a,
    b,
    c,
    pence,
    books,
    id,
    day: effective,
    amount,
    source: pick([...books.sources.keys()], a),
    scheme: pick([...books.schemes.keys()], b),
    year: fits?.year ?? pick(years, c),
    nature: natureOf(fits?.nature) ?? pick(natures, a + c),
    contribution: oneOf(books.contributions.keys(), a),
    award,
    provider: c % 9 === 0 ? pick(providers, b) : (promised?.provider ?? pick(providers, b)),
    bill: oneOf(books.bills.keys(), a),
    partly: c % 2 === 0 ? { amount } : {},
  };
}

const natureOf = (nature: string | undefined): 'revenue' | 'capital' | undefined =>
  nature === 'revenue' || nature === 'capital' ? nature : undefined;
