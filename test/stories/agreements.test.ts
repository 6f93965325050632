import type { agreementCommands } from '#contracts/commands/agreement.js';
import { startApp, type App } from '#test/support/app.js';
import { Client } from '#test/support/client.js';

/*
 * An agreement over its life, as clients of the API live it: signed in November for the next April,
 * varied with effect from a day that has passed, left by a partner that disputes what it owes, ended.
 */

const council = 'GB-LAE-NMR';
const icb = 'GB-NHS-QMR';

let app: App;
let client: Client;
let today = '2026-11-18';
const at = (day: string) => {
  today = day;
};

const agreement = (command: keyof typeof agreementCommands, body: object) =>
  client.post(`agreements/moor/${command}`, { effective: today, ...body });
const fund = (command: string, body: object) =>
  client.done(`funds/moor/${command}`, { effective: today, ...body });
const award = (id: string, amount: string) =>
  client.post(`contracts/${id}/award-contract`, {
    effective: today,
    title: id,
    provider: 'harbour-lights',
    funding: [
      {
        fund: 'moor',
        scheme: 'navigators',
        year: '2027-28',
        nature: 'revenue',
        amount,
        sources: 'as-scheme',
      },
    ],
  });
const balance = async (account: string, source?: string): Promise<string> => {
  const of = source === undefined ? '' : `&source=${source}`;
  const { body } = await client.get(`funds/moor/balances?by=account&account=${account}${of}`);
  return (body as never as { balances: { amount: string }[] }).balances[0]?.amount ?? '0.00';
};
const read = async (path: string) => (await client.get(path)).body as never;

beforeAll(async () => {
  app = await startApp(() => new Date(`${today}T09:00:00Z`));
  client = new Client(app);
});
afterAll(() => app.stop());

it('is signed in November and takes effect from April', async () => {
  const signed = await agreement('sign-agreement', {
    effective: '2027-04-01',
    signedOn: '2026-11-18',
    title: 'Moor',
    power: 's75',
    host: council,
    poolManager: 'Pooled fund manager',
    partners: [council, icb],
    aims: ['One front door'],
    reviews: ['2028-09-30'],
    noticeNotBefore: '2030-03-31',
    noticeMonths: 12,
    orderOfCover: ['underspends', 'risk-reserve'],
    commitmentLimits: { indicative: '300.00', expected: '0.00' },
  });
  expect(signed.status).toBe(200);
  expect(await read('agreements')).toMatchObject({ agreements: [] });
  expect(await read('agreements/moor')).toMatchObject({
    agreement: null,
    versions: [{ id: 'moor/1', signedOn: '2026-11-18', takesEffect: '2027-04-01' }],
  });
  expect(await read('agreements?effectiveOn=2027-04-01')).toMatchObject({
    agreements: [
      {
        id: 'moor',
        version: 1,
        noticeMonths: 12,
        riskShare: { over: { kind: 'pro-rata' }, base: 'agreed-contributions' },
        yearEnd: { underspend: 'carried', retained: [] },
        wayOfWorking: 'local-led-pooling',
      },
    ],
  });
});

it('limits from April on what is promised ahead of confirmed money', async () => {
  at('2027-04-01');
  await fund('establish-fund', { name: 'Moor', kind: 'pooled', host: council, agreement: 'moor' });
  for (const [source, organisation] of [
    ['council', council],
    ['icb', icb],
  ])
    await fund('open-source', { source, name: source, role: 'partner', organisation });
  await fund('open-scheme', { scheme: 'navigators', name: 'Navigators' });
  for (const [source, amount] of [
    ['council', '600.00'],
    ['icb', '400.00'],
  ])
    await fund('pledge-contribution', {
      ...{ contribution: source, source, year: '2027-28', amount },
    });
  await fund('allocate-budget', {
    ...{ scheme: 'navigators', source: 'council', year: '2027-28', amount: '600.00' },
  });

  const refused = await award('first', '300.01');
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({ rule: 19, ruleDate: '2027-04-01', short: '0.01' });
  expect((await award('second', '250.00')).status).toBe(200);
});

it('is varied with effect from before: what was decided keeps its judgement, what comes does not', async () => {
  at('2027-08-10');
  const before = (await read('agreements')) as { number: number };
  const varied = await agreement('vary-agreement', {
    effective: '2027-04-01',
    signedOn: '2027-08-09',
    changes: 'Schedule 4: a lower limit',
    commitmentLimits: { indicative: '100.00', expected: '0.00' },
  });
  expect(varied.status).toBe(200);

  const limit = (indicative: string, version: number) => ({
    agreements: [{ version, commitmentLimits: { indicative } }],
  });
  expect(await read('agreements')).toMatchObject(limit('100.00', 2));
  expect(await read(`agreements?asKnownAt=${before.number}`)).toMatchObject(limit('300.00', 1));
  const { versions } = (await read('agreements/moor')) as { versions: object[] };
  expect(versions).toMatchObject([
    { version: 1, changes: 'As first signed' },
    { version: 2, changes: 'Schedule 4: a lower limit', signedOn: '2027-08-09' },
  ]);

  const kept = (await read('funds/moor')) as { commitments: { number: number }[] };
  expect(kept.commitments).toMatchObject([{ id: 'second' }]);
  const log = await Promise.all(
    Array.from({ length: before.number }, (_, place) => read(`events/${place + 1}`)),
  );
  // Events of others, such as who acts for the ICB, are not shown.
  const reserved = (log as { event?: { type: string; data: object } }[]).filter(
    ({ event }) => event?.type === 'CommitmentReserved',
  );
  expect(reserved.map(({ event }) => event?.data)).toMatchObject([{ agreementRevision: 0 }]);

  const refused = await award('third', '0.01');
  expect(refused.body).toMatchObject({ rule: 19, limit: '100.00', short: '150.01' });
});

it('is reviewed on its date', async () => {
  at('2028-09-28');
  const review = { due: '2028-09-30', outcome: 'Goes on' };
  expect((await agreement('hold-review', review)).status).toBe(200);
  expect((await agreement('hold-review', review)).status).toBe(409);
});

it('may be left by a notice that ends on 31 March 2030, and not before', async () => {
  at('2029-03-20');
  const notice = { partner: icb, grounds: 'Commissioning passes to another board' };
  const early = await agreement('give-notice', { ...notice, ends: '2030-03-30' });
  expect(early.status).toBe(422);
  expect(early.body).toMatchObject({
    type: 'urn:common-purse:problem:notice-too-early',
    rule: 12,
    notBefore: '2030-03-31',
    ruleDate: '2027-04-01',
  });
  expect((await agreement('give-notice', { ...notice, ends: '2030-03-31' })).status).toBe(200);
});

describe('an exit', () => {
  const line = (direction: string, amount: string, more: object) => ({
    ...{ fund: 'moor', source: 'icb', direction, amount },
    ...more,
  });
  const unspent = line('to-partner', '400.00', { for: 'unspent-money' });
  const share = (amount: string) =>
    line('from-partner', amount, { for: 'risk-share', counterpart: 'council' });

  it('waits for the notice, and is then proposed: 300.00 to the partner', async () => {
    for (const contribution of ['council', 'icb']) {
      await fund('confirm-contribution', { contribution, evidence: 'Schedule' });
      await fund('receive-instalment', { contribution, instalment: '1', reference: 'BACS' });
    }
    const exit = { partner: icb, lines: [unspent, share('100.00')], evidence: 'Exit schedule' };
    expect((await agreement('record-exit', exit)).body).toMatchObject({ ends: '2030-03-31' });
    at('2030-03-31');
    expect((await agreement('record-exit', exit)).status).toBe(200);
    expect(await read('agreements/moor')).toMatchObject({
      exits: [{ state: 'proposed', net: '300.00' }],
    });
  });

  it('posts nothing while the settlement is disputed', async () => {
    at('2030-04-20');
    await agreement('dispute-exit-settlement', {
      partner: icb,
      by: icb,
      amount: '100.00',
      grounds: 'The overspend arose after its part had ended',
    });
    expect(await read('agreements/moor')).toMatchObject({
      exits: [{ state: 'disputed', disputedBy: icb, disputedAmount: '100.00' }],
    });
    const settled = await client.post('funds/moor/settle-exit', { effective: today, partner: icb });
    expect(settled.status).toBe(409);
    expect(settled.body).toMatchObject({ type: 'urn:common-purse:problem:exit-not-agreed' });
  });

  it('is settled as agreed, to the penny: 366.67, of which 33.33 is owed to the council', async () => {
    at('2030-06-02');
    await agreement('agree-exit-settlement', {
      partner: icb,
      lines: [unspent, share('33.33')],
      evidence: 'Deed of settlement',
    });
    expect(await read('agreements/moor')).toMatchObject({
      exits: [{ state: 'agreed', net: '366.67', difference: '66.67' }],
    });

    await fund('settle-exit', { partner: icb, power: 's76' });
    expect(await balance('cash:settlement', 'icb')).toBe('-366.67');
    expect(await balance('cash:held', 'council')).toBe('633.33');
    expect(await balance('cash:held', 'icb')).toBe('366.67');
    expect(await balance('cash:transfer')).toBe('0.00');

    at('2030-06-30');
    await fund('record-settlement-payment', {
      source: 'icb',
      direction: 'to-partner',
      reference: 'BACS 4471',
    });
    expect(await balance('cash:settlement')).toBe('0.00');
    expect(await balance('cash:held', 'icb')).toBe('0.00');
    expect(await balance('cash:held')).toBe('633.33');
    expect(await read('funds/moor/trial-balance')).toMatchObject({ balanced: true });
    expect(await read('funds/moor')).toMatchObject({
      exitSettlements: [
        { partner: icb, settled: '2030-06-02', lines: [{ power: 's76' }, { power: 's76' }] },
      ],
      settlementPayments: [{ source: 'icb', amount: '366.67', paid: '2030-06-30' }],
    });
  });
});

it('asks a partner that has left for no approval', async () => {
  at('2030-09-01');
  await agreement('vary-agreement', {
    changes: 'Moves',
    eachPartnerDecides: [{ decisions: ['virement'], above: '0.00' }],
  });
  await fund('open-scheme', { scheme: 'brokerage', name: 'Brokerage' });
  const place = { kind: 'scheme', fund: 'moor', source: 'council', year: '2028-29' };
  await fund('pledge-contribution', {
    ...{ contribution: 'late', source: 'council', year: '2028-29', amount: '1.00' },
  });
  await fund('confirm-contribution', { contribution: 'late', evidence: 'Budget' });
  await fund('allocate-budget', {
    ...{ scheme: 'navigators', source: 'council', year: '2028-29', amount: '1.00' },
  });
  await client.done('reallocations/after/propose-reallocation', {
    effective: today,
    legs: [
      {
        amount: '1.00',
        from: { ...place, scheme: 'navigators', nature: 'revenue' },
        to: { ...place, scheme: 'brokerage', nature: 'revenue' },
      },
    ],
  });
  expect(await read('reallocations')).toMatchObject({
    reallocations: [{ id: 'after', organisations: [council] }],
  });
});

it('ends when it is terminated: nothing new is decided under it', async () => {
  at('2030-10-01');
  await agreement('terminate-agreement', {
    ...{ effective: '2031-03-31', cause: 'One partner is left', evidence: 'Deed' },
  });
  // Until then it stands.
  at('2030-12-01');
  expect((await agreement('hold-review', { outcome: 'On course to end' })).status).toBe(200);
  at('2031-04-01');
  expect(await read('agreements')).toMatchObject({ agreements: [{ terminated: '2031-03-31' }] });
  const varied = await agreement('vary-agreement', { changes: 'Too late' });
  expect(varied.body).toMatchObject({ rule: 18, ended: '2031-03-31' });
  const allocated = await client.post('funds/moor/allocate-budget', {
    ...{ effective: today, scheme: 'navigators', source: 'icb', year: '2027-28', amount: '1.00' },
  });
  expect(allocated.body).toMatchObject({
    type: 'urn:common-purse:problem:agreement-ended',
    ended: '2031-03-31',
  });
  // Nor for its last day, once that has passed.
  const asOfItsEnd = await client.post('funds/moor/allocate-budget', {
    ...{ scheme: 'navigators', source: 'icb', year: '2027-28', amount: '1.00' },
    effective: '2031-03-31',
  });
  expect(asOfItsEnd.body).toMatchObject({
    type: 'urn:common-purse:problem:agreement-ended',
    ended: '2031-03-31',
  });
});
