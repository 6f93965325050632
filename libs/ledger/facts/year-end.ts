import type { SourceYear, yearEndEvents } from '#contracts/events/fund/year-end.js';
import { parsePence } from '#libs/money/pence.js';
import type { FactChange } from '../fact-types.js';
import type { EventOf } from '#contracts/events/all.js';
import { change, saysNothing, type FactsBy } from './change.js';

export interface YearEndFacts {
  /** A year that was closed; identified by the year. */
  'closed-year': {
    closing: number;
    agreementRevision: number;
    variance: string;
    aligned: readonly { readonly fund: string; readonly source: string; readonly amount: string }[];
    shared: string;
    shares: readonly { readonly source: string; readonly amount: string }[];
    base: readonly { readonly source: string; readonly amount: string }[];
    covered: readonly {
      readonly by: string;
      readonly amount: string;
      readonly reference: string | null;
    }[];
    retained: readonly { readonly use: string; readonly amount: string }[];
    sources: readonly SourceYear[];
  };
  /** Unspent money on which its funder has to decide; identified as `<year>/<source>/<nature>`. */
  'held-money': { source: string; nature: string; year: string; amount: string };
}

function yearClosed(event: EventOf<'YearClosed'>): FactChange[] {
  const { year, closing, agreementRevision, variance, shared, shares, base, covered } = event.data;
  return [
    change(event, 'closed-year', year, {
      ...{ closing, agreementRevision, variance, shared, shares, base, covered },
      retained: event.data.retained,
      aligned: event.data.aligned,
      sources: event.data.sources,
    }),
    ...event.data.sources
      .filter(({ outcome, held }) => outcome === 'held' && parsePence(held) > 0n)
      .map(({ source, nature, held }) =>
        change(event, 'held-money', `${year}/${source}/${nature}`, {
          source,
          nature,
          year,
          amount: held,
        }),
      ),
  ];
}

export const yearEndFacts: FactsBy<typeof yearEndEvents> = {
  YearClosed: yearClosed,
  BalancesBroughtProvisionally: saysNothing,
  ProvisionalBalancesConfirmed: saysNothing,
  HeldMoneyReprofiled: saysNothing,
  HeldMoneyReturnable: saysNothing,
  MoneyReturned: saysNothing,
};
