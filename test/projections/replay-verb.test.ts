import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { Client } from 'pg';
import { migrate, openRuntime } from '#apps/service/runtime.js';
import { fillLog } from '#test/bench/fill-log.js';
import { funds, history } from '#test/bench/history.js';
import { freshDatabase, type FreshDatabase } from '#test/support/database.js';

const purse = 'dist/apps/purse/main.js';
const events = 12_000;
const [fund = ''] = funds;

let database: FreshDatabase;
let watcher: Client;
let folder: string;

beforeAll(async () => {
  if (!existsSync(purse)) throw new Error('build first: npm run build');
  folder = await mkdtemp(join(tmpdir(), 'purse-verbs-'));
  database = await freshDatabase();
  await migrate(database.url);
  await fillLog(database.url, history(events));
  const runtime = await openRuntime(database.url, pino({ level: 'warn' }));
  await runtime.runner.progress.until(events, 120_000);
  await runtime.stop();
  watcher = new Client({ connectionString: database.url });
  await watcher.connect();
});
afterAll(async () => {
  await watcher.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

const start = (...words: string[]): ChildProcess =>
  spawn(process.execPath, [purse, ...words], {
    env: { ...process.env, DATABASE_URL: database.url, EVENTSTORE_URL: '', PURSE_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

async function ended(...words: string[]): Promise<{ code: number; said: string; wrong: string }> {
  const child = start(...words);
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('it says nothing');
  const [said, wrong, [code]] = await Promise.all([
    text(stdout),
    text(stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { code, said, wrong };
}

const answers = async (question: string): Promise<string> =>
  JSON.stringify((await watcher.query(question)).rows);

describe('purse replay --to', () => {
  it('answers 0 where the live views are what the log says', async () => {
    const { code, said } = await ended('replay', '--to', '5000');
    expect(said).toMatch(/^Replayed to number 5000: all \d+ rows are as the live views/);
    expect(code).toBe(0);
    const bytes = await answers(`select bytes from log.event where number = ${events + 1}`);
    const [{ bytes: text = '' } = {}] = JSON.parse(bytes) as { bytes?: string }[];
    const { type, stream, actor, data } = JSON.parse(text) as Record<string, unknown>;
    expect({ type, stream, actor, data }).toEqual({
      ...{ type: 'ReplayCompared', stream: expect.stringMatching(/^log-/), actor: 'operator' },
      data: { number: 5000, rows: expect.any(Number), differences: 0, first: [] },
    });
  });

  it('takes a day, and "now"', async () => {
    const { said, wrong } = await ended('replay', '--json', '--to', 'now');
    expect(wrong).toBe('');
    expect(JSON.parse(said)).toMatchObject({ number: events + 1, differences: 0, first: [] });
    const day = await ended('replay', '--json', '--to', '2026-04-03');
    const { number } = JSON.parse(day.said) as { number: number };
    expect(number).toBeGreaterThan(1_000);
    expect(number).toBeLessThan(events);
  });

  it('answers 1 with one sentence where the question cannot be answered', async () => {
    const { code, wrong } = await ended('replay', '--to', String(events + 1_000));
    expect({ code, wrong }).toEqual({ code: 1, wrong: expect.stringMatching(/after the end/) });
    expect(await ended('replay', '--to', '2001-01-01')).toMatchObject({ code: 1 });
  });

  it('answers 2 where it is told to put in place what it does not', async () => {
    expect(await ended('replay', '--to', '5', '--accept')).toMatchObject({ code: 2 });
  });

  it('leaves nothing behind when it is killed', async () => {
    const before = await answers('select colour, state from views.version order by colour');
    const recorded = await answers('select count(*) from log.event');
    const { rows } = await watcher.query<{ colour: string }>(
      `select colour from views.version where state = 'live'`,
    );
    const posting = `${rows[0]?.colour}.posting`;
    // It stands where it has built all, and would compare it.
    await watcher.query(`begin; lock table ${posting}`);
    const child = start('replay', '--to', 'now');
    const closed = once(child, 'close');
    const standing = `select pid from pg_locks
      where relation = '${posting}'::regclass and not granted`;
    while ((await answers(standing)) === '[]') {
      if (child.exitCode !== null) throw new Error('it ended before it could be killed');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill('SIGKILL');
    await closed;
    await watcher.query('rollback');
    const others = `select pid from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
    while ((await answers(others)) !== '[]')
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(
      await answers(`select relname from pg_class where relpersistence = 't' and relkind = 'r'`),
    ).toBe('[]');
    expect(
      await answers(`select nspname from pg_namespace where nspname like 'views%' order by 1`),
    ).toBe(JSON.stringify(['views', 'views_blue', 'views_green'].map((nspname) => ({ nspname }))));
    expect(await answers('select colour, state from views.version order by colour')).toBe(before);
    expect(await answers('select count(*) from log.event')).toBe(recorded);
  });

  it('answers 1 and names the row that somebody changed', async () => {
    const { rows } = await watcher.query<{ colour: string }>(
      `select colour from views.version where state = 'live'`,
    );
    await watcher.query(
      `update ${rows[0]?.colour}.posting set pence = pence + 1 where number = 900 and line = 0`,
    );
    const { code, wrong } = await ended('replay', '--to', '5000');
    expect(wrong).toMatch(/up to number 5000: 1 differences among \d+ rows\./);
    expect(wrong).toContain('  posting 900/0: the live views say (');
    expect(code).toBe(1);
    const last = await answers('select bytes from log.event order by number desc limit 1');
    expect(last).toContain('posting 900/0');
    expect(await ended('replay', '--to', '899')).toMatchObject({ code: 0 });
  });
});

describe('purse export', () => {
  it('refuses to write a journal of views that are not what the log says', async () => {
    const { rows } = await watcher.query<{ colour: string }>(
      `select colour from views.version where state = 'live'`,
    );
    const { colour = '' } = rows[0] ?? {};
    await watcher.query(`update ${colour}.posting set running = running + 1 where (series, number, line) = (
      select series, number, line from ${colour}.posting join ${colour}.series on id = series
        where fund = '${fund}' and account = 'cash:held' order by number desc limit 1)`);
    const out = join(folder, 'never.journal');
    const { code, wrong } = await ended(
      ...['export', '--format', 'hledger', '--fund', fund, '--out', out],
    );
    expect({ code, there: existsSync(out) }).toEqual({ code: 1, there: false });
    expect(wrong).toMatch(
      /^No journal was written, since the journal does not add up: cash:held is /,
    );
  });

  it('writes a file, or what others read from it', async () => {
    const words = ['export', '--format', 'ledger', '--fund', fund, '--as-known-at', '899'];
    const out = join(folder, 'fund.ledger');
    const { code, said } = await ended(...words, '--json', '--out', out);
    expect({ code, ...(JSON.parse(said) as object) }).toEqual({
      ...{ code: 0, fund, format: 'ledger', book: 'all', number: 899, effectiveOn: null, out },
    });
    const written = await readFile(out, 'utf8');
    expect(written).toContain('As known at number 899');
    expect((await ended(...words)).said).toBe(written);
  });

  it.each([
    [1, /There is no fund "nowhere"/, ['--format', 'ledger', '--fund', 'nowhere']],
    [2, /Write a day/, ['--format', 'ledger', '--fund', fund, '--effective-on', 'soon']],
    [2, /choices/, ['--format', 'beancount', '--fund', fund]],
    [2, /--json is for --out/, ['--format', 'ledger', '--fund', fund, '--json']],
    [
      1,
      /cannot be written/,
      ['--format', 'ledger', '--fund', fund, '--as-known-at', '899', '--out', '/nowhere/x'],
    ],
  ])('answers %i, %s', async (code, sentence, words) => {
    const answer = await ended('export', ...words);
    expect(answer).toMatchObject({ code, wrong: expect.stringMatching(sentence) });
  });
});
