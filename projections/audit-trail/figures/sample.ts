import type { Pence } from '#libs/money/pence.js';

/** One item of a population: what an event posted to the account that is sampled. */
export interface Item {
  readonly number: number;
  readonly pence: Pence;
}

/** An item that was picked, and the pence of the population that picked it, counted from 1. */
export interface Hit extends Item {
  readonly at: Pence;
}

export interface Selection {
  /** Total ÷ size, rounded down to whole pence, at least a penny. */
  readonly interval: Pence;
  /** The first pence that is picked: from 1 to the interval. */
  readonly start: Pence;
  /** Items as large as the interval or larger: examined whole, no chance about them. */
  readonly certain: readonly Item[];
  /** What the rest come to, and those of them that hold a picked pence. */
  readonly rest: Pence;
  readonly sampled: readonly Hit[];
}

/**
 * Monetary-unit sampling with a fixed interval and one start (systematic selection, value-weighted:
 * ISA (UK) 530, appendices 1 and 4; AICPA Audit Guide *Audit Sampling*, probability proportional to
 * size). Items are positive and in a stable order. Items of the interval or more are certain and
 * leave the population; of the others laid end to end, the one that holds pence start, start +
 * interval, start + 2 × interval, … is picked. So an item's chance is its amount ÷ interval.
 */
export function monetaryUnits(items: readonly Item[], size: number, draw: bigint): Selection {
  const total = items.reduce((sum, { pence }) => sum + pence, 0n);
  const whole = total / BigInt(size);
  const interval = whole < 1n ? 1n : whole;
  const start = 1n + (draw % interval);
  const certain: Item[] = [];
  const sampled: Hit[] = [];
  let rest = 0n;
  let next = start;
  for (const item of items) {
    if (item.pence >= interval) {
      certain.push(item);
      continue;
    }
    rest += item.pence;
    if (next > rest) continue;
    sampled.push({ ...item, at: next });
    next += interval;
  }
  return { interval, start, certain, rest, sampled };
}
