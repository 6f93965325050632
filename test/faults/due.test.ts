import { pino } from 'pino';
import { inFund } from '#apps/service/ledger/awards.js';
import { Ledger } from '#apps/service/ledger/ledger.js';
import { takeUpDue, type Round } from '#apps/service/processes/scheduler.js';
import type { EventStore } from '#libs/event-store/port.js';
import { rebuild } from '#projections/runner/rebuild.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/** Reservations of awards that nobody went on with: the clock passes, and each is released once. */
const nine = Date.parse('2026-05-01T09:00:00Z');
const silent = pino({ level: 'silent' });
let clock = nine;
const now = (): Date => new Date(clock);
let app: App;

beforeAll(async () => {
  app = await startApp(now, 'council');
  // Only what the stories do is to be seen.
  await app.runtime.scheduler.stop();
  const client = new Client(app);
  for (const fund of ['east', 'west']) {
    const ask = (command: string, body: object): Promise<object> =>
      client.done(`funds/${fund}/${command}`, body);
    await ask('establish-fund', { name: fund, kind: 'single', host: 'council' });
    await ask('open-source', {
      source: 'council',
      name: 'Council',
      role: 'partner',
      organisation: 'council',
    });
    await ask('open-scheme', { scheme: 'one', name: 'One' });
    const money = { source: 'council', year: '2026-27', amount: '100000.00' };
    await ask('pledge-contribution', { contribution: 'c', ...money });
    await ask('confirm-contribution', { contribution: 'c', evidence: 'Budget resolution' });
    await ask('allocate-budget', { scheme: 'one', ...money });
  }
});
afterAll(() => app.stop());

/** What a process leaves that dies once the funds have reserved. */
async function reserved(award: string, ...funds: string[]): Promise<void> {
  for (const fund of funds)
    await inFund(
      app.runtime.ledger,
      {
        provenance: { actor: 'a', organisation: 'council', authority: 'x', reason: 'y' },
        key: `a/${award}/${fund}`,
        asked: null,
        dryRun: false,
      },
      fund,
      {
        command: 'reserve-commitment',
        effective: '2026-05-01',
        award,
        kind: 'contract',
        provider: 'harbour-lights',
        expires: new Date(clock + 15 * 60_000).toISOString(),
        obligation: 'none',
        costShares: [],
        lines: [
          {
            scheme: 'one',
            year: '2026-27',
            nature: 'revenue',
            amount: '10.00',
            sources: 'as-scheme',
          },
        ],
      },
    );
}

const laterByMinutes = (minutes: number): void => {
  clock += minutes * 60_000;
};

/** A round in a process of its own, on a store that may fail. */
async function round(store: EventStore = app.runtime.store): Promise<Round> {
  const { number } = await app.runtime.store.head();
  await app.runtime.runner.progress.until(number, 5_000);
  return takeUpDue(new Ledger(store, now), app.runtime.reading, silent);
}

/** A store that lets so many appends through, of those that the test is about. */
function failing(lets: (append: Parameters<EventStore['append']>[0]) => boolean): EventStore {
  return Object.create(app.runtime.store, {
    append: {
      value: (append: Parameters<EventStore['append']>[0]) =>
        lets(append) ? app.runtime.store.append(append) : Promise.reject(new Error('killed')),
    },
  }) as EventStore;
}

/** Types of the events about an award, in its own stream and in the funds, in the order of the log. */
async function told(award: string): Promise<string[]> {
  const types: string[] = [];
  for await (const events of app.runtime.store.read(0))
    for (const { stream, type, data } of events)
      if (stream === `contract-${award}` || data['award'] === award) types.push(type);
  return types;
}

it('takes nothing before its time', async () => {
  await reserved('early', 'east');
  await round();
  expect(await told('early')).toEqual(['CommitmentReserved']);
  laterByMinutes(16);
  await round();
  expect(await told('early')).toEqual(['CommitmentReserved', 'AwardLapsed', 'CommitmentReleased']);
});

it.each([0, 1, 2])(
  'killed after %i appends, does each step once after a restart',
  async (steps) => {
    const award = `killed-${steps}`;
    await reserved(award, 'east', 'west');
    laterByMinutes(16);
    let left = steps;
    const died = await round(failing(() => left-- > 0));
    expect(died.failing.size).toBeGreaterThan(0);
    expect((await told(award)).length).toBe(2 + steps);

    const restarted = await app.another(silent, now);
    await restarted.scheduler.wake();
    await restarted.stop();
    await round();
    expect((await told(award)).sort()).toEqual([
      'AwardLapsed',
      ...['CommitmentReleased', 'CommitmentReleased'],
      ...['CommitmentReserved', 'CommitmentReserved'],
    ]);
  },
);

it('is done once by several runtimes at once', async () => {
  await Promise.all(Array.from({ length: 8 }, (_, place) => reserved(`rush-${place}`, 'east')));
  laterByMinutes(16);
  const runtimes = await Promise.all([app.another(silent, now), app.another(silent, now)]);
  await Promise.all([round(), ...runtimes.map(({ scheduler }) => scheduler.wake())]);
  for (const runtime of runtimes) await runtime.stop();
  await round();
  for (let place = 0; place < 8; place += 1)
    expect(await told(`rush-${place}`)).toEqual([
      'CommitmentReserved',
      'AwardLapsed',
      'CommitmentReleased',
    ]);
  expect(await round()).toEqual({ done: 0, failing: new Map() });
});

it('goes on with the others where one cannot be done, and tries that one again', async () => {
  await reserved('broken', 'east');
  await reserved('sound', 'east');
  laterByMinutes(16);
  const { done, failing: failed } = await round(
    failing(({ stream }) => stream !== 'contract-broken'),
  );
  expect(done).toBe(1);
  expect([...failed]).toEqual([['reservation-expires/east/broken', 'error']]);
  expect(await told('sound')).toContain('CommitmentReleased');
  expect(await told('broken')).toEqual(['CommitmentReserved']);
  expect((await round()).failing.size).toBe(0);
  expect(await told('broken')).toContain('CommitmentReleased');
});

it('is issued by no replay, and found again in what a replay made', async () => {
  await reserved('replayed', 'east');
  laterByMinutes(16);
  const before = await app.runtime.store.head();
  await rebuild(app.runtime.store, app.runtime.views, false, () => undefined);
  expect(await app.runtime.store.head()).toEqual(before);
  await round();
  expect(await told('replayed')).toEqual([
    'CommitmentReserved',
    'AwardLapsed',
    'CommitmentReleased',
  ]);
  const after = await app.runtime.store.head();
  await rebuild(app.runtime.store, app.runtime.views, false, () => undefined);
  await round();
  expect(await app.runtime.store.head()).toEqual(after);
});

it('reverses an accrual on the day that it names, once, and none that an invoice has cleared', async () => {
  const client = new Client(app);
  const accrue = (expenditure: string): Promise<object> =>
    client.done('funds/east/accrue-expenditure', {
      expenditure,
      scheme: 'one',
      provider: 'harbour-lights',
      cost: '5.00',
      description: 'April',
      effective: '2026-04-30',
      reversesOn: '2026-05-02',
    });
  await accrue('waits');
  await accrue('cleared');
  await client.done('funds/east/verify-expenditure', {
    expenditure: 'invoice',
    scheme: 'one',
    provider: 'harbour-lights',
    net: '5.00',
    reference: 'Invoice',
    accrual: 'cleared',
  });
  const reversals = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const events of app.runtime.store.read(0))
      for (const { type, data, effective } of events)
        if (type === 'AccrualReversed')
          found.push(`${(data as { expenditure: string }).expenditure} ${effective}`);
    return found;
  };
  const cleared = await reversals();
  expect(cleared).toHaveLength(1);
  await round();
  expect(await reversals()).toEqual(cleared);

  laterByMinutes(24 * 60);
  await round();
  expect(await reversals()).toEqual([...cleared, 'waits 2026-05-02']);
  expect((await round()).done).toBe(0);
});
