import { createHash } from 'node:crypto';

/** The seed of the example place. Another one makes another place, and breaks links into this one. */
const seed = 'northmoor-2024';

/** Numbers that look like chance and are always the same. */
export interface Draw {
  /** A whole number, both ends included. */
  readonly whole: (from: number, to: number) => number;
  readonly oneOf: <T>(choices: readonly [T, ...T[]]) => T;
  /** True so many times in a hundred. */
  readonly chance: (inAHundred: number) => boolean;
  /** Pence of an amount of whole pounds, give or take so many per cent of it. */
  readonly around: (pounds: number, percent: number) => bigint;
}

/** Draws of their own for each purpose, so that a change to one leaves the others as they were. */
export function drawsFor(purpose: string): Draw {
  let state = createHash('sha256').update(`${seed}/${purpose}`).digest().readUInt32LE(0);
  // Mulberry32: small, and the same on every machine.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    whole,
    oneOf: (choices) => choices[whole(0, choices.length - 1)] ?? choices[0],
    chance: (inAHundred) => whole(1, 100) <= inAHundred,
    around: (pounds, percent) => BigInt(whole(pounds * (100 - percent), pounds * (100 + percent))),
  };
}
