import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { imported } from '../support/imported.js';
import { tellAll } from '../support/told-over-http.js';

/** Which number of the log an instant or a day is, to the microsecond. */
let app: App;
let client: Client;
let now = '2026-06-30T22:59:59.999Z';
let recorded: string[];

beforeAll(async () => {
  app = await startApp(() => new Date(now));
  client = new Client(app);
  // Told while the clock stands: each event is recorded a microsecond after the one before.
  await tellAll(client, imported);
  now = '2026-06-30T23:00:00.000Z';
  await client.done('organisations/late/register-organisation', { name: 'Late' });
  now = '2026-07-02T09:00:00.000Z';
  recorded = [];
  for await (const events of app.runtime.store.read(0))
    recorded.push(...events.map((event) => event.recorded));
});
afterAll(() => app.stop());

const answered = async (asKnownAt: string): Promise<{ number?: number; final?: boolean }> =>
  (await client.get(`organisations?asKnownAt=${encodeURIComponent(asKnownAt)}`)).body;
const numberAt = async (asKnownAt: string) => (await answered(asKnownAt)).number;
const finalAt = async (asKnownAt: string) => (await answered(asKnownAt)).final;

it('is the last number recorded at or before an instant', async () => {
  expect(recorded.length).toBeGreaterThan(5);
  expect(recorded.slice(0, 2)).toEqual([
    '2026-06-30T22:59:59.999000Z',
    '2026-06-30T22:59:59.999001Z',
  ]);
  for (const [place, instant] of recorded.entries())
    expect(await numberAt(instant)).toBe(place + 1);
  expect(await numberAt('2026-06-30T22:59:59.999Z')).toBe(1);
  expect(await numberAt('2026-06-30T23:59:59.999001+01:00')).toBe(2);
});

it('is the last number of a day that ends in London', async () => {
  // In summer the day ends at 23:00 in UTC; the last event was recorded on the next one.
  expect(await numberAt('2026-06-30')).toBe(recorded.length - 1);
  expect(await numberAt('2026-07-01')).toBe(recorded.length);
});

it.each([
  ['2026-02-31', 400, 'invalid-request'],
  ['2026-13-01', 400, 'invalid-request'],
  ['soon', 400, 'invalid-request'],
  ['2026-06-30T22:59:59.998999Z', 422, 'before-the-log'],
  ['2026-07-02T09:00:00.001Z', 422, 'not-reached'],
  ['2026-07-03', 422, 'not-reached'],
  ['1000000', 422, 'not-reached'],
  ['1000000@2026-07-02', 422, 'not-reached'],
  ['2@2026-06-29', 400, 'invalid-request'],
  ['2@2026-07-03', 400, 'invalid-request'],
  ['2@2026-06-31', 400, 'invalid-request'],
  ['2@soon', 400, 'invalid-request'],
])('is refused where nothing can be known: %s', async (asKnownAt, status, problem) => {
  expect(await client.get(`organisations?asKnownAt=${asKnownAt}`)).toMatchObject({
    status,
    body: { type: `urn:common-purse:problem:${problem}` },
  });
});

it('is a number as it was seen on a later day, which says whose facts hold', async () => {
  expect(await numberAt('2@2026-07-02')).toBe(2);
  const days = ['2', '2@2026-07-02'].map(async (asKnownAt) => {
    const { moment } = await app.runtime.reading.place({ asKnownAt });
    return moment.day;
  });
  expect(await Promise.all(days)).toEqual(['2026-06-30', '2026-07-02']);
});

it('is seen as it was on the day that is asked about, also where nothing was recorded on it', async () => {
  const dayAt = async (asKnownAt: string): Promise<string> =>
    String((await client.get(`funds/imported/health?asKnownAt=${asKnownAt}`)).body['day']);
  expect(await dayAt('2026-06-30')).toBe('2026-06-30');
  expect(await dayAt('2026-07-01T22:59:59Z')).toBe('2026-07-01');
  // In London it is the next day by then.
  expect(await dayAt('2026-07-01T23:00:00Z')).toBe('2026-07-02');
  expect(await dayAt('2026-07-02')).toBe('2026-07-02');
});

it('is final once something later was recorded', async () => {
  const at = recorded.at(-1) ?? '';
  expect(await finalAt(recorded.at(-2) ?? '')).toBe(true);
  expect(await finalAt(at)).toBe(false);
  await client.done('organisations/later/register-organisation', { name: 'Later' });
  expect(await finalAt(at)).toBe(true);
});
