import { startApp, type App } from '../support/app.js';
import { Browsing, formTokenIn } from '../support/browsing.js';
import { Client } from '../support/client.js';

/** An administrator keeps people and appointments on pages: asked, checked, and then done. */
let app: App;
let browser: Browsing;
let form: string;
beforeAll(async () => {
  app = await startApp();
  await new Client(app, 'amina').done('funds/own/establish-fund', {
    ...{ name: 'Own', kind: 'single', host: 'GB-LAE-NMR' },
  });
  await new Client(app, 'amina').done('organisations/GB-CHC-1999902/register-organisation', {
    name: 'Moorside Voices',
  });
  browser = new Browsing(app.url);
  form = formTokenIn(await (await browser.signIn('nadia')).text());
});
afterAll(() => app.stop());

const read = async (path: string): Promise<string> => (await browser.get(path)).text();
interface Shown {
  readonly status: number;
  readonly page: string;
  readonly to: string | null;
}
async function sent(path: string, said: Record<string, string>): Promise<Shown> {
  const answer = await browser.post(path, { form, ...said });
  const { status, headers } = answer;
  return { status, page: await answer.text(), to: headers.get('Location') };
}
/** What the page to be checked carries on. */
const carried = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );
const lena = { person: 'p-207', name: 'Lena Frost', email: '', subject: 'lena', kind: 'person' };

it('asks, shows what was said to be checked, and adds somebody then', async () => {
  expect(await read('/add-person')).toMatch(/name="person" type="text" value="p-[0-9a-f]{8}"/);
  const wrong = await sent('/add-person', { ...lena, name: '', email: 'nowhere' });
  expect(wrong.status).toBe(400);
  expect(wrong.page).toMatch(/There is a problem[\s\S]*href="#name"[\s\S]*href="#email"/);
  expect(wrong.page).toContain('value="nowhere"');
  const check = await sent('/add-person', lena);
  expect(check.page).toContain('Check your answers');
  expect(await read('/people')).not.toContain('Lena Frost');
  const change = await sent('/add-person', { ...carried(check.page), step: 'change' });
  expect(change.page).toContain('value="Lena Frost"');
  const done = await sent('/add-person', { ...carried(check.page), step: 'done' });
  expect(done).toMatchObject({ status: 303, to: '/people/p-207?done=added' });
  expect(await read('/people')).toMatch(/Lena Frost[\s\S]*No appointment is in force/);
});

const approver = {
  ...{ person: 'p-207', role: 'approver', organisation: 'GB-LAE-NMR', office: 'director' },
  ...{ authority: 'Director of places', funds: 'own', reason: 'She has begun' },
};
/** The page that a link of a page leads to, by the link's words. */
const linked = (page: string, words: string): string =>
  (new RegExp(`href="([^"]+)"[^>]*>\\s*${words}`).exec(page)?.[1] ?? '').replaceAll('&amp;', '&');

it('appoints somebody by the form of the command, which knows whom', async () => {
  const asked = linked(await read('/people/p-207'), 'Appoint');
  const path = asked.split('?')[0] ?? '';
  const page = await read(asked);
  // By the name that the directory has for her.
  expect(page).toMatch(/name="person"[^>]*value="Lena Frost/);
  // A body of which she sees nothing else is chosen by its name all the same.
  expect(page).toContain('<option value="Moorside Voices">');
  const { key = '' } = carried(page);
  const foreign = await sent(path, { ...approver, key, funds: 'theirs', step: 'check' });
  expect(foreign.page).toContain('is not a party of the fund');
  expect((await sent(path, { ...approver, key, step: 'check' })).page).toContain('Director of pl');
  const { to } = await sent(path, { ...approver, key, step: 'record' });
  const recorded = await read(to ?? '');
  expect(recorded).toContain('href="/people"');
  expect(recorded).not.toContain('Open what was recorded');
  expect(await read('/people/p-207')).toMatch(/Approver for GB-LAE-NMR[\s\S]*Since /);
});

it('ends an appointment, which stays known', async () => {
  const path = linked(await read('/people/p-207'), 'End it');
  const { key = '' } = carried(await read(path));
  await sent(path, { cause: 'She has left', reason: 'As it is', key, step: 'record' });
  expect(await read('/people/p-207')).toMatch(/Approver for GB-LAE-NMR[\s\S]*Ended on /);
});

it('removes somebody, whose appointments are still told by the reference', async () => {
  expect(await read('/people/p-207/remove')).toContain('Are you sure?');
  const done = await sent('/people/p-207/remove', { step: 'done' });
  expect(done.to).toBe('/people?done=removed');
  const page = await read('/people');
  expect(page).not.toContain('Lena Frost');
  expect(page).toMatch(/not in your directory[\s\S]*p-207/);
});

it('is for administrators, of their own organisation', async () => {
  const other = new Browsing(app.url);
  expect((await other.get('/people')).status).toBe(401);
  await other.signIn('owen');
  expect((await other.get('/people')).status).toBe(403);
  await other.signIn('ivan');
  expect((await other.get('/people/owen')).status).toBe(404);
  expect((await other.get('/people/owen/remove')).status).toBe(404);
  expect((await browser.get('/people/owen/nothing')).status).toBe(404);
});

it('does nothing without the token of its form', async () => {
  const answer = await browser.post('/people/owen/remove', { step: 'done' });
  expect(answer.status).toBe(403);
  expect(await read('/people')).toContain('Owen Price');
});
