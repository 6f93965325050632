import { z } from 'zod';
import { londonDay } from '#contracts/financial-year.js';
import { Day } from '#contracts/values.js';
import { stampOf } from '#libs/event-store/instant.js';
import type { EventStore } from '#libs/event-store/port.js';
import type { Progress } from '../runner/runner.js';
import type { Moment, Point } from './reading.js';
import { refuse, type Refused } from './refused.js';

/** How long a question waits for views that are catching up. */
const waitMilliseconds = 5_000;
const beforeAllTime = '0001-01-01';
/** The day of a number, where no other is asked for. */
const itsOwn = 'its own';

/**
 * Turns what a reader asks for into a log number and a day. An instant becomes the last number
 * recorded at or before it, a day means its end; the future is refused (rule 10).
 */
export async function momentOf(
  store: EventStore,
  progress: Progress,
  /** The last number that this process has caused: its readers see their own writes. */
  atLeast: number,
  now: () => Date,
  { asKnownAt, effectiveOn }: Point,
): Promise<Moment> {
  const asked = asKnownAt === undefined ? undefined : await numberOf(store, asKnownAt, now());
  const wanted = asked?.number ?? atLeast;
  if (!(await progress.until(wanted, waitMilliseconds)))
    throw refuse('lagging', { reached: progress.reached, asked: wanted });
  const number = asked?.number ?? progress.reached;
  const recorded = await recordedTimeOf(store, number);
  return {
    number,
    recorded,
    final: asked?.final ?? true,
    effectiveOn: effectiveOn ?? null,
    day: effectiveOn ?? dayAsked(asked?.day, recorded, now()),
  };
}

/**
 * The day whose facts hold: today where no moment is asked about. Facts of the past are those of the day
 * or instant that is asked about, as somebody saw them then; of a number alone, those of its own day.
 */
function dayAsked(asked: string | undefined, recorded: string | null, now: Date): string {
  const today = londonDay(now);
  if (asked === undefined) return today;
  const own = dayOf(recorded);
  if (asked === itsOwn) return own;
  if (asked >= own && asked <= today) return asked;
  throw refuse('invalid-request', {
    detail: `a number is seen on a day from ${own}, when it was recorded, to ${today}; ${asked} is none of them`,
  });
}

/** An empty log has no day. */
const dayOf = (recorded: string | null): string =>
  recorded === null ? beforeAllTime : londonDay(new Date(recorded));

/** `187`, or `187@2026-11-22`: as somebody saw it on that day. */
const numberAndDay = /^(\d+)(?:@(\d{4}-\d{2}-\d{2}))?$/;

async function numberOf(
  store: EventStore,
  asked: string,
  now: Date,
): Promise<{ number: number; final: boolean; day: string }> {
  const head = await store.head();
  const [, digits, seenOn] = numberAndDay.exec(asked) ?? [];
  if (digits !== undefined && z.optional(Day).safeParse(seenOn).success) {
    const number = Number(digits);
    if (number > head.number) throw refuse('not-reached', { asked: number, head: head.number });
    if (number === 0 && head.number > 0) throw await beforeTheLog(store, asked);
    return { number, final: true, day: seenOn ?? itsOwn };
  }
  const clock = stampOf(now.toISOString());
  // Of a day that is not over only the part that has passed can be known.
  const instant = asked === londonDay(now) ? clock : instantOf(asked);
  // The clock knows milliseconds; what was recorded within one may be asked about.
  if (instant.slice(0, millisecond) > clock.slice(0, millisecond))
    throw refuse('not-reached', { asked, head: head.number });
  const number = await store.numberAt(instant);
  if (number === 0 && head.number > 0) throw await beforeTheLog(store, asked);
  // A clock that is behind may still stamp an event at or before the instant.
  const final = head.recorded !== undefined && head.recorded > instant;
  // Who looked at that instant saw what held on its day, also where nothing was recorded on it.
  return { number, final, day: londonDay(new Date(instant)) };
}

/** Nothing was known then: refused, never answered with nothing. */
const beforeTheLog = async (store: EventStore, asked: string): Promise<Refused> =>
  refuse('before-the-log', { asked, first: (await recordedTimeOf(store, 1)) ?? '' });

/** In UTC or with its offset: no other text that a Date would take, by this machine's own clock. */
const instantShape = z.iso.datetime({ offset: true });

/** No computer recorded anything before; PostgreSQL and calendars differ about the first years. */
const earliest = Date.UTC(1900, 0, 1);

/** Of a stamp, up to its milliseconds. */
const millisecond = '2026-04-01T09:00:00.000'.length;

/** To the microsecond, as the log writes it. A day is asked for as it ends in London. */
function instantOf(asked: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(asked);
  const instant = new Date(isDay ? `${asked}T00:00:00Z` : asked);
  // Of 31 February a Date makes 3 March.
  const isReal = (isDay || instantShape.safeParse(asked).success) && instant.getTime() >= earliest;
  if (!isReal || (isDay && !instant.toISOString().startsWith(asked)))
    throw refuse('invalid-request', {
      detail: `asKnownAt is "${asked}"; write a log number, a day such as "2026-04-01" or an instant such as "2026-04-01T09:00:00Z"`,
    });
  if (isDay) return endOfLondonDay(asked);
  // An instant of a Date has lost its microseconds, one of another zone never had a stamp's shape.
  const within = /\.\d{3}(\d{1,3})/.exec(asked)?.[1] ?? '';
  return `${instant.toISOString().slice(0, millisecond)}${within.padEnd(3, '0')}Z`;
}

function endOfLondonDay(day: string): string {
  const lastInUtc = `${day}T23:59:59.999999Z`;
  // In summer London is an hour ahead, so its day ends an hour earlier.
  return londonDay(new Date(lastInUtc)) === day ? lastInUtc : `${day}T22:59:59.999999Z`;
}

async function recordedTimeOf(store: EventStore, number: number): Promise<string | null> {
  if (number === 0) return null;
  for await (const [event] of store.read(number - 1, number)) if (event) return event.recorded;
  return null;
}
