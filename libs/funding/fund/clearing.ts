import {
  AccrualReversed,
  AlignedAccrualReversed,
  ExpenditureAccrued,
  UnspentMoneyReleased,
} from '#contracts/events/fund/spending.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { streamOf } from '#contracts/events/all.js';
import { yearOf } from '#contracts/financial-year.js';
import { postings } from '#libs/ledger/postings.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { none, type Posting } from '#libs/ledger/posting.js';
import { unknown } from '#contracts/values.js';
import type { SpendingPart } from '#contracts/events/fund/shapes.js';
import {
  formatPence,
  maxPence,
  minPence,
  parsePence,
  sumPence,
  type Pence,
} from '#libs/money/pence.js';
import {
  draw,
  drawOnScheme,
  drawOnSource,
  outsideItsFence,
  together,
  type Charge,
  type Draw,
} from './draw.js';
import { coveredByReversal } from './cover-freed.js';
import { expenditureAt, standing } from './expenditures.js';
import { givenBack } from './given-back.js';
import type { Expenditure, Fund, Portion } from './fund.js';
import { certaintiesBestFirst } from './holdings.js';
import { passedBack } from './novation.js';
import { clearedOf, reversedParts, samePortion } from './portions.js';

/**
 * An invoice clears what was accrued for it: for the same provider, on the same award or else the same
 * scheme, capital or revenue.
 */
function notAsAccrued(
  id: string,
  accrual: Expenditure,
  { provider, award = none, scheme, nature }: Charge,
): Refusal | undefined {
  const ofProvider = accrual.provider === provider || accrual.provider === unknown;
  const onScheme = award !== none || accrual.portions.every((portion) => portion.scheme === scheme);
  return ofProvider && accrual.nature === nature && accrual.award === award && onScheme
    ? undefined
    : refusal('not-as-accrued', {
        accrual: id,
        provider: accrual.provider,
        charged: `${chargedTo(accrual)}, ${accrual.nature}`,
      });
}

const chargedTo = ({ award, portions }: Expenditure): string =>
  award === none
    ? `the scheme ${[...new Set(portions.map(({ scheme }) => scheme))].join(', ')}`
    : `the award "${award}"`;

/** How much of each of the accrual's portions an invoice clears, in the order of the portions. */
type Cleared = readonly Pence[];

/**
 * An invoice charges what was accrued for it first, up to the accrual, so that the year in which it
 * comes bears the difference and nothing else: whose money it was stands since the accrual was made.
 * Where the invoice names its sources they say how much of each.
 */
function clearedBy(
  id: string,
  accrual: Expenditure,
  { award, sources }: Charge,
  cost: Pence,
): Cleared | Refusal {
  const { portions } = accrual;
  if (award !== undefined || sources === 'as-scheme') return clearedOf(portions, cost, undefined);
  const cleared = clearedOf(portions, cost, (source) => namedOf(sources, source));
  const most = minPence(cost, sumPence(portions.map((portion) => portion.cost)));
  return most <= sumPence(cleared)
    ? cleared
    : refusal('not-as-accrued', {
        accrual: id,
        provider: accrual.provider,
        charged: `${chargedTo(accrual)}, ${written(portions)}`,
      });
}

const written = (portions: readonly Portion[]): string =>
  portions.map(({ source, cost }) => `${formatPence(cost)} of ${source}`).join(', ');

const namedOf = (sources: Exclude<Charge['sources'], 'as-scheme'>, source: string): Pence =>
  sumPence(sources.filter((of) => of.source === source).map(({ amount }) => parsePence(amount)));

/** What an invoice clears is charged where it was accrued. */
const drawCleared = (
  fund: Fund,
  charge: Charge,
  { portions }: Expenditure,
  cleared: Cleared,
): Draw =>
  together(
    portions.map((portion, place) => {
      const share = { ...portion, amount: cleared[place] ?? 0n };
      return portion.drawsOn === 'commitment' && charge.award !== undefined
        ? drawOnSource(fund, { ...charge, award: charge.award }, share)
        : drawOnScheme(fund, charge, share);
    }),
  );

/** What the invoice names beyond what it clears. */
function beyondCleared(
  { sources, ...charge }: Charge,
  { portions }: Expenditure,
  cleared: Cleared,
): Charge {
  if (sources === 'as-scheme') return { ...charge, sources };
  const rest = new Map<string, Pence>();
  for (const { source } of sources) rest.set(source, namedOf(sources, source));
  portions.forEach(({ source }, place) => {
    rest.set(source, (rest.get(source) ?? 0n) - (cleared[place] ?? 0n));
  });
  return {
    ...charge,
    sources: [...rest].map(([source, pence]) => ({ source, amount: formatPence(pence) })),
  };
}

/** What the invoice leaves of an accrual that was taken back whole: less was invoiced. */
const leftOf = (
  reversed: readonly SpendingPart[],
  { portions }: Expenditure,
  cleared: Cleared,
): SpendingPart[] =>
  portions.flatMap((portion, place) => {
    let open = cleared[place] ?? 0n;
    return certaintiesBestFirst
      .flatMap((certainty) =>
        reversed.filter((part) => part.certainty === certainty && samePortion(part, portion)),
      )
      .map((part) => {
        const taken = minPence(open, parsePence(part.amount));
        open -= taken;
        return { ...part, amount: formatPence(parsePence(part.amount) - taken) };
      })
      .filter(({ amount }) => amount !== '0.00');
  });

/** Both as one draw: what is cleared, and what goes beyond it. */
function asOne(draws: readonly Draw[]): Draw {
  const { parts, overBudget } = together(draws);
  const merged: SpendingPart[] = [];
  for (const part of parts) {
    const place = merged.findIndex(
      (one) => samePortion(one, part) && one.certainty === part.certainty,
    );
    const same = merged[place];
    if (same === undefined) merged.push(part);
    else
      merged[place] = {
        ...same,
        amount: formatPence(parsePence(same.amount) + parsePence(part.amount)),
      };
  }
  return { parts: merged, overBudget };
}

/** What an invoice draws on, and what happens before it is charged. */
export interface DrawnByInvoice extends Draw {
  readonly before: readonly FundEvent[];
}

interface Clearing {
  /** The accrual that is cleared. */
  readonly accrual: string;
  readonly effective: string;
  readonly period: string;
  /** Whether whose money it charges is decided now; that it was paid is a fact, whatever it crosses. */
  readonly decided: boolean;
}

/**
 * The accrual is reversed first, so that the money it had matched is there to be matched again: the
 * invoice charges the accrual's own portions as far as they go, and the rest by the split. Whose
 * money the accrual was was decided when it was made, also where the award has passed on since. Where
 * its day or an earlier invoice has reversed it already, nothing is reversed twice: the invoice
 * charges what of it no invoice has cleared.
 */
export function drawnAfterClearing(
  fund: Fund,
  { accrual: id, effective, period, decided }: Clearing,
  charge: Charge,
  cost: Pence,
): DrawnByInvoice | Refusal {
  const accrual = accrualNamed(fund, id);
  if ('problem' in accrual) return accrual;
  const other = notAsAccrued(id, accrual, charge);
  if (other) return other;
  const cleared = clearedBy(id, accrual, charge, cost);
  if ('problem' in cleared) return cleared;
  const rest = beyondCleared(charge, accrual, cleared);
  const fenced = decided ? outsideItsFence(fund, rest, effective) : undefined;
  if (fenced) return fenced;

  const of = { expenditure: id, ...standing(accrual, period) };
  const reversed =
    accrual.state === 'accrued' ? accrualReversed(fund, id, accrual, effective, period) : undefined;
  const stream = streamOf('fund', none);
  const posted = (events: readonly FundEvent[]) =>
    events.flatMap((event) => postings({ ...event, stream }));
  const first = reversed ? [reversed] : broughtBack(fund, of, accrual, cleared, effective, posted);
  const drawn = fund.holdings.asIf(posted(first), () => {
    const own = drawCleared(fund, charge, accrual, cleared);
    const spent = ExpenditureAccrued.of(effective, {
      ...{ ...of, parts: own.parts, cost: formatPence(sumPence(cleared)) },
      ...{ overBudget: '0.00', description: id, reversesOn: null },
    });
    const beyond = fund.holdings.asIf(posted([spent]), () =>
      draw(fund, rest, cost - sumPence(cleared)),
    );
    return 'problem' in beyond ? beyond : asOne([own, beyond]);
  });
  if ('problem' in drawn) return drawn;
  if (!reversed) return { ...drawn, before: first };
  const left = leftOf(reversed.data.parts, accrual, cleared);
  const back = givenBack(fund, effective, accrual.year, { ...of, parts: left });
  return { ...drawn, before: [reversed, ...coveredByReversal(fund, effective, id), ...back] };
}

/** What an invoice may name as accrued for it: it stands, or has been reversed. */
function accrualNamed(fund: Fund, id: string): Expenditure | Refusal {
  const found = fund.expenditures.get(id);
  return found?.state === 'accrual-reversed' ? found : expenditureAt(fund, id, 'accrued');
}

/** What an accrual that was reversed before gave back, as far as the invoice clears it. */
function broughtBack(
  fund: Fund,
  of: Released,
  accrual: Expenditure,
  cleared: Cleared,
  effective: string,
  posted: (events: readonly FundEvent[]) => Posting[],
): FundEvent[] {
  const released = releasedTo(fund, of, accrual, cleared, effective);
  const first = released ? [released] : [];
  const { expenditure, award, provider, nature, period } = of;
  const parts = accrual.portions.flatMap((portion, place) =>
    portion.drawsOn === 'commitment' ? [{ ...portion, pence: cleared[place] ?? 0n }] : [],
  );
  const promised = { accrual: expenditure, award, provider, nature, period, parts };
  const back = fund.holdings.asIf(posted(first), () => passedBack(fund, effective, promised));
  return back ? [...first, back] : first;
}

type Released = { readonly expenditure: string } & ReturnType<typeof standing>;

/**
 * What came back from the accrual after the year to which it is bound, as far as the invoice clears it
 * and its funder has not decided on it: it was not unspent, and goes back to be charged.
 */
function releasedTo(
  fund: Fund,
  of: Released,
  { portions }: Expenditure,
  cleared: Cleared,
  effective: string,
): ReturnType<typeof UnspentMoneyReleased.of> | undefined {
  const { nature, period } = of;
  const released = new Map<string, Pence>();
  const parts = portions.flatMap(({ scheme, source, area, drawsOn, held }, place) => {
    const where = { holding: 'held', certainty: 'confirmed', year: yearOf(period) } as const;
    const before = released.get(source) ?? 0n;
    const left = maxPence(0n, fund.holdings.sum({ ...where, source, nature }) - before);
    const pence = minPence(minPence(held, cleared[place] ?? 0n), left);
    released.set(source, before + pence);
    const part = { scheme, source, area, certainty: 'confirmed', drawsOn } as const;
    return pence > 0n ? [{ ...part, amount: formatPence(pence) }] : [];
  });
  return parts.length === 0 ? undefined : UnspentMoneyReleased.of(effective, { ...of, parts });
}

/** All of it is taken back, in the period in which that counts. */
export function accrualReversed(
  fund: Fund,
  expenditure: string,
  accrual: Expenditure,
  effective: string,
  period: string,
): ReturnType<typeof AccrualReversed.of | typeof AlignedAccrualReversed.of> {
  const { provider, award, nature, relatesTo, portions } = accrual;
  const of = { award, provider, nature, year: yearOf(period) };
  const parts = reversedParts(fund, of, portions).map(({ recoverableVat: _, ...part }) => part);
  const cost = formatPence(sumPence(portions.map((portion) => portion.cost)));
  const spent = { award, provider, nature, period };
  const reversed = fund.terms?.kind === 'aligned' ? AlignedAccrualReversed : AccrualReversed;
  return reversed.of(effective, { expenditure, ...spent, relatesTo, parts, cost });
}
