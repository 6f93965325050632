import { northmoorAwards, northmoorSetUp } from '#apps/service/example/northmoor.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { tellAll } from '../support/told-over-http.js';

/** A budget holder's year: a profile, what was spent, two forecasts, and the report on both. */
const clock = { day: '2026-04-01' };
const line = { scheme: 'brokerage', source: 'council', year: '2026-27' };
let app: App;
let client: Client;
let afterFirst: number;

const on = (day: string, command: string, body: object) => {
  clock.day = day;
  return client.done(`funds/northmoor/${command}`, body);
};
const report = async (query = '') => {
  const { body } = await client.get(`funds/northmoor/monitoring${query}`);
  const lines = body['lines'] as unknown as Record<string, unknown>[];
  return {
    body,
    line: lines.find((of) => of['scheme'] === line.scheme && of['source'] === line.source),
  };
};

beforeAll(async () => {
  app = await startApp(() => new Date(`${clock.day}T10:00:00Z`));
  client = new Client(app);
  await tellAll(client, [...northmoorSetUp, ...northmoorAwards]);
  // 220,000 of council money: 15,000 a month to September, 20,000 to February, 30,000 in March.
  await on('2026-04-01', 'profile-budget', {
    ...line,
    months: [
      ...new Array<string>(6).fill('15000.00'),
      ...new Array<string>(5).fill('20000.00'),
      '30000.00',
    ],
  });
  for (const [month, net] of [
    ['2026-04', '14000.00'],
    ['2026-05', '16000.00'],
    ['2026-06', '18000.00'],
  ] as const)
    await on(`${month}-28`, 'record-payment', {
      expenditure: `courses-${month}`,
      provider: 'name:dale-skills',
      scheme: line.scheme,
      source: line.source,
      nature: 'revenue',
      net,
      irrecoverableVat: '0.00',
      reference: `Courses ${month}`,
    });
  const { number } = await on('2026-07-06', 'submit-forecast', {
    ...line,
    month: '2026-05',
    outturn: '220000.00',
    explanation: 'As profiled',
  });
  afterFirst = Number(number);
  await on('2026-07-08', 'submit-forecast', {
    ...line,
    month: '2026-06',
    outturn: '226000.00',
    explanation: 'Courses fill faster than planned',
  });
});
afterAll(() => app.stop());

it('reports budget, profile, actual and forecast, adverse or favourable in words', async () => {
  const { body, line: of } = await report();
  expect(body).toMatchObject({ fund: 'northmoor', year: '2026-27', month: '2026-06' });
  expect(of).toMatchObject({
    budget: {
      original: '220000.00',
      virements: '0.00',
      givenUp: '0.00',
      current: { amount: '220000.00' },
    },
    toDate: {
      profile: '45000.00',
      profiled: 'by the budget holder',
      actual: { amount: '48000.00' },
      variance: '-3000.00',
      is: 'adverse',
    },
    forecast: {
      month: '2026-06',
      outturn: '226000.00',
      change: '6000.00',
      explanation: 'Courses fill faster than planned',
      variance: '-6000.00',
      is: 'adverse',
    },
    runRate: { outturn: '192000.00', low: '174000.00', high: '210000.00' },
    before: [],
  });
  expect(body['total']).toMatchObject({ budget: '2230000.00', notForecast: '2010000.00' });
});

it('keeps what was said before, at an earlier month and as it was known then', async () => {
  const may = await report('?year=2026-27&month=2026-05');
  expect(may.line).toMatchObject({ forecast: { outturn: '220000.00', change: null } });
  const before = await report(`?month=2026-06&asKnownAt=${afterFirst}`);
  expect(before.line).toMatchObject({ forecast: { month: '2026-05', outturn: '220000.00' } });
  const { body } = await client.get('funds/northmoor');
  expect(body['forecasts']).toHaveLength(2);
});

it('compares what the ICB owes by the books at a number that is reached, whatever is said', async () => {
  clock.day = '2026-07-10';
  const { body: fund } = await client.get('funds/northmoor');
  const compare = (more: object) =>
    client.post('funds/northmoor/agree-balances', {
      ...{ with: 'GB-NHS-QMR', at: '2026-06-30', logNumber: fund['number'], theirs: '200000.00' },
      ...more,
    });
  expect((await compare({ logNumber: 999999 })).body).toMatchObject({
    type: 'urn:common-purse:problem:not-reached',
    asked: 999999,
  });
  expect((await compare({ ours: '1.00' })).body).toMatchObject({
    ...{ type: 'urn:common-purse:problem:books-say-otherwise', rule: 10 },
    ...{ ours: '200000.00', said: '1.00' },
  });
  expect((await compare({})).status).toBe(200);
  const { body } = await client.get('funds/northmoor');
  expect(body['balancesAgreed']).toMatchObject([
    { with: 'GB-NHS-QMR', ours: '200000.00', difference: '0.00' },
  ]);
});

it('is part of fund health', async () => {
  const { body } = await client.get('funds/northmoor/health');
  expect(body['monitoring']).toMatchObject({ year: '2026-27', month: '2026-06' });
});

it('refuses months of another year, and profiles that do not add up', async () => {
  const other = await client.get('funds/northmoor/monitoring?year=2027-28&month=2026-06');
  expect(other).toMatchObject({
    status: 400,
    body: { type: 'urn:common-purse:problem:invalid-request' },
  });
  const short = await client.post('funds/northmoor/profile-budget', {
    ...line,
    months: new Array<string>(12).fill('18333.33'),
  });
  expect(short).toMatchObject({
    status: 422,
    body: {
      type: 'urn:common-purse:problem:does-not-add-up',
      sum: '219999.96',
      amount: '220000.00',
    },
  });
});

it('says on which basis a scheme is accounted for, and since when', async () => {
  const basis = async (query: string): Promise<unknown> => {
    const { body } = await client.get(`funds/northmoor${query}`);
    const schemes = body['schemes'] as unknown as { id: string; accountingBasis: string }[];
    return schemes.find(({ id }) => id === 'navigators')?.accountingBasis;
  };
  const stated = { scheme: 'navigators', accountingBasis: 'lead-commissioner' };
  await client.done('funds/northmoor/state-accounting-basis', {
    ...{ ...stated, effective: '2026-05-01', evidence: 'Deed of variation, schedule 4' },
  });
  expect(await basis('?effectiveOn=2026-04-30')).toBe('unknown');
  expect(await basis('')).toBe('lead-commissioner');
});
