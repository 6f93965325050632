/** Makes of what a row holds whatever is wanted of it. */
export type RowMaker<Row> = (text: string, number: number, recorded: string) => Row;

/** Signature, flags, and the length of what may follow in the header. */
const headerBytes = 11 + 4 + 4;
const tupleHeaderBytes = 2 + (4 + 8) + (4 + 8) + 4;
const epochSeconds = 946_684_800;

/** So few that they die young: parsed by the thousands, events cost more to collect than to parse. */
const eventsHandedOnMax = 1_000;

/**
 * Events out of `COPY (select number, recorded, bytes …) TO STDOUT (FORMAT binary)`: the cheapest
 * way out of PostgreSQL, about twice as fast as rows of a query. Takes the output of one COPY piece by
 * piece; a row may span any number of pieces.
 * Format: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
 */
export class BinaryRows<Row> {
  private rest: Buffer = Buffer.alloc(0);
  private headerSeen = false;

  constructor(private readonly make: RowMaker<Row>) {}

  /** Parses, as they are asked for, the rows that a further piece completes. */
  *take(piece: Buffer): Generator<Row[]> {
    const buffer = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    this.rest = buffer;
    let at = 0;
    if (!this.headerSeen) {
      if (buffer.length < headerBytes) return;
      at = headerBytes + buffer.readInt32BE(headerBytes - 4);
      this.headerSeen = true;
    }
    let events: Row[] = [];
    // The trailer, a field count of -1, is shorter than any row and stays as the rest.
    while (at + tupleHeaderBytes <= buffer.length) {
      const start = at + tupleHeaderBytes;
      const end = start + buffer.readInt32BE(start - 4);
      if (end > buffer.length) break;
      events.push(
        this.make(
          buffer.toString('utf8', start, end),
          int8At(buffer, at + 6),
          stampOfMicroseconds(int8At(buffer, at + 18)),
        ),
      );
      at = end;
      if (events.length === eventsHandedOnMax) {
        yield events;
        events = [];
      }
    }
    this.rest = buffer.subarray(at);
    if (events.length > 0) yield events;
  }
}

function int8At(buffer: Buffer, at: number): number {
  const value = buffer.readInt32BE(at) * 2 ** 32 + buffer.readUInt32BE(at + 4);
  if (!Number.isSafeInteger(value)) throw new Error(`The log holds ${value}, which is too large.`);
  return value;
}

let lastSecond = Number.NaN;
let lastSecondText = '';

/** `microseconds` since 2000, as PostgreSQL sends a timestamp. Neighbours share their second. */
function stampOfMicroseconds(microseconds: number): string {
  const second = Math.floor(microseconds / 1_000_000);
  if (second !== lastSecond) {
    lastSecondText = new Date((second + epochSeconds) * 1000).toISOString().slice(0, 19);
    lastSecond = second;
  }
  const fraction = String(microseconds - second * 1_000_000).padStart(6, '0');
  return `${lastSecondText}.${fraction}Z`;
}
