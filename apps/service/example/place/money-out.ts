import { daysAfter } from '#contracts/calendar.js';
import { formatPence, type Pence } from '#libs/money/pence.js';
import type { Step } from '../step.js';
import { monthlyOf, providerIn, type AwardPlan } from './awards.js';
import { dayIn, firstOf, lastOf, monthAfter, years } from './days.js';
import type { Draw } from './draw.js';
import { toFund, type Telling } from './telling.js';

/** What is paid, and to whom. */
interface Invoice {
  readonly fund: string;
  readonly expenditure: string;
  readonly award: string;
  readonly provider: string;
  readonly pence: Pence;
  readonly nature?: 'revenue' | 'capital';
  readonly reference: string;
  /** VAT that the buyer gets back; none if not said. */
  readonly recoverableVat?: Pence;
}

/** An invoice or a claim: verified on a day, and paid on a later one. */
export function verifiedAndPaid(
  invoice: Invoice,
  verified: string,
  paid: string,
  telling: Telling,
): Step[] {
  const { fund, expenditure, award, provider, pence, nature = 'revenue', reference } = invoice;
  const inFund = toFund(fund, telling);
  return [
    inFund(
      'verify-expenditure',
      {
        ...{ expenditure, award, provider, nature, reference, net: formatPence(pence) },
        irrecoverableVat: '0.00',
        recoverableVat: formatPence(invoice.recoverableVat ?? 0n),
      },
      verified,
    ),
    inFund('pay-expenditure', { expenditure, remittance: `BACS ${expenditure}` }, paid),
  ];
}

/**
 * A month's work invoiced on its last day, so that it counts in the year whose work it is, and paid
 * within thirty days or, now and then, a little later.
 */
export const monthlyInArrears = (plan: AwardPlan, draw: Draw, telling: Telling): Step[] =>
  years.flatMap((year) =>
    monthlyOf(plan, year).flatMap(({ month, pence }) =>
      verifiedAndPaid(
        {
          ...{ fund: plan.fund, award: plan.id, provider: providerIn(plan, month), pence },
          ...(plan.addsVat ? { recoverableVat: pence / 5n } : {}),
          ...(plan.nature ? { nature: plan.nature } : {}),
          expenditure: `${plan.id}-${month}`,
          reference: `Invoice ${month}`,
        },
        lastOf(month),
        daysAfter(lastOf(month), draw.whole(14, draw.chance(10) ? 44 : 29)),
        telling,
      ),
    ),
  );

/** A share of each quarter's money, claimed after the quarter, verified and paid. */
export const quarterlyClaims = (
  plan: AwardPlan,
  draw: Draw,
  telling: Telling,
  least = 88,
): Step[] =>
  years.flatMap((year) => {
    const months = monthlyOf(plan, year);
    return [0, 3, 6, 9].flatMap((place) => {
      const quarter = months.slice(place, place + 3);
      const last = quarter.at(-1);
      if (!last) return [];
      const budget = quarter.reduce((sum, { pence }) => sum + pence, 0n);
      // Small providers rarely spend to the penny; what they leave is decided at the year's end.
      const pence = (budget * BigInt(draw.whole(least, 100))) / 100n;
      const expenditure = `${plan.id}-${last.month}`;
      const claim = {
        ...{ expenditure, award: plan.id, provider: plan.provider },
        reference: `Claim to ${last.month}`,
      };
      const claimed = dayIn(last.month, 24);
      return [
        toFund(plan.fund, telling)(
          'claim-expenditure',
          { ...claim, amount: formatPence(pence) },
          claimed,
        ),
        ...verifiedAndPaid(
          { fund: plan.fund, pence, ...(plan.nature ? { nature: plan.nature } : {}), ...claim },
          lastOf(last.month),
          dayIn(monthAfter(last.month), draw.whole(9, 27)),
          telling,
        ),
      ];
    });
  });

/** Spending of a scheme that no award accounts for, at so many payments in a month. */
export interface Beside {
  readonly fund: string;
  readonly scheme: string;
  readonly source: string;
  readonly nature?: 'revenue' | 'capital';
  readonly providers: readonly [string, ...string[]];
  readonly what: string;
  readonly paymentsAMonth: number;
  /** Whole pounds in a year, and by how many per cent a payment is more or less than its part. */
  readonly yearly: Readonly<Record<string, number>>;
  readonly percent: number;
  /** Whether a sixth of each payment is VAT that the buyer cannot get back. */
  readonly withVat?: boolean;
}

export const paidBeside = (beside: Beside, draw: Draw, telling: Telling): Step[] => {
  const { fund, scheme, source, nature = 'revenue', providers, what, paymentsAMonth } = beside;
  return years.flatMap((year) => {
    const part = Math.round((beside.yearly[year] ?? 0) / 12 / paymentsAMonth);
    if (part === 0) return [];
    return Array.from({ length: 12 }, (_, place) =>
      monthAfter(`${year.slice(0, 4)}-04`, place),
    ).flatMap((month) =>
      Array.from({ length: paymentsAMonth }, (_, at) => {
        const payday = paydays(month)[at % 4] ?? firstOf(month);
        const provider = draw.oneOf(providers);
        const cost = draw.around(part, beside.percent);
        const vat = beside.withVat ? cost / 6n : 0n;
        return toFund(fund, telling)(
          'record-payment',
          {
            expenditure: `${scheme}-${source}-${month}-${at + 1}`,
            ...{ provider, scheme, source, nature, net: formatPence(cost - vat) },
            irrecoverableVat: formatPence(vat),
            reference: `${what}, ${month}`,
          },
          payday,
        );
      }),
    );
  });
};

/** Weekly runs, so that many payments share a day. */
const paydays = (month: string): string[] => [5, 12, 19, 26].map((day) => dayIn(month, day));
