import type { ReconciliationStep } from '#contracts/commands/reconciliation.js';
import { streamOf } from '#contracts/events/all.js';
import {
  decideReconciliation,
  type CashBook,
} from '#libs/funding/reconciliation/reconciliation.js';
import { reconciliationDecider } from '../ledger/deciders.js';
import type { Asking, Ledger, Outcome } from '../ledger/ledger.js';

/** Decides on a reconciliation in its own stream, beside the cash book as it was read. */
export const decideOnReconciliation = (
  ledger: Ledger,
  asking: Asking,
  id: string,
  step: ReconciliationStep,
  expectedRevision: number | undefined,
  book: CashBook,
): Promise<Outcome> =>
  ledger.execute(asking, {
    stream: streamOf('reconciliation', id),
    decider: reconciliationDecider,
    expectedRevision,
    decide: (state) => decideReconciliation(state, step, id, book),
  });
