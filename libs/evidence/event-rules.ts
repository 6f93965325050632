import type { Envelope } from '#contracts/envelope.js';
import { isStamp, microsecondsOf, recordedAfter } from '#libs/event-store/instant.js';
import { Seen } from './seen.js';

/** What an envelope holds beside its revision, version and data: texts, all of them. */
const texts = [
  ...(['actor', 'authority', 'effective', 'id', 'key', 'organisation'] as const),
  ...(['reason', 'requestHash', 'stamp', 'stream', 'type'] as const),
];
const memberCount = texts.length + 3;

/**
 * What must hold between the events of a log, whatever they say: each knows its place, its time and
 * its stream, and none is there twice. Answers say what is wrong, as the end of a sentence.
 */
export class EventRules {
  readonly #revisions = new Map<string, number>();
  readonly #seen = new Seen();
  #recorded: string | undefined;
  #last: Envelope | undefined;

  /** @param whole whether streams are shown from their beginning and without gaps */
  constructor(private readonly whole: boolean) {}

  /** When the last entry was recorded, shown or left out. */
  get recorded(): string | null {
    return this.#recorded ?? null;
  }

  /** The last revision of each stream, so far. */
  get revisions(): ReadonlyMap<string, number> {
    return this.#revisions;
  }

  /** @param recorded when it is said to be recorded, if anybody says so */
  event(event: Envelope, recorded?: string): string | undefined {
    return (
      malformed(event) ??
      this.#wrongTime(event, recorded) ??
      this.#wrongRevision(event) ??
      this.#doubled(event)
    );
  }

  /** So many entries are left out, of which the last was recorded then. */
  gap(entries: number, recorded: string): string | undefined {
    const before = this.#recorded;
    this.#recorded = recorded;
    this.#last = undefined;
    if (!isStamp(recorded)) return `"${recorded}" is no instant of the log.`;
    if (before !== undefined && microsecondsOf(recorded) < microsecondsOf(before) + BigInt(entries))
      return `the last of ${entries} entries cannot be recorded at ${recorded}: the one before them was at ${before}, and each is later than the one before.`;
    return undefined;
  }

  #wrongTime({ stamp }: Envelope, recorded: string | undefined): string | undefined {
    if (!isStamp(stamp)) return `its stamp "${stamp}" is no instant of the log.`;
    const due = recordedAfter(this.#recorded, stamp);
    this.#recorded = due;
    if (recorded === undefined || recorded === due) return undefined;
    return `it is said to be recorded at ${recorded}; by its stamp and the event before it was at ${due}.`;
  }

  #wrongRevision({ stream, revision }: Envelope): string | undefined {
    const before = this.#revisions.get(stream) ?? -1;
    this.#revisions.set(stream, revision);
    if (revision === before + 1 || (!this.whole && revision > before)) return undefined;
    const is = `it is revision ${revision} of ${stream}, where ${before + 1} must follow:`;
    return revision > before
      ? `${is} ${revision - before - 1} events of the stream are missing.`
      : `${is} that revision was there before.`;
  }

  /** The events of a command follow each other in one stream and share its key; no other may. */
  #doubled(event: Envelope): string | undefined {
    const { id, key } = event;
    const last = this.#last;
    this.#last = event;
    if (this.#seen.meets(id)) return `its identifier ${id} is one that an event before it has.`;
    return !goesOn(last, event) && this.#seen.meets(key)
      ? `its key "${key}" is one that an earlier command has.`
      : undefined;
  }
}

/** Whether an event is of the same command as the one before it in the log. */
export const goesOn = (last: Envelope | undefined, { key, stream, revision }: Envelope): boolean =>
  last?.key === key && last.stream === stream && last.revision === revision - 1;

function malformed(
  event: Readonly<Partial<Record<keyof Envelope, unknown>>> | null,
): string | undefined {
  if (typeof event !== 'object' || event === null || Object.keys(event).length !== memberCount)
    return `it has not the ${memberCount} members of an event.`;
  for (const name of texts)
    if (typeof event[name] !== 'string') return `its member "${name}" is no text.`;
  if (!isCount(event.version, 1)) return 'its version is no whole number from 1.';
  if (!isCount(event.revision, 0)) return 'its revision is no whole number from 0.';
  if (typeof event.data !== 'object' || event.data === null || Array.isArray(event.data))
    return 'its data is no object.';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(String(event.effective)))
    return `it takes effect on "${String(event.effective)}", which is no day.`;
  return undefined;
}

const isCount = (value: unknown, least: number): boolean =>
  Number.isSafeInteger(value) && Number(value) >= least;
