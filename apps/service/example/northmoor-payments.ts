import { daysAfter, monthsAfter } from '#contracts/calendar.js';
import { lastDayOf, monthsOf } from '#contracts/financial-year.js';
import { organisations } from './northmoor.js';
import { byDay, inFund, start, type Step } from './step.js';

const months = monthsOf('2026-27');

/** The money of 2026-27 as it comes in, each instalment on the day on which it is due. */
export const northmoorReceipts: readonly Step[] = [
  ...months.map((month, place) =>
    received('council-revenue-2026-27', place + 1, `${month}-01`, 'journal'),
  ),
  ...[0, 3, 6, 9].map((place, quarter) =>
    received('icb-revenue-2026-27', quarter + 1, `${months[place] ?? ''}-01`),
  ),
  received('programme-revenue-2026-27', 1, start),
  received('programme-capital-2026-27', 1, start),
  received('foundation-revenue-2026-27', 1, start),
].sort(byDay);

function received(
  of: string,
  instalment: number,
  day: string,
  method: 'bank' | 'journal' = 'bank',
): Step {
  return inFund(
    'receive-instalment',
    { contribution: of, instalment: String(instalment), method, reference: `${of}/${instalment}` },
    day,
  );
}

const lastDayIn = (month: string): string => daysAfter(monthsAfter(`${month}-01`, 1), -1);

/** An invoice for a month's work on its last day, paid a fortnight later: monthly in arrears. */
function invoicedAndPaid(
  award: string,
  provider: string,
  monthOfYear: number,
  net: string,
  paidOn?: string,
): Step[] {
  const month = months[monthOfYear] ?? '';
  const expenditure = `${award}-${month}`;
  return [
    inFund(
      'verify-expenditure',
      {
        expenditure,
        provider,
        award,
        net,
        irrecoverableVat: '0.00',
        recoverableVat: '0.00',
        reference: `Invoice ${month}`,
      },
      lastDayIn(month),
    ),
    inFund(
      'pay-expenditure',
      { expenditure, remittance: `BACS ${expenditure}` },
      paidOn ?? `${months[monthOfYear + 1] ?? ''}-14`,
    ),
  ];
}

/** Eight months of Harbour Lights, July to February: 640,000.00 paid. */
export const northmoorHarbourLights: readonly Step[] = [3, 4, 5, 6, 7, 8, 9, 10].flatMap((month) =>
  invoicedAndPaid('harbour-lights', organisations.harbourLights, month, '80000.00'),
);

/** The ninth, paid before the year ends … */
export const northmoorNinthPayment: readonly Step[] = invoicedAndPaid(
  'harbour-lights',
  organisations.harbourLights,
  11,
  '80000.00',
  lastDayOf('2026-27'),
);

/** … or, as the story goes on, accrued at the year-end. */
export const northmoorMarchAccrued: Step = inFund(
  'accrue-expenditure',
  {
    expenditure: 'harbour-lights-2027-03-accrued',
    provider: organisations.harbourLights,
    award: 'harbour-lights',
    cost: '80000.00',
    description: 'Navigators in March 2027',
  },
  lastDayOf('2026-27'),
);

const northmoorTwoRivers: readonly Step[] = months
  .slice(0, 11)
  .flatMap((_, month) => invoicedAndPaid('two-rivers', organisations.twoRivers, month, '25000.00'));

/** Paid on claim, quarter by quarter; 3,000.00 of the year stays unclaimed. */
const northmoorMoorside: readonly Step[] = [2, 5, 8, 11].flatMap((place) => {
  const month = months[place] ?? '';
  const claim = {
    expenditure: `moorside-${month}`,
    provider: organisations.moorside,
    award: 'moorside',
    reference: `Claim ${month}`,
  };
  return [
    inFund('claim-expenditure', { ...claim, amount: '6750.00' }, `${month}-20`),
    inFund(
      'verify-expenditure',
      { ...claim, net: '6750.00', irrecoverableVat: '0.00', recoverableVat: '0.00' },
      `${month}-24`,
    ),
    inFund(
      'pay-expenditure',
      { expenditure: claim.expenditure, remittance: `BACS moorside-${month}` },
      `${month}-28`,
    ),
  ];
});

/** What providers are paid in 2026-27, in the order of the days. */
export const northmoorPayments: readonly Step[] = [
  ...northmoorHarbourLights,
  ...northmoorTwoRivers,
  ...northmoorMoorside,
].sort(byDay);
