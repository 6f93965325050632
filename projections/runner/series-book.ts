import { monthOf } from '#contracts/financial-year.js';
import { dimensionKey } from '#libs/ledger/balances.js';
import type { Dimensions, Posting } from '#libs/ledger/posting.js';
import type { Pence } from '#libs/money/pence.js';

/** A series as it stands after the last posting made to it. */
export interface Series {
  readonly id: number;
  running: Pence;
}

/** Series that share every dimension but the account, and the month. */
interface Family {
  readonly on: Dimensions;
  readonly month: string;
  readonly byAccount: Map<string, Series>;
}

/** Keeps the book to about 100 MB. */
const seriesInMemoryMax = 500_000;
const recentMax = 4;

/**
 * The series in memory. Postings of one event differ in little but their account, so the last
 * families are kept at hand: few postings cost the making and hashing of a long key.
 */
export class SeriesBook {
  readonly #families = new Map<string, Family>();
  #recent: Family[] = [];
  #lastId: number;
  #size = 0;
  /** The last day that was asked for, and its month. */
  #day = '';
  #month = '';

  constructor(
    lastId: number,
    private readonly seriesMax = seriesInMemoryMax,
  ) {
    this.#lastId = lastId;
  }

  /** Time to forget, and look up in the tables what is needed again. */
  get isFull(): boolean {
    return this.#size >= this.seriesMax;
  }

  find({ on, effective }: Posting): Series | undefined {
    return this.#family(on, effective).byAccount.get(on.account);
  }
  /** One that is in the tables already. */
  put({ on, effective }: Posting, series: Series): void {
    this.#size += 1;
    this.#family(on, effective).byAccount.set(on.account, series);
  }
  /** One that is not, with the next id. */
  begin(posting: Posting): Series {
    const series = { id: ++this.#lastId, running: 0n };
    this.put(posting, series);
    return series;
  }
  forget(): void {
    this.#families.clear();
    this.#recent = [];
    this.#size = 0;
  }

  #family(on: Dimensions, effective: string): Family {
    if (effective !== this.#day) {
      this.#day = effective;
      this.#month = monthOf(effective);
    }
    const month = this.#month;
    for (let place = this.#recent.length - 1; place >= 0; place -= 1) {
      const family = this.#recent[place];
      if (family?.month === month && differOnlyInAccount(family.on, on)) return family;
    }
    const key = familyKey(on, month);
    let family = this.#families.get(key);
    if (!family) {
      family = { on, month, byAccount: new Map() };
      this.#families.set(key, family);
    }
    if (this.#recent.length === recentMax) this.#recent.shift();
    this.#recent.push(family);
    return family;
  }
}

/** What tells a series from all others, as it stands in its table. */
export const seriesKey = ({ on, effective }: Posting): string =>
  `${dimensionKey(on)}|${monthOf(effective)}`;

const familyKey = (on: Dimensions, month: string): string =>
  `${month}|${on.source}|${on.award}|${on.scheme}|${on.provider}|${on.fund}|${on.period}|${on.relatesTo}|${on.nature}|${on.area}`;

function differOnlyInAccount(a: Dimensions, b: Dimensions): boolean {
  return (
    a.source === b.source &&
    a.award === b.award &&
    a.provider === b.provider &&
    a.scheme === b.scheme &&
    a.fund === b.fund &&
    a.period === b.period &&
    a.relatesTo === b.relatesTo &&
    a.nature === b.nature &&
    a.area === b.area
  );
}
