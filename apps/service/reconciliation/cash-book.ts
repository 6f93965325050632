import type { ReconciliationStep } from '#contracts/commands/reconciliation.js';
import { streamOf } from '#contracts/events/all.js';
import type { Entry } from '#libs/funding/reconciliation/entries.js';
import type { CashBook, Terms } from '#libs/funding/reconciliation/reconciliation.js';
import { referencesIn } from '#libs/interchange/extract-csv.js';
import type { FundTerms, Point, Reading } from '#projections/reading/reading.js';
import { reconciliationDecider } from '../ledger/deciders.js';
import type { Ledger } from '../ledger/ledger.js';

/** Gives the entries of the account that a reconciliation compares. */
export type CashBookOf = (reconciliation: string) => Promise<CashBook>;

/** Whether what is asked is decided beside the cash book: a match that was found is judged by itself. */
export const asksTheBook = ({ command }: ReconciliationStep): boolean =>
  command === 'propose-matches' || command === 'make-match' || command === 'sign-reconciliation';
export const noBook: CashBook = { number: 0, entries: [] };

const postingsPerPage = 1_000;

/** The cash book as the views have it now, for what is decided about a reconciliation. */
export const cashBookOf =
  (ledger: Ledger, reading: Reading): CashBookOf =>
  async (id) => {
    const stream = streamOf('reconciliation', id);
    const terms = await ledger.read(stream, reconciliationDecider, (state) => state.terms);
    return terms ? readCashBook(ledger, reading, terms, {}) : noBook;
  };

/** One entry for each event that moved money of the account in the time compared. */
export async function readCashBook(
  ledger: Ledger,
  reading: Reading,
  { fund, accounts, sources, mirrored, from, to }: Terms,
  point: Point,
): Promise<CashBook> {
  const view = await reading.terms(fund, point);
  const { number } = view.moment;
  const known = marksOf(view, ledger);
  const asked = { account: accounts, ...(sources ? { source: sources } : {}) };
  const entries = new Map<number, Entry>();
  let cursor: string | null = null;
  do {
    const page = await reading.postings(
      fund,
      asked,
      { ...point, asKnownAt: String(number) },
      cursor ?? undefined,
      postingsPerPage,
    );
    for (const { number: at, effective, pence } of page.rows) {
      if (effective < from || effective > to) continue;
      const before = entries.get(at)?.pence ?? 0n;
      const sum = before + (mirrored ? -pence : pence);
      entries.set(at, { number: at, day: effective, pence: sum, marks: known.get(at) ?? [] });
    }
    cursor = page.next;
  } while (cursor !== null);
  // What an event moved within the account only is nothing that anybody else could have recorded.
  return { number, entries: [...entries.values()].filter(({ pence }) => pence !== 0n) };
}

/** References as they stand in an extract: told apart, and not read, by whoever sees the log. */
export const markOf = (ledger: Ledger, reference: string): string =>
  ledger.store.requestHash(`reference ${reference}`).slice(0, 16);

/** By log number, the references that facts of money give. */
function marksOf({ facts }: FundTerms, ledger: Ledger): ReadonlyMap<number, readonly string[]> {
  const referenced = [
    ...facts
      .list('payment')
      .map(({ number, attributes }) => ({ number, said: attributes.reference })),
    ...facts
      .list('receipt')
      .map(({ number, attributes }) => ({ number, said: attributes.reference })),
    ...facts
      .list('income')
      .map(({ number, attributes }) => ({ number, said: attributes.reference })),
  ];
  return new Map(
    referenced.map(({ number, said }) => [
      number,
      referencesIn(said).map((reference) => markOf(ledger, reference)),
    ]),
  );
}
