import type { Pool } from 'pg';
import type { CheckedAppend } from '../limits.js';
import type { KnownKey } from '../port.js';
import { keyHash } from '../sql/key-hash.js';
import { knownKeys, type KnownRow } from './number-table.js';

/** A key that another use has claimed for another place. */
export interface Held {
  readonly append: CheckedAppend;
  readonly stream: string;
  /** Revision after which the other use would append. */
  readonly expected: number;
  readonly ageMilliseconds: number;
}

export interface Claimed {
  readonly known: ReadonlyMap<string, KnownKey>;
  readonly held: readonly Held[];
}

interface Answer {
  readonly known: readonly KnownRow[] | null;
  readonly held:
    | readonly {
        readonly key_hash: string;
        readonly stream: string;
        readonly expected: number;
        readonly age: number;
      }[]
    | null;
}

/**
 * EventStoreDB knows no key of a command, only streams: so a key is claimed in PostgreSQL, for one
 * place in one stream, before anything is appended there. At that place one append can succeed at
 * most, so whoever holds the claim, or shares it, is the only one to record the key (rule 9).
 */
export class Claims {
  constructor(private readonly pool: Pool) {}

  /** Claims the place of each append for its key; each key stands once. */
  async take(appends: readonly CheckedAppend[], token: string): Promise<Claimed> {
    const { rows } = await this.pool.query<Answer>({
      name: 'numbering.claim',
      text: 'select * from numbering.claim($1, $2, $3, $4)',
      values: [...places(appends), token],
    });
    const byHash = new Map(appends.map((append) => [keyHash(append.key), append]));
    const held = (rows[0]?.held ?? []).flatMap(({ key_hash, stream, expected, age }) => {
      const append = byHash.get(key_hash.replaceAll('-', ''));
      return append === undefined ? [] : { append, stream, expected, ageMilliseconds: age };
    });
    const keys = appends.map(({ key }) => key);
    return { known: knownKeys(keys, rows[0]?.known ?? []), held };
  }

  /**
   * Takes a claim whose use can no longer come to be; false where somebody else has taken it, or
   * has renewed it, meanwhile.
   */
  async takeOver(
    { append, stream, expected, ageMilliseconds }: Held,
    token: string,
  ): Promise<boolean> {
    const { rowCount } = await this.pool.query({
      name: 'numbering.take_over',
      text: `update numbering.claim
        set stream = $1, expected = $2, claimed = clock_timestamp(), token = $7
        where key_hash = $3 and stream = $4 and expected = $5
          and claimed < clock_timestamp() - $6::float8 * interval '1 millisecond'`,
      values: [
        append.stream,
        append.expectedRevision,
        keyHash(append.key),
        stream,
        expected,
        ageMilliseconds,
        token,
      ],
    });
    return rowCount === 1;
  }

  /**
   * Gives back claims: all those of a place that its stream has passed; with a token, those that
   * nobody shares, whose append was not sent or was turned down.
   */
  async release(appends: readonly CheckedAppend[], token?: string): Promise<void> {
    if (appends.length === 0) return;
    await this.pool.query({
      name: 'numbering.release',
      text: `delete from numbering.claim c
        using unnest($1::uuid[], $2::text[], $3::int[]) as a(key_hash, stream, expected)
        where c.key_hash = a.key_hash and c.stream = a.stream and c.expected = a.expected
          and ($4::uuid is null or c.token = $4)`,
      values: [...places(appends), token],
    });
  }
}

function places(appends: readonly CheckedAppend[]): readonly (readonly unknown[])[] {
  return [
    appends.map(({ key }) => keyHash(key)),
    appends.map(({ stream }) => stream),
    appends.map(({ expectedRevision }) => expectedRevision),
  ];
}
