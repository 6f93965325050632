import { yearOf } from '#contracts/financial-year.js';
import type { Certainty, NatureOrUnknown } from '#contracts/values.js';
import { bookOf, none, type BudgetHolding, type Posting } from '#libs/ledger/posting.js';
import { maxPence, minPence, type Pence } from '#libs/money/pence.js';
import { byCodePoint } from '../decision.js';

/** Money first confirmed is money first used. */
export const certaintiesBestFirst: readonly Certainty[] = ['confirmed', 'expected', 'indicative'];
/** What comes back is what was used last: the best stays where it is, commitments first. */
export const certaintiesWorstFirst: readonly Certainty[] = ['indicative', 'expected', 'confirmed'];

/** A balance of the budget book: what is held where, by which certainty, for which year. */
export interface Holding {
  readonly holding: BudgetHolding;
  readonly certainty: Certainty;
  readonly year: string;
  readonly nature: NatureOrUnknown;
  readonly source: string;
  readonly scheme: string;
  readonly award: string;
  readonly provider: string;
  readonly area: string;
  readonly pence: Pence;
}

type Mutable = { -readonly [Name in keyof Holding]: Holding[Name] };

/** An amount of one certainty. */
export interface Tranche {
  readonly certainty: Certainty;
  readonly pence: Pence;
}

/** What a question may fix; what it leaves out is summed over. */
export type Where = Partial<Omit<Holding, 'pence'>>;

/**
 * The balances of a fund's own postings, as far as decisions need them: the budget book by year.
 * There is no other arithmetic in a fund, so what a decision checks is what the pages show.
 */
export class Holdings {
  /** By year and holding first: decisions ask about one year at a time. */
  readonly #shelves = new Map<string, Map<string, Mutable>>();

  post({ on, pence }: Posting): void {
    if (bookOf(on.account) !== 'budget') return;
    const [, holding, certainty] = on.account.split(':') as [string, BudgetHolding, Certainty];
    const year = yearOf(on.period);
    const key = [certainty, on.nature, on.source, on.scheme, on.award, on.provider, on.area].join(
      '|',
    );
    const shelf = this.#shelf(holding, year);
    const held = shelf.get(key);
    if (held) {
      held.pence += pence;
      return;
    }
    const { nature, source, scheme, award, provider, area } = on;
    shelf.set(key, {
      holding,
      certainty,
      year,
      nature,
      source,
      scheme,
      award,
      provider,
      area,
      pence,
    });
  }

  /** Answers a question as if some postings had been made, and leaves the balances as they are. */
  asIf<Answer>(postings: readonly Posting[], question: () => Answer): Answer {
    for (const posting of postings) this.post(posting);
    try {
      return question();
    } finally {
      for (const posting of postings) this.post({ ...posting, pence: -posting.pence });
    }
  }

  #shelf(holding: string, year: string) {
    const place = `${holding}|${year}`;
    let shelf = this.#shelves.get(place);
    if (!shelf) {
      shelf = new Map();
      this.#shelves.set(place, shelf);
    }
    return shelf;
  }

  /** Every year of which something is or was held, in order. */
  years(): string[] {
    const years = [...this.#shelves.keys()].map((place) => place.slice(place.indexOf('|') + 1));
    return [...new Set(years)].sort(byCodePoint);
  }

  /** Balances other than zero, ordered by scheme, source, award and the rest, by code point. */
  list(where: Where & Required<Pick<Where, 'holding' | 'year'>>): Holding[] {
    const asked = Object.entries(where) as [keyof Where, string][];
    return [...this.#shelf(where.holding, where.year).values()]
      .filter((held) => held.pence !== 0n && asked.every(([name, value]) => held[name] === value))
      .sort(
        (a, b) =>
          byCodePoint(a.scheme, b.scheme) ||
          byCodePoint(a.source, b.source) ||
          byCodePoint(a.award, b.award) ||
          byCodePoint(a.provider, b.provider) ||
          byCodePoint(a.certainty, b.certainty) ||
          byCodePoint(a.nature, b.nature) ||
          byCodePoint(a.area, b.area),
      );
  }

  sum(where: Where & Required<Pick<Where, 'holding' | 'year'>>): Pence {
    const asked = Object.entries(where) as [keyof Where, string][];
    let sum = 0n;
    for (const held of this.#shelf(where.holding, where.year).values())
      if (asked.every(([name, value]) => held[name] === value)) sum += held.pence;
    return sum;
  }

  /**
   * Takes an amount from what is held, one certainty after the other. What is not there is taken
   * under the last resort, a certainty of its own: there it may go below zero.
   */
  take(
    where: Omit<Where, 'certainty'> & Required<Pick<Where, 'holding' | 'year'>>,
    amount: Pence,
    order: readonly Certainty[],
    lastResort: Certainty,
  ): Tranche[] {
    let left = amount;
    const taken = order.map((certainty) => {
      const pence = minPence(left, maxPence(0n, this.sum({ ...where, certainty })));
      left -= pence;
      return { certainty, pence };
    });
    return taken
      .map(({ certainty, pence }) => ({
        certainty,
        pence: certainty === lastResort ? pence + left : pence,
      }))
      .filter(({ pence }) => pence > 0n);
  }

  /** What a scheme was allocated, wherever the money now is, by source in code-point order. */
  allocated(
    scheme: string,
    year: string,
    nature: NatureOrUnknown,
  ): { source: string; pence: Pence }[] {
    const bySource = new Map<string, Pence>();
    for (const holding of withinScheme)
      for (const held of this.list({ holding, year, scheme, nature }))
        bySource.set(held.source, (bySource.get(held.source) ?? 0n) + held.pence);
    return [...bySource]
      .map(([source, pence]) => ({ source, pence }))
      .sort((a, b) => byCodePoint(a.source, b.source));
  }

  /** The budget of a scheme that nothing has been promised from or spent. */
  uncommitted(scheme: string, source: string, year: string, nature: NatureOrUnknown): Pence {
    return this.sum({ holding: 'scheme', scheme, source, year, nature, award: none });
  }
}

const withinScheme: readonly BudgetHolding[] = [
  'scheme',
  'reserved',
  'committed',
  'matched',
  'spent',
];
