import { streamOf } from '#contracts/events/all.js';
import type { RecordedEvent } from '#contracts/envelope.js';
import type { EventStore } from '#libs/event-store/port.js';
import { journal, type JournalBook, type JournalFormat } from '#libs/interchange/journal.js';
import type { Moment, Point, Reading } from '#projections/reading/reading.js';

export interface FundJournal {
  readonly moment: Moment;
  /** Thrown while it is read: that it does not add up to what the views say. */
  readonly pieces: AsyncIterable<string>;
}

/**
 * A fund's journal as known and effective at a point. It is written from the fund's events alone, and
 * held against what the views say of each account at the same number. Refuses what cannot be answered.
 */
export async function fundJournal(
  store: EventStore,
  reading: Reading,
  fund: string,
  asked: { readonly format: JournalFormat; readonly books: readonly JournalBook[] },
  { asKnownAt, effectiveOn }: Point,
  /** Told of numbers of the log as they are passed. */
  onProgress: (number: number) => void = () => undefined,
): Promise<FundJournal> {
  const whole = await reading.fund(fund, { asKnownAt });
  const moment = { ...whole.moment, effectiveOn: effectiveOn ?? null };
  const { number, recorded } = moment;
  const balances = new Map(
    whole.balances.groupBy('account').map(({ key, balances: of }) => [key.account, of.sum()]),
  );
  const events = passing(store.readStream(streamOf('fund', fund)), onProgress);
  const of = { fund, ...asked, number, recorded, balances, effectiveOn: moment.effectiveOn };
  return { moment, pieces: journal(events, of) };
}

async function* passing(
  events: AsyncIterable<RecordedEvent>,
  onProgress: (number: number) => void,
): AsyncGenerator<RecordedEvent> {
  for await (const event of events) {
    onProgress(event.number);
    yield event;
  }
}
