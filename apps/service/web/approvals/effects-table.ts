import type { Effect } from '#contracts/events/reallocation.js';
import { parsePence } from '#libs/money/pence.js';
import type { Waiting } from '#projections/reading/reading.js';
import { number, text, type Table } from '../table.js';
import { capital, money, nameIn, unbroken } from '../words.js';
import { effectInWords } from './titles.js';

/** Before and after of everything that a move touches, as its proposal states it: few columns, for a phone. */
export const effectsTable = (
  caption: string,
  effects: readonly Effect[],
  waiting: Waiting,
): Table => ({
  caption,
  head: [text('What'), number('Before'), number('After')],
  rows: effects.map((effect) => [
    text(
      effectInWords(effect, waiting),
      [
        capital(effect.of),
        ...(effect.of === 'fund' ? [] : [nameIn(waiting.facts, 'fund', effect.fund)]),
        unbroken(effect.year),
      ].join(', '),
    ),
    ...[effect.before, effect.after].map((amount) => number(money(parsePence(amount)))),
  ]),
  empty: 'The proposal states no figures of its own.',
});
