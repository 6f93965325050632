import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/** An agreement that shares the variance of money which stays with its owner, beside the pool. */
let app: App;
let client: Client;
let today = '2026-04-01';
const year = '2026-27';

const ask = (fund: string, command: string, body: object) =>
  client.post(`funds/${fund}/${command}`, body);
const done = (fund: string, command: string, body: object) =>
  client.done(`funds/${fund}/${command}`, body);

async function contribute(fund: string, source: string, amount: string): Promise<void> {
  await done(fund, 'open-source', { source, name: source, role: 'partner', organisation: source });
  await done(fund, 'pledge-contribution', { contribution: source, source, year, amount });
  await done(fund, 'confirm-contribution', { contribution: source, evidence: 'Signed schedule' });
}

const spend = (source: string, amount: string) =>
  done('pool', 'verify-expenditure', {
    expenditure: `${source}-${amount}`,
    provider: 'a-provider',
    scheme: 'care',
    sources: [{ source, amount }],
    net: amount,
    irrecoverableVat: '0.00',
    reference: 'Invoice',
  });

const agree = (id: string, aligned: boolean) =>
  client.done(`agreements/${id}/sign-agreement`, {
    title: id,
    power: 's75',
    host: 'council',
    partners: ['council', 'icb'],
    commitmentLimits: { indicative: '0.00', expected: '0.00' },
    riskShare: { over: { kind: 'pro-rata' }, under: { kind: 'pro-rata' }, aligned },
  });

beforeAll(async () => {
  app = await startApp(() => new Date(`${today}T09:00:00.000Z`), 'council');
  client = new Client(app);
  await agree('deed', true);
  await agree('other', true);
  for (const [fund, kind, agreement] of [
    ['pool', 'pooled', 'deed'],
    ['beside', 'aligned', 'deed'],
    ['elsewhere', 'aligned', 'other'],
  ] as const) {
    await done(fund, 'establish-fund', { name: fund, kind, host: 'council', agreement });
    await done(fund, 'open-scheme', { scheme: 'care', name: 'Care' });
  }
  await contribute('pool', 'council', '120.00');
  await contribute('pool', 'icb', '80.00');
  await contribute('beside', 'icb', '50.00');
  await spend('council', '115.00');
  await spend('icb', '73.00');
  await done('beside', 'record-payment', {
    expenditure: 'own',
    provider: 'a-provider',
    scheme: 'care',
    source: 'icb',
    nature: 'revenue',
    net: '33.00',
    irrecoverableVat: '0.00',
    reference: 'Paid by its owner',
  });
  // Money of the same owner for one purpose alone: whatever is left of it is no variance.
  const programme = { source: 'programme', year };
  await done('beside', 'open-source', {
    ...{ source: 'programme', name: 'Programme', role: 'partner', organisation: 'icb' },
  });
  await done('beside', 'pledge-contribution', {
    ...{ ...programme, contribution: 'programme', amount: '100.00' },
  });
  await done('beside', 'confirm-contribution', { contribution: 'programme', evidence: 'Letter' });
  await done('beside', 'define-ring-fence', {
    ...{ ringFence: 'purpose', name: 'One purpose', source: 'programme', evidence: 'Letter' },
  });
  today = '2027-04-30';
  // Work in March that nobody has invoiced: a cost of the year, and so of the variance that is shared.
  await done('beside', 'accrue-expenditure', {
    ...{ expenditure: 'march', provider: 'a-provider', scheme: 'care', cost: '7.00' },
    ...{ sources: [{ source: 'icb', amount: '7.00' }], description: 'Care in March' },
    ...{ effective: '2027-03-31', reversesOn: '2027-05-10' },
  });
});
afterAll(() => app.stop());

const close = (aligned: readonly string[]) => ask('pool', 'close-year', { year, aligned });

it('refuses to share what stands under another agreement', async () => {
  expect(await close(['elsewhere'])).toMatchObject({
    status: 422,
    body: { type: 'urn:common-purse:problem:aligned-not-shared', rule: 18 },
  });
});

it('refuses an aligned fund that there is not', async () => {
  expect(await close(['nowhere'])).toMatchObject({ status: 404 });
});

it('shares by the agreement of the year, whichever day the closing names', async () => {
  const named = { year, aligned: ['beside'], effective: '2025-04-01' };
  const { body } = await ask('pool', 'close-year?dryRun=true', named);
  expect(body['events']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        type: 'YearClosed',
        data: expect.objectContaining({
          ...{ agreementRevision: 0, shared: '22.00' },
          shares: [
            { source: 'council', amount: '13.20' },
            { source: 'icb', amount: '8.80' },
          ],
        }) as unknown,
      }),
    ]),
  );
});

it('shares the variance of the aligned money, and leaves the money with its owner', async () => {
  expect(await close(['beside'])).toMatchObject({ status: 200 });
  const { body } = await client.get('funds/pool');
  const [closed] = body['closedYears'] as unknown as Record<string, unknown>[];
  expect(closed).toMatchObject({
    variance: '22.00',
    aligned: [{ fund: 'beside', source: 'icb', amount: '10.00' }],
    shares: [
      { source: 'council', amount: '13.20' },
      { source: 'icb', amount: '8.80' },
    ],
    sources: [
      { source: 'council', own: '5.00', transfer: '8.20', carriedForward: '13.20' },
      { source: 'icb', own: '7.00', transfer: '-8.20', carriedForward: '-1.20' },
    ],
  });
  const { body: balance } = await client.get('funds/pool/trial-balance');
  expect(balance['balanced']).toBe(true);
  const beside = await client.get('funds/beside/balances?account=cash:held&by=account');
  expect(beside.body['balances']).toEqual([]);
});

it('leaves what was shared as it is where the invoice comes to another amount', async () => {
  today = '2027-05-10';
  // Paid in two parts by their owner: each names the accrual that it clears, which the first reverses.
  for (const [part, net] of [
    ['first', '5.00'],
    ['rest', '2.20'],
  ] as const)
    await done('beside', 'record-payment', {
      ...{ expenditure: `care-in-march-${part}`, provider: 'a-provider', scheme: 'care', net },
      ...{ source: 'icb', nature: 'revenue', reference: 'Invoice for March', relatesTo: year },
      accrual: 'march',
    });
  expect(await client.post('funds/beside/reverse-accrual', { expenditure: 'march' })).toMatchObject(
    {
      status: 409,
      body: { type: 'urn:common-purse:problem:wrong-order' },
    },
  );
  const { body } = await client.get('funds/beside/balances?account=cash:expenditure&by=period');
  expect(body['balances']).toEqual([
    { period: '2026-04', amount: '33.00' },
    { period: '2027-03', amount: '7.00' },
    { period: '2027-05', amount: '0.20' },
  ]);
  const creditors = await client.get('funds/beside/balances?account=cash:creditor&by=account');
  expect(creditors.body['balances']).toEqual([]);
});
