import { pino } from 'pino';
import { loadExample } from '#apps/service/example/load-example.js';
import { openRuntime } from '#apps/service/runtime.js';
import type { Json, RecordedEvent } from '#contracts/envelope.js';
import { MemoryEventStore } from '#libs/event-store/memory-store.js';
import type { Append, EventStore } from '#libs/event-store/port.js';
import { freshDatabase } from '../support/database.js';

/** A load of the example that dies, and is started again by a process that knows nothing of it. */

/** Past the first statement, its publications, its signatures and its restatement. */
const today = '2025-06-20';
const logger = pino({ level: 'silent' });

/** Dies with an append, before it is recorded or just after; from then on nothing is recorded. */
interface Cut {
  readonly at: string;
  readonly dies: (append: Append, recorded: number) => boolean;
  readonly when: 'before' | 'after';
}

class Died extends Error {}

function dying(store: MemoryEventStore, { dies, when }: Cut): EventStore {
  let isDead = false;
  const append: EventStore['append'] = async (asked) => {
    if (isDead) throw new Died();
    isDead = dies(asked, (await store.head()).number);
    if (isDead && when === 'before') throw new Died();
    const result = await store.append(asked);
    if (isDead) throw new Died();
    return result;
  };
  return kept(store, append);
}

/** What outlives a process: it is not closed with one. */
const kept = (store: MemoryEventStore, append: EventStore['append']): EventStore => ({
  ...{ append, close: () => Promise.resolve() },
  readStream: (...asked) => store.readStream(...asked),
  read: (...asked) => store.read(...asked),
  readBytes: (...asked) => store.readBytes(...asked),
  follow: (...asked) => store.follow(...asked),
  findKeys: (keys) => store.findKeys(keys),
  head: () => store.head(),
  numberAt: (instant) => store.numberAt(instant),
  requestHash: (request) => store.requestHash(request),
});

/** One process: it opens the ledger, loads, and answers what the log holds then. */
async function load(url: string, store: EventStore): Promise<string[]> {
  let written: string[] = [];
  const runtime = await openRuntime(url, logger, {
    ...{ openLog: () => Promise.resolve(store), statementSeconds: 0 },
    first: async (opened) => {
      await loadExample(opened.store, today, 'whole', undefined, opened);
      written = await allOf(store);
    },
  });
  await runtime.stop();
  return written;
}

/**
 * Stream by stream, without what is new each time it is recorded and the hashes of that. Of several
 * streams that are asked at once, the one that answers first comes first in the log.
 */
async function allOf(store: EventStore): Promise<string[]> {
  const written: string[] = [];
  for await (const events of store.read(0)) written.push(...events.map(told));
  return written.sort();
}

function told({ id: _, requestHash: __, number: ___, recorded: ____, ...event }: RecordedEvent) {
  const { stream, revision, data } = event;
  const place = String(revision).padStart(6, '0');
  const said = JSON.stringify({ ...event, data: { ...data, lines: linesOf(data['lines']) } });
  return `${stream} ${place} ${said.replace(/"[0-9a-f]{64}"/g, '"hash"')}`;
}

/** What is published of a day stands in the order of the log, and names it. */
const linesOf = (lines: Json | undefined): readonly string[] | undefined =>
  Array.isArray(lines)
    ? lines.map((line) => JSON.stringify(line).replace(/"event":\d+/, '"event"')).sort()
    : undefined;

const with_ =
  (type: string) =>
  ({ events }: Append): boolean =>
    events.some((event) => event.type === type);

it('is the same place in the end, wherever the load was cut off', async () => {
  const [whole, cut] = [await freshDatabase(), await freshDatabase()];
  try {
    const uncut = await load(whole.url, new MemoryEventStore());
    for (const type of ['StatementIssued', 'PublicationMade', 'SignOffGiven', 'ImportCompleted'])
      expect([type, uncut.some((event) => event.includes(`"type":"${type}"`))]).toEqual([
        type,
        true,
      ]);

    const cuts: Cut[] = [
      // Its first event, and one in the midst of it.
      ...[1, 2327].map((number, place) => ({
        at: `number ${number}`,
        dies: (_: Append, recorded: number) => recorded >= number,
        when: place % 2 === 0 ? ('before' as const) : ('after' as const),
      })),
      { at: 'the first statement', dies: with_('StatementIssued'), when: 'after' },
      { at: 'a publication', dies: with_('PublicationMade'), when: 'before' },
      { at: 'a signature', dies: with_('SignOffGiven'), when: 'after' },
    ];
    const store = new MemoryEventStore();
    for (const each of cuts) {
      const outcome = await load(cut.url, dying(store, each)).catch((error: unknown) => error);
      expect([each.at, outcome]).toEqual([each.at, expect.any(Error)]);
    }
    const resumed = await load(
      cut.url,
      kept(store, (append) => store.append(append)),
    );
    const differing = resumed.filter((event, place) => event !== uncut[place]);
    const shortened = differing.slice(0, 3).map((event) => event.slice(0, 500));
    expect(shortened).toEqual([]);
    expect(resumed).toHaveLength(uncut.length);
  } finally {
    await whole.drop();
    await cut.drop();
  }
});
