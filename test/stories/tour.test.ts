import { loadExample } from '#apps/service/example/load-example.js';
import { tours } from '#apps/service/example/place/tour.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/** The whole example place as it stands on one day, and what each kind of user is led to in it. */
let app: App;

beforeAll(async () => {
  app = await startApp(() => new Date('2026-11-22T09:00:00Z'), null);
  // As the service itself does, it is loaded before anything goes by the clock.
  await app.runtime.scheduler.stop();
  await loadExample(app.runtime.store, '2026-11-22', 'whole');
  const { number } = await app.runtime.store.head();
  await app.runtime.runner.progress.until(number, 240_000);
  await app.runtime.transparency.checkpointCovering(number);
}, 480_000);
afterAll(() => app.stop());

const steps = tours.flatMap(({ of, person, steps: all }) =>
  all.map(({ title, href }) => [of, title, person, href] as const),
);

it.each(steps)(
  'leads %s to “%s”',
  async (_of, _title, person, href) => {
    const answer = await new Client(app, person).fetch(href, { Accept: 'text/html' });
    expect([answer.status, answer.url]).toEqual([200, new URL(href, app.url).href]);
  },
  60_000,
);

it.each(tours.map(({ of, person, steps: all }) => [of, person, all] as const))(
  'shows %s the own tour first',
  async (_of, person, all) => {
    const text = await (await new Client(app, person).fetch('/tour')).text();
    const linked = [...text.matchAll(/<li><a class="govuk-link" href="([^"]+)"/g)];
    expect(linked.map(([, href = '']) => href.replaceAll('&amp;', '&'))).toEqual(
      all.map(({ href }) => href),
    );
  },
);

it('is offered on the first page to whoever has not signed in', async () => {
  const first = await fetch(app.url, { headers: { Accept: 'text/html' } });
  expect(await first.text()).toContain('href="/tour"');
});

it('has funds of every colour, each with its books in balance', async () => {
  const levels: Record<string, string> = {};
  const client = new Client(app, 'priya');
  const { body } = await client.get('funds');
  for (const { id } of body['funds'] as unknown as { id: string }[]) {
    const { body: view } = await client.get(`funds/${id}/health`);
    levels[id] = (view['health'] as unknown as { whole: string }).whole;
    expect((await client.get(`funds/${id}/trial-balance`)).body).toMatchObject({ balanced: true });
  }
  expect(levels).toEqual({
    'better-care': 'amber',
    growth: 'red',
    northmoor: 'red',
    'reducing-reoffending': 'green',
    'steady-ground': 'green',
  });
}, 120_000);

it('tells what waits for a decision, and keeps what could not be read', async () => {
  const client = new Client(app);
  const { body: waiting } = await client.get('reallocations');
  const states = (waiting['reallocations'] as unknown as { state: string }[]).map(
    ({ state }) => state,
  );
  expect(new Set(states)).toEqual(
    new Set(['decided', 'decided alone', 'rejected', 'lapsed', 'withdrawn', 'proposed']),
  );
  const { body: brought } = await client.get('imports');
  const files = brought['imports'] as unknown as { quarantined: number; rowsIn: number }[];
  expect(files.map(({ rowsIn, quarantined }) => [rowsIn, quarantined])).toEqual(
    files.map(() => [66, 2]),
  );
}, 60_000);
