import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { personColumns, type Person } from './person.js';

/** Somebody whose browser is signed in. */
export interface Session {
  readonly person: Person;
  /** What the issuer said of them, by which it knows them again when they sign out. */
  readonly idToken: string;
  /** By which of several appointments they act; null until they have chosen. */
  readonly acting: string | null;
}

/** What must be the same when somebody comes back from the issuer. */
export interface SignInBegun {
  readonly state: string;
  readonly nonce: string;
  /** PKCE: whose digest the issuer was given. */
  readonly verifier: string;
  /** The page that was asked for, as a path of this service. */
  readonly returnTo: string;
}

/** Whom an issuer has signed out: a person, or who has a session of the issuer's. */
export interface EndedElsewhere {
  readonly subject: string | undefined;
  readonly session: string | undefined;
}

/** A session ends when nothing is asked in it for so long, … */
const idle = `interval '1 hour'`;
/** … and after a working day at the latest. */
const longest = `interval '12 hours'`;
/** Time to sign in at the issuer. */
const toSignIn = `interval '10 minutes'`;
/** A page need not be written about each time that it is asked for. */
const seenAnew = `interval '1 minute'`;

/** Sessions of browsers, and sign-ins that were begun: who holds the id has them. */
export class Sessions {
  constructor(private readonly pool: Pool) {}

  /** Begins one under an id that nobody has held before, and answers the id. */
  async begin(person: string, idToken: string, issuerSession: string | null): Promise<string> {
    const id = newId();
    await this.pool.query(
      `insert into directory.session (digest, person, id_token, issuer_session)
        values ($1, $2, $3, $4)`,
      [digestOf(id), person, idToken, issuerSession],
    );
    await this.pool.query(
      `delete from directory.session where ${expired}; delete from directory.sign_in where begun < now() - ${toSignIn}`,
    );
    return id;
  }

  async find(id: string): Promise<Session | undefined> {
    const digest = digestOf(id);
    const { rows } = await this.pool.query<Person & Omit<Session, 'person'> & { older: boolean }>(
      `select ${personColumns}, id_token as "idToken", acting,
          seen < now() - ${seenAnew} as older
        from directory.session join directory.person using (person)
        where digest = $1 and not (${expired})`,
      [digest],
    );
    const [found] = rows;
    if (!found) return undefined;
    const { idToken, acting, older, ...person } = found;
    if (older)
      await this.pool.query('update directory.session set seen = now() where digest = $1', [
        digest,
      ]);
    return { person, idToken, acting };
  }

  /** From now on whoever holds it acts by this appointment. */
  async actBy(id: string, appointment: string): Promise<void> {
    await this.pool.query('update directory.session set acting = $2 where digest = $1', [
      digestOf(id),
      appointment,
    ]);
  }

  /** Ends one, such as the one before at a new sign-in. */
  async end(id: string): Promise<void> {
    await this.pool.query('delete from directory.session where digest = $1', [digestOf(id)]);
  }

  /** Ends every session of a person, wherever; answers how many there were. */
  async endAllOf(person: string): Promise<number> {
    const { rowCount } = await this.pool.query('delete from directory.session where person = $1', [
      person,
    ]);
    return rowCount ?? 0;
  }

  /** Ends what the issuer says has ended there: all of a subject, or one of the issuer's sessions. */
  async endedBy(issuer: string, { subject, session }: EndedElsewhere): Promise<number> {
    const { rowCount } = await this.pool.query(
      `delete from directory.session using directory.person
        where session.person = person.person and person.issuer = $1
          and (person.subject = $2 or session.issuer_session = $3)`,
      [issuer, subject ?? null, session ?? null],
    );
    return rowCount ?? 0;
  }

  /** Keeps what a browser needs to come back with, under an id that only it holds. */
  async beginSignIn({ state, nonce, verifier, returnTo }: SignInBegun): Promise<string> {
    const id = newId();
    await this.pool.query(
      `insert into directory.sign_in (digest, state, nonce, verifier, return_to)
        values ($1, $2, $3, $4, $5)`,
      [digestOf(id), state, nonce, verifier, returnTo],
    );
    return id;
  }

  /** Takes it out: nobody comes back twice. */
  async takeSignIn(id: string): Promise<SignInBegun | undefined> {
    const { rows } = await this.pool.query<SignInBegun>(
      `with taken as (delete from directory.sign_in where digest = $1 returning *)
        select state, nonce, verifier, return_to as "returnTo" from taken
          where begun > now() - ${toSignIn}`,
      [digestOf(id)],
    );
    return rows[0];
  }
}

/** What a form of a session's pages carries, which nobody makes who does not hold the session's id. */
export const formTokenOf = (id: string): string =>
  createHmac('sha256', id).update('form').digest('base64url');

const expired = `seen < now() - ${idle} or begun < now() - ${longest}`;
const newId = (): string => randomBytes(32).toString('base64url');
const digestOf = (id: string): Buffer => createHash('sha256').update(id).digest();
