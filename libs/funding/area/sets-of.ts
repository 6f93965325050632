import type { FactsAt } from '#libs/ledger/facts-at.js';
import type { AreaSet, AreaSets } from './membership.js';

/** What each area is made of, from which days on. */
export function setsOf(facts: FactsAt): AreaSets {
  const sets = new Map<string, AreaSet[]>();
  for (const { effective: from, attributes } of facts
    .list('area-set')
    .sort((a, b) => a.number - b.number)) {
    const { area, members, complete, overlaps } = attributes;
    sets.set(area, [...(sets.get(area) ?? []), { from, members, complete, overlaps }]);
  }
  return sets;
}
