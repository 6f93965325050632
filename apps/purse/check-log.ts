import { ExplainedError } from '#apps/service/explained.js';
import type { LogSettings } from '#apps/service/store.js';
import { eventStoreHealth, type EventStoreHealth } from '#libs/event-store/eventstore/health.js';
import { numberedLog } from '#libs/event-store/eventstore/identity.js';
import { placeOf } from '#libs/event-store/eventstore/trouble.js';
import { withConnection } from '#libs/event-store/sql/with-connection.js';

/** Which store keeps the log and how it is, in a sentence. Throws where it cannot be used. */
export async function checkLog(databaseUrl: string, settings: LogSettings): Promise<string> {
  const { eventStoreUrl, eventStoreLog } = settings;
  if (eventStoreUrl === undefined) return checkInPostgres(databaseUrl);
  const health = await eventStoreHealth(databaseUrl, eventStoreUrl, eventStoreLog);
  return [
    `"${eventStoreLog}" in EventStoreDB ${health.version} at ${placeOf(eventStoreUrl)}`,
    nodes(health),
    numbering(health),
  ].join('; ');
}

async function checkInPostgres(databaseUrl: string): Promise<string> {
  const numbered = await withConnection({ connectionString: databaseUrl }, numberedLog);
  if (numbered?.active === true)
    throw new ExplainedError('in EventStoreDB: set EVENTSTORE_URL to where that is');
  return 'in PostgreSQL, in the database above';
}

function nodes({ members }: EventStoreHealth): string {
  const alive = members.filter((member) => member.alive);
  const leader = alive.find(({ state }) => state === 'LEADER');
  if (leader === undefined) {
    const states = members.map(({ address, state }) => `${address} ${state}`).join(', ');
    throw new ExplainedError(
      `no node of EventStoreDB leads, so nothing can be recorded (${states}): see that most of its nodes run and reach each other`,
    );
  }
  return `${leader.address} leads, ${alive.length} of ${members.length} nodes are alive`;
}

function numbering({ numbering: state }: EventStoreHealth): string {
  if (state === undefined) return 'the log begins at the first start';
  const { lastNumber, unnumbered, leaseHolder } = state;
  const waiting = unnumbered === 0 ? 'none waits for a number' : `${unnumbered} wait for a number`;
  const holder = leaseHolder === undefined ? 'no service numbers now' : `"${leaseHolder}" numbers`;
  return `numbered up to event ${lastNumber}, ${waiting}, ${holder}`;
}
