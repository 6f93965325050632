import type { Leaves } from '#libs/transparency/frontier.js';
import type { Hash } from '#libs/transparency/hashes.js';
import type { PackEvent } from './pack.js';
import type { PackWriter } from './writer.js';

/** A log, as whoever makes a pack of it reads it. */
export interface EntrySource {
  /** Events as they are stored, after a number and up to another, in number order. */
  read(after: number, upTo: number): AsyncIterable<readonly PackEvent[]>;
  /** Hashes of the subtrees that cover a run of leaves, counted from 0. */
  cover(run: Leaves): Promise<readonly Hash[]>;
}

export interface Shown {
  /** Log numbers of the events that are shown, rising; all of them where it is not said. */
  readonly numbers?: readonly number[] | undefined;
  /** The pack is of so many entries. */
  readonly size: number;
  /** What is left out is cut at these numbers, so that the root there can be seen. */
  readonly cuts: readonly number[];
}

/** Reading on over so many entries costs less than asking anew. */
const entriesReadOver = 256;
const charactersPerPiece = 1 << 16;

/** The entries of a pack, as pieces of its text. */
export async function* packEntries(
  writer: PackWriter,
  source: EntrySource,
  shown: Shown,
): AsyncGenerator<string, void> {
  const cuts = new Set([...shown.cuts, shown.size].filter((number) => number <= shown.size));
  const { numbers } = shown;
  let place = 0;
  let piece = '';
  let recorded = '';
  const leaveOut = async (to: number): Promise<string> =>
    writer.written >= to
      ? ''
      : writer.gap(to, recorded, await source.cover({ first: writer.written, end: to }));
  for (const { first, end } of stretches(shown, cuts))
    for await (const batch of source.read(first, end))
      for (const event of batch) {
        const { number } = event;
        if (numbers === undefined || numbers[place] === number) {
          place += 1;
          piece += (await leaveOut(number - 1)) + writer.event(event);
        }
        ({ recorded } = event);
        if (cuts.has(number)) piece += await leaveOut(number);
        if (piece.length < charactersPerPiece) continue;
        yield piece;
        piece = '';
      }
  if (numbers !== undefined && place < numbers.length)
    throw new Error(`Event ${numbers[place] ?? 0} is not in the log of ${shown.size}.`);
  yield piece;
}

/** What is to be read: each event shown, the entry before it, whose time it follows, and each cut. */
function* stretches({ numbers, size }: Shown, cuts: ReadonlySet<number>): Generator<Leaves> {
  if (numbers === undefined) {
    yield { first: 0, end: size };
    return;
  }
  const ends = [...cuts].sort((a, b) => a - b);
  let open: { first: number; end: number } | undefined;
  let [place, cut] = [0, 0];
  for (;;) {
    const number = numbers[place] ?? Infinity;
    const end = ends[cut] ?? Infinity;
    if (number === Infinity && end === Infinity) break;
    const next =
      number <= end
        ? { first: Math.max(number - 2, 0), end: number }
        : { first: Math.max(end - 1, 0), end };
    if (number <= end) place += 1;
    else cut += 1;
    if (open !== undefined && next.first <= open.end + entriesReadOver)
      open.end = Math.max(open.end, next.end);
    else {
      if (open !== undefined) yield open;
      open = next;
    }
  }
  if (open !== undefined) yield open;
}
