import type { RecordedEvent } from '#contracts/envelope.js';
import { asDomainEvent } from '#contracts/events/all.js';
import { postings } from '#libs/ledger/postings.js';
import { must } from '../auditor/amounts.js';
import { postingsBalance } from './postings-balance.js';

/** What must hold of the log, event after event. */
export class LogRules {
  number = 0;
  #recorded = '';
  readonly #revisions = new Map<string, number>();
  /** By key: the stream, and the revision of its last event. */
  readonly #keys = new Map<string, { stream: string; revision: number }>();
  readonly #ids = new Set<string>();
  readonly #texts: string[] = [];

  /** Rules 2, 9 and 10, of the next event. */
  take(event: RecordedEvent): void {
    const { number, recorded, stream, revision, key, id } = event;
    must(`rule 10: ${number} follows ${this.number}`, number === this.number + 1);
    must(`rule 10: recorded time rises at ${number}`, recorded > this.#recorded);
    must(`rule 10: recorded time is not before the stamp of ${number}`, recorded >= event.stamp);
    must(
      `rule 10: ${stream} is at ${revision}`,
      revision === (this.#revisions.get(stream) ?? -1) + 1,
    );
    for (const said of [
      'actor',
      'organisation',
      'authority',
      'reason',
      'key',
      'effective',
    ] as const)
      must(`rule 9: ${number} says its ${said}`, event[said].trim() !== '');
    must(`rule 9: ${number} has an id of its own`, !this.#ids.has(id));
    const used = this.#keys.get(key);
    must(
      `rule 9: ${key} is recorded once`,
      used === undefined || (used.stream === stream && used.revision === revision - 1),
    );
    postingsBalance(postings(asDomainEvent(event)));

    this.number = number;
    this.#recorded = recorded;
    this.#revisions.set(stream, revision);
    this.#keys.set(key, { stream, revision });
    this.#ids.add(id);
    this.#texts.push(JSON.stringify(event));
  }

  /** Rule 1: an event reads today as it did when it was first read. */
  readAgain(event: RecordedEvent): void {
    must(
      `rule 1: ${event.number} is as it was`,
      this.#texts[event.number - 1] === JSON.stringify(event),
    );
  }
}
