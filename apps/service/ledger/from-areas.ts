import type { FundCommand } from '#contracts/commands/fund.js';
import { streamOf } from '#contracts/events/all.js';
import type { AreaSet, AreaSets } from '#libs/funding/area/membership.js';
import type { FundContext } from '#libs/funding/fund/deciders.js';
import { areaDecider, fundDecider } from './deciders.js';
import { isDecidedByOffices } from './from-delegations.js';
import type { Ledger } from './ledger.js';

/** So many areas are looked at together. */
const areasAtOnce = 100;

/**
 * What areas are made of, for a decision that ring-fences bind: where one of the fund's is on areas, and
 * a scheme is of an area that it does not name.
 */
export async function fromAreas(
  ledger: Ledger,
  fund: string,
  command: FundCommand,
): Promise<Pick<FundContext, 'areas'>> {
  if (!isDecidedByOffices(command) && !chargesSources(command)) return {};
  const { fenced, others } = await ledger.read(streamOf('fund', fund), fundDecider, (state) => {
    const fences = [...state.ringFences.values()].flat();
    const named = new Set(fences.flatMap(({ areas }) => areas ?? []));
    const schemes = new Set([...state.schemes.values()].map(({ area }) => area));
    return { fenced: named, others: [...schemes].filter((area) => !named.has(area)) };
  });
  return fenced.size === 0 || others.length === 0
    ? {}
    : { areas: await setsOf(ledger, [...fenced, ...others]) };
}

/** Whose money bears a cost without an award is decided when it is recorded, too. */
const chargesSources = (command: FundCommand): boolean =>
  (command.command === 'accrue-expenditure' || command.command === 'verify-expenditure') &&
  command.award === undefined;

/** Of the areas, and of all that lies within them on any day. */
async function setsOf(ledger: Ledger, areas: readonly string[]): Promise<AreaSets> {
  const sets = new Map<string, readonly AreaSet[]>();
  const met = new Set(areas);
  const left = [...met];
  for (let some = left.splice(0, areasAtOnce); some.length > 0; some = left.splice(0, areasAtOnce))
    for (const { area, its } of await Promise.all(some.map((one) => setsOfOne(ledger, one)))) {
      sets.set(area, its);
      for (const member of its.flatMap(({ members }) => members)) {
        if (met.has(member)) continue;
        met.add(member);
        left.push(member);
      }
    }
  return sets;
}

const setsOfOne = async (ledger: Ledger, area: string) => ({
  area,
  its: await ledger.read(streamOf('area', area), areaDecider, ({ sets }) => sets),
});
