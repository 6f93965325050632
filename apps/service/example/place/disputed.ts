import { formatPence, parsePence } from '#libs/money/pence.js';
import type { Step } from '../step.js';
import { toFund } from './telling.js';

/** A part of an invoice that somebody at the fund does not owe, or does not think so. */
interface Dispute {
  readonly expenditure: string;
  readonly amount: string;
  readonly cause: string;
  /** On which day, before the invoice is paid. */
  readonly on: string;
  /** What came of it; nothing yet where it is not said. */
  readonly end?: { readonly on: string; readonly finding: string; readonly owed: boolean };
}

const disputes: readonly Dispute[] = [
  {
    ...{ expenditure: 'fairfield-2025-05', amount: '4180.00', on: '2025-06-04' },
    cause: 'Calls on three days were not made',
    end: { on: '2025-07-22', finding: 'They were made: the rota was wrong', owed: true },
  },
  {
    ...{ expenditure: 'adaptations-2025-10', amount: '3600.00', on: '2025-11-05' },
    cause: 'A ramp too steep to use',
    end: { on: '2026-01-13', finding: 'Credit note for the ramp', owed: false },
  },
  {
    ...{ expenditure: 'carers-2026-09', amount: '1240.00', on: '2026-10-06' },
    cause: 'Two weekends away were cancelled, and claimed',
  },
];

/** What is not disputed is paid on its day; the rest when it is found to be owed, or never. */
export const withDisputes = (fund: string, steps: readonly Step[]): readonly Step[] =>
  steps.flatMap((each) => {
    const dispute = disputes.find(({ expenditure }) => expenditure === each.body['expenditure']);
    return dispute && each.command === 'pay-expenditure'
      ? settled(fund, dispute, each, dueOf(steps, dispute.expenditure))
      : [each];
  });

const dueOf = (steps: readonly Step[], expenditure: string): bigint => {
  const invoice = steps.find(
    ({ command, body }) => command === 'verify-expenditure' && body['expenditure'] === expenditure,
  );
  return parsePence(String(invoice?.body['net']));
};

function settled(fund: string, dispute: Dispute, payment: Step, due: bigint): Step[] {
  const { expenditure, amount, cause, on, end } = dispute;
  const inFund = toFund(fund, { reason: 'An invoice that is not right' });
  const undisputed = formatPence(due - parsePence(amount));
  return [
    inFund('dispute-expenditure', { expenditure, amount, cause }, on),
    { ...payment, body: { ...payment.body, amount: undisputed } },
    ...(end === undefined
      ? []
      : end.owed
        ? [
            inFund('resolve-dispute', { expenditure, amount, finding: end.finding }, end.on),
            inFund(
              'pay-expenditure',
              { expenditure, amount, remittance: `BACS ${expenditure}-rest` },
              end.on,
            ),
          ]
        : [
            inFund(
              'credit-expenditure',
              {
                ...{ expenditure: `${expenditure}-credit`, credits: expenditure, cost: amount },
                reference: end.finding,
              },
              end.on,
            ),
          ]),
  ];
}
