import { randomUUID } from 'node:crypto';
import { parsePence, sumPence } from '#libs/money/pence.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { publishedFor } from '../support/published-allocations.js';

let app: App;
let client: Client;
const day = '2026-04-01';

beforeAll(async () => {
  app = await startApp();
  client = new Client(app);
});
afterAll(() => app.stop());

const done = (fund: string, command: string, body: object) =>
  client.done(`funds/${fund}/${command}`, { effective: day, ...body });
const refused = async (fund: string, command: string, body: object) => {
  const answer = await client.post(`funds/${fund}/${command}`, { effective: day, ...body });
  return answer.body;
};
const opened = async (fund: string, source: string) => {
  await done(fund, 'establish-fund', { name: fund, kind: 'grant', host: 'GB-LAE-NMR' });
  await done(fund, 'open-source', {
    source,
    name: source,
    role: 'funder',
    organisation: 'GB-GOR-D4',
  });
};
const confirmed = async (fund: string, source: string, amount: string, more: object = {}) => {
  const contribution = { contribution: `${source}-${amount}`, source, year: '2026-27', amount };
  await done(fund, 'pledge-contribution', { ...contribution, ...more });
  await done(fund, 'confirm-contribution', {
    contribution: contribution.contribution,
    evidence: 'Grant determination',
  });
  return contribution.contribution;
};
const sumOf = async (fund: string, query: string) => {
  const { body } = await client.get(`funds/${fund}/balances?by=account&${query}`);
  const balances = body['balances'] as unknown as readonly { amount: string }[];
  return balances.map(({ amount }) => amount);
};

it('pays 13,208,845 in twelve months: four of 1,100,737.09, then eight of 1,100,737.08', async () => {
  const [, grant] = publishedFor('Barking and Dagenham');
  expect(grant?.amount).toBe('13208845.00');
  await opened('barking', 'grant');
  await confirmed('barking', 'grant', '13208845.00', { schedule: { parts: 12, firstDue: day } });
  const { body } = await client.get('funds/barking');
  const instalments = body['instalments'] as unknown as readonly { due: string; amount: string }[];
  expect(
    [...instalments].sort((a, b) => (a.due < b.due ? -1 : 1)).map(({ amount }) => amount),
  ).toEqual([
    ...new Array<string>(4).fill('1100737.09'),
    ...new Array<string>(8).fill('1100737.08'),
  ]);
});

it('holds Thurrock’s ten lines to 4 % for management, with the rounding that the funder wrote', async () => {
  const lines = publishedFor('Thurrock');
  const total = sumPence(lines.map(({ amount }) => parsePence(amount)));
  expect([lines.length, total]).toEqual([10, 123141500n]);
  await opened('thurrock', 'ukspf');
  await confirmed('thurrock', 'ukspf', '1231415.00');
  const cap = {
    limit: 'management',
    name: 'Management and administration',
    source: 'ukspf',
    kind: 'maximum',
    rate: '0.04',
    categories: ['management'],
    evidence: 'Prospectus',
  };
  await done('thurrock', 'set-share-limit', cap);
  for (const [nth, { source }] of lines.entries())
    await done('thurrock', 'open-scheme', {
      scheme: `line-${nth}`,
      name: source,
      category: source.startsWith('management') ? 'management' : 'intervention',
    });
  const allocations = lines.map(({ amount }, nth) => ({
    scheme: `line-${nth}`,
    source: 'ukspf',
    year: '2026-27',
    amount,
  }));
  for (const allocation of allocations.slice(0, 9))
    await done('thurrock', 'allocate-budget', allocation);
  const management = allocations[9] ?? {};
  expect(await refused('thurrock', 'allocate-budget', management)).toMatchObject({
    type: 'urn:common-purse:problem:share-exceeded',
    rule: 18,
    allowed: '49256.60',
    short: '0.40',
  });
  await done('thurrock', 'set-share-limit', { ...cap, rounding: 'nearest-pound' });
  await done('thurrock', 'allocate-budget', management);
  expect(await sumOf('thurrock', 'account=budget:unallocated:confirmed')).toEqual([]);
});

it('holds them to it by what awards are for, too, whatever scheme pays for it', async () => {
  const fund = 'thurrock-by-costs';
  await opened(fund, 'ukspf');
  await confirmed(fund, 'ukspf', '1231415.00');
  const cap = {
    limit: 'management',
    name: 'Management and administration',
    source: 'ukspf',
    kind: 'maximum',
    rate: '0.04',
    costCategories: ['core'],
    evidence: 'Prospectus',
  };
  await done(fund, 'set-share-limit', cap);
  await done(fund, 'open-scheme', { scheme: 'programme', name: 'The whole programme' });
  const whole = { scheme: 'programme', year: '2026-27' };
  await done(fund, 'allocate-budget', { ...whole, source: 'ukspf', amount: '1231415.00' });

  const award = (id: string, amount: string, costs: Record<string, number>) =>
    client.post(`contracts/${id}/award-contract`, {
      effective: day,
      ...{ title: id, provider: 'thurrock-council', start: day, end: '2027-03-31' },
      funding: [{ fund, ...whole, nature: 'revenue', amount, sources: 'as-scheme' }],
      costShares: Object.entries(costs).map(([category, share]) => ({ category, share })),
    });
  const delivered = await award('delivered', '1132901.00', { delivery: 1 });
  expect(delivered.status).toBe(200);
  expect((await award('unsaid', '1.00', {})).body).toMatchObject({
    type: 'urn:common-purse:problem:costs-unsaid',
    rule: 18,
    ruleDate: day,
  });
  // Half of it, 49,257.00, is management.
  const managed = () => award(randomUUID(), '98514.00', { core: 1, delivery: 1 });
  expect((await managed()).body).toMatchObject({
    type: 'urn:common-purse:problem:share-exceeded',
    rule: 18,
    allowed: '49256.60',
    short: '0.40',
  });
  await done(fund, 'set-share-limit', { ...cap, rounding: 'nearest-pound' });
  expect((await managed()).status).toBe(200);
  const { body } = await client.get(`funds/${fund}/health`);
  expect(body['shareLimits']).toMatchObject([
    {
      limit: 'management',
      limitPence: '49257.00',
      counted: {
        basis: 'pro rata',
        amount: '49257.00',
        stated: { amount: '1231415.00' },
        unknown: { amount: '0.00' },
      },
      state: 'kept',
    },
  ]);
});

it('keeps East Dunbartonshire’s Multiply money for Multiply, but for what its funder permits', async () => {
  const [core, multiply] = publishedFor('East Dunbartonshire');
  expect([core?.amount, multiply?.amount]).toEqual(['2924491.00', '610451.00']);
  const fund = 'east-dunbartonshire';
  await opened(fund, 'core');
  await done(fund, 'open-source', {
    source: 'multiply',
    name: 'Multiply',
    role: 'funder',
    organisation: 'GB-GOR-D4',
  });
  await confirmed(fund, 'core', '2924491.00');
  await confirmed(fund, 'multiply', '610451.00');
  await done(fund, 'define-ring-fence', {
    ringFence: 'multiply',
    name: 'Multiply',
    source: 'multiply',
    schemes: ['numeracy'],
    evidence: 'Grant determination',
  });
  await done(fund, 'open-scheme', { scheme: 'numeracy', name: 'Adult numeracy' });
  await done(fund, 'open-scheme', { scheme: 'places', name: 'Communities and place' });
  const year = { year: '2026-27' };
  await done(fund, 'allocate-budget', {
    scheme: 'places',
    source: 'core',
    amount: '2924491.00',
    ...year,
  });
  const across = { scheme: 'places', source: 'multiply', amount: '10000.00', ...year };
  expect(await refused(fund, 'allocate-budget', across)).toMatchObject({
    type: 'urn:common-purse:problem:ring-fence-forbids',
    rule: 18,
    ruleDate: day,
  });
  // Nor by naming a day before the ring-fence began: it is in force on the day of the decision.
  const earlier = { ...across, effective: '2026-03-31' };
  expect(await refused(fund, 'allocate-budget', earlier)).toMatchObject({
    type: 'urn:common-purse:problem:ring-fence-forbids',
    rule: 18,
    ruleDate: day,
  });
  await done(fund, 'record-permission', {
    permission: 'letter',
    source: 'multiply',
    standing: 'government',
    grantedBy: 'GB-GOR-D4',
    permits: 'other-use',
    amount: '10000.00',
    reference: 'Letter of 1 April 2026',
  });
  await done(fund, 'allocate-budget', across);
  await done(fund, 'allocate-budget', { ...across, scheme: 'numeracy', amount: '600451.00' });
  expect(await refused(fund, 'allocate-budget', { ...across, amount: '0.01' })).toMatchObject({
    type: 'urn:common-purse:problem:ring-fence-forbids',
  });
});

it('shares 224,000,000 by weights that do not divide, to the penny', async () => {
  await opened('support', 'dwp');
  await confirmed('support', 'dwp', '224000000.00');
  const supported = ['1031', '977', '15', '2.5', '408', '66'];
  const weights = supported.map((weight, nth) => ({
    area: `E0600000${nth}`,
    scheme: `support-${nth}`,
    weight,
  }));
  for (const { area, scheme } of weights)
    await done('support', 'open-scheme', { scheme, name: 'Support', area });
  await done('support', 'allocate-by-formula', {
    formula: 'support-2026',
    source: 'dwp',
    year: '2026-27',
    amount: '224000000.00',
    measure: 'People supported',
    measuredOn: '2025-09-30',
    weights,
  });
  expect(await sumOf('support', 'account=budget:scheme:confirmed')).toEqual(['224000000.00']);
  expect(await sumOf('support', 'area=E06000003')).toEqual(['224044.81']);
});

it('shows money that is withdrawn: what was promised of it is at risk, what came in is returnable', async () => {
  await opened('pool', 'icb');
  const contribution = await confirmed('pool', 'icb', '1000.00', {
    schedule: { parts: 4, firstDue: day, everyMonths: 3 },
  });
  await done('pool', 'receive-instalment', { contribution, instalment: '1', reference: 'BACS' });
  await done('pool', 'open-scheme', { scheme: 'navigators', name: 'Navigators' });
  const budget = { scheme: 'navigators', year: '2026-27', amount: '900.00' };
  await done('pool', 'allocate-budget', { ...budget, source: 'icb' });
  await client.done('organisations/GB-COH-1/register-organisation', {
    effective: day,
    name: 'Harbour Lights CIC',
    sector: 'voluntary',
    vcse: 'yes',
  });
  await done('pool', 'verify-expenditure', {
    expenditure: 'first',
    provider: 'GB-COH-1',
    scheme: 'navigators',
    net: '600.00',
    reference: 'Invoice 1',
  });
  await done('pool', 'withdraw-contribution', {
    contribution,
    evidence: 'Letter',
    amount: '800.00',
  });
  const { body } = await client.get('funds/pool/health');
  expect(body).toMatchObject({
    atRisk: [{ source: 'icb', nature: 'revenue', year: '2026-27', amount: { amount: '400.00' } }],
    whole: { available: { amount: '200.00' }, calledOn: { amount: '600.00' } },
  });
  expect(await sumOf('pool', 'account=cash:debtor:due')).toEqual([]);
  expect(await sumOf('pool', 'account=cash:returnable')).toEqual(['-50.00']);
  const { body: books } = await client.get('funds/pool/trial-balance');
  expect(books).toMatchObject({ balanced: true });
});
