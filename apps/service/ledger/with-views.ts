import type { Reading } from '#projections/reading/reading.js';
import { cashBookOf } from '../reconciliation/cash-book.js';
import { publish } from '../publications/publish.js';
import { issueStatement } from '../statements/issue-statement.js';
import { withOurSide } from '../statements/our-side.js';
import type { NamedLog } from '../log/made-from.js';
import { carryOut, LedgerCommand, touchedBy, type Answer } from './commands.js';
import type { Ledger } from './ledger.js';
import { outcomesOfSameMeasure } from './same-measure.js';

/** What decisions rest on beside the log: all of what is so, and not what of it is seen by who asks. */
export interface Behind {
  readonly reading: Reading;
  readonly log: NamedLog;
}

/** Carries a command out; what no stream could decide alone, with what the views say. */
export async function carryOutWithViews(
  ledger: Ledger,
  behind: Behind,
  command: LedgerCommand,
): Promise<Answer> {
  const { asking, asked } = command;
  const { reading } = behind;
  if (asked.kind !== 'fund') return carryOut(ledger, command, viewsOf(ledger, reading));
  const { id, command: ofFund, expectedRevision } = asked;
  switch (ofFund.command) {
    // A statement is made of what the views say at a number.
    case 'issue-statement':
      return touchedBy(await issueStatement(ledger, behind, asking, id, ofFund, expectedRevision));
    // What is published is what the views have of the ledger, and the fund decides what of it.
    case 'publish':
      return touchedBy(await publish(ledger, reading, asking, id, ofFund, expectedRevision));
    case 'agree-balances': {
      const compared = await withOurSide(reading, id, ofFund);
      if ('problem' in compared) return { refused: compared };
      const filled = new LedgerCommand(asking, { ...asked, command: compared });
      return carryOut(ledger, filled, viewsOf(ledger, reading));
    }
    default:
      return carryOut(ledger, command, viewsOf(ledger, reading));
  }
}

const viewsOf = (ledger: Ledger, reading: Reading) => ({
  sameMeasure: outcomesOfSameMeasure(ledger, reading),
  cashBook: cashBookOf(ledger, reading),
});
