import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { Counter, Gauge, Registry } from 'prom-client';
import { openPool } from '#libs/event-store/sql/pool.js';
import { withConnection } from '#libs/event-store/sql/with-connection.js';
import { persistence, Persistent } from './persistent.js';
import { entriesOf, type EntriesAsked, type EntriesFound } from './reading-entries.js';

/** Who signed in and out, what was refused, and whose entries of the directory were changed. */
export interface Entry extends Whence {
  readonly what:
    | 'signed-in'
    | 'signed-out'
    | 'signed-out-by-issuer'
    | 'refused'
    /** What of the entries before it is out of the ordinary. */
    | 'anomaly'
    | 'person-added'
    | 'person-changed'
    | 'person-removed';
  /** As events name them: names are in the directory only. */
  readonly person?: string | undefined;
  /** By which problem it was refused. */
  readonly problem?: string | undefined;
  readonly detail?: string | undefined;
}

/** Where a request is from and what it asks. */
export interface Whence {
  /** Where it came from, as the network says. */
  readonly address?: string | undefined;
  /** Its method and path, without what stands behind the path. */
  readonly request?: string | undefined;
}

const writeMilliseconds = 500;
/** Whoever floods the service floods neither the database nor the memory. */
const entriesPerWriteMax = 2_000;
const tidyMilliseconds = 6 * 3_600_000;
const textLengthMax = 500;

/**
 * The security log: apart from the ledger, in schema `security`. An entry is written within a second,
 * and counted at once; nobody's answer waits for it.
 */
export class SecurityLog {
  readonly metrics = new Registry();
  private readonly counted = new Counter({
    name: 'purse_security_entries_total',
    help: 'Sign-ins, sign-outs, refusals, anomalies and changes of the directory',
    labelNames: ['what', 'problem'],
    registers: [this.metrics],
  });
  private readonly lost = new Counter({
    name: 'purse_security_entries_lost_total',
    help: 'Entries that were counted and not written: too many at once, or no database',
    registers: [this.metrics],
  });
  private readonly persistent = new Persistent();
  private readonly pool: Pool;
  private readonly writing: NodeJS.Timeout;
  private waiting: (Entry & { readonly at: Date })[] = [];
  private written: Promise<void> = Promise.resolve();
  private tidying: NodeJS.Timeout | undefined;
  private tidied: Promise<void> = Promise.resolve();

  constructor(
    private readonly databaseUrl: string,
    private readonly logger: Logger,
  ) {
    this.pool = openPool({
      ...{ connectionString: databaseUrl, application_name: 'purse security', max: 1 },
      options: '-c role=purse_writer -c jit=off',
    });
    this.writing = setInterval(() => void this.write(), writeMilliseconds);
    this.writing.unref();
    const { persistent } = this;
    new Gauge({
      name: 'purse_security_persistent_clients',
      help: 'Clients that were refused again and again in the last quarter of an hour',
      registers: [this.metrics],
      collect() {
        this.set(persistent.number);
      },
    });
  }

  note(entry: Entry): void {
    this.counted.inc({ what: entry.what, problem: entry.problem ?? '' });
    this.keepForWriting(entry);
    if (entry.what !== 'refused') return;
    // Somebody who has signed in is the same client from wherever; others are where they are from.
    const { person, address, problem } = entry;
    const client = person ?? address ?? '';
    if (!this.persistent.refused(client)) return;
    this.logger.warn({ client, problem }, 'a client is refused again and again');
    this.note({ what: 'anomaly', person, address, problem, detail: persistence });
  }

  private keepForWriting(entry: Entry): void {
    if (this.waiting.length < entriesPerWriteMax) this.waiting.push({ ...entry, at: new Date() });
    else this.lost.inc();
  }

  /** Removes what is older than so many days, now and from now on. */
  keep(days: number): void {
    const tidy = (): void => {
      this.tidied = this.tidy(days).catch((error: unknown) => {
        this.logger.error({ err: error }, 'old entries of the security log could not be removed');
      });
    };
    this.tidying = setInterval(tidy, tidyMilliseconds);
    this.tidying.unref();
    tidy();
  }

  async tidy(days: number): Promise<void> {
    const asOwner = {
      ...{ connectionString: this.databaseUrl, application_name: 'purse security' },
      options: '-c role=purse_owner',
    };
    const old = 'delete from security.entry where at < now() - make_interval(days => $1)';
    await withConnection(asOwner, (owner) => owner.query(old, [days]));
  }

  /** Writes what waits; resolves when it is written, or counted as lost. */
  write(): Promise<void> {
    const entries = this.waiting;
    if (entries.length === 0) return this.written;
    this.waiting = [];
    // PostgreSQL takes no NUL, and one that somebody sent must not lose what is written beside it.
    const column = (name: keyof Entry): (string | null)[] =>
      entries.map(
        (entry) => entry[name]?.slice(0, textLengthMax).replaceAll('\0', '\uFFFD') ?? null,
      );
    this.written = this.written.then(async () => {
      try {
        await this.pool.query(
          `insert into security.entry (at, what, person, address, request, problem, detail)
            select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[],
              $6::text[], $7::text[])`,
          [
            entries.map(({ at }) => at),
            ...(['what', 'person', 'address', 'request', 'problem', 'detail'] as const).map(column),
          ],
        );
      } catch (error) {
        this.lost.inc(entries.length);
        this.logger.error({ err: error }, 'the security log could not be written');
      }
    });
    return this.written;
  }

  /** What is written, with what waited to be. */
  async entries(asked: EntriesAsked): Promise<EntriesFound> {
    await this.write();
    return entriesOf(this.pool, asked);
  }

  async stop(): Promise<void> {
    clearInterval(this.writing);
    clearInterval(this.tidying);
    await this.write();
    await this.tidied;
    await this.pool.end();
  }
}
