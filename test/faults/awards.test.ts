import { pino } from 'pino';
import type { ContractCommand } from '#contracts/commands/award/contract.js';
import { grantCommands, type GrantCommand } from '#contracts/commands/award/grant.js';
import { carryOut, LedgerCommand, type Answer, type Asked } from '#apps/service/ledger/commands.js';
import { Ledger, type Asking } from '#apps/service/ledger/ledger.js';
import { takeUpDue } from '#apps/service/processes/scheduler.js';
import type { EventStore } from '#libs/event-store/port.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/** An award from two funds, the service killed between any two of its steps. */
let app: App;
let client: Client;
let minutesOn = 0;
const logger = pino({ level: 'warn' });
const now = (): Date => new Date(Date.parse('2026-05-01T09:00:00Z') + minutesOn * 60_000);

beforeAll(async () => {
  app = await startApp(now, 'council');
  client = new Client(app);
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
    await ask('pledge-contribution', {
      contribution: 'c',
      source: 'council',
      year: '2026-27',
      amount: '100000.00',
    });
    await ask('confirm-contribution', { contribution: 'c', evidence: 'Budget resolution' });
    await ask('allocate-budget', {
      scheme: 'one',
      source: 'council',
      year: '2026-27',
      amount: '100000.00',
    });
  }
});
afterAll(() => app.stop());

const funding = (fund: string, amount: string) =>
  ({
    fund,
    scheme: 'one',
    year: '2026-27',
    nature: 'revenue',
    amount,
    sources: 'as-scheme',
  }) as const;

const award = (east: string, west: string): ContractCommand => ({
  command: 'award-contract',
  effective: '2026-05-01',
  title: 'Across two funds',
  provider: 'a-provider',
  start: '2026-05-01',
  end: '2027-03-31',
  statedMonths: null,
  funding: [funding('east', east), funding('west', west)],
  costShares: [],
  obligation: 'none',
  payment: 'monthly-in-arrears',
  optionMonths: [],
  optionsValue: '0.00',
  regime: 'unknown',
});

type Made = ContractCommand | Extract<GrantCommand, { command: 'offer-grant' }>;
const offer: Made = {
  ...grantCommands['offer-grant'].parse({
    title: 'Never offered',
    provider: 'a-provider',
    until: '2026-05-31',
    funding: [funding('east', '10.00')],
  }),
  command: 'offer-grant',
  effective: '2026-05-01',
};

const asking = (key: string): Asking => ({
  provenance: { actor: 'amina', organisation: 'council', authority: 'manager', reason: 'story' },
  key: `amina/${key}`,
  asked: key,
  dryRun: false,
});

/** Asks in a process that dies after so many appends; what others finish meanwhile is theirs. */
async function killed(appends: number, id: string, command: Made, key = id): Promise<void> {
  let left = appends;
  const store: EventStore = Object.create(app.runtime.store, {
    append: {
      value: (append: Parameters<EventStore['append']>[0]) =>
        left-- > 0 ? app.runtime.store.append(append) : Promise.reject(new Error('killed')),
    },
  }) as EventStore;
  await ask(new Ledger(store, now), id, command, key).catch(() => undefined);
  expect(left).toBeLessThan(0);
}

const ask = (ledger: Ledger, id: string, command: Made, key = id): Promise<Answer> =>
  carryOut(
    ledger,
    new LedgerCommand(asking(key === id ? id : `${id}/${key}`), {
      kind: command.command === 'offer-grant' ? 'grant' : 'contract',
      id,
      command,
    } as Asked),
  );

async function standing(id: string): Promise<string[]> {
  const { number } = await app.runtime.store.head();
  await app.runtime.runner.progress.until(number, 5_000);
  return Promise.all(
    ['east', 'west'].map(async (fund) => {
      const { body } = await client.get(`funds/${fund}/balances?award=${id}&by=account`);
      return (body['balances'] as unknown as { account: string; amount: string }[])
        .map(({ account, amount }) => `${account.split(':')[1] ?? ''} ${amount}`)
        .join();
    }),
  );
}

const finish = async (): Promise<void> => {
  await standing('anything');
  await takeUpDue(new Ledger(app.runtime.store, now), app.runtime.reading, logger);
};

describe('killed after', () => {
  it.each([3, 4])('%i steps, once the award is made, is confirmed in both funds', async (steps) => {
    const id = `made-${steps}`;
    await killed(steps, id, award('10.00', '20.00'));
    await finish();
    expect(await standing(id)).toEqual(['committed 10.00', 'committed 20.00']);
  });

  it.each([1, 2])(
    '%i steps, before the award is made, is kept until it expires, then released',
    async (steps) => {
      const id = `open-${steps}`;
      await killed(steps, id, award('10.00', '20.00'));
      await finish();
      expect((await standing(id))[0]).toBe('reserved 10.00');
      minutesOn += 16;
      await finish();
      expect(await standing(id)).toEqual(['', '']);
    },
  );

  it('reserving for an offer that is never made, frees what was reserved when that expires', async () => {
    await killed(1, 'unoffered', offer);
    minutesOn += 16;
    await finish();
    expect(await standing('unoffered')).toEqual(['', '']);
  });

  it.each([1, 2, 3, 4])('%i steps, is finished by the same request again', async (steps) => {
    const id = `again-${steps}`;
    const command = award('10.00', '20.00');
    await killed(steps, id, command);
    const first = await ask(new Ledger(app.runtime.store, now), id, command);
    expect(first).not.toHaveProperty('refused');
    expect(await standing(id)).toEqual(['committed 10.00', 'committed 20.00']);
    const again = await ask(new Ledger(app.runtime.store, now), id, command);
    expect(again).toMatchObject({
      repeated: true,
      streams: (first as { streams: object[] }).streams,
    });
  });
});

it('asked for by 64 at once, never promises more than there is', async () => {
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, place) =>
      client.post(`contracts/rush-${place}/award-contract`, {
        title: 'A rush',
        provider: 'a-provider',
        funding: [funding('east', '3000.00')],
      }),
    ),
  );
  const made = answers.filter(({ status }) => status === 200).length;
  expect(made).toBeGreaterThan(0);
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(64 - made);
  const { body } = await client.get(
    'funds/east/balances?account=budget:scheme:confirmed&by=account',
  );
  const [left] = body['balances'] as unknown as { amount: string }[];
  expect(Number(left?.amount)).toBeGreaterThanOrEqual(0);
  expect(Number(left?.amount)).toBeLessThan(3000);
});

it('asked for twice under one name, in other funds, is made once and the other fund is free again', async () => {
  const made = await client.post('contracts/same/award-contract', {
    title: 'The first',
    provider: 'a-provider',
    funding: [funding('east', '10.00')],
  });
  expect(made.status).toBe(200);
  const other = await client.post('contracts/same/award-contract', {
    title: 'The second',
    provider: 'a-provider',
    funding: [funding('west', '10.00')],
  });
  expect(other).toMatchObject({
    status: 409,
    body: { type: 'urn:common-purse:problem:already-exists' },
  });
  expect(await standing('same')).toEqual(['committed 10.00', '']);
});

it('has a key that serves nothing else: neither a command to one stream nor another award', async () => {
  const key = { 'Idempotency-Key': 'of-an-award' };
  const body = { title: 'One', provider: 'a-provider', funding: [funding('east', '10.00')] };
  const scheme = { scheme: 'of-a-key', name: 'Of a key' };
  expect(await client.post('contracts/of-a-key/award-contract', body, key)).toMatchObject({
    status: 200,
  });
  const reused = { status: 422, body: { type: 'urn:common-purse:problem:key-reused', rule: 9 } };
  expect(await client.post('funds/east/open-scheme', scheme, key)).toMatchObject(reused);
  const west = { ...body, funding: [funding('west', '10.00')] };
  expect(await client.post('contracts/of-a-key-2/award-contract', west, key)).toMatchObject(reused);
  expect(await standing('of-a-key-2')).toEqual(['', '']);

  const other = { 'Idempotency-Key': 'of-a-scheme' };
  expect(await client.post('funds/east/open-scheme', scheme, other)).toMatchObject({ status: 200 });
  expect(await client.post('contracts/of-a-key-3/award-contract', west, other)).toMatchObject(
    reused,
  );
  expect(await standing('of-a-key-3')).toEqual(['', '']);
});

it('novated, answers the same request with the same streams, in whatever order its funds are named', async () => {
  await client.done('contracts/passed-on/award-contract', {
    title: 'Passed on',
    provider: 'a-provider',
    funding: [funding('west', '20.00'), funding('east', '10.00')],
  });
  const novate = () =>
    client.post(
      'contracts/passed-on/novate-contract',
      { change: 'n1', to: 'another-provider', cause: 'agreed', evidence: 'Deed of novation' },
      { 'Idempotency-Key': 'novation' },
    );
  const first = await novate();
  expect(first).toMatchObject({ status: 200, body: { repeated: false } });
  expect(await novate()).toMatchObject({
    status: 200,
    body: { repeated: true, streams: first.body['streams'] as unknown as object[] },
  });
});

describe('asked for again with the revision that its caller saw', () => {
  it('an award gets its first answer, and another request is told that it has moved on', async () => {
    const make = (key: string) =>
      carryOut(
        new Ledger(app.runtime.store, now),
        new LedgerCommand(asking(key), {
          ...{ kind: 'contract', id: 'seen', expectedRevision: -1 },
          command: award('10.00', '20.00'),
        }),
      );
    const first = await make('seen');
    expect(first).toMatchObject({ repeated: false });
    expect(await make('seen')).toMatchObject({
      repeated: true,
      streams: (first as { streams: object[] }).streams,
    });
    expect(await make('seen-otherwise')).toMatchObject({ refused: { problem: 'moved-on' } });
  });

  it('so does a change of it', async () => {
    await client.done('contracts/seen-2/award-contract', {
      title: 'Seen',
      provider: 'a-provider',
      funding: [funding('east', '10.00'), funding('west', '20.00')],
    });
    const novate = (key: string) =>
      client.post(
        'contracts/seen-2/novate-contract',
        { change: key, to: `provider-${key}`, cause: 'agreed', evidence: 'Deed of novation' },
        { 'If-Match': '"0"', 'Idempotency-Key': key },
      );
    const first = await novate('seen-2');
    expect(first).toMatchObject({ status: 200, body: { repeated: false } });
    expect(await novate('seen-2')).toMatchObject({
      status: 200,
      body: { repeated: true, streams: first.body['streams'] as unknown as object[] },
    });
    expect(await novate('seen-3')).toMatchObject({ status: 412 });
  });
});

describe('a variation killed after', () => {
  const vary = (change: string): ContractCommand => ({
    command: 'vary-contract',
    effective: '2026-05-01',
    change,
    description: 'More here, less there',
    ground: 'own-decision',
    keepsCharacter: true,
    adds: [{ ...funding('east', '5.00'), sources: 'as-award' }],
    releases: [{ fund: 'west', scheme: 'one', year: '2026-27', nature: 'revenue', amount: '8.00' }],
    obligation: 'none',
  });
  const made = async (id: string): Promise<void> => {
    await client.done(`contracts/${id}/award-contract`, {
      title: id,
      provider: 'a-provider',
      funding: [funding('east', '10.00'), funding('west', '20.00')],
    });
  };
  const varied = ['committed 15.00', 'committed 12.00'];

  it.each([3, 4])('%i steps, once it is decided, is confirmed in both funds', async (steps) => {
    const id = `varied-${steps}`;
    await made(id);
    await killed(steps, id, vary('v1'), 'v1');
    await finish();
    expect(await standing(id)).toEqual(varied);
  });

  it.each([1, 2])('%i steps, before it is decided, lapses in its time', async (steps) => {
    const id = `not-varied-${steps}`;
    await made(id);
    await killed(steps, id, vary('v1'), 'v1');
    await finish();
    expect((await standing(id))[0]).toBe('committed 10.00,reserved 5.00');
    expect(await ask(new Ledger(app.runtime.store, now), id, vary('v2'), 'v2')).toMatchObject({
      refused: { problem: 'change-under-way' },
    });
    minutesOn += 16;
    await finish();
    expect(await standing(id)).toEqual(['committed 10.00', 'committed 20.00']);
    const again = await ask(new Ledger(app.runtime.store, now), id, vary('v2'), 'v2');
    expect(again).not.toHaveProperty('refused');
    expect(await standing(id)).toEqual(varied);
  });

  it.each([1, 2, 3, 4])('%i steps, is finished by the same request again', async (steps) => {
    const id = `varied-again-${steps}`;
    await made(id);
    await killed(steps, id, vary('v1'), 'v1');
    const first = await ask(new Ledger(app.runtime.store, now), id, vary('v1'), 'v1');
    expect(first).not.toHaveProperty('refused');
    expect(await standing(id)).toEqual(varied);
    const again = await ask(new Ledger(app.runtime.store, now), id, vary('v1'), 'v1');
    expect(again).toMatchObject({
      repeated: true,
      streams: (first as { streams: object[] }).streams,
    });
    expect(await standing(id)).toEqual(varied);
  });
});
