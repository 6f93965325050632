import { unknown } from '#contracts/values.js';
import { setOn } from '#libs/funding/area/membership.js';
import { setsOf } from '#libs/funding/area/sets-of.js';
import { none } from '#libs/ledger/posting.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import { sums, type Both, type Investment } from './investment.js';
import { plannedIn } from './planned.js';
import type { Pence } from '#libs/money/pence.js';
import { placing } from './area-spending.js';

/** What is invested in one need in one area. */
export interface NeedCell {
  readonly need: string;
  readonly area: string;
  readonly amounts: Both<Pence>;
  /** Whose money it is, in code-point order; `unknown` where some of it is nobody's that is known. */
  readonly funders: readonly string[];
  /** `gap`: nothing; `overlap`: money of several funders that are known; else `one`. */
  readonly state: 'gap' | 'one' | 'overlap';
}

export interface NeedsAndAreas {
  /**
   * Those asked about, where they are several; else the areas under which money is filed, in the one asked
   * about or anywhere, and its members where money is filed under none of them.
   */
  readonly areas: readonly string[];
  /**
   * Those asked about; else every need that a scheme of a fund that is seen names, also where nothing goes
   * to it; `unknown` last.
   */
  readonly needs: readonly string[];
  /** A cell for each need and area. Areas may overlap: what lies in two of them is in the cells of both. */
  readonly cells: readonly NeedCell[];
  /** By need: in the place, but in none of these areas by itself, so that it may serve any of them. */
  readonly wider: readonly NeedCell[];
}

/** Needs against areas: where nothing goes, and where several pay for the same. */
export function needsAndAreas(place: Investment): NeedsAndAreas {
  const { asked, facts, parts, ofFund } = place;
  const areas = columns(place);
  const placeOf = areas.map((area) => ({ area, lies: placing([area], facts) }));
  const lying = parts.map((part) => ({
    part,
    areas: placeOf.flatMap(({ area, lies }) =>
      lies(part.area, part.day) === 'within' ? [area] : [],
    ),
  }));
  const planned = asked.needs.length > 0 ? asked.needs : plannedIn(ofFund, 'need');
  const paid = parts.map(({ traits }) => traits.need);
  const needs = [...new Set([...planned, ...paid])].filter((need) => need !== unknown).sort();
  if (paid.includes(unknown)) needs.push(unknown);
  const cell = (need: string, area: string, of: typeof parts): NeedCell => {
    const amounts = sums(of);
    const funders = [...new Set(of.map(({ traits }) => traits.funder))].sort();
    const known = funders.filter((funder) => funder !== unknown);
    const state = funders.length === 0 ? 'gap' : known.length > 1 ? 'overlap' : 'one';
    return { need, area, amounts, funders, state };
  };
  const ofNeed = grouped(lying, ({ part }) => part.traits.need);
  const found = (need: string, isIn: (areas: readonly string[]) => boolean) =>
    (ofNeed.get(need) ?? []).flatMap((each) => (isIn(each.areas) ? [each.part] : []));
  return {
    ...{ areas, needs },
    cells: needs.flatMap((need) =>
      areas.map((area) =>
        cell(
          need,
          area,
          found(need, (lies) => lies.includes(area)),
        ),
      ),
    ),
    wider: needs.map((need) =>
      cell(
        need,
        'wider',
        found(need, (lies) => lies.length === 0),
      ),
    ),
  };
}

function columns({ all, asked, facts, moment }: Investment): string[] {
  const [only, ...others] = [...new Set(asked.areas)];
  if (only !== undefined && others.length > 0) return [only, ...others];
  const filed = new Set(all.flatMap(({ place, area }) => (place === 'within' ? [area] : [])));
  const parts = [...filed].filter((area) => ![unknown, none, only].includes(area)).sort();
  if (only === undefined || parts.length > 0) return parts;
  const members = setOn(setsOf(facts).get(only) ?? [], moment.day)?.members ?? [];
  return members.length === 0 ? [only] : [...members];
}
