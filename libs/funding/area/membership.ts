/** What an area is made of from a day on, until a later set replaces it. */
export interface AreaSet {
  readonly from: string;
  /** Areas wholly within it. */
  readonly members: readonly string[];
  /** Nothing of it lies outside its members. */
  readonly complete: boolean;
  /** Areas that it shares some ground with. */
  readonly overlaps: readonly string[];
}

/** The sets of each area, in the order in which they were recorded. */
export type AreaSets = ReadonlyMap<string, readonly AreaSet[]>;

/** How areas lie to the ones that are asked about. */
export interface Covered {
  /** The areas asked about, and all that lies within them: each of these once. */
  readonly within: ReadonlySet<string>;
  /** Partly inside: how much of them, nobody has said. */
  readonly partly: ReadonlySet<string>;
}

/** The set in force on a day: the latest to begin by then; of two that begin alike, the later recorded. */
export function setOn(sets: readonly AreaSet[], day: string): AreaSet | undefined {
  return sets.reduce<AreaSet | undefined>(
    (latest, set) => (set.from <= day && (!latest || set.from >= latest.from) ? set : latest),
    undefined,
  );
}

/**
 * Areas are sets, never one tree: a ward is in a district, in an ICB and in a travel-to-work area at
 * once. What lies within a union is there once, however many of its areas it lies in.
 */
export function coveredBy(sets: AreaSets, asked: readonly string[], day: string): Covered {
  const inForce = new Map(
    [...sets].flatMap(([area, ofArea]) => {
      const set = setOn(ofArea, day);
      return set ? [[area, set] as const] : [];
    }),
  );
  const within = groundOf(inForce, asked);
  for (let before = -1; before !== within.size;) {
    before = within.size;
    for (const [area, { members, complete }] of inForce)
      if (complete && members.length > 0 && members.every((member) => within.has(member)))
        within.add(area);
  }

  const sharing = new Set<string>();
  for (const area of inForce.keys())
    if (!within.has(area) && meets(groundOf(inForce, [area]), within)) sharing.add(area);

  const overlapping = neighbours(inForce);
  const near = new Set([...within, ...sharing]);
  const partly = new Set(sharing);
  for (const area of new Set([...inForce.keys(), ...overlapping.keys()])) {
    if (near.has(area)) continue;
    const ground = groundOf(inForce, [area]);
    if ([...ground].some((part) => meets(overlapping.get(part) ?? new Set(), near)))
      partly.add(area);
  }
  return { within, partly };
}

/** The areas and everything that lies within them; a set that names itself in a circle ends all the same. */
function groundOf(inForce: ReadonlyMap<string, AreaSet>, areas: readonly string[]): Set<string> {
  const ground = new Set(areas);
  for (const area of ground)
    for (const member of inForce.get(area)?.members ?? []) ground.add(member);
  return ground;
}

/** Overlaps as they were stated, seen from either side. */
function neighbours(inForce: ReadonlyMap<string, AreaSet>): Map<string, Set<string>> {
  const of = new Map<string, Set<string>>();
  const note = (area: string, other: string) =>
    of.set(area, (of.get(area) ?? new Set<string>()).add(other));
  for (const [area, { overlaps }] of inForce)
    for (const other of overlaps) {
      note(area, other);
      note(other, area);
    }
  return of;
}

const meets = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  [...a].some((area) => b.has(area));
