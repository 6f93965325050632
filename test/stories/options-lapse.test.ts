import { northmoorAwards, northmoorSetUp } from '#apps/service/example/northmoor.js';
import { startApp, type App } from '../support/app.js';
import { Client, type Body } from '../support/client.js';
import { tellAll } from '../support/told-over-http.js';

/** Options without a last day of their own lapse by themselves once their contract is over. */
let app: App;
let client: Client;
let today = '2026-04-01';

beforeAll(async () => {
  app = await startApp(() => new Date(`${today}T09:00:00Z`));
  client = new Client(app);
  await tellAll(client, [...northmoorSetUp, ...northmoorAwards]);
});
afterAll(() => app.stop());

async function harbourLights(): Promise<unknown> {
  const { body } = await client.get('funds/northmoor');
  return (body['awards'] as unknown as Body[]).find(({ id }) => String(id) === 'harbour-lights');
}

/** The types of what is recorded about the options, in the order of the log. */
async function lapsed(): Promise<unknown[]> {
  const options: unknown[] = [];
  for await (const events of app.runtime.store.read(0))
    for (const { type, data } of events) if (type === 'OptionLapsed') options.push(data['option']);
  return options;
}

/** What is due is looked up in the views: they must have come to what was told before. */
async function on(day: string): Promise<void> {
  today = day;
  const { runner, store } = app.runtime;
  expect(await runner.progress.until((await store.head()).number, 30_000)).toBe(true);
  await app.runtime.scheduler.wake();
}

it('keeps both options of Harbour Lights open to the last day of the contract', async () => {
  await on('2029-06-30');
  expect(await lapsed()).toEqual([]);
  expect(await harbourLights()).toMatchObject({ optionsValue: '1920000.00' });
});

it('lapses them in their order on the day after, once', async () => {
  await on('2029-07-01');
  expect(await lapsed()).toEqual([1, 2]);
  expect(await harbourLights()).toMatchObject({ optionsValue: '0.00' });
  await on('2029-07-02');
  expect(await lapsed()).toEqual([1, 2]);
  expect(app.runtime.scheduler.last).toEqual({ done: 0, failing: new Map() });
});

it('moves the day with the end of the contract', async () => {
  today = '2029-07-03';
  const line = { fund: 'northmoor', scheme: 'navigators', year: '2026-27', nature: 'revenue' };
  await client.done('contracts/moved/award-contract', {
    ...{ title: 'Moved', provider: 'harbour-lights', start: '2026-07-01', end: '2029-08-31' },
    ...{ optionMonths: [12, 12], optionsValue: '2.00' },
    funding: [{ ...line, amount: '1.00', sources: 'as-scheme' }],
  });
  await client.done('contracts/moved/vary-contract', {
    ...{ change: 'longer', description: 'Two months more', ground: 'provided-for' },
    end: '2029-10-31',
  });
  await on('2029-10-31');
  expect(await lapsed()).toEqual([1, 2]);
  await on('2029-11-01');
  expect(await lapsed()).toEqual([1, 2, 1, 2]);
});
