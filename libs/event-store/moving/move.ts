import { setTimeout as sleep } from 'node:timers/promises';
import { LogDamaged } from '../eventstore/events.js';
import { LogElsewhere, numberedLog, readIdentity } from '../eventstore/identity.js';
import type { Numbering } from '../eventstore/numbering.js';
import { troubleOf } from '../eventstore/trouble.js';
import { appendLock } from '../postgres/copy-in.js';
import { headOf } from '../sql/numbers.js';
import { beginToEventStore, beginToPostgres } from './begin.js';
import { commandsOf } from './commands.js';
import { compareLogs, type Comparison } from './compare.js';
import { fillEventStore } from './fill-eventstore.js';
import { OrderedAppends } from './ordered-appends.js';
import { LogInUse, requireAlone, requireQuiet } from './quiet.js';
import { fillPostgres, rawPostgres } from './raw-postgres.js';
import { rawEventStore } from './raw-eventstore.js';
import type { RawEvents } from './raw-event.js';
import { letAppend, refuseAppends, type Store } from './rights.js';
import { openSides, times, type MoveOptions, type Part, type Sides } from './sides.js';

export interface Proof {
  readonly events: number;
  /** SHA-256 over all events, the same of both stores (LogDigest). */
  readonly sha256: string;
}

export interface Moved extends Proof {
  /** Events that the target did not hold before. */
  readonly copied: number;
}

/** The two stores do not hold the same log; names the first difference. */
export class LogsDiffer extends Error {
  override readonly name = 'LogsDiffer';
}

const names: Readonly<Record<Store, string>> = {
  postgresql: 'PostgreSQL',
  eventstoredb: 'EventStoreDB',
};

/**
 * Copies the log from the one store to the other, or the rest of it, proves both equal, and makes the
 * target the log's place: from then on the other is refused. Until then nothing has changed for a
 * service. Throws LogElsewhere, LogInUse, LogsDiffer, LogDamaged or EventStoreUnusable.
 */
export function moveLog(options: MoveOptions): Promise<Moved> {
  return withSides(options, true, async (sides) => {
    await requireAlone(sides.numbers);
    if (sides.postgres !== sides.numbers) await requireAlone(sides.postgres);
    const toEventStore = options.to === 'eventstoredb';
    await (toEventStore ? beginToEventStore(sides) : beginToPostgres(sides));
    const numbering = sides.numbering();
    numbering.start();
    let copied: number;
    try {
      const before = await compared(sides, 'Comparing', true);
      requireBeginning(before, options.to);
      copied = await copy(sides, numbering, before);
    } finally {
      await numbering.stop();
    }
    const proof = await proved(sides);
    await requireQuiet(sides.numbers);
    await (toEventStore ? settleInEventStore(sides, proof.events) : settleInPostgres(sides));
    return { ...proof, copied };
  });
}

/** Proves that both stores hold the same log, and changes nothing. Throws as moveLog. */
export function proveLogs(options: MoveOptions): Promise<Proof> {
  return withSides(options, false, async (sides) => {
    const ours = await numberedLog(sides.numbers);
    const theirs = await readIdentity(sides.looking, sides.streams);
    if (ours === undefined || ours.id !== theirs)
      throw new LogElsewhere(
        `EventStoreDB holds no log "${options.log}" of this database: there is nothing to prove.`,
      );
    return proved(sides);
  });
}

async function withSides<Result>(
  options: MoveOptions,
  change: boolean,
  work: (sides: Sides) => Promise<Result>,
): Promise<Result> {
  const sides = await openSides(options, change);
  try {
    await sides.looking.events(sides.streams.identity, 0, 1).catch(async (error: unknown) => {
      throw await troubleOf(error, options.eventStoreUrl);
    });
    return await work(sides);
  } finally {
    await sides.close();
  }
}

function sourceOf(to: Store): Store {
  return to === 'eventstoredb' ? 'postgresql' : 'eventstoredb';
}

function reading(sides: Sides, store: Store, after: number, numbering: boolean): RawEvents {
  if (store === 'postgresql') return rawPostgres(sides.postgresPool, after);
  const { client, streams, taking, numbersPool: pool } = sides;
  const { patienceMilliseconds } = times;
  const log = { client, pool, streams, taking, patienceMilliseconds };
  return rawEventStore(log, after, () => numbering);
}

async function headIn(sides: Sides, store: Store): Promise<number> {
  const { number } =
    store === 'postgresql'
      ? await headOf(sides.postgresPool, 'log.event')
      : await headOf(sides.numbersPool, 'numbering.entry');
  return number;
}

async function compared(sides: Sides, part: Part, numbering: boolean): Promise<Comparison> {
  const { to, onProgress } = sides.options;
  const heads = [await headIn(sides, sourceOf(to)), await headIn(sides, to)];
  const of = part === 'Comparing' ? Math.min(...heads) : Math.max(...heads);
  return compareLogs(
    reading(sides, sourceOf(to), 0, numbering),
    reading(sides, to, 0, numbering),
    (same) => onProgress(part, same, Math.max(of, same)),
  );
}

/** The target must hold nothing but the beginning of the source. */
function requireBeginning({ same, difference, onlyTarget }: Comparison, to: Store): void {
  if (difference !== undefined)
    throw new LogsDiffer(
      `${names[to]} holds another log: event ${same + 1} ${difference}. Nothing was copied; name an empty target.`,
    );
  if (onlyTarget !== undefined)
    throw new LogsDiffer(
      `${names[to]} holds more than ${names[sourceOf(to)]}, which ends with event ${same}: event ${onlyTarget.number} is only there. Nothing was copied.`,
    );
}

async function copy(sides: Sides, numbering: Numbering, before: Comparison): Promise<number> {
  const { to, onProgress } = sides.options;
  const { same, last } = before;
  const due = (await headIn(sides, sourceOf(to))) - same;
  let copied = 0;
  const onEvents = (events: number): void => {
    copied = events;
    onProgress('Copying', copied, Math.max(due, copied));
  };
  const commands = commandsOf(reading(sides, sourceOf(to), same, true), last);
  if (to === 'postgresql') {
    await fillPostgres(sides.postgres, commands, same, onEvents);
    return copied;
  }
  const { client, looking, streams } = sides;
  const appends = new OrderedAppends(client, streams.prefix, looking, times);
  try {
    await fillEventStore(appends, commands, onEvents);
  } finally {
    appends.close();
  }
  await untilNumbered(sides, numbering, same + copied);
  return copied;
}

/** All that was copied has its number; numbering may fall behind, but not stand still. */
async function untilNumbered(sides: Sides, numbering: Numbering, events: number): Promise<void> {
  let number = -1;
  let late = 0;
  for (;;) {
    const head = await headIn(sides, 'eventstoredb');
    if (head >= events) return;
    if (head > number) late = performance.now() + times.patienceMilliseconds;
    number = head;
    if (performance.now() > late) {
      const why =
        numbering.failure instanceof Error ? numbering.failure.message : 'no reason known';
      throw new LogDamaged(`Event ${head + 1} was copied and is not numbered: ${why}`);
    }
    await sleep(50);
  }
}

async function proved(sides: Sides): Promise<Proof> {
  const { to } = sides.options;
  const { same, sha256, difference, onlySource, onlyTarget } = await compared(
    sides,
    'Proving',
    false,
  );
  const [source, target] = [names[sourceOf(to)], names[to]];
  if (difference !== undefined)
    throw new LogsDiffer(
      `The logs in ${source} and ${target} differ: event ${same + 1} ${difference}.`,
    );
  const only = onlySource ?? onlyTarget;
  if (only !== undefined) {
    const [more, less] = onlySource === undefined ? [target, source] : [source, target];
    throw new LogsDiffer(
      `The logs in ${source} and ${target} differ: ${less} ends with event ${same}, ${more} goes on with event ${only.number}.`,
    );
  }
  return { events: same, sha256 };
}

async function settleInEventStore({ numbers }: Sides, events: number): Promise<void> {
  await inTransaction(numbers, async () => {
    await numbers.query(appendLock);
    const { rows } = await numbers.query<{ number: string | null }>(
      'select max(number) as number from log.event',
    );
    if (Number(rows[0]?.number ?? 0) !== events)
      throw new LogInUse(
        'The log was written to while it was copied: stop every service on it, then run this again for the rest.',
      );
    await numbers.query('update numbering.log set active = true');
    await refuseAppends(numbers, 'postgresql');
    await letAppend(numbers, 'eventstoredb');
  });
}

async function settleInPostgres({ numbers, postgres }: Sides): Promise<void> {
  // Of two databases the target may be used first: the other one says until then where its log is.
  if (postgres !== numbers) await letAppend(postgres, 'postgresql');
  await inTransaction(numbers, async () => {
    await numbers.query('update numbering.log set active = false');
    await refuseAppends(numbers, 'eventstoredb');
    if (postgres === numbers) await letAppend(numbers, 'postgresql');
    else await refuseAppends(numbers, 'postgresql');
  });
}

async function inTransaction(client: Sides['numbers'], work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
