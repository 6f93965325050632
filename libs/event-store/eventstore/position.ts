/** Where an event stands among all that EventStoreDB holds. */
export interface Position {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** Order in EventStoreDB: negative where the first comes before. */
export function compare(one: Position, other: Position): number {
  if (one.commit !== other.commit) return one.commit < other.commit ? -1 : 1;
  if (one.prepare !== other.prepare) return one.prepare < other.prepare ? -1 : 1;
  return 0;
}
