/**
 * Protocol Buffers' wire format, as much as an event needs: the generated code copies bytes one by
 * one, which would make the stand-in slower than what it tests. Written from the end backwards, so
 * that the length of a nested message is known when it has to be written, before its content.
 */
export class BackwardsWriter {
  readonly #buffer: Buffer;
  #start: number;

  /** @param capacity bytes that the message will take at most */
  constructor(capacity: number) {
    this.#buffer = Buffer.allocUnsafe(capacity);
    this.#start = capacity;
  }

  bytes(field: number, value: Uint8Array): void {
    this.#start -= value.length;
    this.#buffer.set(value, this.#start);
    this.#prefix(field, value.length);
  }

  text(field: number, value: string): void {
    const length = Buffer.byteLength(value);
    this.#start -= length;
    this.#buffer.write(value, this.#start);
    this.#prefix(field, length);
  }

  number(field: number, value: number): void {
    this.#varint(value);
    this.#varint(field << 3);
  }

  /** What `content` writes becomes a message of its own. */
  nested(field: number, content: () => void): void {
    const end = this.#start;
    content();
    this.#prefix(field, end - this.#start);
  }

  finish(): Buffer {
    return this.#buffer.subarray(this.#start);
  }

  #prefix(field: number, length: number): void {
    this.#varint(length);
    this.#varint((field << 3) | 2);
  }

  /** Seven bits a byte, lowest first; safe integers, so without bit operations above 2^31. */
  #varint(value: number): void {
    if (value < 0x80) {
      this.#start -= 1;
      this.#buffer[this.#start] = value;
      return;
    }
    let length = 1;
    for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) length += 1;
    this.#start -= length;
    let rest = value;
    for (let index = 0; index < length; index += 1) {
      const more = index < length - 1 ? 0x80 : 0;
      this.#buffer[this.#start + index] = (rest % 0x80) | more;
      rest = Math.floor(rest / 0x80);
    }
  }
}
