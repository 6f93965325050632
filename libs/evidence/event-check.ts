import type { Envelope, Json, RecordedEvent } from '#contracts/envelope.js';
import { asDomainEvent, type DomainEvent } from '#contracts/events/all.js';
import { assertBalanced } from '#libs/ledger/balanced.js';
import type { Posting } from '#libs/ledger/posting.js';
import { postings } from '#libs/ledger/postings.js';
import { isCanonical } from './canonical.js';
import { EventRules } from './event-rules.js';

/** An event that was checked, and what it posts. */
export interface Checked {
  readonly event: RecordedEvent & DomainEvent;
  readonly posted: readonly Posting[];
  /** Its canonical bytes. */
  readonly text: string;
}

/** Says what is wrong with an event, as the end of a sentence, and does not return. */
export type RefuseEvent = (what: string, number: number) => never;

/** Everything that must hold of each event, but its place in the tree: form, order, and balance. */
export class EventCheck {
  readonly rules: EventRules;

  /** @param whole whether streams are shown from their beginning and without gaps */
  constructor(
    whole: boolean,
    private readonly refuse: RefuseEvent,
  ) {
    this.rules = new EventRules(whole);
  }

  /**
   * @param bytes the event's, from one place up to another
   * @param recorded when it is said to be recorded; where it is not said it follows from the events
   */
  check(bytes: Buffer, from: number, to: number, number: number, recorded?: string): Checked {
    const text = bytes.toString('utf8', from, to);
    // What is no UTF-8 is read as this character, whose bytes are others.
    if (text.includes('\ufffd') && !Buffer.from(text).equals(bytes.subarray(from, to)))
      this.refuse('its bytes are no UTF-8.', number);
    const event = this.#parsed(text, number);
    const wrong = this.rules.event(event, recorded);
    if (wrong !== undefined) this.refuse(wrong, number);
    if (!isCanonical({ text, bytes, from, to }, event as unknown as Json))
      this.refuse('its bytes are not canonical JSON (RFC 8785).', number);
    try {
      const recordedThen = recorded ?? this.rules.recorded ?? '';
      const known = asDomainEvent(Object.assign(event, { number, recorded: recordedThen }));
      const posted = postings(known);
      assertBalanced(known, posted);
      return { event: known, posted, text };
    } catch (error) {
      return this.refuse(`${error instanceof Error ? error.message : String(error)}.`, number);
    }
  }

  #parsed(text: string, number: number): Envelope {
    try {
      return JSON.parse(text) as Envelope;
    } catch {
      return this.refuse('it is no JSON.', number);
    }
  }
}
