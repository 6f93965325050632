import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { rowsOfPage } from '../support/page-figures.js';

/** Fewer days in hospital than agreed: the ICB saves, and pays the pool its share. */
const clock = { now: '2026-04-01T10:00:00Z' };
let app: App;
let client: Client;
const agreedBy = ['GB-LAE-NMR', 'GB-NHS-QMR'];

beforeAll(async () => {
  app = await startApp(() => new Date(clock.now), 'council');
  client = new Client(app);
  await client.done('funds/pool/establish-fund', { name: 'Pool', kind: 'pooled', host: 'council' });
  await client.done('funds/pool/open-source', {
    source: 'icb',
    name: 'ICB',
    role: 'partner',
    organisation: 'GB-NHS-QMR',
  });
  await client.done('outcomes/bed-days/define-outcome', {
    measure: 'Bed days after unplanned admission',
    unit: 'days',
    better: 'lower',
    cohort: 'People of the navigators',
    area: 'E06000999',
    from: '2026-04-01',
    to: '2027-03-31',
  });
});
afterAll(() => app.stop());

const outcome = async (query = '') => {
  const { body } = await client.get(`outcomes${query}`);
  return (body['outcomes'] as unknown as object[])[0];
};
const sum = async (account: string) => {
  const { body } = await client.get(`funds/pool/balances?by=source&account=${account}`);
  return body['balances'] as unknown as object[];
};
const refusedAs = async (path: string, body: object) => {
  const answer = await client.post(path, body);
  return [answer.status, answer.body['type'], answer.body['rule']];
};
const receipt = (amount: string) => ({
  income: `share-${amount}`,
  outcome: 'bed-days',
  amount,
  reference: 'BACS 4417',
});

it('has a baseline that partners agree, and agree anew', async () => {
  await client.done('outcomes/bed-days/agree-baseline', {
    value: '4120',
    agreedBy,
    evidence: 'Schedule 7',
  });
  clock.now = '2026-06-01T10:00:00Z';
  await client.done('outcomes/bed-days/supersede-baseline', {
    value: '4080.5',
    agreedBy,
    evidence: 'A coding error that both found',
  });
  expect(await outcome()).toMatchObject({ baseline: '4080.5', baselineAgreedBy: agreedBy });
  expect(await outcome('?asKnownAt=2026-05-31')).toMatchObject({ baseline: '4120' });
});

it('expects savings, and expects no cash', async () => {
  await client.done('outcomes/bed-days/agree-savings-share', {
    fund: 'pool',
    source: 'icb',
    payer: 'GB-NHS-QMR',
    unitSaving: '210.00',
    rate: '0.4',
    cap: '30000.00',
    agreedBy,
    evidence: 'Schedule 8',
  });
  clock.now = '2027-05-20T10:00:00Z';
  await client.done('outcomes/bed-days/measure-outcome', {
    value: '3700',
    evidence: 'Hospital episodes to March',
  });
  await client.done('outcomes/bed-days/measure-outcome', {
    value: '3730.5',
    evidence: 'Hospital episodes, late coding in',
  });
  await client.done('outcomes/bed-days/assess-savings-share', {});
  expect(await outcome()).toMatchObject({ measured: '3730.5', shareAssessed: '29400.00' });
  expect(await outcome()).not.toHaveProperty('shareConfirmed');
  const page = await (await client.fetch('/ecosystem')).text();
  const share = rowsOfPage(page)
    .flatMap(({ cells }) => cells)
    .find(({ column }) => column.endsWith(': Savings share'));
  const [, event = ''] = /^\/events\/(\d+)/.exec(share?.href ?? '') ?? [];
  const { body: said } = await client.get(`events/${event}`);
  expect(share?.text).toBe('£29,400.00');
  expect(said).toMatchObject({
    event: { type: 'SavingsShareAssessed', data: { share: '29400.00' } },
  });
  expect(await sum('cash:held')).toEqual([]);
  expect(await refusedAs('funds/pool/receive-savings-share', receipt('1.00'))).toEqual([
    422,
    'urn:common-purse:problem:share-not-confirmed',
    6,
  ]);
});

it('is income of the pool when it comes in, up to what the payer confirmed', async () => {
  clock.now = '2027-06-01T10:00:00Z';
  await client.done('outcomes/bed-days/confirm-savings-share', {
    confirmedBy: 'GB-NHS-QMR',
    evidence: 'Letter of the chief finance officer',
  });
  expect(await sum('cash:income:other')).toEqual([]);
  await client.done('funds/pool/receive-savings-share', receipt('20000.00'));
  expect(await sum('cash:held')).toEqual([{ source: 'icb', amount: '20000.00' }]);
  expect(await sum('cash:income:other')).toEqual([{ source: 'icb', amount: '-20000.00' }]);
  expect(await refusedAs('funds/pool/receive-savings-share', receipt('9400.01'))).toEqual([
    422,
    'urn:common-purse:problem:receipt-exceeds-share',
    6,
  ]);
  await client.done('funds/pool/receive-savings-share', receipt('9400.00'));
  expect(await sum('cash:held')).toEqual([{ source: 'icb', amount: '29400.00' }]);
});

it('may be budgeted like other income, by a decision', async () => {
  await client.done('funds/pool/budget-other-income', {
    source: 'icb',
    year: '2027-28',
    amount: '29400.00',
  });
  expect(await sum('budget:unallocated:confirmed')).toEqual([
    { source: 'icb', amount: '29400.00' },
  ]);
});
