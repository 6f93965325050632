import { idOf, kindOf } from '#contracts/events/all.js';
import { parseBytes } from '#libs/event-store/canonical.js';
import type { EventStore, StoredBytes } from '#libs/event-store/port.js';
import { ExplainedError } from '../explained.js';
import { originOf } from './origin.js';
import { LogAltered } from './log-altered.js';

const streamsKnownMax = 200_000;

/**
 * Sees that each event is the next of its stream, as its own bytes say: a row that was put into the
 * log past the service, a copy of another say, is not hashed.
 */
export class Succession {
  private readonly last = new Map<string, number>();

  /** `whole`: it sees the log from its first event on, so what it does not know does not exist. */
  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    private readonly own: string,
    private whole: boolean,
  ) {}

  /** Throws LogAltered, ExplainedError where the log has another name, or resolves to do so: most events are known to follow without a question. */
  follow(event: StoredBytes): Promise<void> | undefined {
    const { stream, revision } = placeOf(event);
    if (kindOf(stream) === 'log' && stream !== this.own) throw otherName(idOf(stream));
    const before = this.last.get(stream) ?? (this.whole ? -1 : undefined);
    if (before !== undefined && revision !== before + 1)
      throw stray(event, `revision ${revision} of ${stream}, which stands at ${before}`);
    if (this.last.size >= streamsKnownMax) {
      this.last.clear();
      this.whole = false;
    }
    this.last.set(stream, revision);
    return before === undefined ? this.lookUp(event, stream, revision) : undefined;
  }

  private async lookUp(event: StoredBytes, stream: string, revision: number): Promise<void> {
    for await (const { number } of this.store.readStream(stream, revision)) {
      if (number === event.number) return;
      throw stray(event, `revision ${revision} of ${stream}, which is event ${number}`);
    }
    throw stray(event, `revision ${revision} of ${stream}, which has none`);
  }
}

/** A log that was restored, or moved, into a database that does not know its name yet. */
const otherName = (id: string): ExplainedError =>
  new ExplainedError(
    `The log calls itself "${originOf(id)}", and is kept here under another name: set PURSE_LOG_ORIGIN to "${originOf(id)}".`,
  );

function placeOf(event: StoredBytes): { readonly stream: string; readonly revision: number } {
  try {
    return parseBytes(event.bytes);
  } catch {
    throw new LogAltered(`Event ${event.number} was not written by this service: it is no event.`);
  }
}

const stray = ({ number }: StoredBytes, what: string): LogAltered =>
  new LogAltered(
    `Event ${number} was not written there by this service: it says that it is ${what}.`,
  );
