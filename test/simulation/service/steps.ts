import fc from 'fast-check';
import { placeWeights, type PlaceWish } from '../workload/place-wishes.js';
import { themed } from '../workload/themes.js';
import { record, wishOf } from '../workload/wish.js';
import type { Death } from './writer.js';
import { funds } from './begin.js';
import { writersMax } from './place.js';

/** What happens next in a place. */
export type Step =
  | { readonly does: 'ask'; readonly wish: PlaceWish; readonly writer: number }
  /** Several at once: in an order of appends that is chosen, or (`rush`) as it comes. */
  | {
      readonly does: 'together';
      readonly wishes: readonly PlaceWish[];
      readonly order: readonly number[];
      readonly rush: boolean;
    }
  | {
      readonly does: 'die';
      readonly wish: PlaceWish;
      readonly writer: number;
      readonly death: Death;
      /** Who takes it up again: whoever asked, or the process manager, or nobody yet. */
      readonly then: 'repeat' | 'manage' | 'leave';
    }
  | { readonly does: 'repeat'; readonly which: number; readonly writer: number }
  | {
      readonly does: 'reuse';
      readonly which: number;
      readonly wish: PlaceWish;
      readonly writer: number;
    }
  /** A file of payments is imported, perhaps by a process that dies before it is done; then again. */
  | {
      readonly does: 'import';
      readonly file: number;
      readonly f: number;
      readonly writer: number;
      readonly death: Death | null;
    }
  /** Somebody else's record of the cash is read beside the fund's, where one is to be compared. */
  | { readonly does: 'extract'; readonly which: number; readonly writer: number }
  | { readonly does: 'wait'; readonly minutes: number }
  | { readonly does: 'manage' };

const writer = fc.nat(writersMax - 1);

const death: fc.Arbitrary<Death> = record({
  after: fc.nat(5),
  how: fc.constantFrom('before' as const, 'untold' as const, 'stumbles' as const),
});
const imports = record({
  does: fc.constant('import' as const),
  file: fc.nat(5),
  f: fc.nat(9),
  writer,
  death: fc.option(death),
});
const extracts = record({ does: fc.constant('extract' as const), which: fc.nat(99), writer });
const repeats = record({ does: fc.constant('repeat' as const), which: fc.nat(99), writer });
const waits = record({
  does: fc.constant('wait' as const),
  minutes: fc.oneof(
    fc.integer({ min: 1, max: 40 }),
    fc.integer({ min: 1, max: 60 * 24 * 60 }),
    fc.constant(365 * 24 * 60),
  ),
});
const manages = record({ does: fc.constant('manage' as const) });

/**
 * Long lives as often as short ones: much of what can go wrong needs something to go before it. Two
 * thirds of what is wished in a life that is about something are of its `home`, one of the funds: what
 * goes before it has to be there.
 */
function livesOf(
  { weights, waits: waiting }: Pick<(typeof themed)[number], 'weights' | 'waits'>,
  home?: number,
): fc.Arbitrary<readonly Step[]> {
  const wish: fc.Arbitrary<PlaceWish> = fc
    .tuple(wishOf(weights), fc.nat(9), fc.nat(2))
    .map(([of, f, away]) => ({ ...of, f: away === 0 ? f : (home ?? f) }));
  const award = wish.map((of): PlaceWish => ({ ...of, kind: 'award' }));
  const asks = record({ does: fc.constant('ask' as const), wish, writer });
  const together = record({
    does: fc.constant('together' as const),
    wishes: fc.array(wish, { minLength: 2, maxLength: 5 }),
    order: fc.array(fc.nat(9), { minLength: 1, maxLength: 12 }),
    rush: fc.boolean(),
  });
  const dies = record({
    does: fc.constant('die' as const),
    // What takes several appends can be left half done.
    wish: fc.oneof(award, wish),
    writer,
    death,
    then: fc.constantFrom('repeat' as const, 'manage' as const, 'leave' as const),
  });
  const reuses = record({ does: fc.constant('reuse' as const), which: fc.nat(99), wish, writer });
  return fc.array(
    fc.oneof(
      { arbitrary: asks, weight: 20 },
      { arbitrary: together, weight: 4 },
      { arbitrary: dies, weight: 4 },
      { arbitrary: imports, weight: 1 },
      { arbitrary: extracts, weight: 4 },
      { arbitrary: repeats, weight: 2 },
      { arbitrary: reuses, weight: 1 },
      { arbitrary: waits, weight: waiting },
      { arbitrary: manages, weight: 1 },
    ),
    { minLength: 5, maxLength: 100, size: 'max' },
  );
}

export const lives: fc.Arbitrary<readonly Step[]> = fc.noBias(
  fc.oneof(
    { arbitrary: livesOf({ weights: placeWeights, waits: 2 }), weight: themed.length / 2 },
    ...themed.map((theme) => ({
      arbitrary: fc.oneof(...funds.map((_, home) => livesOf(theme, home))),
      weight: 1,
    })),
  ),
);
