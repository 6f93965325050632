import type { Pool } from 'pg';
import type { Head, KnownKey } from '../port.js';
import { keyHash } from '../sql/key-hash.js';
import { headOf, numberAt, stampSql } from '../sql/numbers.js';
import type { Wake } from '../sql/wake.js';
import type { Numbered } from './events.js';
import type { Position } from './position.js';

/** An event's number, and where its bytes are. */
export interface Entry extends Numbered, Position {}

/** A place in a stream. */
export interface Place {
  readonly stream: string;
  readonly revision: number;
}

interface EntryRow {
  readonly number: string;
  readonly recorded: string;
  readonly commit_position: string;
  readonly prepare_position: string;
  readonly revision: number;
  readonly stream: string;
  readonly leaf_hash: Buffer;
}

/** A row of `numbering.known`, by whichever way it came: numbers beyond 32 bits come as text. */
export interface KnownRow {
  readonly key: string;
  readonly request_hash: string;
  readonly stream: string;
  readonly first_revision: number;
  readonly last_revision: number;
  readonly first_number: string | number;
  readonly last_number: string | number;
}

const columns = `number, ${stampSql('recorded')} as recorded, commit_position, prepare_position,
  revision, stream, leaf_hash`;

/** The events are stored, but nobody has numbered them in time. They will be, once somebody does. */
export class NotNumbered extends Error {
  override readonly name = 'NotNumbered';
}

/** The table `numbering.entry` as readers and appenders use it. */
export class NumberTable {
  constructor(
    private readonly pool: Pool,
    private readonly wake: Wake,
    private readonly waitMilliseconds: number,
    /** Says why numbering may be late. */
    private readonly explain: () => Promise<string>,
    private readonly closed: AbortSignal,
  ) {}

  head(): Promise<Head> {
    return headOf(this.pool, 'numbering.entry');
  }

  numberAt(instant: string): Promise<number> {
    return numberAt(this.pool, 'numbering', instant);
  }

  async after(number: number, upTo: number): Promise<readonly Entry[]> {
    const { rows } = await this.pool.query<EntryRow>({
      name: 'numbering.after',
      text: `select ${columns} from numbering.entry where number > $1 and number <= $2 order by number`,
      values: [number, upTo],
    });
    return rows.map(entryOf);
  }

  /** The last revision of a stream that has a number; -1 where none has. */
  async lastRevision(stream: string): Promise<number> {
    const { rows } = await this.pool.query<{ revision: number }>({
      name: 'numbering.last_revision',
      text: `select revision from numbering.entry where stream = $1 order by revision desc limit 1`,
      values: [stream],
    });
    return rows[0]?.revision ?? -1;
  }

  /** The entries of so many events of a stream from a revision on, once all are numbered. */
  async ofStream(stream: string, from: number, count: number): Promise<readonly Entry[]> {
    return this.until(
      async () => {
        const { rows } = await this.pool.query<EntryRow>({
          name: 'numbering.of_stream',
          text: `select ${columns} from numbering.entry
            where stream = $1 and revision >= $2 and revision < $3 order by revision`,
          values: [stream, from, from + count],
        });
        return rows.length < count ? undefined : rows.map(entryOf);
      },
      () => ({ stream, revision: from + count - 1 }),
    );
  }

  /** The numbers of events, in the order asked, once all have one. */
  async numbersOf(places: readonly Place[]): Promise<readonly number[]> {
    let lacking: Place | undefined;
    return this.until(
      async () => {
        const { rows } = await this.pool.query<{ number: string | null }>({
          name: 'numbering.numbers_of',
          text: `select e.number from unnest($1::text[], $2::int[]) with ordinality
              as a(stream, revision, n)
            left join numbering.entry e on e.stream = a.stream and e.revision = a.revision
            order by a.n`,
          values: [places.map(({ stream }) => stream), places.map(({ revision }) => revision)],
        });
        const unnumbered = rows.findIndex(({ number }) => number === null);
        lacking = places[unnumbered];
        return unnumbered < 0 ? rows.map(({ number }) => Number(number)) : undefined;
      },
      () => lacking,
    );
  }

  async known(keys: readonly string[]): Promise<ReadonlyMap<string, KnownKey>> {
    const { rows } = await this.pool.query<KnownRow>({
      name: 'numbering.known',
      text: 'select * from numbering.known($1)',
      values: [keys.map(keyHash)],
    });
    return knownKeys(keys, rows);
  }

  /** Looks again whenever numbers were given; throws NotNumbered when that takes too long. */
  private async until<Found>(
    look: () => Promise<Found | undefined>,
    lacking: () => Place | undefined,
  ): Promise<Found> {
    const late = performance.now() + this.waitMilliseconds;
    for (;;) {
      // Before the look, so that what is numbered after it wakes us.
      const seen = this.wake.last;
      const found = await look();
      if (found !== undefined) return found;
      if (performance.now() > late || this.closed.aborted) {
        const place = lacking();
        throw new NotNumbered(
          `Revision ${place?.revision ?? 0} of ${place?.stream ?? ''} is stored in EventStoreDB and has no number yet: ${await this.explain()}`,
        );
      }
      await this.wake.after(seen, this.closed);
    }
  }
}

/** Where each of the keys stands that has a number. Throws should two keys share a hash. */
export function knownKeys(
  keys: readonly string[],
  rows: readonly KnownRow[],
): Map<string, KnownKey> {
  const asked = new Set(keys);
  const found = new Map<string, KnownKey>();
  for (const row of rows) {
    if (!asked.has(row.key)) {
      throw new Error(`The key ${JSON.stringify(row.key)} in the log has the hash of another key.`);
    }
    found.set(row.key, {
      stream: row.stream,
      requestHash: row.request_hash,
      firstRevision: row.first_revision,
      lastRevision: row.last_revision,
      firstNumber: Number(row.first_number),
      lastNumber: Number(row.last_number),
    });
  }
  return found;
}

function entryOf(row: EntryRow): Entry {
  return {
    number: Number(row.number),
    recorded: row.recorded,
    commit: BigInt(row.commit_position),
    prepare: BigInt(row.prepare_position),
    stream: row.stream,
    revision: row.revision,
    leafHash: row.leaf_hash,
  };
}
