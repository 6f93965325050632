import { anHour } from './agreements.js';
import { must } from './amounts.js';
import type { Auditor, AuditBy, Read } from './auditor.js';

/** *Area*: a set of other areas, with dated membership; never one tree. */
export const areaAudit = {
  AreaDefined: (auditor, event) => {
    must(`rule 1: ${event.stream} is defined once`, !auditor.areas.has(idOf(event)));
    isMadeOf(auditor, event);
  },
  AreaMembershipChanged: (auditor, event) => {
    must(`rule 1: ${event.stream} is defined before`, auditor.areas.has(idOf(event)));
    isMadeOf(auditor, event);
  },
  AreaPopulationStated: () => undefined,
} satisfies AuditBy;

/** What an area is made of from a day on; of two for one day the later recorded holds. */
export interface Made {
  readonly from: string;
  readonly said: string;
  readonly number: number;
  readonly members: readonly string[];
  readonly complete: boolean;
}

const idOf = ({ stream }: { readonly stream: string }): string => stream.slice('area-'.length);

function isMadeOf(
  auditor: Auditor,
  event: Read<'AreaDefined'> | Read<'AreaMembershipChanged'>,
): void {
  const { members, complete } = event.data;
  const { effective: from, stamp: said, number } = event;
  const before = auditor.areas.get(idOf(event)) ?? [];
  auditor.areas.set(idOf(event), [...before, { from, said, number, members, complete }]);
}

/**
 * The areas that a union is made of on a day: what is asked, whatever lies within it, and whatever is
 * made of nothing else.
 */
function union(
  areas: ReadonlyMap<string, readonly Made[]>,
  asked: readonly string[],
  day: string,
): Set<string> {
  const now = new Map<string, Made>();
  for (const [area, versions] of areas)
    for (const made of versions)
      if (made.from <= day && made.from >= (now.get(area)?.from ?? '')) now.set(area, made);
  const found = new Set(asked);
  let before = 0;
  while (before < found.size) {
    before = found.size;
    for (const [area, { members, complete }] of now) {
      if (found.has(area)) for (const member of members) found.add(member);
      else if (complete && members.length > 0 && members.every((member) => found.has(member)))
        found.add(area);
    }
  }
  return found;
}

/**
 * Rule 18: what is bound to some areas may be used in one that lies within them on the day. By all that
 * is recorded, without the newest, and so on for what was said within the hour, which may have come
 * while it was decided.
 */
export function mayLieWithin(
  areas: ReadonlyMap<string, readonly Made[]>,
  area: string,
  asked: readonly string[],
  { day, stamp }: { readonly day: string; readonly stamp: string },
): boolean {
  const maybe = [...areas.values()]
    .flat()
    .filter(({ said }) => Date.parse(said) + anHour > Date.parse(stamp));
  return [Infinity, ...maybe.map(({ number }) => number)].some((end) => {
    const known = new Map(
      [...areas].map(([of, sets]) => [of, sets.filter(({ number }) => number < end)] as const),
    );
    return union(known, asked, day).has(area);
  });
}

/** Spending of all funds in a union of areas: each pound once, by the boundaries of its day. */
export function spentIn({ areas, funds }: Auditor, asked: readonly string[]): bigint {
  let sum = 0n;
  for (const books of funds.values())
    for (const { scheme, day, pence } of books.spent.values())
      if (union(areas, asked, day).has(books.schemes.get(scheme)?.area ?? 'unknown')) sum += pence;
  return sum;
}
