import { randomUUID } from 'node:crypto';
import {
  LogElsewhere,
  numberedLog,
  readIdentity,
  requireOneLog,
  writeIdentity,
} from '../eventstore/identity.js';
import { headOf } from '../sql/numbers.js';
import { requireNothingUnderway, requireQuiet } from './quiet.js';
import { letNumberOnly, mayAppendToPostgres, refuseAppends } from './rights.js';
import type { Sides } from './sides.js';

/** Makes sure that the log is in PostgreSQL, unused, and that EventStoreDB holds it or none by its name. */
export async function beginToEventStore(sides: Sides): Promise<void> {
  const { numbers, client, streams, options } = sides;
  const before = await numberedLog(numbers);
  if (before?.active === true)
    throw new LogElsewhere(
      'The log of this database is in EventStoreDB already: start the service with EVENTSTORE_URL, or prove both equal with --verify-only.',
    );
  if (before !== undefined && before.name !== options.log)
    throw new LogElsewhere(
      `This database knows the log as "${before.name}" in EventStoreDB, not as "${options.log}": set EVENTSTORE_LOG to that.`,
    );
  if (!(await mayAppendToPostgres(numbers)))
    throw new LogElsewhere('The log of this database was moved to another database: use that one.');
  await requireQuiet(numbers);
  const theirs = await readIdentity(sides.looking, streams);
  if (theirs !== undefined && theirs !== before?.id)
    throw new LogElsewhere(
      `EventStoreDB holds the log "${options.log}" of another database: set EVENTSTORE_LOG to a name of its own for this one.`,
    );
  const numbered = (await headOf(sides.numbersPool, 'numbering.entry')).number;
  if (theirs === undefined && numbered > 0)
    throw new LogElsewhere(
      `This database numbers ${numbered} events of the log "${options.log}", and EventStoreDB does not hold it: use the cluster that does, or restore its backup.`,
    );
  const id = before?.id ?? randomUUID();
  await numbers.query(
    `insert into numbering.log (id, name, active) values ($1, $2, false) on conflict do nothing`,
    [id, options.log],
  );
  if (theirs === undefined) await writeIdentity(client, streams, id);
  if ((await readIdentity(sides.looking, streams)) !== id)
    throw new LogElsewhere(`Another database has just begun the log "${options.log}".`);
  await letNumberOnly(numbers);
}

/** Makes sure that the log is in EventStoreDB, unused, and that PostgreSQL may take it. */
export async function beginToPostgres(sides: Sides): Promise<void> {
  const { numbers, postgres, streams, options } = sides;
  const state = await requireOneLog(numbers, sides.looking, streams, options.log);
  if (state === 'to begin')
    throw new LogElsewhere(
      `EventStoreDB holds no log "${options.log}" of this database: there is nothing to copy.`,
    );
  await requireQuiet(numbers);
  await requireNothingUnderway(numbers);
  if (postgres !== numbers) {
    if ((await numberedLog(postgres))?.active === true)
      throw new LogElsewhere(
        'The database to copy into has its own log in EventStoreDB: name an empty one.',
      );
    await requireQuiet(postgres);
    await takeSecret(sides);
  }
  await refuseAppends(postgres, 'postgresql');
}

/** The same secret, so that a repeated request has the same hash. */
async function takeSecret({ numbers, postgres, postgresPool }: Sides): Promise<void> {
  const secretOf = async (client: typeof numbers): Promise<Buffer | undefined> => {
    const { rows } = await client.query<{ request_hmac: Buffer }>(
      'select request_hmac from log.secret',
    );
    return rows[0]?.request_hmac;
  };
  const ours = await secretOf(numbers);
  const theirs = await secretOf(postgres);
  if (ours === undefined || theirs === undefined) throw new Error('log.secret is empty.');
  if (ours.equals(theirs)) return;
  if ((await headOf(postgresPool, 'log.event')).number > 0)
    throw new LogElsewhere('The database to copy into holds another log: name an empty one.');
  await postgres.query('update log.secret set request_hmac = $1', [ours]);
}
