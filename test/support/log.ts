import { randomBytes } from 'node:crypto';
import { inPostgres, openStore, type OpenLog } from '#apps/service/store.js';
import { MemoryEventStore } from '#libs/event-store/memory-store.js';
import type { EventStore } from '#libs/event-store/port.js';
import { eventStoreUnderTest } from './eventstore.js';

/** A log of one test's own, which any number of runtimes may open. */
export interface TestLog {
  readonly open: OpenLog;
  drop(): Promise<void>;
}

type Kept = 'memory' | 'postgres' | 'eventstore';

/** Which store keeps the logs of this run: `STORE`, PostgreSQL where it is not set. */
const kept = keptIn(process.env['STORE']);

export function newLog(): Promise<TestLog> {
  switch (kept) {
    case 'memory':
      return Promise.resolve(inMemory());
    case 'postgres':
      return Promise.resolve({
        open: (url: string) => openStore(url, inPostgres),
        drop: () => Promise.resolve(),
      });
    case 'eventstore':
      return inEventStoreDb();
  }
}

/** Read models are in PostgreSQL all the same. What closes it is over, the log is not. */
function inMemory(): TestLog {
  const log = new MemoryEventStore();
  const close = { value: () => Promise.resolve() };
  const open = (): EventStore => Object.create(log, { close }) as EventStore;
  return { open: () => Promise.resolve(open()), drop: () => log.close() };
}

async function inEventStoreDb(): Promise<TestLog> {
  const server = await eventStoreUnderTest();
  const eventStoreLog = `test-${randomBytes(8).toString('hex')}`;
  return {
    open: (url) => openStore(url, { eventStoreUrl: server.url, eventStoreLog }),
    drop: () => server.stop(),
  };
}

function keptIn(store = 'postgres'): Kept {
  const found = (['memory', 'postgres', 'eventstore'] as const).find((each) => each === store);
  if (found === undefined) throw new Error(`STORE is "${store}": memory, postgres or eventstore.`);
  return found;
}
