import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { withConnection } from '#libs/event-store/sql/with-connection.js';
import { keyLength } from '#libs/sealing/sealed-text.js';

/** The key of one subject, and whose it is to say that it is destroyed. */
export interface SubjectKey {
  readonly subject: string;
  /** The organisation that first sealed something for the subject. */
  readonly controller: string;
  /** Undefined once it is destroyed. */
  readonly key: Buffer | undefined;
  /** When it was destroyed, if it was. */
  readonly destroyed: Date | undefined;
}

interface Row {
  readonly subject: string;
  readonly controller: string;
  readonly key: Buffer | null;
  readonly destroyed: Date | null;
}

const asKey = ({ subject, controller, key, destroyed }: Row): SubjectKey => ({
  ...{ subject, controller },
  key: key ?? undefined,
  destroyed: destroyed ?? undefined,
});

/** The keys by which words about people are sealed: one per subject, outside the log. */
export class SubjectKeys {
  constructor(
    private readonly pool: Pool,
    private readonly databaseUrl: string,
  ) {}

  /** The subject's key; made, for this organisation, where there has never been one. */
  async made(subject: string, controller: string): Promise<SubjectKey> {
    await this.pool.query(
      `insert into vault.subject_key (subject, controller, key) values ($1, $2, $3)
        on conflict (subject) do nothing`,
      [subject, controller, randomBytes(keyLength)],
    );
    const found = (await this.of([subject])).get(subject);
    if (!found) throw new Error(`the key of ${subject} was made and is not there`);
    return found;
  }

  /** The keys that there are or were, of these subjects. */
  async of(subjects: readonly string[]): Promise<ReadonlyMap<string, SubjectKey>> {
    if (subjects.length === 0) return new Map();
    const { rows } = await this.pool.query<Row>(
      `select subject, controller, key, destroyed from vault.subject_key
        where subject = any($1)`,
      [subjects],
    );
    return new Map(rows.map((row) => [row.subject, asKey(row)]));
  }

  /** Notes that a key may be about to be destroyed, so that a crash does not keep it from being. */
  async announce(subject: string): Promise<void> {
    await this.pool.query(
      'update vault.subject_key set to_be_destroyed = true where subject = $1 and key is not null',
      [subject],
    );
  }

  /** Subjects whose keys were to be destroyed and are there still. */
  async announced(): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ subject: string }>(
      'select subject from vault.subject_key where to_be_destroyed and key is not null',
    );
    return rows.map(({ subject }) => subject);
  }

  /** Destroys a key, also on the table's pages, where an update leaves the row as it was. */
  async destroy(subject: string): Promise<void> {
    await this.pool.query(
      `update vault.subject_key set key = null, destroyed = clock_timestamp()
        where subject = $1 and key is not null`,
      [subject],
    );
    const asOwner = {
      connectionString: this.databaseUrl,
      application_name: 'purse forget',
      options: '-c role=purse_owner',
    };
    await withConnection(asOwner, (owner) => owner.query('vacuum (full) vault.subject_key'));
  }
}
