import { microsecondsOf } from '#libs/event-store/instant.js';

/** Signature, flags, and length of what else the header holds. */
const header = Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex');
const trailer = Buffer.from('ffff', 'hex');
const initialBytes = 1 << 16;
const epochDays = Date.UTC(2000, 0, 1) / 86_400_000;
const epochMicroseconds = BigInt(Date.UTC(2000, 0, 1)) * 1000n;
/** PostgreSQL's `jsonb` is sent as text after its version. */
const jsonbVersion = 1;

/**
 * Rows of one table in the binary format of PostgreSQL's COPY: nothing is escaped, and neither side
 * turns numbers into text and back.
 * Format: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
 */
export class CopyRows {
  #bytes = Buffer.allocUnsafe(initialBytes);
  #view = viewOf(this.#bytes);
  #at = header.copy(this.#bytes);
  #day = '';
  #dayNumber = 0;

  get isEmpty(): boolean {
    return this.#at === header.length;
  }
  get length(): number {
    return this.#at;
  }

  /** Begins a row of so many columns; a call per column follows. */
  row(columns: number): void {
    this.#need(2);
    this.#view.setInt16(this.#at, columns);
    this.#at += 2;
  }
  int4(value: number): void {
    this.#need(8);
    this.#view.setInt32(this.#at, 4);
    this.#view.setInt32(this.#at + 4, value);
    this.#at += 8;
  }
  int8(value: bigint): void {
    this.#need(12);
    this.#view.setInt32(this.#at, 8);
    this.#view.setBigInt64(this.#at + 4, value);
    this.#at += 12;
  }
  /** A day written `2026-04-01`. Neighbours share theirs. */
  date(day: string): void {
    if (day !== this.#day) {
      this.#day = day;
      this.#dayNumber = Date.parse(`${day}T00:00:00Z`) / 86_400_000 - epochDays;
    }
    this.int4(this.#dayNumber);
  }
  /** An instant as the log writes it, UTC with microseconds: `2026-04-01T09:00:00.000000Z`. */
  instant(value: string): void {
    this.int8(microsecondsOf(value) - epochMicroseconds);
  }
  null(): void {
    this.#need(4);
    this.#view.setInt32(this.#at, -1);
    this.#at += 4;
  }
  text(given: string): void {
    const value = given.includes('\0') ? shown(given) : given;
    this.#need(4 + value.length * 3);
    const length = this.#bytes.write(value, this.#at + 4);
    this.#view.setInt32(this.#at, length);
    this.#at += 4 + length;
  }
  jsonb(value: unknown): void {
    let text = JSON.stringify(value);
    if (/\\u(?:0000|d[89a-f])/.test(text)) text = JSON.stringify(value, shownIn);
    this.#need(5 + text.length * 3);
    const length = this.#bytes.write(text, this.#at + 5);
    this.#view.setInt32(this.#at, length + 1);
    this.#view.setInt8(this.#at + 4, jsonbVersion);
    this.#at += 5 + length;
  }

  /** The rows so far as one complete copy; what comes after begins another. */
  take(): Buffer {
    this.#need(trailer.length);
    trailer.copy(this.#bytes, this.#at);
    const taken = this.#bytes.subarray(0, this.#at + trailer.length);
    // Anew, since what was taken is still on its way when the next row is written.
    this.#bytes = Buffer.allocUnsafe(Math.max(initialBytes, taken.length));
    this.#view = viewOf(this.#bytes);
    this.#at = header.copy(this.#bytes);
    return taken;
  }

  #need(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#at + more));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
    this.#view = viewOf(larger);
  }
}

const viewOf = (bytes: Buffer): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * PostgreSQL keeps neither NUL nor half of a surrogate pair in a text. No event holds one now, but one
 * that was recorded before that was looked at must not stop the views: they show its stand-in.
 */
const shown = (text: string): string =>
  text.replaceAll('\0', '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD');
const shownIn = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? shown(value) : value;
