import { startApp, type App } from '../support/app.js';
import { Client, type Answer } from '../support/client.js';

/** Payments come from a file that does not say whose money they were; the year cannot close until somebody does. */
const clock = { now: '2026-04-01T09:00:00Z' };
let app: App;
let client: Client;
const council = 'GB-LAE-NMR';
const icb = 'GB-NHS-QMR';
const year = '2026-27';
const ask = (command: string, body: object): Promise<Answer> =>
  client.post(`funds/pool/${command}`, body);
const done = (command: string, body: object) => client.done(`funds/pool/${command}`, body);
const close = (): Promise<Answer> =>
  ask('close-year', {
    year,
    bases: [{ source: 'icb', office: 'chief-finance-officer', basis: 'Letter of 20 April 2027' }],
  });

async function cost(by: string): Promise<Record<string, string>> {
  const { body } = await client.get(`funds/pool/balances?account=cash:expenditure&by=${by}`);
  const balances = body['balances'] as unknown as Record<string, string>[];
  return Object.fromEntries(
    balances
      .filter(({ amount }) => amount !== '0.00')
      .map(({ amount = '', ...of }) => [
        by
          .split(',')
          .map((name) => of[name])
          .join(' '),
        amount,
      ]),
  );
}

/** Under which name the import filed a provider. */
const providerOf = async (amount: string): Promise<string> =>
  Object.entries(await cost('provider')).find(([, paid]) => paid === amount)?.[0] ?? '';

const refusedAs = (problem: string, facts: object): object => ({
  status: 422,
  body: { type: `urn:common-purse:problem:${problem}`, ...facts },
});

beforeAll(async () => {
  app = await startApp(() => new Date(clock.now));
  client = new Client(app);
  await client.done('agreements/deed/sign-agreement', {
    effective: '2026-04-01',
    title: 'Pool',
    power: 's75',
    host: council,
    partners: [council, icb],
    commitmentLimits: { indicative: '0.00', expected: '0.00' },
  });
  await done('establish-fund', { name: 'Pool', kind: 'pooled', host: council, agreement: 'deed' });
  await done('open-scheme', { scheme: 'brokerage', name: 'Brokerage' });
  for (const [source, organisation, amount] of [
    ['council', council, '600.00'],
    ['icb', icb, '400.00'],
  ] as const) {
    const money = { source, year, amount };
    await done('open-source', { source, name: source, role: 'partner', organisation });
    await done('pledge-contribution', { contribution: source, ...money });
    await done('confirm-contribution', { contribution: source, evidence: 'Signed schedule' });
    await done('allocate-budget', { scheme: 'brokerage', ...money });
  }
  clock.now = '2027-04-30T10:00:00Z';
});
afterAll(() => app.stop());

it('takes a file that says neither scheme nor source', async () => {
  const file = [
    'Payment Date,Supplier,Net Amount,Transaction Number',
    '2026-07-01,Two Rivers,250.01,5100000001',
    '2026-07-15,Dale Skills,300.00,5100000002',
    '2026-08-01,Two Rivers,-50.00,5100000003',
    '2026-09-01,Moorside Voices,333.33,5100000004',
  ].join('\n');
  const { body } = await client.send('pool', 'spending', Buffer.from(`${file}\n`));
  expect(body).toMatchObject({ rowsIn: 4, recorded: 4, quarantined: 0, total: '833.34' });
  expect(await cost('scheme,source,nature')).toEqual({ 'unknown unknown unknown': '833.34' });
});

it('cannot close the year while it is not known whose money was spent', async () => {
  expect(await close()).toMatchObject(refusedAs('sources-unknown', { rule: 14, amount: '833.34' }));
});

it('recodes no more than stands', async () => {
  expect(
    await ask('recode-payments', {
      recoding: 'too-much',
      from: { year, provider: await providerOf('333.33') },
      amount: '333.34',
      to: { source: 'icb' },
    }),
  ).toMatchObject(refusedAs('recoding-exceeds-payments', { rule: 4, short: '0.01' }));
});

it('gives one provider’s payments to the partner whose they were', async () => {
  await done('recode-payments', {
    recoding: 'moorside',
    from: { year, provider: await providerOf('333.33'), source: 'unknown' },
    to: { scheme: 'brokerage', source: 'icb' },
    payments: ['5100000004'],
  });
  expect(await cost('source')).toEqual({ icb: '333.33', unknown: '500.01' });
});

it('gives the rest by the shares of the scheme, in one command, to the penny', async () => {
  await done('recode-payments', {
    recoding: 'the-rest',
    from: { year, source: 'unknown' },
    to: { scheme: 'brokerage', sources: 'as-scheme', nature: 'revenue' },
  });
  expect(await cost('source')).toEqual({ council: '300.01', icb: '533.33' });
  expect(Object.values(await cost('provider')).sort()).toEqual(['200.01', '300.00', '333.33']);
});

it('cannot close it either while it is not known whether it was capital', async () => {
  expect(await close()).toMatchObject(refusedAs('natures-unknown', { rule: 14, amount: '333.33' }));
  await done('recode-payments', {
    recoding: 'natures',
    from: { year, nature: 'unknown' },
    to: { nature: 'revenue' },
  });
  expect(await cost('source,nature')).toEqual({
    'council revenue': '300.01',
    'icb revenue': '533.33',
  });
});

it('lists what was recoded, from where and to where', async () => {
  const { body } = await client.get('funds/pool');
  expect(body['recodings']).toEqual([
    expect.objectContaining({
      id: 'payments/moorside',
      cost: '333.33',
      from: ['unknown/unknown'],
      to: ['brokerage/icb'],
      payments: ['5100000004'],
    }),
    expect.objectContaining({ id: 'payments/natures', cost: '333.33', to: ['brokerage/icb'] }),
    expect.objectContaining({ id: 'payments/the-rest', cost: '500.01' }),
  ]);
});

it('closes the year: 166.66 is left, 100.00 of it the council’s', async () => {
  expect((await close()).status).toBe(200);
  const { body } = await client.get('funds/pool');
  const [closed] = body['closedYears'] as unknown as Record<string, unknown>[];
  expect(closed).toMatchObject({
    variance: '166.66',
    shares: [
      { source: 'council', amount: '100.00' },
      { source: 'icb', amount: '66.66' },
    ],
  });
});

it('balances to nothing, per book, year, nature and source', async () => {
  const { body } = await client.get('funds/pool/trial-balance');
  expect(body['balanced']).toBe(true);
});

it('is too late for a year that is closed', async () => {
  expect(
    await ask('recode-payments', {
      recoding: 'late',
      from: { year },
      to: { source: 'council' },
    }),
  ).toMatchObject({ body: { type: 'urn:common-purse:problem:year-closed', rule: 17 } });
});
