import { northmoorAwards, northmoorSetUp } from '#apps/service/example/northmoor.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { startApp, type App } from '../support/app.js';
import { Browsing } from '../support/browsing.js';
import { Client } from '../support/client.js';
import { tellAll } from '../support/told-over-http.js';

/**
 * Two strategies of Northmoor. Navigators (2,880,000.00 committed) serve both of them until June,
 * brokerage (600,000.00) one, participation (90,000.00) none.
 */
const clock = { day: '2026-04-01' };
let app: App;
let client: Client;

const homes = {
  title: 'Northmoor Homelessness Strategy 2026 to 2031',
  adoptedBy: ['GB-LAE-NMR'],
  document: 'Council minute 12 of 6 February 2026',
  until: '2031-03-31',
};
const wellbeing = {
  title: 'Northmoor Health and Wellbeing Strategy',
  adoptedBy: ['GB-LAE-NMR', 'GB-NHS-QMR', 'GB-LAE-NMR'],
  document: 'Board minute 8 of 11 March 2026',
};
const states = (scheme: string, strategies: readonly string[], more: object = {}) =>
  client.post('funds/northmoor/state-served-strategies', {
    ...{ scheme, strategies, evidence: 'Delivery plan', reason: 'Board' },
    ...more,
  });
const asked = async (query: string, who = client): Promise<Record<string, never>> => {
  const { status, body } = await who.get(`ecosystem?${query}`);
  expect([query, status]).toEqual([query, 200]);
  return body;
};
const promised = async (query: string, who = client): Promise<string> =>
  ((await asked(query, who))['totals'] as unknown as { within: { commitments: string } }).within
    .commitments;
const each = async (query = ''): Promise<unknown> =>
  (
    (await asked(query))['strategies'] as unknown as {
      strategy: string;
      amounts: { commitments: string };
      schemes: string[];
    }[]
  ).map(({ strategy, amounts, schemes }) => [strategy, amounts.commitments, schemes.join()]);

beforeAll(async () => {
  app = await startApp(() => new Date(`${clock.day}T10:00:00Z`));
  client = new Client(app);
  await tellAll(client, [...northmoorSetUp, ...northmoorAwards]);
}, 60_000);
afterAll(() => app.stop());

it('knows no strategy before one is adopted', async () => {
  expect(await each()).toEqual([]);
  expect(await (await client.fetch('/ecosystem')).text()).not.toContain('Which strategies');
  expect((await client.get('ecosystem?strategies=homes')).status).toBe(404);
  expect((await states('navigators', ['homes'])).body).toMatchObject({
    detail: 'There is no strategy "homes" in force on 2026-04-01.',
  });
});

it('is adopted once, by bodies, and ends no earlier than it begins', async () => {
  const send = (command: string, id: string, body: object) =>
    client.post(`strategies/${id}/${command}`, { reason: 'Adopted', ...body });
  expect((await send('revise-strategy', 'homes', homes)).status).toBe(404);
  expect((await send('adopt-strategy', 'homes', { ...homes, adoptedBy: [] })).status).toBe(400);
  expect((await send('adopt-strategy', 'none', homes)).status).toBe(400);
  expect(
    (await send('adopt-strategy', 'homes', { ...homes, until: '2026-03-31' })).body,
  ).toMatchObject({ type: 'urn:common-purse:problem:ends-before-it-begins' });
  expect((await send('adopt-strategy', 'homes', homes)).status).toBe(200);
  expect((await send('adopt-strategy', 'homes', homes)).status).toBe(409);
  await client.done('strategies/wellbeing/adopt-strategy', wellbeing);
  const { body } = await client.get('strategies');
  expect(body).toMatchObject({
    strategies: [
      { id: 'homes', ...homes, since: '2026-04-01', schemes: [] },
      { id: 'wellbeing', adoptedBy: ['GB-LAE-NMR', 'GB-NHS-QMR'], until: null },
    ],
  });
});

it('is served by schemes, whole by each; what serves two counts once in the place', async () => {
  expect((await states('nothing', ['homes'])).status).toBe(404);
  // Left out, nobody could tell whether it is withdrawn from all.
  expect((await states('navigators', [], { strategies: undefined })).status).toBe(400);
  expect((await states('navigators', ['wellbeing', 'homes', 'homes'])).status).toBe(200);
  expect((await states('brokerage', ['wellbeing'])).status).toBe(200);
  expect(await each()).toEqual([
    ['homes', '2880000.00', 'northmoor/navigators'],
    ['wellbeing', '3480000.00', 'northmoor/brokerage,northmoor/navigators'],
  ]);
  const body = await asked('');
  expect(body).toMatchObject({
    totals: { within: { commitments: '3570000.00' } },
    strategiesTogether: { any: { commitments: '3480000.00' }, none: { commitments: '90000.00' } },
  });
  expect((await client.get('strategies')).body).toMatchObject({
    strategies: [
      { schemes: [{ fund: 'northmoor', scheme: 'navigators' }] },
      { schemes: [{ scheme: 'brokerage' }, { scheme: 'navigators' }] },
    ],
  });
});

it.each([
  ['strategies=homes', '2880000.00'],
  ['strategies=wellbeing', '3480000.00'],
  ['strategies=homes,wellbeing', '3480000.00'],
  ['strategies=none', '90000.00'],
  ['strategies=none&strategies=homes', '2970000.00'],
  ['strategies=wellbeing&from=2027-28&to=2027-28', '1260000.00'],
  ['strategies=wellbeing&funds=northmoor', '3480000.00'],
])('counts the money of schemes that serve it: %s', async (query, amount) => {
  expect(await promised(query)).toBe(amount);
  const { body } = await client.get(`ecosystem/lines?${query}`);
  const lines = body['lines'] as unknown as { amount: string; strategies: string[] }[];
  expect(formatPence(sumPence(lines.map((line) => parsePence(line.amount))))).toBe(amount);
});

it('says on the page what may not be added up, and leads from each amount to its lines', async () => {
  const browser = new Browsing(app.url);
  await browser.signIn('amina');
  const page = await (await browser.get('/ecosystem?strategies=homes')).text();
  expect(page).toContain(`Part of the place: strategy ‘${homes.title}’`);
  expect(page).toContain('these are not to be added up');
  expect(page).toMatch(/name="strategies" type="checkbox" value="homes" checked/);
  const all = await (await browser.get('/ecosystem')).text();
  const [, table = ''] = all.split('id="strategies"');
  const found = [
    ...(table.split('</table>')[0] ?? '').matchAll(/href="(\/ecosystem\/lines[^"]+)">([^<]+)</g),
  ];
  expect(found.map(([, , amount]) => amount)).toEqual([
    ...['£2,880,000.00', '£3,480,000.00', '£3,480,000.00', '£90,000.00'],
  ]);
  for (const [, href = '', amount = ''] of found) {
    const lines = await (await browser.get(href.replaceAll('&amp;', '&'))).text();
    expect(lines).toContain(`Committed: ${amount}`);
    expect(lines).toContain('Serves: ');
  }
  const file = await client.fetch('/api/v1/ecosystem?list=strategies&format=csv');
  expect(await file.text()).toContain('homes,Northmoor Homelessness Strategy 2026 to 2031');
});

it('shows a funder which strategies the own money serves, and nobody else’s', async () => {
  const femi = new Client(app, 'femi');
  expect(await promised('strategies=homes', femi)).toBe('0.00');
  expect(await promised('strategies=none', femi)).toBe('90000.00');
  const { body } = await femi.get('strategies');
  expect(body).toMatchObject({ strategies: [{ schemes: [] }, { schemes: [] }] });
  const { status } = await new Client(app, 'bram').get('ecosystem?strategies=homes');
  expect(status).toBe(403);
});

it('is no longer served from the day on which that is said, and was before', async () => {
  const before = await each();
  clock.day = '2026-06-10';
  expect((await states('navigators', ['wellbeing'], { effective: '2026-06-01' })).status).toBe(200);
  expect(await each()).toMatchObject([
    ['homes', '0.00', ''],
    ['wellbeing', '3480000.00', 'northmoor/brokerage,northmoor/navigators'],
  ]);
  expect(await each('effectiveOn=2026-05-31')).toEqual(before);
  expect(await each('asKnownAt=2026-06-09')).toEqual(before);
  // What is said late of an earlier day leaves what is so from a later one on.
  expect((await states('navigators', [], { effective: '2026-05-01' })).status).toBe(200);
  expect(await each('effectiveOn=2026-05-31')).toMatchObject([
    ['homes', '0.00', ''],
    ['wellbeing', '600000.00', 'northmoor/brokerage'],
  ]);
  expect(await promised('strategies=wellbeing')).toBe('3480000.00');
});

it('is as it is revised, until it is over; then nothing serves it', async () => {
  await client.done('strategies/wellbeing/revise-strategy', {
    ...{ ...wellbeing, title: 'Healthy Northmoor', until: '2026-06-30' },
    effective: '2026-06-08',
  });
  const titles = async (query = '') =>
    ((await client.get(`strategies${query}`)).body['strategies'] as unknown as { title: string }[])
      .map(({ title }) => title)
      .join();
  expect(await titles()).toBe(`${homes.title},Healthy Northmoor`);
  expect(await titles('?effectiveOn=2026-06-07')).toBe(`${homes.title},${wellbeing.title}`);
  clock.day = '2026-07-01';
  expect(await titles()).toBe(homes.title);
  expect((await client.get('ecosystem?strategies=wellbeing')).status).toBe(404);
  expect(await promised('strategies=none')).toBe('3570000.00');
  expect(await promised('strategies=wellbeing&effectiveOn=2026-06-30')).toBe('3480000.00');
});
