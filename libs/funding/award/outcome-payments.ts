import type { ContractCommandOf } from '#contracts/commands/award/contract.js';
import { OutcomePaymentsAgreed } from '#contracts/events/award/outcome-payments.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, parsePence } from '#libs/money/pence.js';
import type { Made } from './made.js';
import { totalOf } from './money.js';
import { alone, type Plan } from './plan.js';

/** Part of the award's money, or all of it in a fund, is payable on outcomes and on nothing else. */
export function agreeOutcomePayments(
  made: Made,
  { payments, evidence, effective }: ContractCommandOf<'agree-outcome-payments'>,
): Plan | Refusal {
  const places = payments.map(({ fund, outcome }) => `${fund}|${outcome}`);
  if (new Set(places).size < places.length)
    return refusal('invalid-request', { detail: 'name each outcome of a fund once' });
  for (const fund of new Set(payments.map((payment) => payment.fund))) {
    const has = totalOf(made.funding.filter((line) => line.fund === fund));
    const asked = totalOf(
      payments.flatMap(({ fund: of, amount }) =>
        of === fund && amount !== null ? [{ amount }] : [],
      ),
    );
    if (!made.funds.includes(fund))
      return refusal('not-found', { what: 'fund', id: fund, where: 'the award' });
    if (asked > has)
      return refusal('stages-exceed-award', {
        fund,
        has: formatPence(has),
        short: formatPence(asked - has),
      });
  }
  return alone(OutcomePaymentsAgreed.of(effective, { payments, evidence }));
}

/** What of an award's money in one fund is for outcomes; undefined where nothing was agreed of that. */
export interface OnStages {
  readonly outcomes: readonly string[];
  /** Null: all of it. */
  readonly pence: bigint | null;
  /** The most for an outcome, where an amount was agreed for it. */
  readonly most: ReadonlyMap<string, bigint>;
}

export function onStagesIn(made: Made, fund: string): OnStages | undefined {
  const here = made.outcomePayments.filter((payment) => payment.fund === fund);
  if (here.length === 0) return undefined;
  let pence: bigint | null = 0n;
  for (const { amount } of here)
    pence = amount === null || pence === null ? null : pence + parsePence(amount);
  const most = here.flatMap(({ outcome, amount }) =>
    amount === null ? [] : [[outcome, parsePence(amount)] as const],
  );
  return { outcomes: here.map(({ outcome }) => outcome), pence, most: new Map(most) };
}
