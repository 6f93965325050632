/** `not known`: what it takes to judge is unknown, which is neither good nor bad (rule 14). */
export type Level = 'green' | 'not known' | 'amber' | 'red';

export interface Reason {
  readonly level: Level;
  readonly sentence: string;
  /** The award that the sentence begins with. */
  readonly award?: string;
}

export interface DimensionHealth {
  readonly dimension:
    'certainty' | 'coverage' | 'cash' | 'spend' | 'ring-fences' | 'cliff edges' | 'governance';
  readonly level: Level;
  /** Worst first; one sentence where all is well. */
  readonly reasons: readonly string[];
  /** Of each reason, the award that it begins with; left out where none is about an award. */
  readonly awards?: readonly (string | null)[];
}

const order: readonly Level[] = ['green', 'not known', 'amber', 'red'];

export const worst = (levels: readonly Level[]): Level =>
  order[Math.max(0, ...levels.map((level) => order.indexOf(level)))] ?? 'green';

/** A dimension judged by what speaks against it; without any, it is green for the reason given. */
export function judged(
  dimension: DimensionHealth['dimension'],
  against: readonly Reason[],
  allWell: string,
): DimensionHealth {
  if (against.length === 0) return { dimension, level: 'green', reasons: [allWell] };
  const sorted = [...against].sort((a, b) => order.indexOf(b.level) - order.indexOf(a.level));
  return {
    dimension,
    level: worst(against.map(({ level }) => level)),
    reasons: sorted.map(({ sentence }) => sentence),
    ...(sorted.some(({ award }) => award !== undefined)
      ? { awards: sorted.map(({ award = null }) => award) }
      : {}),
  };
}
