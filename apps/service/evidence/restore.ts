import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import type { Envelope } from '#contracts/envelope.js';
import { idOf } from '#contracts/events/all.js';
import { goesOn } from '#libs/evidence/event-rules.js';
import { PackVerifier } from '#libs/evidence/verifier.js';
import type { PackHeader } from '#libs/evidence/pack.js';
import type { KnownKeys } from '#libs/evidence/signatures.js';
import type { Verdict } from '#libs/evidence/verdict.js';
import { numberedLog } from '#libs/event-store/eventstore/identity.js';
import { moveSession, requireAlone, requireQuiet } from '#libs/event-store/moving/quiet.js';
import { mayAppendToPostgres } from '#libs/event-store/moving/rights.js';
import { appendLock, rowOf, takeRows } from '#libs/event-store/postgres/copy-in.js';
import { withConnection } from '#libs/event-store/sql/with-connection.js';
import { ExplainedError } from '../explained.js';
import { Remembered } from '../log/remembered.js';
import type { LogSigning } from '../log/signing.js';
import type { KeptPerson, LogSecrets } from './log-secrets.js';

export interface Restoring {
  /** The backup from its first byte on, whenever it is asked for. */
  readonly backup: () => AsyncIterable<Buffer>;
  /** Undefined where they are lost, or not to be used again. */
  readonly secrets: LogSecrets | undefined;
  /** Keys of the log that were got otherwise than with the backup. */
  readonly keys: KnownKeys | undefined;
  readonly signing: LogSigning;
  readonly onEntries: (done: number, of: number) => void;
}

/** A person whose key was destroyed, by the log. */
interface Forgotten {
  readonly by: string;
  readonly at: string;
}

/**
 * Puts the log of a backup into a database that is migrated and holds none, in one transaction and
 * one pass: each event is verified and written as it comes, and nothing is there before all of it is
 * verified. Views and tree are not restored but made of the log. Throws PackRefused for a backup that
 * does not hold, LogInUse, or an ExplainedError.
 */
export async function restoreLog(databaseUrl: string, restoring: Restoring): Promise<Verdict> {
  const kept = keptOf(await headerOf(restoring.backup), restoring);
  const session = {
    connectionString: databaseUrl,
    application_name: moveSession,
    options: '-c synchronous_commit=on',
  };
  // What is not committed at its end is gone with the connection.
  return withConnection(session, async (client) => {
    await requireAlone(client);
    await requireQuiet(client);
    await client.query('begin');
    await client.query('set local role purse_writer');
    await requireNoLog(client);
    await client.query('set local role purse_owner');
    await client.query(appendLock);
    const { verdict, forgotten } = await takeEvents(client, restoring, kept);
    await nameAndSign(client, verdict);
    await takeSecrets(client, restoring.secrets, forgotten);
    await client.query('analyze log.event');
    await client.query('commit');
    return verdict;
  });
}

/** The first line. Throws PackRefused for another. */
async function headerOf(backup: Restoring['backup']): Promise<PackHeader> {
  const verifier = new PackVerifier();
  for await (const chunk of backup()) {
    const end = chunk.indexOf('\n') + 1;
    verifier.take(end === 0 ? chunk : chunk.subarray(0, end));
    if (verifier.header !== undefined) return verifier.header;
  }
  verifier.verdict();
  throw new Error('A pack without a header was verified.');
}

/**
 * What is known of the log before its events are read must agree.
 * @returns the last checkpoint that was signed with the key file, if there is one
 */
function keptOf(
  { kind, origin, size }: PackHeader,
  { signing, secrets }: Restoring,
): string | undefined {
  if (kind !== 'backup')
    throw new ExplainedError(
      `It is a pack of the kind "${kind}", which leaves out most of the log: only a backup can be restored.`,
    );
  if (signing.origin !== undefined && signing.origin !== origin)
    throw new ExplainedError(
      `It is a backup of the log "${origin}", and PURSE_LOG_ORIGIN is "${signing.origin}": set PURSE_LOG_ORIGIN to that, or leave it out.`,
    );
  if (secrets !== undefined && secrets.origin !== origin)
    throw new ExplainedError(
      `It is a backup of the log "${origin}", and the secrets are those of "${secrets.origin}": give those that were written with it.`,
    );
  const remembered = new Remembered(signing.keyFile, origin);
  const last = remembered.read();
  if (last !== undefined && last.size > size)
    throw new ExplainedError(
      `The backup ends with event ${size}, and ${last.size} events were signed (${remembered.file}): what came after it would be signed a second time. Give a later backup; one that is to be read only is restored with PURSE_LOG_KEY set to a file that is not there.`,
    );
  return last?.note;
}

/** As the log's writer, who may read all that a log leaves in a database. */
async function requireNoLog(client: Client): Promise<void> {
  const { rows } = await client.query<{ holds: string | null }>(
    `select case
      when exists (select from log.event) then 'events'
      when exists (select from log_tree.checkpoint) or exists (select from log_tree.tree where size > 0)
        then 'the tree of a log'
      when exists (select from vault.subject_key) then 'keys of people'
      when exists (select from directory.person) then 'people who sign in'
      when exists (select from views.version where number > 0) then 'the views of a log'
      end as holds`,
  );
  const elsewhere =
    (await numberedLog(client)) !== undefined || !(await mayAppendToPostgres(client));
  const holds = elsewhere ? 'what belongs to a log elsewhere' : (rows[0]?.holds ?? undefined);
  if (holds === undefined) return;
  throw new ExplainedError(
    `The database holds ${holds} already: a log is restored into an empty one. Make one, and name it with DATABASE_URL.`,
  );
}

/** Writes the events while they are verified. */
async function takeEvents(
  client: Client,
  { backup, keys, onEntries }: Restoring,
  kept: string | undefined,
): Promise<{ readonly verdict: Verdict; readonly forgotten: ReadonlyMap<string, Forgotten> }> {
  const forgotten = new Map<string, Forgotten>();
  let rows: string[] = [];
  let last: Envelope | undefined;
  const verifier = new PackVerifier({
    ...{ keys, kept },
    onEvent: ({ event, text }) => {
      const { number, recorded } = event;
      rows.push(rowOf({ number, recorded, begins: !goesOn(last, event) }, event, text));
      if (event.type === 'PersonForgotten')
        forgotten.set(idOf(event.stream), { by: event.organisation, at: recorded });
      last = event;
    },
  });
  async function* verified(): AsyncGenerator<string, void> {
    for await (const chunk of backup()) {
      verifier.take(chunk);
      if (rows.length > 0) yield rows.join('');
      rows = [];
      const { done, of } = verifier.progress;
      onEntries(done, of);
    }
  }
  await pipeline(Readable.from(verified()), takeRows(client));
  return { verdict: verifier.verdict(), forgotten };
}

/** The log keeps its name, and goes on from the checkpoint that it was backed up with. */
async function nameAndSign(
  client: Client,
  { origin, size, root, checkpoint }: Verdict,
): Promise<void> {
  await client.query('delete from log_tree.log');
  await client.query('insert into log_tree.log (origin) values ($1)', [origin]);
  // Nobody noted when it was signed: soon after its last event.
  await client.query(
    `insert into log_tree.checkpoint (size, root, signed, note)
      select number, $2, recorded, $3 from log.event where number = $1`,
    [size, Buffer.from(root, 'hex'), checkpoint],
  );
}

/** Whoever was forgotten stays so, whatever of the two is older: the log or its secrets. */
async function takeSecrets(
  client: Client,
  secrets: LogSecrets | undefined,
  forgotten: ReadonlyMap<string, Forgotten>,
): Promise<void> {
  if (secrets !== undefined) {
    await client.query('update log.secret set request_hmac = $1', [secrets.requestHmac]);
    await client.query(
      `insert into directory.person
        select * from json_populate_recordset(null::directory.person, $1)`,
      [JSON.stringify(secrets.directory)],
    );
  }
  const people = new Map(secrets?.people.map((person) => [person.subject, person]));
  for (const [subject, { by, at }] of forgotten) {
    const { controller = by, destroyed = null } = people.get(subject) ?? {};
    people.set(subject, { subject, controller, key: null, destroyed: destroyed ?? at });
  }
  const all = [...people.values()];
  const column = <Name extends keyof KeptPerson>(name: Name): readonly KeptPerson[Name][] =>
    all.map((person) => person[name]);
  await client.query(
    `insert into vault.subject_key (subject, controller, key, destroyed)
      select * from unnest($1::text[], $2::text[], $3::bytea[], $4::timestamptz[])`,
    [column('subject'), column('controller'), column('key'), column('destroyed')],
  );
}
