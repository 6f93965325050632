import { streamOf } from '#contracts/events/all.js';
import type { Entry } from '#libs/funding/reconciliation/entries.js';
import type { Reconciliation, Terms } from '#libs/funding/reconciliation/reconciliation.js';
import {
  reconciliationStatement,
  type ReconciliationStatement,
} from '#projections/reconciliation/figures/statement.js';
import type { Moment, Point, Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { reconciliationDecider } from '../ledger/deciders.js';
import type { Ledger } from '../ledger/ledger.js';
import { readCashBook } from './cash-book.js';

/** A reconciliation as it stood at a point, beside the cash book as it was known then. */
export interface ReconciliationAsRead {
  readonly moment: Moment;
  readonly terms: Terms;
  readonly state: Reconciliation;
  readonly stands: 'begun' | 'extract-recorded' | 'signed';
  /** Who said that it stands; null until somebody has. */
  readonly signedBy: SignedBy | null;
  readonly found: ReconciliationStatement;
  /** What the account had in the time compared. */
  readonly entries: readonly Entry[];
}

/** A signature: the event, the person, for whom and on which day. */
export interface SignedBy {
  readonly number: number;
  readonly person: string;
  readonly organisation: string;
  readonly on: string;
}

/** Refuses with `not-found` what is not there, or not there for whoever asks. */
export async function readReconciliation(
  ledger: Ledger,
  reading: Reading,
  id: string,
  asked: Point,
): Promise<ReconciliationAsRead> {
  const { moment, facts } = await reading.place(asked);
  let state = reconciliationDecider.initial();
  let signedBy: SignedBy | null = null;
  for await (const event of ledger.store.readStream(streamOf('reconciliation', id))) {
    if (event.number > moment.number) continue;
    state = reconciliationDecider.evolve(state, event);
    const { type, number, actor: person, organisation, effective: on } = event;
    if (type === 'ReconciliationSigned') signedBy = { number, person, organisation, on };
  }
  const { terms, signed, complete } = state;
  if (!terms || !facts.get('reconciliation', id))
    throw refuse('not-found', { what: 'reconciliation', id, where: 'the ledger' });
  const book = await readCashBook(ledger, reading, terms, {
    asKnownAt: String(moment.number),
    effectiveOn: moment.effectiveOn ?? undefined,
  });
  return {
    ...{ moment, terms, state, signedBy },
    stands: signed ? 'signed' : complete ? 'extract-recorded' : 'begun',
    found: reconciliationStatement(state, book.entries, moment.day),
    entries: book.entries,
  };
}
