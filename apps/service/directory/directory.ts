import type { Pool } from 'pg';
import { isWritable } from '#contracts/writable.js';
import type { Named } from '#libs/access/names.js';
import { openPool } from '#libs/event-store/sql/pool.js';
import { codeOf } from '../explained.js';
import { personColumns, type Person } from './person.js';
import { Sessions } from './sessions.js';

/** What came of an entry: refused where its reference, or who signs in, is somebody else's. */
export type Put =
  | { readonly put: 'added' | 'changed'; readonly changes: readonly string[] }
  | { readonly put: 'kept-by-others' }
  | { readonly put: 'subject-taken' };

/** Who is removed or changed by another process is known here after so long. */
const keptMilliseconds = 5_000;
const keptMax = 10_000;

const uniqueViolation = '23505';

/** The people and programs that may sign in, with their names. */
export class Directory {
  /** Answers of the last seconds: every request asks, and hardly any answer changes. */
  private readonly kept = new Map<string, { readonly person: Person | undefined; until: number }>();
  private keptNames: { readonly of: readonly Named[]; readonly until: number } | undefined;

  /** Who of them is signed in with a browser. */
  readonly sessions: Sessions;

  private constructor(private readonly pool: Pool) {
    this.sessions = new Sessions(pool);
  }

  static open(databaseUrl: string): Directory {
    const pool = openPool({
      connectionString: databaseUrl,
      application_name: 'purse directory',
      max: 4,
      options: '-c role=purse_writer -c jit=off',
    });
    return new Directory(pool);
  }

  /** Whom an issuer means; undefined for somebody whom nobody has added. */
  async whoIs(issuer: string, subject: string): Promise<Person | undefined> {
    // An issuer may call somebody what no text can hold: nobody was added under that.
    if (!isWritable(subject)) return undefined;
    const asked = JSON.stringify([issuer, subject]);
    const known = this.kept.get(asked);
    if (known && known.until > Date.now()) return known.person;
    const { rows } = await this.pool.query<Person>(
      `select ${personColumns} from directory.person
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
      `select ${personColumns} from directory.person
        where issuer = $1 order by machine, name`,
      [issuer],
    );
    return rows;
  }

  /** What everybody is called: every request asks, and hardly any answer changes. */
  async names(): Promise<readonly Named[]> {
    if (this.keptNames && this.keptNames.until > Date.now()) return this.keptNames.of;
    const { rows } = await this.pool.query<Named>(
      'select person, name, organisation from directory.person',
    );
    this.keptNames = { of: rows, until: Date.now() + keptMilliseconds };
    return rows;
  }

  /** Everybody, or those whose entries an organisation keeps, by their references in events. */
  async all(keeper: string | null = null): Promise<readonly Person[]> {
    const { rows } = await this.pool.query<Person>(
      `select ${personColumns} from directory.person
        where $1::text is null or organisation = $1 order by person`,
      [keeper],
    );
    return rows;
  }

  async find(person: string): Promise<Person | undefined> {
    const { rows } = await this.pool.query<Person>(
      `select ${personColumns} from directory.person where person = $1`,
      [person],
    );
    return rows[0];
  }

  /** Adds people whom it does not hold; of those that it holds it says who keeps them, if nobody did. */
  async introduce(people: readonly Person[]): Promise<void> {
    for (const entry of people) {
      await this.pool.query(`${inserting} on conflict do nothing`, valuesOf(entry));
      await this.pool.query(
        `update directory.person set organisation = $2 where person = $1 and organisation is null`,
        [entry.person, entry.organisation],
      );
    }
    this.forgetKept();
  }

  /**
   * Adds somebody, or changes what is known of them, in the name of the keeper if one is named: then
   * only what that organisation keeps. Sessions go on, unless somebody else signs in from now on.
   */
  async put(person: Person, keeper: string | null = null): Promise<Put> {
    const before = await this.find(person.person);
    try {
      const { rowCount } = await this.pool.query(
        `${inserting} on conflict (person) do update set name = excluded.name,
          email = excluded.email, machine = excluded.machine, issuer = excluded.issuer,
          subject = excluded.subject, organisation = excluded.organisation
          where $8::text is null or person.organisation = $8`,
        [...valuesOf(person), keeper],
      );
      if (rowCount === 0) return { put: 'kept-by-others' };
    } catch (error) {
      if (codeOf(error) === uniqueViolation) return { put: 'subject-taken' };
      throw error;
    } finally {
      this.forgetKept();
    }
    const changes = known.filter((each) => before?.[each] !== person[each]);
    if (before && changes.some((each) => ['issuer', 'subject'].includes(each)))
      await this.sessions.endAllOf(person.person);
    return { put: before ? 'changed' : 'added', changes };
  }

  /**
   * Removes somebody with their sessions: they cannot sign in, and events keep their reference. Where
   * a keeper is named, only what that organisation keeps. Answers whether there was such an entry.
   */
  async remove(person: string, keeper: string | null = null): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `delete from directory.person
        where person = $1 and ($2::text is null or organisation = $2)`,
      [person, keeper],
    );
    this.forgetKept();
    return rowCount === 1;
  }

  private forgetKept(): void {
    this.kept.clear();
    this.keptNames = undefined;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/** What is known of somebody beside their reference. */
const known = ['name', 'email', 'machine', 'issuer', 'subject', 'organisation'] as const;

const inserting = `insert into directory.person (${personColumns}) values ($1, $2, $3, $4, $5, $6, $7)`;
const valuesOf = (entry: Person): (string | boolean | null)[] => [
  entry.person,
  ...known.map((each) => entry[each]),
];
