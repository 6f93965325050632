import type { AwardEvent } from '#contracts/events/award.js';
import type { Override } from '#contracts/commands/fund/shapes.js';
import type { AddedFunding, AwardYear } from '#contracts/events/award/shapes.js';
import type { CostMove } from '#contracts/events/fund/commitment-changes.js';
import type { CommitmentLine } from '#contracts/events/fund/shapes.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence } from '#libs/money/pence.js';
import type { Made } from './made.js';
import { byPlace, lessReleased, placeOf, totalOf } from './money.js';

/** What a change asks of the funds. None of it: the award's own stream decides alone. */
export interface Effect {
  readonly adds: readonly AddedFunding[];
  readonly releases: readonly AwardYear[];
  /** Releases what is left where less is left than is asked for. */
  readonly upTo: boolean;
  /** Releases all that is left, wherever a reallocation or a year-end put it. */
  readonly releasesAll: boolean;
  readonly obligation: 'none' | 'law';
  readonly legalBasis?: string | undefined;
  /** What it adds may go beyond what there is. */
  readonly override?: Override | undefined;
  readonly costMoves: readonly (CostMove & { readonly fund: string })[];
  readonly novatedTo: string | null;
  readonly clawback: Clawback | null;
}

export interface Clawback {
  readonly fund: string;
  readonly expenditure: string;
  readonly amount: string;
}

/** A change that the award's terms allow, and the event that it comes to once its money is set aside. */
export interface Plan {
  readonly change: string | null;
  readonly effect: Effect;
  readonly happens: (money: Money) => AwardEvent;
}

/** What a change does to the award's money, as its events state it. */
export interface Money {
  readonly adds: AddedFunding[];
  readonly releases: AwardYear[];
  readonly funding: AwardYear[];
  readonly value: string;
}

/** What the funds have set aside for a change. */
export type SetAside = readonly {
  readonly fund: string;
  readonly adds: readonly CommitmentLine[];
  readonly takes: readonly CommitmentLine[];
}[];

export const noEffect: Effect = {
  adds: [],
  releases: [],
  upTo: false,
  releasesAll: false,
  obligation: 'none',
  costMoves: [],
  novatedTo: null,
  clawback: null,
};

/** A decision of the award's own stream. */
export const alone = (event: AwardEvent): Plan => ({
  change: null,
  effect: noEffect,
  happens: () => event,
});

/** The funds that an effect touches, in order. */
export function fundsOf(effect: Effect, made: Made): string[] {
  const named = [
    ...effect.adds.map(({ fund }) => fund),
    ...effect.releases.map(({ fund }) => fund),
    ...effect.costMoves.map(({ fund }) => fund),
    ...(effect.clawback ? [effect.clawback.fund] : []),
    ...(effect.novatedTo !== null || effect.releasesAll ? made.funds : []),
  ];
  return [...new Set(named)].sort();
}

/** Refuses an effect that names a place twice: a change adds to it or takes from it, once. */
export function twiceNamed({
  adds,
  releases,
}: Pick<Effect, 'adds' | 'releases'>): Refusal | undefined {
  const places = [...adds, ...releases].map(placeOf);
  const twice = places.find((place, at) => places.indexOf(place) !== at);
  return twice === undefined
    ? undefined
    : refusal('invalid-request', {
        detail: `name each fund, year, scheme and nature once: ${twice.replaceAll('|', ', ')} is named twice`,
      });
}

/** What the change comes to; refused where the award changed after the funds set its money aside. */
export function moneyOf(made: Made, id: string, plan: Plan, setAside: SetAside): Money | Refusal {
  const { effect, change } = plan;
  const added = byPlace(placed(setAside, 'adds'));
  const releases = byPlace(placed(setAside, 'takes'));
  const same = (a: readonly AwardYear[], b: readonly AwardYear[]) =>
    JSON.stringify(byPlace(a)) === JSON.stringify(b);
  if (
    !same(effect.adds, added) ||
    (!effect.upTo && !effect.releasesAll && !same(effect.releases, releases))
  )
    return refusal('award-moved-on', { award: id, change });
  const funding = lessReleased(byPlace(made.funding, added), releases);
  return { adds: [...effect.adds], releases, funding, value: formatPence(totalOf(funding)) };
}

const placed = (setAside: SetAside, which: 'adds' | 'takes'): AwardYear[] =>
  setAside.flatMap(({ fund, [which]: lines }) =>
    lines.map(({ scheme, year, nature, amount }) => ({ fund, scheme, year, nature, amount })),
  );
