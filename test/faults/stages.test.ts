import { pino } from 'pino';
import { fundCommands } from '#contracts/commands/fund.js';
import type { OutcomeCommand } from '#contracts/commands/outcome.js';
import { carryOut, LedgerCommand, type Answer, type Asked } from '#apps/service/ledger/commands.js';
import { Ledger, type Asking } from '#apps/service/ledger/ledger.js';
import { takeUpDue } from '#apps/service/processes/scheduler.js';
import type { EventStore } from '#libs/event-store/port.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/** A claim on an outcome is counted in its fund and rejected, at once or by a process that dies. */
let app: App;
let client: Client;
const now = (): Date => new Date('2026-05-01T09:00:00Z');
const effective = '2026-05-01';
const logger = pino({ level: 'silent' });

beforeAll(async () => {
  app = await startApp(now, 'council');
  client = new Client(app);
  const inFund = (command: string, body: object): Promise<object> =>
    client.done(`funds/pool/${command}`, body);
  const money = { source: 'council', year: '2026-27', amount: '1000.00' };
  await inFund('establish-fund', { name: 'Pool', kind: 'single', host: 'council' });
  await inFund('open-source', {
    ...{ source: 'council', name: 'Council', role: 'partner', organisation: 'council' },
  });
  await inFund('open-scheme', { scheme: 'work', name: 'Work' });
  await inFund('pledge-contribution', { contribution: 'c', ...money });
  await inFund('confirm-contribution', { contribution: 'c', evidence: 'Resolution' });
  await inFund('allocate-budget', { scheme: 'work', ...money });
  await client.done('contracts/coaching/award-contract', {
    title: 'Coaching',
    provider: 'harbour-lights',
    funding: [
      {
        ...{ fund: 'pool', scheme: 'work', year: '2026-27', nature: 'revenue' },
        ...{ amount: '900.00', sources: 'as-scheme' },
      },
    ],
  });
  await client.done('outcomes/work/define-outcome', {
    ...{ measure: 'In work', unit: 'people', better: 'higher', cohort: 'All', area: 'E06000999' },
    ...{ from: '2026-04-01', to: '2027-03-31' },
  });
  await client.done('outcomes/work/agree-outcome-terms', {
    terms: 'terms',
    stages: [{ stage: 'start', weeks: 0, amount: '10.00' }],
    ...{ agreedBy: ['council'], evidence: 'Agreement', effective: '2026-04-01' },
  });
});
afterAll(() => app.stop());

/** A claim that is verified. */
async function verified(claim: string): Promise<void> {
  const person = { person: `hl-41${claim}`, terms: 'terms' };
  await client.done('outcomes/work/start-person', { ...person, effective });
  await client.done('outcomes/work/claim-stage', {
    ...{ claim, ...person, stage: 'start', fund: 'pool', award: 'coaching' },
    provider: 'harbour-lights',
  });
  await client.done('outcomes/work/verify-stage', { claim, evidence: 'Payslip' });
}

const asking = (key: string): Asking => ({
  provenance: { actor: 'amina', organisation: 'council', authority: 'manager', reason: 'story' },
  key: `amina/${key}`,
  asked: key,
  dryRun: false,
});
const put = (store: EventStore, asked: Asked): Promise<Answer> =>
  carryOut(
    new Ledger(store, now),
    new LedgerCommand(asking(JSON.stringify(asked).replaceAll(/[^a-z0-9]+/g, '-')), asked),
  );
const counting = (claim: string): Asked => ({
  kind: 'fund',
  id: 'pool',
  command: {
    command: 'verify-stage-payment',
    effective,
    ...fundCommands['verify-stage-payment'].parse({ outcome: 'work', claim }),
  },
});
const rejecting = (claim: string): Asked & { readonly command: OutcomeCommand } => ({
  kind: 'outcome',
  id: 'work',
  command: { command: 'reject-stage', effective, claim, cause: 'Not seen' },
});

/** The log of a process that stops for something before each of its appends. */
const stopping = (before: () => Promise<unknown>): EventStore =>
  Object.create(app.runtime.store, {
    append: {
      value: async (append: Parameters<EventStore['append']>[0]) => {
        await before();
        return app.runtime.store.append(append);
      },
    },
  }) as EventStore;

/** What the views say of a claim, and what was counted for it. */
async function standing(claim: string): Promise<{ state: unknown; counted: unknown }> {
  const { number } = await app.runtime.store.head();
  await app.runtime.runner.progress.until(number, 5_000);
  const { facts } = await app.runtime.reading.place({});
  const fund = await app.runtime.reading.fund('pool', {});
  return {
    state: facts.get('stage-claim', `work/${claim}`)?.attributes.state,
    counted: fund.facts.get('expenditure', `work:${claim}`)?.attributes.state,
  };
}

it('is not counted where it is rejected between the look at it and the counting', async () => {
  await verified('a');
  let rejected: Answer | undefined;
  const store = stopping(async () => (rejected ??= await put(app.runtime.store, rejecting('a'))));
  expect(await put(store, counting('a'))).toMatchObject({
    refused: { problem: 'stage-not-payable', facts: { state: 'rejected' } },
  });
  expect(rejected).not.toHaveProperty('refused');
  expect(await standing('a')).toEqual({ state: 'rejected', counted: undefined });
});

it('is not rejected where it is counted between the look at it and the rejection', async () => {
  await verified('b');
  let counted: Answer | undefined;
  const store = stopping(async () => (counted ??= await put(app.runtime.store, counting('b'))));
  expect(await put(store, rejecting('b'))).toMatchObject({ refused: { problem: 'stage-counted' } });
  expect(counted).not.toHaveProperty('refused');
  expect(await standing('b')).toEqual({ state: 'verified', counted: 'verified' });
});

it('is not rejected where what was counted was recoded as a whole, and stands under another name', async () => {
  await verified('r');
  await put(app.runtime.store, counting('r'));
  await client.done('funds/pool/open-scheme', { scheme: 'other', name: 'Other' });
  await client.done('funds/pool/recode-spending', {
    ...{ expenditure: 'recoded', corrects: 'work:r', scheme: 'other' },
    sources: [{ source: 'council', amount: '10.00' }],
  });
  expect(await put(app.runtime.store, rejecting('r'))).toMatchObject({
    refused: { problem: 'stage-counted' },
  });
  await client.done('funds/pool/reverse-expenditure', {
    ...{ expenditure: 'undone', corrects: 'recoded' },
  });
  expect(await put(app.runtime.store, rejecting('r'))).not.toHaveProperty('refused');
});

describe('a process that dies once the fund has decided that it will not be counted', () => {
  const died = async (claim: string): Promise<void> => {
    await verified(claim);
    let appends = 0;
    const store = stopping(() =>
      (appends += 1) > 1 ? Promise.reject(new Error('killed')) : Promise.resolve(),
    );
    await put(store, rejecting(claim)).catch(() => undefined);
    expect(appends).toBeGreaterThan(1);
    expect(await put(app.runtime.store, counting(claim))).toMatchObject({
      refused: { problem: 'stage-not-payable' },
    });
  };

  it('is finished by the service', async () => {
    await died('c');
    await standing('c');
    await takeUpDue(new Ledger(app.runtime.store, now), app.runtime.reading, logger);
    expect(await standing('c')).toEqual({ state: 'rejected', counted: undefined });
    const again = await put(app.runtime.store, rejecting('c'));
    expect(again).toMatchObject({ repeated: true });
  });

  it('is finished by the same request again', async () => {
    await died('d');
    expect(await put(app.runtime.store, rejecting('d'))).toMatchObject({
      streams: [{ stream: 'fund-pool' }, { stream: 'outcome-work' }],
    });
    expect(await standing('d')).toEqual({ state: 'rejected', counted: undefined });
  });
});
