import { Pool } from 'pg';

/** Somebody, or a program, who may sign in. Events know no more of them than `person`. */
export interface Person {
  /** The reference that stands in events as who did it. */
  readonly person: string;
  readonly name: string;
  readonly email: string | null;
  /** A program: it has tokens for the API and does not sign in to the pages. */
  readonly machine: boolean;
  /** Whose word counts for this person, as the directory calls that issuer, … */
  readonly issuer: string;
  /** … and what the issuer calls them. */
  readonly subject: string;
}

/** Who is removed or changed by another process is known here after so long. */
const keptMilliseconds = 5_000;
const keptMax = 10_000;

/** The people and programs that may sign in, with their names. */
export class Directory {
  /** Answers of the last seconds: every request asks, and hardly any answer changes. */
  private readonly kept = new Map<string, { readonly person: Person | undefined; until: number }>();

  constructor(private readonly pool: Pool) {}

  static open(databaseUrl: string): Directory {
    const pool = new Pool({
      connectionString: databaseUrl,
      application_name: 'purse directory',
      max: 4,
      options: '-c role=purse_writer -c jit=off',
    });
    // An idle connection that breaks is replaced by the pool.
    pool.on('error', () => undefined);
    return new Directory(pool);
  }

  /** Whom an issuer means; undefined for somebody whom nobody has added. */
  async whoIs(issuer: string, subject: string): Promise<Person | undefined> {
    const asked = JSON.stringify([issuer, subject]);
    const known = this.kept.get(asked);
    if (known && known.until > Date.now()) return known.person;
    const { rows } = await this.pool.query<Person>(
      `select person, name, email, machine, issuer, subject from directory.person
        where issuer = $1 and subject = $2`,
      [issuer, subject],
    );
    if (this.kept.size >= keptMax) this.kept.clear();
    this.kept.set(asked, { person: rows[0], until: Date.now() + keptMilliseconds });
    return rows[0];
  }

  /** Everybody who signs in with an issuer, by name. */
  async of(issuer: string): Promise<readonly Person[]> {
    const { rows } = await this.pool.query<Person>(
      `select person, name, email, machine, issuer, subject from directory.person
        where issuer = $1 order by machine, name`,
      [issuer],
    );
    return rows;
  }

  /** Adds people whom it does not hold; those that it holds stay as they are. */
  async introduce(people: readonly Person[]): Promise<void> {
    for (const { person, name, email, machine, issuer, subject } of people)
      await this.pool.query(
        `insert into directory.person (person, name, email, machine, issuer, subject)
          values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
        [person, name, email, machine, issuer, subject],
      );
    this.kept.clear();
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
