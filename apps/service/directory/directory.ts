import { Pool } from 'pg';
import { codeOf } from '../explained.js';
import { Sessions } from './sessions.js';

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

const columns = 'person, name, email, machine, issuer, subject';
const uniqueViolation = '23505';

/** The people and programs that may sign in, with their names. */
export class Directory {
  /** Answers of the last seconds: every request asks, and hardly any answer changes. */
  private readonly kept = new Map<string, { readonly person: Person | undefined; until: number }>();

  /** Who of them is signed in with a browser. */
  readonly sessions: Sessions;

  private constructor(private readonly pool: Pool) {
    this.sessions = new Sessions(pool);
  }

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
      `select ${columns} from directory.person
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
      `select ${columns} from directory.person
        where issuer = $1 order by machine, name`,
      [issuer],
    );
    return rows;
  }

  /** What somebody is called; their reference in events where nothing is known, or no more. */
  async nameOf(person: string): Promise<string> {
    const { rows } = await this.pool.query<{ name: string }>(
      'select name from directory.person where person = $1',
      [person],
    );
    return rows[0] === undefined ? person : `${rows[0].name} (${person})`;
  }

  /** Everybody, by their references in events. */
  async all(): Promise<readonly Person[]> {
    const { rows } = await this.pool.query<Person>(
      `select ${columns} from directory.person order by person`,
    );
    return rows;
  }

  /** Adds people whom it does not hold; those that it holds stay as they are. */
  async introduce(people: readonly Person[]): Promise<void> {
    for (const person of people) await this.insert(person, 'on conflict do nothing');
  }

  /**
   * Adds somebody, or changes what is known of them; their sessions go on. Answers false where the
   * issuer's subject is somebody else's already: two people are never one.
   */
  async put(person: Person): Promise<boolean> {
    try {
      await this.insert(
        person,
        `on conflict (person) do update set name = excluded.name, email = excluded.email,
          machine = excluded.machine, issuer = excluded.issuer, subject = excluded.subject`,
      );
      return true;
    } catch (error) {
      if (codeOf(error) === uniqueViolation) return false;
      throw error;
    }
  }

  /** Removes somebody with their sessions: they cannot sign in, and events keep their reference. */
  async remove(person: string): Promise<boolean> {
    const { rowCount } = await this.pool.query('delete from directory.person where person = $1', [
      person,
    ]);
    this.kept.clear();
    return rowCount === 1;
  }

  private async insert(person: Person, otherwise: string): Promise<void> {
    await this.pool.query(
      `insert into directory.person (${columns}) values ($1, $2, $3, $4, $5, $6) ${otherwise}`,
      [person.person, person.name, person.email, person.machine, person.issuer, person.subject],
    );
    this.kept.clear();
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
