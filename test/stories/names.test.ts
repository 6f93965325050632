import { Browsing } from '../support/browsing.js';
import { Client } from '../support/client.js';
import { mayEnter } from '../support/people.js';
import { smallPool, type SmallPool } from '../support/small-pool.js';

/** Events know people by references; who may know their names is told them beside, and on pages. */
let pool: SmallPool;
let number: number;
beforeAll(async () => {
  pool = await smallPool();
  ({ number } = await pool.app.runtime.store.head());
});
afterAll(() => pool.app.stop());

const names = async (who: string, path: string): Promise<unknown> =>
  (await new Client(pool.app, who).get(path)).body['names'];
const amina = 'Amina Clarke, pooled fund manager';

it('tells whoever sees the fund whole who acted, by reference and by name', async () => {
  expect(await names('priya', `events/${number}`)).toEqual({ amina });
  expect(await names('owen', 'events?actor=amina&limit=1')).toEqual({ amina });
});

it('tells an administrator the names that the own organisation keeps, and no other', async () => {
  expect(await names('nadia', 'appointments')).toMatchObject({ amina });
  expect(await names('ivan', 'appointments')).toEqual({
    ivan: 'Ivan Sorrel, administrator at Moorland ICB',
    tomasz: 'Tomasz Field, head of integrated commissioning',
  });
});

it('shows them on pages: in the log that is searched, and of an event', async () => {
  const browser = new Browsing(pool.app.url);
  await browser.signIn('priya');
  const read = async (path: string): Promise<string> => (await browser.get(path)).text();
  for (const path of ['/audit', `/events/${number}`])
    expect(await read(path)).toContain(`${amina} (amina)`);
  const { directory } = pool.app.runtime;
  const entry = await directory.find('amina');
  await directory.remove('amina');
  for (const path of ['/audit', `/events/${number}`]) {
    const page = await read(path);
    expect(page).not.toContain('Amina Clarke');
    expect(page).toMatch(/>\s*amina\s*</);
  }
  expect(await names('priya', `events/${number}`)).toBeUndefined();
  if (entry) await directory.introduce([entry]);
});

it('says nothing of whoever is helped, though a reference be the same', async () => {
  await pool.client.done('outcomes/work/define-outcome', {
    ...{ measure: 'In work', unit: 'people', better: 'higher', cohort: 'All', area: 'E06000099' },
    ...{ from: '2026-04-01', to: '2027-03-31' },
  });
  await pool.client.done('outcomes/work/agree-outcome-terms', {
    ...{ terms: 't', stages: [{ stage: 'start', weeks: 0, amount: '1.00' }] },
    ...{ agreedBy: ['GB-LAE-NMR'], evidence: 'Agreement' },
  });
  await mayEnter(pool.app.runtime.directory, 'p-417', 'GB-LAE-NMR');
  await pool.client.done('outcomes/work/start-person', { person: 'p-417', terms: 't' });
  const { body } = await new Client(pool.app, 'priya').get(
    `events/${(await pool.app.runtime.store.head()).number}`,
  );
  expect(JSON.stringify(body['event'])).toContain('"person":"p-417"');
  expect(body['names']).toEqual({ amina });
});
