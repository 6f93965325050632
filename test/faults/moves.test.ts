import { pino } from 'pino';
import type { ReallocationCommand } from '#contracts/commands/reallocation.js';
import { carryOut, LedgerCommand, type Answer } from '#apps/service/ledger/commands.js';
import { Ledger, type Asking } from '#apps/service/ledger/ledger.js';
import { takeUpDue } from '#apps/service/processes/scheduler.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import type { EventStore } from '#libs/event-store/port.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/** A move from one fund to another, the service killed between any two of its steps. */
let app: App;
let client: Client;
let minutesOn = 0;
const logger = pino({ level: 'silent' });
const now = (): Date => new Date(Date.parse('2026-05-01T09:00:00Z') + minutesOn * 60_000);
const council = 'GB-LAE-NMR';

beforeAll(async () => {
  app = await startApp(now);
  client = new Client(app);
  for (const fund of ['east', 'west']) {
    const ask = (command: string, body: object): Promise<object> =>
      client.done(`funds/${fund}/${command}`, body);
    const source = { source: 'council', name: 'Council', role: 'partner', organisation: council };
    const money = { source: 'council', year: '2026-27', amount: '1000.00' };
    await ask('establish-fund', { name: fund, kind: 'single', host: council });
    await ask('open-source', source);
    await ask('open-scheme', { scheme: 'one', name: 'One' });
    await ask('pledge-contribution', { contribution: 'c', ...money });
    await ask('confirm-contribution', { contribution: 'c', evidence: 'Budget resolution' });
    await ask('allocate-budget', { scheme: 'one', ...money });
  }
  await client.done(`delegations/${council}/adopt-delegation`, {
    title: 'Scheme of delegation',
    evidence: 'Resolution',
    effective: '2026-04-01',
    powers: [
      {
        power: 'moves',
        office: 'director',
        decisions: ['virement'],
        boundaries: ['between-funds', 'within-scheme'],
      },
    ],
  });
});
afterAll(() => app.stop());

const place = (fund: string) =>
  ({
    kind: 'scheme',
    fund,
    scheme: 'one',
    source: 'council',
    year: '2026-27',
    nature: 'revenue',
  }) as const;
const propose = (id: string): Promise<object> =>
  client.done(`reallocations/${id}/propose-reallocation`, {
    legs: [{ amount: '10.00', from: place('east'), to: place('west') }],
  });

const asking = (key: string): Asking => ({
  provenance: { actor: 'rosalind', organisation: council, authority: 'Director', reason: 'story' },
  key: `rosalind/${key}`,
  asked: key,
  dryRun: false,
  office: 'director',
});
const approval: ReallocationCommand = { command: 'approve-reallocation', effective: '2026-05-01' };
const approve = (ledger: Ledger, id: string): Promise<Answer> =>
  carryOut(ledger, new LedgerCommand(asking(id), { kind: 'reallocation', id, command: approval }));

/** Asks in a process that dies after so many appends. */
async function killed(appends: number, id: string): Promise<void> {
  let left = appends;
  const store: EventStore = Object.create(app.runtime.store, {
    append: {
      value: (append: Parameters<EventStore['append']>[0]) =>
        left-- > 0 ? app.runtime.store.append(append) : Promise.reject(new Error('killed')),
    },
  }) as EventStore;
  await approve(new Ledger(store, now), id).catch(() => undefined);
  expect(left).toBeLessThan(0);
}

/** Scheme, set aside and in transfer, in each fund. */
async function standing(): Promise<Record<string, string>[]> {
  const { number } = await app.runtime.store.head();
  await app.runtime.runner.progress.until(number, 5_000);
  return Promise.all(
    ['east', 'west'].map(async (fund) => {
      const { body } = await client.get(`funds/${fund}/balances?by=account&scheme=one`);
      const rows = body['balances'] as unknown as { account: string; amount: string }[];
      return Object.fromEntries(
        rows.map(({ account, amount }) => [account.split(':')[1] ?? '', amount]),
      );
    }),
  );
}
const finish = async (): Promise<void> => {
  await standing();
  await takeUpDue(new Ledger(app.runtime.store, now), app.runtime.reading, logger);
};

const pence = (amount = '0.00'): bigint => parsePence(amount);
/** Whatever is where, the two funds have 2,000.00 together, and in transfer nothing is lost. */
async function total(): Promise<string> {
  const funds = await standing();
  return formatPence(
    sumPence(
      funds.flatMap(({ scheme, moving, transfer }) =>
        [scheme, moving, transfer].map((amount) => pence(amount)),
      ),
    ),
  );
}

// The appends: the approval, east set aside, west asked, the decision, east out, west in.
describe('killed after', () => {
  it.each([4, 5])('%i appends, once the move is decided, is finished in both funds', async (at) => {
    const id = `decided-${at}`;
    await propose(id);
    const before = await standing();
    await killed(at, id);
    expect(await total()).toBe('2000.00');
    await finish();
    const after = await standing();
    expect(pence(before[0]?.['scheme']) - pence(after[0]?.['scheme'])).toBe(1000n);
    expect(pence(after[1]?.['scheme']) - pence(before[1]?.['scheme'])).toBe(1000n);
    expect(after.map(({ moving }) => moving)).toEqual([undefined, undefined]);
  });

  it.each([2, 3])('%i appends, before it is decided, is free again in time', async (at) => {
    const id = `open-${at}`;
    await propose(id);
    const before = await standing();
    await killed(at, id);
    await finish();
    expect((await standing())[0]).toMatchObject({ moving: '10.00' });
    minutesOn += 16;
    await finish();
    expect(await standing()).toEqual(before);
    // What was approved can be carried out once more.
    const ask = { ...asking(`${id}-again`) };
    const command: ReallocationCommand = {
      command: 'carry-out-reallocation',
      effective: '2026-05-01',
    };
    const answer = await carryOut(
      new Ledger(app.runtime.store, now),
      new LedgerCommand(ask, { kind: 'reallocation', id, command }),
    );
    expect(answer).not.toHaveProperty('refused');
    expect((await standing())[0]).not.toHaveProperty('moving');
    // The key is that request's now: with other content it is refused (rule 9).
    expect(
      await carryOut(
        new Ledger(app.runtime.store, now),
        new LedgerCommand(
          { ...ask, asked: ['another', id] },
          { kind: 'reallocation', id: `${id}-other`, command },
        ),
      ),
    ).toMatchObject({ refused: { problem: 'key-reused' } });
  });

  it.each([1, 2, 3, 4, 5])('%i appends, is finished by the same request again', async (at) => {
    const id = `again-${at}`;
    await propose(id);
    const before = await standing();
    await killed(at, id);
    const first = await approve(new Ledger(app.runtime.store, now), id);
    expect(first).not.toHaveProperty('refused');
    const after = await standing();
    expect(pence(after[1]?.['scheme']) - pence(before[1]?.['scheme'])).toBe(1000n);
    const again = await approve(new Ledger(app.runtime.store, now), id);
    expect(again).toMatchObject({
      repeated: true,
      streams: (first as { streams: object[] }).streams,
    });
    expect(await total()).toBe('2000.00');
  });
});

// The appends: the approval, east set aside, the decision, the award, and the move in east.
it.each([2, 3, 4])('killed after %i appends, an award gains what it is given, once', async (at) => {
  const id = `gift-${at}`;
  const award = `lights-${at}`;
  const line = { fund: 'east', scheme: 'one', year: '2026-27', nature: 'revenue' };
  await client.done(`contracts/${award}/award-contract`, {
    ...{ title: award, provider: 'harbour-lights', start: '2026-04-01', end: '2027-03-31' },
    funding: [{ ...line, amount: '7.00', sources: 'as-scheme' }],
  });
  await client.done(`reallocations/${id}/propose-reallocation`, {
    legs: [{ amount: '3.00', from: place('east'), to: { ...place('east'), kind: 'award', award } }],
  });
  await killed(at, id);
  await (at === 2 ? approve(new Ledger(app.runtime.store, now), id) : finish());
  await finish();
  const { body } = await client.get('funds/east');
  const awards = body['awards'] as unknown as { id: string; value: string }[];
  expect(awards.find((one) => one.id === award)).toMatchObject({ value: '10.00' });
  const held = await client.get(`funds/east/balances?by=account&award=${award}`);
  expect(held.body['balances']).toContainEqual({
    account: 'budget:committed:confirmed',
    amount: '10.00',
  });
});
