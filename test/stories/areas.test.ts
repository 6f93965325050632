import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/** Two funds spend in places that overlap; a boundary moves in the middle of the year. */
const clock = { now: '2026-12-01T10:00:00Z' };
let app: App;
let client: Client;

const source = 'ONS lookup, 2026';
const northmoor = 'E06000999';
const moorland = 'E54000999';
const harbour = 'E05009991';
const mill = 'E05009992';
const travel = 'E30009999';

beforeAll(async () => {
  app = await startApp(() => new Date(clock.now), 'council');
  client = new Client(app);
  const april = { effective: '2026-04-01', source };
  const define = (area: string, body: object) =>
    client.done(`areas/${area}/define-area`, { ...april, ...body });
  await define(harbour, { name: 'Harbour', kind: 'ward' });
  await define(mill, { name: 'Mill Lane', kind: 'ward' });
  await define(northmoor, { name: 'Northmoor', kind: 'unitary', members: [harbour, mill] });
  await define(moorland, { name: 'Moorland', kind: 'icb', members: [northmoor] });
  await define(travel, {
    name: 'Moor and coast',
    kind: 'travel-to-work-area',
    overlaps: [northmoor],
  });
  await client.done(`areas/${northmoor}/state-area-population`, {
    people: 200,
    day: '2025-06-30',
    source: 'ONS mid-year estimates, 2025',
  });
  await client.done(`areas/${northmoor}/change-area-membership`, {
    effective: '2026-10-01',
    members: [harbour],
    source: 'Electoral changes order, 2026',
  });

  for (const fund of ['pool', 'grant']) {
    await client.done(`funds/${fund}/establish-fund`, {
      name: fund,
      kind: 'single',
      host: 'council',
      effective: '2026-04-01',
    });
    for (const area of [northmoor, moorland, harbour, mill, travel])
      await client.done(`funds/${fund}/open-scheme`, {
        scheme: area,
        name: 'Work in the place',
        area,
        effective: '2026-04-01',
      });
  }
  const pay = (fund: string, scheme: string, net: string, effective: string) =>
    client.done(`funds/${fund}/record-payment`, {
      expenditure: `${scheme}-${effective}`,
      scheme,
      net,
      reference: 'Invoice',
      effective,
    });
  await pay('pool', harbour, '100.00', '2026-06-01');
  await pay('pool', mill, '30.00', '2026-06-01');
  await pay('pool', mill, '4.00', '2026-11-01');
  await pay('grant', northmoor, '66.00', '2026-06-01');
  await pay('grant', moorland, '500.00', '2026-06-01');
  await pay('grant', travel, '0.50', '2026-06-01');
  await client.done('funds/pool/record-payment', {
    expenditure: 'nowhere',
    net: '0.07',
    reference: 'Invoice',
    effective: '2026-06-01',
  });
});
afterAll(() => app.stop());

const spending = async (query: string) => (await client.get(`areas/spending?${query}`)).body;

it('counts the spending of a place over all funds, judged by the boundary of each day', async () => {
  expect(await spending(`areas=${northmoor}&year=2026-27`)).toMatchObject({
    within: { amount: '196.00' },
    partly: {
      amount: '500.50',
      lines: [
        { area: travel, fund: 'grant', amount: '0.50' },
        { area: moorland, fund: 'grant', amount: '500.00' },
      ],
    },
    unplaced: { amount: '0.07' },
    elsewhere: '4.00',
    total: '700.57',
    perHead: { pounds: '0.98', people: 200 },
  });
});

it('counts a pound once in a union of places that overlap', async () => {
  const union = [northmoor, moorland, harbour, mill].join(',');
  expect(await spending(`areas=${union}`)).toMatchObject({
    within: { amount: '700.00' },
    total: '700.57',
  });
});

it('knows it as it stood on a day, and as it was known then', async () => {
  expect(await spending(`areas=${mill}&effectiveOn=2026-07-01`)).toMatchObject({
    within: { amount: '30.00' },
  });
  expect(await spending(`areas=${northmoor}&year=2027-28`)).toMatchObject({
    within: { amount: '0.00' },
    total: '0.00',
  });
});

it('counts what is promised to awards in a place, year by year', async () => {
  const line = { fund: 'pool', scheme: harbour, nature: 'revenue', sources: 'as-scheme' };
  await client.done('contracts/harbour-link/award-contract', {
    title: 'Harbour link workers',
    provider: 'GB-COH-19990001',
    obligation: 'law',
    legalBasis: 'Care Act 2014, section 18',
    funding: [
      { ...line, year: '2026-27', amount: '25.00' },
      { ...line, year: '2027-28', amount: '75.00' },
    ],
  });
  const promised = `areas=${northmoor}&of=commitments`;
  expect(await spending(promised)).toMatchObject({ within: { amount: '100.00' } });
  expect(await spending(`${promised}&year=2027-28`)).toMatchObject({ within: { amount: '75.00' } });
});

it('says the same of what is invested in a place, by the boundary of each day', async () => {
  const invested = async (query: string) => (await client.get(`ecosystem?${query}`)).body;
  expect(await invested(`areas=${northmoor}&from=2026-27&to=2026-27`)).toMatchObject({
    totals: {
      within: { spending: '196.00', commitments: '25.00' },
      partly: { spending: '500.50' },
      unplaced: { spending: '0.07' },
      elsewhere: { spending: '4.00' },
      perHead: { spending: { pounds: '0.98', people: 200 } },
    },
  });
  expect(await invested(`areas=${mill}&effectiveOn=2026-07-01`)).toMatchObject({
    totals: { within: { spending: '30.00' } },
  });
});

it('lists places with what they are made of on a day', async () => {
  const list = async (query = '') => {
    const { body } = await client.get(`areas${query}`);
    return (body['areas'] as unknown as { id: string }[]).find(({ id }) => id === northmoor);
  };
  expect(await list()).toMatchObject({ kind: 'unitary', members: [harbour] });
  expect(await list('?effectiveOn=2026-09-30')).toMatchObject({ members: [harbour, mill] });
});

it.each([
  ['no area', 'year=2026-27', 400, 'invalid-request'],
  ['an area that nobody has defined', 'areas=E06000001', 404, 'not-found'],
  ['a year of another kind', `areas=${harbour}&year=2026`, 400, 'invalid-request'],
  ['a measure of another kind', `areas=${harbour}&of=hopes`, 400, 'invalid-request'],
])('%s is refused, never answered with nothing', async (_, query, status, problem) => {
  const answer = await client.get(`areas/spending?${query}`);
  expect(answer).toMatchObject({ status, body: { type: `urn:common-purse:problem:${problem}` } });
});

it('refuses what is not a GSS code', async () => {
  const answer = await client.post('areas/northmoor/define-area', {
    name: 'Northmoor',
    kind: 'unitary',
    source,
  });
  expect(answer).toMatchObject({
    status: 422,
    body: { type: 'urn:common-purse:problem:not-an-area-code' },
  });
});

it('lets ring-fenced money be used wherever lies within the place that is named, on both days', async () => {
  const grant = (command: string, body: object) => client.done(`funds/grant/${command}`, body);
  const money = { source: 'programme', year: '2026-27' };
  await grant('open-source', {
    ...{ source: 'programme', name: 'Programme', role: 'funder', organisation: 'funder' },
  });
  await grant('pledge-contribution', { ...money, contribution: 'programme', amount: '90.00' });
  await grant('confirm-contribution', { contribution: 'programme', evidence: 'Offer letter' });
  await grant('define-ring-fence', {
    ...{ ringFence: 'place', name: 'Moorland', source: 'programme', areas: [moorland] },
    evidence: 'Offer letter',
  });
  // A ward of the authority that lies in Moorland; the other has left it.
  await grant('allocate-budget', { ...money, scheme: harbour, amount: '10.00' });
  for (const effective of ['2026-12-01', '2026-06-01'])
    expect(
      await client.post('funds/grant/allocate-budget', {
        ...{ ...money, scheme: mill, amount: '10.00', effective },
      }),
    ).toMatchObject({
      status: 422,
      body: { type: 'urn:common-purse:problem:ring-fence-forbids', rule: 18, allowed: moorland },
    });
});
