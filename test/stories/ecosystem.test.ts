import {
  northmoorHarbourLights,
  northmoorNinthPayment,
} from '#apps/service/example/northmoor-payments.js';
import { northmoorAwards, northmoorSetUp } from '#apps/service/example/northmoor.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
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
});
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

/** Every amount of a page leads to lines whose sum is that amount; how many there are. */
async function opensToItself(address: string): Promise<number> {
  const page = await (await client.fetch(address)).text();
  const link = /<a class="govuk-link[^"]*" href="(\/ecosystem\/lines[^"]+)">([^<]+)<\/a>/g;
  const links = [...page.matchAll(link)].map(([, href = '', shown = '']) => ({
    href: href.replaceAll('&amp;', '&'),
    amount: /£[\d,.]+/.exec(shown)?.[0],
  }));
  for (const { href, amount } of links) {
    const lines = await (await client.fetch(href)).text();
    const [, total] = /<h1[^>]*>[^<]*: ([^<]+)<\/h1>/.exec(lines) ?? [];
    expect([href, total]).toEqual([href, amount]);
  }
  return links.length;
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
  });

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
    expect(await opensToItself(`/ecosystem?areas=${northmoor}`)).toBeGreaterThan(50);
  });

  it('is written as files, list by list', async () => {
    const answer = await client.fetch('/api/v1/ecosystem?list=completeness&format=csv');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(
      'rooted locally or not,720000.00,100.00,2970000.00,83.19',
    );
  });

  describe('when schemes say what they are for', () => {
    const home = 'A home, and help to keep it';
    const work = 'Paid work';
    const women = 'Women leaving prison';
    const of = (...asked: (readonly [string, string])[]) =>
      new URLSearchParams(asked.map(([name, value]): [string, string] => [name, value])).toString();

    beforeAll(async () => {
      for (const [scheme, need, cohort] of [
        ['navigators', home, women],
        ['brokerage', work, 'People out of work'],
      ] as const)
        await client.done('funds/northmoor/describe-scheme', {
          ...{ scheme, stated: { need, cohort }, evidence: 'Plan of 20 April 2027' },
        });
    });

    it.each([
      [of(['needs', work]), '0.00', '600000.00'],
      [of(['needs', home]), '720000.00', '2880000.00'],
      [of(['needs', work], ['needs', home]), '720000.00', '3480000.00'],
      [of(['needs', 'unknown']), '0.00', '90000.00'],
      [of(['cohorts', women]), '720000.00', '2880000.00'],
      [of(['cohorts', women], ['needs', work]), '0.00', '0.00'],
      [of(['needs', work], ['from', '2027-28'], ['to', '2027-28']), '0.00', '300000.00'],
    ])('counts the part of the place that is asked about: %s', async (query, spent, promised) => {
      const body = await asked(query);
      const within = { spending: spent, commitments: promised };
      expect(body).toMatchObject({ totals: { within, elsewhere: { commitments: '0.00' } } });
      const { status, body: made } = await client.get(`ecosystem/lines?${query}`);
      expect(status).toBe(200);
      const lines = made['lines'] as unknown as { measure: string; amount: string }[];
      const sumOf = (measure: string) =>
        formatPence(
          sumPence(
            lines
              .filter((line) => line.measure === measure)
              .map(({ amount }) => parsePence(amount)),
          ),
        );
      expect([sumOf('spending'), sumOf('commitments')]).toEqual([spent, promised]);
    });

    it('says on the page and in its files of what part it is, and keeps it in links', async () => {
      const query = of(['needs', work], ['needs', home]);
      const page = await (await client.fetch(`/ecosystem?${query}`)).text();
      expect(page).toContain(`Part of the place: need ‘${work}’ or ‘${home}’`);
      expect(page).toMatch(/name="needs" type="checkbox" value="Paid work" checked/);
      const links = [...page.matchAll(/href="(\/ecosystem\/lines[^"]+)"/g)].map(([, href = '']) =>
        new URLSearchParams(href.replaceAll('&amp;', '&').split('?')[1]).getAll('needs'),
      );
      expect(links.length).toBeGreaterThan(20);
      expect(links.filter((needs) => needs.join() === [work, home].join()).length).toBeGreaterThan(
        20,
      );
      const lines = await (
        await client.fetch(
          `/ecosystem/lines?${query}&measure=commitments&need=${of(['', work]).slice(1)}`,
        )
      ).text();
      expect(lines).toContain('Committed: £600,000.00');
      expect(lines).toContain(`Part of the place: need ‘${work}’ or ‘${home}’`);
      expect(lines).toMatch(/href="\/ecosystem\?needs=Paid\+work&(amp;)?needs=A\+home/);
      const file = await client.fetch(
        `/api/v1/ecosystem?${of(['needs', work])}&list=completeness&format=csv`,
      );
      expect(await file.text()).toContain('need,0.00,,600000.00,100.00');
    });

    it('leads from every amount of a part to lines that add up to it', async () => {
      const address = `/ecosystem?${of(['needs', home], ['cohorts', women], ['areas', northmoor])}`;
      expect(await opensToItself(address)).toBeGreaterThan(30);
    });

    it('knows no need and no cohort that no scheme names', async () => {
      for (const query of [of(['needs', 'A horse']), of(['cohorts', 'Everybody'])])
        expect((await client.get(`ecosystem?${query}`)).status).toBe(404);
    });
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
