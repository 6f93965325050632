import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/** Pools of one agreement that spent too much, each settled as the agreement says for it. */
let app: App;
let client: Client;
let today = '2026-04-01';
const year = '2026-27';
type Amounts = readonly (readonly [source: string, given: string, spent: string])[];

async function pool(fund: string, amounts: Amounts): Promise<void> {
  const done = (command: string, body: object) => client.done(`funds/${fund}/${command}`, body);
  await done('establish-fund', { name: fund, kind: 'pooled', host: 'council', agreement: 'deed' });
  await done('open-scheme', { scheme: 'care', name: 'Care' });
  for (const [source, amount, spent] of amounts) {
    const organisation = source.startsWith('icb') ? 'icb' : 'council';
    await done('open-source', { source, name: source, role: 'partner', organisation });
    await done('pledge-contribution', { contribution: source, source, year, amount });
    await done('confirm-contribution', { contribution: source, evidence: 'Signed schedule' });
    await done('verify-expenditure', {
      ...{ expenditure: source, provider: 'a-provider', scheme: 'care', net: spent },
      ...{ sources: [{ source, amount: spent }], irrecoverableVat: '0.00', reference: 'Invoices' },
    });
  }
}

beforeAll(async () => {
  app = await startApp(() => new Date(`${today}T09:00:00.000Z`), 'council');
  client = new Client(app);
  const fixed = {
    kind: 'fixed',
    shares: [
      { party: 'council-estates', share: 3 },
      { party: 'icb-estates', share: 1 },
    ],
  };
  await client.done('agreements/deed/sign-agreement', {
    title: 'Northmoor Wellbeing and Work',
    power: 's75',
    host: 'council',
    partners: ['council', 'icb'],
    commitmentLimits: { indicative: '0.00', expected: '0.00' },
    settlementByFund: [{ fund: 'estates', riskShare: { over: fixed, under: fixed } }],
  });
  await pool('northmoor', [
    ['council', '1200000.00', '1200000.00'],
    ['icb', '800000.00', '833333.33'],
  ]);
  await pool('better-care', [
    ['council', '93700000.00', '93700000.00'],
    ['icb', '28300000.00', '29300000.00'],
  ]);
  await pool('estates', [
    ['council-estates', '100.00', '100.00'],
    ['icb-estates', '100.00', '140.00'],
  ]);
  today = '2027-04-30';
});
afterAll(() => app.stop());

it.each([
  [
    'northmoor',
    '-33333.33',
    { council: ['-20000.00', '-20000.00'], icb: ['-13333.33', '20000.00'] },
  ],
  [
    'better-care',
    '-1000000.00',
    { council: ['-768032.79', '-768032.79'], icb: ['-231967.21', '768032.79'] },
  ],
  [
    'estates',
    '-40.00',
    { 'council-estates': ['-30.00', '-30.00'], 'icb-estates': ['-10.00', '30.00'] },
  ],
])('shares what %s spent too much, %s, to the penny', async (fund, variance, parts) => {
  await client.done(`funds/${fund}/close-year`, { year });
  const { body } = await client.get(`funds/${fund}`);
  const [closed] = body['closedYears'] as unknown as Record<string, unknown>[];
  expect(closed).toMatchObject({
    variance,
    covered: [],
    shared: variance,
    shares: Object.entries(parts).map(([source, [amount]]) => ({ source, amount })),
    sources: Object.entries(parts).map(([source, [carriedForward, transfer]]) => ({
      ...{ source, carriedForward, transfer },
    })),
  });
  const { body: settled } = await client.get(
    `funds/${fund}/balances?account=cash:settlement&by=source`,
  );
  expect(settled['balances']).toEqual(
    Object.entries(parts).map(([source, [, transfer]]): unknown =>
      expect.objectContaining({ source, amount: transfer }),
    ),
  );
  const { body: balance } = await client.get(`funds/${fund}/trial-balance`);
  expect(balance['balanced']).toBe(true);
});

it('refuses a share of money that settles alone, and closes once the deed is varied', async () => {
  today = '2026-04-01';
  await pool('restricted', [['council', '100.00', '90.00']]);
  await client.done('funds/restricted/open-source', {
    ...{ source: 'trust', name: 'Trust', role: 'funder', organisation: 'trust' },
  });
  today = '2027-04-30';
  const settledAs = (parties: readonly string[]) => {
    const rule = { kind: 'fixed', shares: parties.map((party) => ({ party, share: 1 })) };
    return client.done('agreements/deed/vary-agreement', {
      effective: '2026-04-01',
      changes: 'A settlement for one more fund',
      settlementByFund: [{ fund: 'restricted', riskShare: { over: rule, under: rule } }],
    });
  };
  await settledAs(['council', 'trust']);
  expect(await client.post('funds/restricted/close-year', { year })).toMatchObject({
    status: 422,
    body: { type: 'urn:common-purse:problem:settles-alone', rule: 7, party: 'trust' },
  });
  await settledAs(['council']);
  await client.done('funds/restricted/close-year', { year });
});
