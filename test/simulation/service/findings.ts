import type { PlaceKind, PlaceWish } from '../workload/place-wishes.js';
import type { Step } from './steps.js';

const wish = (
  kind: PlaceKind,
  a: number,
  b: number,
  c: number,
  pence: number,
  day: number,
  f: number,
): PlaceWish => ({ kind, a, b, c, pence, day, f });
const ask = (of: PlaceWish, writer = 0): Step => ({ does: 'ask', wish: of, writer });

/** What long runs have found, kept so that it is tried every time. */
export const findings: readonly { readonly lesson: string; readonly steps: readonly Step[] }[] = [
  {
    lesson: 'the key of an award serves no command to one stream, and the other way round',
    steps: [
      ask(wish('award', 0, 5, 5, 100, 112, 8)),
      { does: 'reuse', which: 0, wish: wish('pledge', 44, 93, 40, 9, 639, 4), writer: 2 },
      ask(wish('pledge', 0, 0, 1, 9, 0, 0)),
      { does: 'reuse', which: 1, wish: wish('award', 0, 5, 5, 100, 112, 8), writer: 1 },
    ],
  },
  {
    lesson: 'an offer that was answered is, asked for again, answered as it was before',
    steps: [
      ask(wish('offer', 1, 1, 1, 1, 0, 0)),
      ask(wish('accept', 0, 0, 1, 1, 0, 0)),
      { does: 'repeat', which: 0, writer: 0 },
    ],
  },
];
