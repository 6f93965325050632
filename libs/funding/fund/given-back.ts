import { UnspentMoneyHeld } from '#contracts/events/fund/spending.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { SpendingPart } from '#contracts/events/fund/shapes.js';
import { lastDayOf, yearOf } from '#contracts/financial-year.js';
import type { NatureOrUnknown } from '#contracts/values.js';
import { formatPence, maxPence, parsePence } from '#libs/money/pence.js';
import type { Expenditure, Fund } from './fund.js';
import { passedOn } from './novation.js';
import { ringFencesOn } from './ring-fence.js';

/** What of an expenditure is taken back, in the period in which it counts. */
interface TakenBack {
  readonly expenditure: string;
  readonly provider: string;
  readonly award: string;
  readonly nature: NatureOrUnknown;
  readonly period: string;
  readonly relatesTo: string;
  /** A credit's amounts are below zero. */
  readonly parts: readonly SpendingPart[];
}

/**
 * Where what is given back belongs. Of money that is bound to the year in which it was spent it is
 * unspent money of that year, held until its funder decides (the year-end, step 2): no promise and
 * no budget of another year. The rest of what an award had follows it to its new provider.
 */
export function givenBack(
  fund: Fund,
  effective: string,
  spentIn: Expenditure['year'],
  { expenditure, provider, award, nature, period, relatesTo, ...taken }: TakenBack,
): FundEvent[] {
  const of = { expenditure, provider, award, nature, period, relatesTo };
  const parts = taken.parts.filter(({ amount }) => amount !== '0.00');
  const isBound = boundToItsYear(fund, of.nature, spentIn, yearOf(of.period), effective);
  const held = parts.filter(
    ({ source, certainty }) => certainty === 'confirmed' && isBound(source),
  );
  const free = parts.filter((part) => !held.includes(part));
  return [
    ...(held.length === 0
      ? []
      : [UnspentMoneyHeld.of(effective, { ...of, parts: held.map(aboveZero) })]),
    ...passedOn(fund, effective, { ...of, parts: free }),
  ];
}

/** By the ring-fences at the end of the year in which it was spent, and by those of the day. */
export function boundToItsYear(
  fund: Fund,
  nature: NatureOrUnknown,
  spentIn: string,
  year: string,
  on: string,
): (source: string) => boolean {
  if (spentIn >= year) return () => false;
  const fences = [lastDayOf(spentIn), on].flatMap((day) => ringFencesOn(fund, day));
  return (source) =>
    fences.some(
      (fence) =>
        fence.source === source &&
        fence.natures.some((one) => one === nature) &&
        (fence.yearLimited || (fence.years !== null && !fence.years.includes(year))),
    );
}

const aboveZero = ({
  scheme,
  source,
  area,
  certainty,
  drawsOn,
  amount,
}: SpendingPart): SpendingPart => {
  const pence = parsePence(amount);
  return { scheme, source, area, certainty, drawsOn, amount: formatPence(maxPence(pence, -pence)) };
};
