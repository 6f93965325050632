import { firstDayOf, lastDayOf, yearAfter, yearOf } from '#contracts/financial-year.js';
import { wholeMonths, daysAfter } from '#contracts/calendar.js';
import { inEqualParts } from '#libs/money/apportion.js';
import { formatPence, type Pence } from '#libs/money/pence.js';
import type { Input, Step } from '../step.js';
import { told, type Telling } from './telling.js';

type ContractInput = Input<'contract', 'award-contract'>;
type GrantInput = Input<'grant', 'award-grant'>;

/** An award of one scheme: so much in a full year, in each year for the months that it runs. */
export interface AwardPlan {
  readonly id: string;
  readonly fund: string;
  readonly title: string;
  readonly provider: string;
  readonly scheme: string;
  /** First days and last days of months. */
  readonly start: string;
  readonly end: string;
  /** Whole pounds in twelve months. */
  readonly yearly: number;
  readonly nature?: 'revenue' | 'capital';
  /** Whose money it is; by the scheme's allocations where not said. */
  readonly source?: string;
  readonly costShares: ContractInput['costShares'];
  /** The day on which it is awarded; the one on which it starts where not said. */
  readonly awarded?: string;
  /** Whether its invoices add a fifth of VAT, which the council gets back. */
  readonly addsVat?: boolean;
  /** Who has taken it over, from the first day of a month on. */
  readonly novated?: { readonly to: string; readonly from: string; readonly evidence: string };
}

/** Who does a month's work. */
export const providerIn = ({ provider, novated }: AwardPlan, month: string): string =>
  novated && `${month}-01` >= novated.from ? novated.to : provider;

/** What the award comes to, year by year. */
export function yearsOf({ start, end, yearly }: AwardPlan): { year: string; pence: Pence }[] {
  const years = [];
  for (let year = yearOf(start); firstDayOf(year) <= end; year = yearAfter(year)) {
    const from = start > firstDayOf(year) ? start : firstDayOf(year);
    const to = end < lastDayOf(year) ? end : lastDayOf(year);
    const months = BigInt(wholeMonths(from, daysAfter(to, 1)));
    years.push({ year, pence: (BigInt(yearly) * 100n * months) / 12n });
  }
  return years;
}

/** The money of each month that an award runs in a year: the months of a year come to it exactly. */
export function monthlyOf(plan: AwardPlan, year: string): { month: string; pence: Pence }[] {
  const ofYear = yearsOf(plan).find((one) => one.year === year);
  if (!ofYear) return [];
  const from = plan.start > firstDayOf(year) ? plan.start : firstDayOf(year);
  const to = plan.end < lastDayOf(year) ? plan.end : lastDayOf(year);
  const months = wholeMonths(from, daysAfter(to, 1));
  return inEqualParts(ofYear.pence, months).map((pence, place) => ({
    month: monthOn(from, place),
    pence,
  }));
}

function monthOn(from: string, count: number): string {
  const months = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

const fundingOf = (plan: AwardPlan): GrantInput['funding'] =>
  yearsOf(plan).map(({ year, pence }) => ({
    fund: plan.fund,
    scheme: plan.scheme,
    year,
    nature: plan.nature ?? 'revenue',
    amount: formatPence(pence),
    sources:
      plan.source === undefined
        ? ('as-scheme' as const)
        : [{ source: plan.source, amount: formatPence(pence) }],
  }));

const common = (plan: AwardPlan) => ({
  title: plan.title,
  provider: plan.provider,
  start: plan.start,
  end: plan.end,
  funding: fundingOf(plan),
  costShares: plan.costShares,
});

export const contractOf = (
  plan: AwardPlan,
  more: Partial<ContractInput> = {},
  telling?: Telling,
): Step =>
  told(
    'contract',
    plan.id,
    'award-contract',
    { ...common(plan), regime: 'Provider Selection Regime', ...more },
    plan.awarded ?? plan.start,
    telling,
  );

/** The rest of a contract goes to another body. */
export const novationOf = ({ id, novated }: AwardPlan, telling: Telling): Step[] =>
  novated
    ? [
        told(
          'contract',
          id,
          'novate-contract',
          { change: 'novation', to: novated.to, evidence: novated.evidence },
          novated.from,
          telling,
        ),
      ]
    : [];

export const grantOf = (plan: AwardPlan, more: Partial<GrantInput> = {}, telling?: Telling): Step =>
  told(
    'grant',
    plan.id,
    'award-grant',
    { ...common(plan), ...more },
    plan.awarded ?? plan.start,
    telling,
  );
