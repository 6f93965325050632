import {
  northmoorHarbourLights,
  northmoorNinthPayment,
} from '#apps/service/example/northmoor-payments.js';
import { northmoorAwards, northmoorSetUp } from '#apps/service/example/northmoor.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { tellAll } from '../support/told-over-http.js';

/** What is invested in Northmoor, through the API, beside what anybody can work out by hand. */
let app: App;
let client: Client;
const clock = { now: '2026-04-01T09:00:00.000Z' };
const northmoor = 'E06000999';
const coast = 'E06000998';

beforeAll(async () => {
  app = await startApp(() => new Date(clock.now));
  client = new Client(app);
  for (const [area, name] of [
    [northmoor, 'Northmoor'],
    [coast, 'The coast'],
  ] as const)
    await client.done(`areas/${area}/define-area`, {
      ...{ name, kind: 'unitary', source: 'ONS', effective: '2026-04-01' },
    });
  await client.done(`areas/${northmoor}/state-area-population`, {
    ...{ people: 100_000, day: '2025-06-30', source: 'ONS mid-year estimates' },
    effective: '2026-04-01',
  });
  await tellAll(client, [...northmoorSetUp, ...northmoorAwards]);
}, 60_000);
afterAll(() => app.stop());

interface Group {
  readonly by: string;
  readonly is: string;
  readonly spending: { readonly amount: string; readonly share?: string };
  readonly commitments: { readonly amount: string; readonly share?: string };
}

async function asked(query = '', who = client): Promise<Record<string, never>> {
  const { status, body } = await who.get(`ecosystem?${query}`);
  expect(status).toBe(200);
  return body;
}

const groups = (body: Record<string, never>, by: string): Group[] =>
  (body['invested'] as unknown as Group[]).filter((group) => group.by === by);

it('promises 3,570,000.00, of which 83.19 per cent for 36 months or longer, with an HHI of 6,796.84', async () => {
  const body = await asked(`areas=${northmoor}`);
  expect(body).toMatchObject({
    asked: { areas: [northmoor], funds: [], from: null, to: null },
    totals: {
      within: { spending: '0.00', commitments: '3570000.00' },
      elsewhere: { commitments: '0.00' },
      perHead: { commitments: { pounds: '35.70', people: 100_000, day: '2025-06-30' } },
    },
    concentration: {
      commitments: { hhi: '6796.84', fiveLargest: '100.00', unnamed: { amount: '0.00' } },
    },
    lengths: { longTerm: '83.19' },
  });
  expect(groups(body, 'rooted').map(({ is, commitments }) => [is, commitments])).toEqual([
    ['yes', { amount: '2970000.00', share: '83.19' }],
    ['unknown', { amount: '600000.00', share: '16.81' }],
  ]);
});

it('has the promises of one year and one area, and nothing where there is none', async () => {
  expect(await asked('from=2029-30&to=2029-30')).toMatchObject({
    totals: { within: { commitments: '240000.00' } },
  });
  expect(await asked(`areas=${coast}`)).toMatchObject({
    totals: { within: { commitments: '0.00' }, elsewhere: { commitments: '3570000.00' } },
    invested: [],
  });
  const { beside } = await asked(`areas=${northmoor},${coast}`);
  expect(beside).toMatchObject([
    { area: northmoor, within: { commitments: '3570000.00' }, funders: 4 },
    { area: coast, within: { commitments: '0.00' }, funders: 0 },
  ]);
});

it('shows a funder their own money, and a provider nothing of the whole', async () => {
  const body = await asked('', new Client(app, 'femi'));
  expect(body).toMatchObject({
    partial: true,
    totals: { within: { commitments: '90000.00' } },
  });
  const { status } = await new Client(app, 'bram').get('ecosystem');
  expect(status).toBe(403);
});

describe('when nine months of Harbour Lights have been spent', () => {
  beforeAll(async () => {
    clock.now = '2027-04-20T09:00:00.000Z';
    await tellAll(client, [...northmoorHarbourLights, ...northmoorNinthPayment]);
  }, 60_000);

  it('is spent as the lines of the award lie, and still promised as before', async () => {
    const body = await asked('to=2026-27');
    expect(groups(body, 'category').map(({ is, spending }) => [is, spending.amount])).toEqual([
      ['delivery', '576000.00'],
      ['participation', '36000.00'],
      ['workforce', '57600.00'],
      ['core', '28800.00'],
      ['infrastructure', '21600.00'],
    ]);
    expect(groups(body, 'funder').map(({ is, spending }) => [is, spending.amount])).toEqual([
      ['GB-LAE-NMR', '458181.82'],
      ['GB-GOV-NGP', '0.00'],
      ['GB-NHS-QMR', '261818.18'],
      ['GB-CHC-1999901', '0.00'],
    ]);
    expect(body).toMatchObject({
      totals: { within: { spending: '720000.00', commitments: '1050000.00' } },
      concentration: { spending: { hhi: '10000.00' } },
    });
  });

  it('is made of lines that add up to it, and was as it was', async () => {
    const { body } = await client.get('ecosystem/lines?measure=spending&category=core');
    const lines = body['lines'] as unknown as { amount: string; source: string }[];
    expect(lines.map(({ source, amount }) => [source, amount])).toEqual([
      ['council', '18327.27'],
      ['icb', '10472.73'],
    ]);
    const before = await asked('asKnownAt=2026-04-01');
    expect(before).toMatchObject({ totals: { within: { spending: '0.00' } } });
    expect(await asked('effectiveOn=2026-07-31')).toMatchObject({
      totals: { within: { spending: '80000.00' } },
    });
  });

  it('leads from every amount of the page to lines that add up to it', async () => {
    const page = await (await client.fetch(`/ecosystem?areas=${northmoor}`)).text();
    const link = /<a class="govuk-link[^"]*" href="(\/ecosystem\/lines[^"]+)">([^<]+)<\/a>/g;
    const links = [...page.matchAll(link)].map(([, href = '', shown = '']) => ({
      href: href.replaceAll('&amp;', '&'),
      amount: /£[\d,.]+/.exec(shown)?.[0],
    }));
    expect(links.length).toBeGreaterThan(50);
    for (const { href, amount } of links) {
      const lines = await (await client.fetch(href)).text();
      const [, total] = /<h1[^>]*>[^<]*: ([^<]+)<\/h1>/.exec(lines) ?? [];
      expect([href, total]).toEqual([href, amount]);
    }
  }, 60_000);

  it('is written as files, list by list', async () => {
    const answer = await client.fetch('/api/v1/ecosystem?list=completeness&format=csv');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(
      'rooted locally or not,720000.00,100.00,2970000.00,83.19',
    );
  });

  it.each([
    ['areas=nowhere', 404],
    ['funds=nothing', 404],
    ['from=2026', 400],
    ['from=2027-28&to=2026-27', 400],
  ])('refuses %s', async (query, status) =>
    expect((await client.get(`ecosystem?${query}`)).status).toBe(status),
  );
});
