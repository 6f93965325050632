import { londonDay } from '#contracts/financial-year.js';
import { loadExample } from '#apps/service/example/load-example.js';
import { MemoryEventStore } from '#libs/event-store/memory-store.js';
import { startApp } from '../support/app.js';
import { Client } from '../support/client.js';

const head = async (store: MemoryEventStore): Promise<number> => (await store.head()).number;

it('fills an empty log once, each event recorded on the day on which it takes effect', async () => {
  const store = new MemoryEventStore();
  await loadExample(store, '2026-11-22');
  const loaded = await head(store);
  for await (const events of store.read(0))
    for (const { recorded, effective } of events)
      expect(londonDay(new Date(recorded)) >= effective).toBe(true);
  await loadExample(store, '2026-12-24');
  expect(await head(store)).toBe(loaded);
  expect((await store.head()).recorded?.slice(0, 10)).toBe('2026-11-14');
});

it('goes on where a start was cut short', async () => {
  const [whole, cut] = [new MemoryEventStore(), new MemoryEventStore()];
  await loadExample(whole, '2026-11-22');
  const append = cut.append.bind(cut);
  let left = 40;
  cut.append = (events) => (left-- > 0 ? append(events) : Promise.reject(new Error('power cut')));
  await expect(loadExample(cut, '2026-11-22')).rejects.toThrow();
  cut.append = append;
  await loadExample(cut, '2026-11-22');
  expect(await head(cut)).toBe(await head(whole));
});

it('holds a scheme of delegation, and a move of the story that it decided', async () => {
  const app = await startApp(undefined, null);
  await loadExample(app.runtime.store, '2026-11-22');
  const client = new Client(app);
  const { body } = await client.get('reallocations');
  expect(body['reallocations']).toMatchObject([
    { state: 'decided', amount: '60000.00', proposer: 'owen', decidedBy: [{ by: 'rosalind' }] },
  ]);
  await app.stop();
});

it('adds nothing to a log that somebody else has begun', async () => {
  const app = await startApp();
  await new Client(app).done('organisations/real/register-organisation', { name: 'Real' });
  const { number } = await app.runtime.store.head();
  await loadExample(app.runtime.store, '2026-11-22');
  expect((await app.runtime.store.head()).number).toBe(number);
  await app.stop();
});
