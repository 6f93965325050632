import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client as Database } from 'pg';
import { pino } from 'pino';
import { migrate, openRuntime } from '#apps/service/runtime.js';
import { listen } from '#apps/service/start.js';
import { openCheckpoint } from '#libs/transparency/signed-checkpoint.js';
import type { App } from '../support/app.js';
import { Client } from '../support/client.js';
import type { FreshDatabase } from '../support/database.js';
import { onThisMachine } from '../support/listening.js';
import { ask, backedUp, council, events, now, opening, purse, told } from './backed-up.js';

/** A log is backed up, restored elsewhere by the program itself, and goes on there as if nothing was. */
let logged: Awaited<ReturnType<typeof backedUp>>;
beforeAll(async () => {
  logged = await backedUp();
});
afterAll(() => logged.drop());

/** Everything that a restored log must hold again, and the views that are made of it. */
async function held(url: string): Promise<object> {
  const colour =
    (
      await ask<{ colour: string }>(
        { url },
        `select colour from views.version where state = 'live'`,
      )
    )[0]?.colour ?? '';
  const parts = await Promise.all(
    ['log.event', 'log.secret', 'log_tree.tile', 'log_tree.log', 'directory.person']
      .concat(
        ['series', 'posting', 'fact', 'provenance', 'entry', 'awaited'].map(
          (t) => `${colour}.${t}`,
        ),
      )
      .map(async (table) => [table, await ask({ url }, allOf(table))] as const),
  );
  return Object.fromEntries(parts);
}
const allOf = (table: string): string =>
  `select count(*), md5(string_agg(t::text, e'\\n' order by t::text)) from ${table} t`;

/** The service on what was restored, with a copy of the key of the log. */
async function served<Result>(
  { url }: FreshDatabase,
  work: (app: Pick<App, 'url' | 'runtime'>) => Promise<Result>,
): Promise<Result> {
  const logger = pino({ level: 'silent' });
  await copyFile(logged.app.keyFile, logged.at('copied-key'));
  const signing = { keyFile: logged.at('copied-key'), origin: undefined };
  const runtime = await openRuntime(url, logger, { now, signing });
  const service = await listen(runtime, logger, await onThisMachine(runtime));
  try {
    return await work({ url: service.url, runtime });
  } finally {
    await service.close();
    await runtime.stop();
    await rm(logged.at('copied-key'));
    await rm(
      logged.at(
        `copied-key.${logged.app.runtime.transparency.origin.replaceAll('/', '_')}.checkpoint`,
      ),
      {
        force: true,
      },
    );
  }
}

it('holds the same log, tree and views, to the byte', async () => {
  const into = await logged.empty();
  const { number } = await logged.app.runtime.store.head();
  await logged.app.runtime.transparency.rootAt(number);
  const { code, said, wrong } = await logged.restore(into, 'log.pack.gz');
  expect({ code, wrong }).toMatchObject({ code: 0 });
  expect(said).toContain(`All ${number} events are there`);
  expect(said).toContain(`The key that signs it is not in ${logged.at('no-key')}: bring it back`);
  expect(await held(into.url)).toEqual(await held(logged.app.databaseUrl));
});

it('writes secrets for the eyes of their owner alone', async () => {
  expect((await stat(logged.at('secrets'))).mode & 0o777).toBe(0o600);
  const pack = await readFile(logged.at('log.pack'), 'utf8');
  const { requestHmac } = JSON.parse(await readFile(logged.at('secrets'), 'utf8')) as Record<
    string,
    string
  >;
  expect(pack).not.toContain(requestHmac);
});

it('goes on: known requests, what is sealed, who was forgotten, and what partners kept', async () => {
  const into = await logged.empty();
  expect(
    await logged.restore(into, 'log.pack', ['--secrets', logged.at('old.secrets')]),
  ).toMatchObject({
    code: 0,
  });
  await served(into, async (restored) => {
    const amina = new Client(restored);
    const repeat = { about: 'hl-418', reason: told };
    const key = { 'Idempotency-Key': 'crisis' };
    expect(await amina.post(...opening('crisis', repeat), key)).toMatchObject({
      ...{ status: 200, body: { repeated: true } },
    });
    expect((await amina.post(...opening('other', repeat), key)).body['type']).toContain(
      'key-reused',
    );
    const { body } = await amina.get('events?type=SchemeOpened');
    const [first, second] = (body['events'] as unknown as { number: number }[]).map(
      ({ number }) => number,
    );
    const reasons = await Promise.all(
      [first, second].map(
        async (number) =>
          ((await amina.get(`events/${number}`)).body['event'] as unknown as { reason: string })
            .reason,
      ),
    );
    expect(reasons).toEqual([
      expect.stringContaining('[forgotten: the key of hl-417 was destroyed on 2026-05-04]'),
      told,
    ]);
    const again = await amina.post(...opening('again', { about: 'hl-417', reason: told }));
    expect(again.body['type']).toContain('person-forgotten');

    await amina.done(...opening('later'));
    const { transparency, store } = restored.runtime;
    const note = await transparency.checkpointCovering((await store.head()).number);
    const { keys, cosigners } = await logged.app.runtime.transparency.trusted();
    const trusted = { origin: logged.app.runtime.transparency.origin, keys, cosigners };
    const kept = openCheckpoint(logged.early, trusted);
    expect(openCheckpoint(note, trusted).size).toBeGreaterThan(kept.size);
    expect(await transparency.rootAt(kept.size)).toEqual(Buffer.from(kept.root));
  });
});

it('keeps the forgotten forgotten where the secrets are lost, and refuses what is repeated', async () => {
  const into = await logged.empty();
  expect(await logged.restore(into, 'log.pack', ['--no-secrets'])).toMatchObject({ code: 0 });
  const rows = await ask(into, 'select subject, controller, key from vault.subject_key');
  expect(rows).toEqual([{ subject: 'hl-417', controller: council, key: null }]);
  await served(into, async (restored) => {
    const again = await new Client(restored).post(
      ...opening('crisis', { about: 'hl-418', reason: told }),
      { 'Idempotency-Key': 'crisis' },
    );
    expect(again.body['type']).toContain('key-reused');
  });
});

it('goes into no database that holds a log, has held one, or is in use', async () => {
  const into = await logged.empty();
  const open = await openRuntime(into.url, pino({ level: 'silent' }), { now });
  expect((await logged.restore(into, 'log.pack')).wrong).toContain('The ledger is in use');
  await open.stop();
  expect(await logged.restore(into, 'log.pack')).toMatchObject({ code: 0 });
  const before = await held(into.url);
  expect((await logged.restore(into, 'log.pack')).wrong).toContain(
    'The database holds events already',
  );
  expect(await held(into.url)).toEqual(before);
  const elsewhere = { EVENTSTORE_URL: 'esdb://localhost:1' };
  expect((await logged.restore(into, 'log.pack', undefined, elsewhere)).wrong).toContain(
    'A log is restored into PostgreSQL',
  );
});

it('killed half-way leaves nothing, and can be run again', async () => {
  const into = await logged.empty();
  await migrate(into.url);
  const holding = new Database({ connectionString: into.url });
  await holding.connect();
  await holding.query('begin; lock table log_tree.log in share mode');
  const child = spawn(
    process.execPath,
    [purse, 'restore', logged.at('log.pack'), '--secrets', logged.at('secrets')],
    {
      env: {
        ...process.env,
        EVENTSTORE_URL: '',
        DATABASE_URL: into.url,
        PURSE_LOG_KEY: logged.at('no-key'),
      },
      stdio: 'ignore',
    },
  );
  const gone = once(child, 'close');
  // All events are written by then, and not committed.
  const waiting = `select from pg_stat_activity where wait_event_type = 'Lock'
    and datname = current_database() and query like 'delete from log_tree.log%'`;
  while ((await ask(into, waiting)).length === 0) {
    if (child.exitCode !== null) throw new Error('it ended before it could be killed');
    await sleep(20);
  }
  child.kill('SIGKILL');
  await gone;
  await holding.end();
  expect(await events(into)).toBe('0');
  expect(await logged.restore(into, 'log.pack')).toMatchObject({ code: 0 });
  expect(await events(into)).not.toBe('0');
});
