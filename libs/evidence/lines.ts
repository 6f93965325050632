import { lineBytesMax, PackRefused } from './pack.js';

const newline = 0x0a;

/** Hears of a line within a buffer, without its newline: from a byte up to, not including, another. */
export type OnLine = (buffer: Buffer, from: number, to: number) => void;

/**
 * Cuts chunks into lines where they stand, without copying them. A line that two chunks share is put
 * together.
 */
export class PackLines {
  #rest: Uint8Array[] = [];
  #restBytes = 0;
  #count = 0;

  constructor(private readonly onLine: OnLine) {}

  /** The line that is being read, from 1. */
  get line(): number {
    return this.#count;
  }

  /** Bytes at the end that are no line yet. */
  get unfinished(): number {
    return this.#restBytes;
  }

  take(chunk: Buffer): void {
    if (this.#restBytes === 0) {
      this.#read(chunk);
      return;
    }
    const end = chunk.indexOf(newline) + 1;
    this.#keep(chunk.subarray(0, end === 0 ? chunk.length : end));
    if (end === 0) return;
    const whole = Buffer.concat(this.#rest);
    this.#rest = [];
    this.#restBytes = 0;
    this.#read(whole);
    this.#read(chunk.subarray(end));
  }

  #read(buffer: Buffer): void {
    let from = 0;
    for (;;) {
      const end = buffer.indexOf(newline, from);
      if (end < 0) break;
      this.#count += 1;
      this.#refuseLong(end - from);
      this.onLine(buffer, from, end);
      from = end + 1;
    }
    if (from < buffer.length) this.#keep(Buffer.from(buffer.subarray(from)));
  }

  #keep(part: Uint8Array): void {
    this.#restBytes += part.length;
    this.#rest.push(part);
    if (this.#restBytes <= lineBytesMax) return;
    this.#count += 1;
    this.#refuseLong(this.#restBytes);
  }

  #refuseLong(bytes: number): void {
    if (bytes > lineBytesMax)
      throw new PackRefused(
        { line: this.#count },
        `it is longer than ${lineBytesMax} bytes, as no line of a pack is.`,
      );
  }
}
