import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Client } from 'pg';
import { openRuntime } from '#apps/service/runtime.js';
import { inFund } from '#apps/service/ledger/awards.js';
import { localKeyFile } from '#apps/service/sign-in/issuer-of.js';
import { localTerms } from '#apps/service/sign-in/local-issuer.js';
import { localKeyOf, tokenOf } from '#apps/service/sign-in/local-key.js';
import { formatPence } from '#libs/money/pence.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { appointPeople } from '../support/people.js';
import { describeSharedData, sharedData, sharedFiles } from '../support/shared-data.js';

const purse = 'dist/apps/purse/main.js';
/** Chosen at random. */
const haltKey = 1_377_204_559;

/** `kill -9` in the middle, then again: nothing lost, nothing doubled. With the log in PostgreSQL. */
describeSharedData('killed in the middle', () => {
  let database: FreshDatabase;
  let watcher: Client;
  let folder: string;
  let token: string;

  beforeAll(async () => {
    if (!existsSync(purse)) throw new Error('build first: npm run build');
    database = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'purse-killed-'));
    const key = await localKeyOf(localKeyFile({ data: folder }));
    token = await tokenOf(key, localTerms('http://localhost:3000'), 'amina');
    const runtime = await openRuntime(database.url, pino({ level: 'warn' }));
    await appointPeople(runtime.ledger, 'leeds');
    await inFund(
      runtime.ledger,
      {
        provenance: { actor: 'a', organisation: 'o', authority: 'x', reason: 'y' },
        key: 'a/fund',
        asked: null,
        dryRun: false,
      },
      'leeds',
      {
        command: 'establish-fund',
        effective: '2011-04-01',
        name: 'Leeds',
        kind: 'pooled',
        host: 'leeds',
        area: 'unknown',
      },
    );
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
      env: {
        ...{ ...process.env, DATABASE_URL: database.url, EVENTSTORE_URL: '' },
        ...{ PURSE_DATA: folder, PURSE_TOKEN: token },
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });

  const importing = (): ChildProcess =>
    start(
      'import',
      '--json',
      '--fund',
      'leeds',
      '--format',
      'spending',
      ...sharedFiles('payments-leeds-pooled').map(sharedData),
    );

  async function printed(child: ChildProcess): Promise<{ code: number; text: string }> {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, text };
  }

  async function killWhen(child: ChildProcess, question: string): Promise<void> {
    const killed = once(child, 'close');
    for (;;) {
      const { rows } = await watcher.query<{ now: boolean }>(`select (${question}) as now`);
      if (rows[0]?.now) break;
      if (child.exitCode !== null) throw new Error('it ended before it could be killed');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill('SIGKILL');
    await killed;
  }

  /** Has the log stand at a number until what is returned is called: what has come so far is past it. */
  async function halted(number: number): Promise<() => Promise<void>> {
    const holder = new Client({ connectionString: database.url });
    await holder.connect();
    await holder.query(`
      select pg_advisory_lock(${haltKey});
      create function public.halt() returns trigger language plpgsql as
        $$ begin perform pg_advisory_xact_lock(${haltKey}); return new; end $$;
      grant usage on schema public to public;
      create trigger halt before insert on log.event for each row
        when (new.number > ${number}) execute function public.halt()`);
    return async () => {
      await holder.query(`select pg_advisory_unlock(${haltKey})`);
      await holder.query('drop function public.halt cascade');
      await holder.end();
    };
  }

  const one = async (question: string): Promise<string> => {
    const { rows } = await watcher.query<{ it: string }>(`select (${question})::text as it`);
    return rows[0]?.it ?? '';
  };

  const payments = `select count(*) from log.event where bytes::jsonb ->> 'type' = 'PaymentRecorded'`;

  it('an import records each of the 15,443 payments once', async () => {
    for (const events of [3_000, 9_000]) {
      const goOn = await halted(events);
      await killWhen(
        importing(),
        `exists (select from pg_locks where locktype = 'advisory' and not granted
          and objid = ${haltKey})`,
      );
      await goOn();
      expect(Number(await one(payments))).toBeLessThan(15_443);
    }
    const { code, text } = await printed(importing());
    expect(code).toBe(0);
    const reports = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { rowsIn: number; recorded: number; quarantined: number });
    const sum = (name: 'rowsIn' | 'recorded' | 'quarantined'): number =>
      reports.reduce((all, report) => all + report[name], 0);
    expect([sum('rowsIn'), sum('recorded'), sum('quarantined')]).toEqual([15_443, 15_443, 0]);
    expect(await one(payments)).toBe('15443');
    expect(await one('select count(*) = max(number) from log.event')).toBe('true');
  });

  it('a rebuild leaves the live views as they were, and can be started again', async () => {
    const live = (): Promise<string> =>
      one(`select colour from views.version where state = 'live'`);
    const before = await live();
    // It stands where it has built all, and would compare it.
    await watcher.query(`begin; lock table ${before}.posting`);
    await killWhen(
      start('replay', '--json'),
      `exists (select from pg_locks where relation = '${before}.posting'::regclass and not granted)`,
    );
    await watcher.query('rollback');
    expect(await live()).toBe(before);
    expect(await spent()).toBe('97169520.16');

    const { code, text } = await printed(start('replay', '--json'));
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({ differences: [], swapped: true });
    expect(await live()).not.toBe(before);
    expect(await spent()).toBe('97169520.16');
  });

  /** Spending as the views have it now. */
  async function spent(): Promise<string> {
    const runtime = await openRuntime(database.url, pino({ level: 'warn' }));
    try {
      const { balances } = await runtime.reading.fund('leeds', {});
      return formatPence(balances.sum({ account: 'cash:expenditure' }));
    } finally {
      await runtime.stop();
    }
  }
});
