import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { Client, type Pool } from 'pg';
import { pino } from 'pino';
import type { Envelope } from '#contracts/envelope.js';
import { migrate, openRuntime, openViews } from '#apps/service/runtime.js';
import { PostgresEventStore } from '#libs/event-store/postgres/postgres-store.js';
import { rebuild } from '#projections/runner/rebuild.js';
import { reshape } from '#projections/runner/reshape.js';
import { run, type Runner } from '#projections/runner/runner.js';
import { shapeOfViews } from '#projections/runner/shape.js';
import { liveVersion, type Version } from '#projections/runner/versions.js';
import { fillLog } from '#test/bench/fill-log.js';
import { history } from '#test/bench/history.js';
import { freshDatabase, type FreshDatabase } from '#test/support/database.js';

/** Views that another release made, and who finds them so. */
const events = 3_000;
const silent = (): void => undefined;
const ours = shapeOfViews();
const theirs = 'of another release';

let database: FreshDatabase;
let store: PostgresEventStore;
let views: Pool;

beforeAll(async () => {
  database = await freshDatabase();
  await migrate(database.url);
  await fillLog(database.url, history(events));
  store = await PostgresEventStore.open(database.url);
  views = openViews(database.url);
});

afterAll(async () => {
  await views.end();
  await store.close();
  await database.drop();
});

const live = (): Promise<Version> => liveVersion(views);

async function started(shape = ours): Promise<Runner> {
  const runner = run(store, views, silent, silent, shape);
  await runner.started;
  return runner;
}

/** Views as a release would leave them that stated less: what is in them does not say so. */
async function lackSomething(): Promise<void> {
  const { colour } = await live();
  await views.query(`update ${colour}.fact set attributes = attributes - 'name'`);
  await views.query('update views.version set shape = $1', [theirs]);
}

const named = async (): Promise<number> => {
  const { colour } = await live();
  const { rows } = await views.query<{ count: number }>(
    `select count(*)::int as count from ${colour}.fact where attributes ? 'name'`,
  );
  return rows[0]?.count ?? 0;
};

async function append(event: Envelope): Promise<number> {
  const { stream, key, requestHash } = event;
  const result = await store.append({
    ...{ stream, key, requestHash, expectedRevision: event.revision - 1 },
    events: [event],
  });
  if (result.outcome !== 'appended') throw new Error(result.outcome);
  return result.lastNumber;
}

const registered = (name: string): Envelope => ({
  ...{ type: 'OrganisationRegistered', version: 1, stream: `organisation-${name}`, revision: 0 },
  ...{ id: randomUUID(), stamp: '2029-01-01T09:00:00.000000Z', effective: '2029-01-01' },
  ...{ actor: 'a', organisation: 'o', authority: 'x', reason: 'y' },
  ...{ key: `test/${name}`, requestHash: createHash('sha256').update(name).digest('hex') },
  data: {
    ...{ name, identifiers: [], sector: 'voluntary', vcse: 'yes', size: 'small', areas: [] },
  },
});

it('is the same shape in the program that is built as in its sources', () => {
  const shape = `import('./dist/projections/runner/shape.js').then((m) => console.log(m.shapeOfViews()))`;
  expect(execFileSync(process.execPath, ['-e', shape]).toString().trim()).toBe(ours);
});

it('makes the first views where they stand, up to the end of the log', async () => {
  const before = await live();
  expect(before).toMatchObject({ number: 0, shape: '' });
  await (await started()).stop();
  expect(await live()).toEqual({ colour: before.colour, number: events, shape: ours });
});

it('leaves views of its own shape alone', async () => {
  const before = await live();
  await expect(reshape(store, views, ours, silent)).resolves.toBe(false);
  await (await started()).stop();
  expect(await live()).toEqual(before);
});

it('makes views of another release anew at its start, without being asked', async () => {
  const whole = await named();
  expect(whole).toBeGreaterThan(0);
  await lackSomething();
  expect(await named()).toBe(0);
  const { colour } = await live();
  const told: number[] = [];
  const runner = run(store, views, silent, (done, of) => told.push(done / of), ours);
  await runner.started;
  expect(runner.progress.reached).toBe(events);
  expect(await live()).toMatchObject({ number: events, shape: ours });
  expect((await live()).colour).not.toBe(colour);
  expect(await named()).toBe(whole);
  expect(told.at(-1)).toBe(1);
  await expect(rebuild(store, views, false, silent)).resolves.toMatchObject({ differences: [] });
  await runner.stop();
});

it('makes them anew once where several processes start together', async () => {
  await lackSomething();
  const { colour } = await live();
  const remade = await Promise.all([1, 2, 3].map(() => reshape(store, views, ours, silent)));
  expect(remade.filter(Boolean)).toHaveLength(1);
  expect((await live()).colour).not.toBe(colour);
});

it('leaves the old views as they were where it is cut off, and can be started again', async () => {
  await lackSomething();
  const before = await live();
  const administrator = new Client({ connectionString: database.url });
  await administrator.connect();
  let cut: Promise<unknown> | undefined;
  // Nothing is read on before it is cut off.
  const slowly = Object.create(store, {
    read: {
      value: async function* (after: number, upTo?: number) {
        for await (const events of store.read(after, upTo)) {
          yield events;
          await cut;
        }
      },
    },
  }) as typeof store;
  const killed = reshape(slowly, views, ours, (done) => {
    if (done > 0)
      cut ??= administrator.query(`select pg_terminate_backend(pid, 60000) from pg_locks
        where locktype = 'advisory' and granted and pid <> pg_backend_pid()
          and objid = (hashtext('purse rebuilds its views')::bigint & 4294967295)::oid
          and database = (select oid from pg_database where datname = current_database())`);
  });
  await expect(killed).rejects.toThrow();
  await cut;
  await administrator.end();
  expect(await live()).toEqual(before);
  expect(await named()).toBe(0);

  await (await started()).stop();
  expect(await live()).toMatchObject({ number: events, shape: ours });
  expect(await named()).toBeGreaterThan(0);
});

it('reads on and writes no row once another release has made the views, until they are ours again', async () => {
  const runner = await started();
  expect(runner.progress.areOfAnother).toBe(false);
  const another = await started(theirs);
  expect(await live()).toMatchObject({ shape: theirs });
  // Something happens, so that our runner has something to write.
  const register = (name: string): Promise<number> => append(registered(name));
  const number = await register('first');
  expect(await another.progress.until(number, 240_000)).toBe(true);
  expect(await runner.progress.until(number, 240_000)).toBe(true);
  expect(runner.progress.areOfAnother).toBe(true);
  expect(another.progress.areOfAnother).toBe(false);

  await another.stop();
  const later = await register('second');
  expect(await runner.progress.until(later, 1_000)).toBe(false);
  expect(await live()).toMatchObject({ number, shape: theirs });

  await reshape(store, views, ours, silent);
  expect(await runner.progress.until(await register('third'), 240_000)).toBe(true);
  expect(runner.progress.areOfAnother).toBe(false);
  await runner.stop();
});

it('does not start on a log of a later release, says so, and leaves its views alone', async () => {
  await lackSomething();
  const before = await live();
  await append({ ...registered('later'), version: 99 });
  await expect(openRuntime(database.url, pino({ level: 'silent' }))).rejects.toThrow(
    'organisation-later holds OrganisationRegistered version 99, which this release cannot read; a newer release wrote it: start that one.',
  );
  expect(await live()).toEqual(before);
});
