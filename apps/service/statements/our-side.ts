import type { FundCommandOf } from '#contracts/commands/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, sumPence } from '#libs/money/pence.js';
import { creditors, debtors } from '#projections/fund-health/figures/debtors-creditors.js';
import type { Reading } from '#projections/reading/reading.js';

/**
 * What a body owes by the fund's books on a day, as known at a log number: what its sources should have
 * paid by then, less what is owed to it as a provider. A number that is not reached is refused.
 */
export async function withOurSide(
  reading: Reading,
  fund: string,
  command: FundCommandOf<'agree-balances'>,
): Promise<FundCommandOf<'agree-balances'> | Refusal> {
  const { with: body, at, logNumber, ours: said } = command;
  const view = await reading.fund(fund, { asKnownAt: String(logNumber), effectiveOn: at });
  const owes = debtors(view).filter(
    ({ source }) => view.facts.get('source', source)?.attributes.organisation === body,
  );
  const owed = creditors(view).filter(({ provider }) => provider === body);
  const ours = formatPence(
    sumPence(owes.map((debtor) => debtor.owes.pence - debtor.notYetDue)) -
      sumPence(owed.map((creditor) => creditor.owed.pence)),
  );
  return said === undefined || said === ours
    ? { ...command, ours }
    : refusal('books-say-otherwise', { with: body, logNumber, ours, said });
}
