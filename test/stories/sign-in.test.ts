import { startApp, type App } from '../support/app.js';
import { Browsing, formTokenIn } from '../support/browsing.js';
import { Client } from '../support/client.js';

/** People sign in to the pages with the local issuer, and out again. */
let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

const browse = (): Browsing => new Browsing(app.url);
const nobody = async (browser: Browsing): Promise<boolean> =>
  (await (await browser.get('/')).text()).includes('href="/sign-in"');

it('signs in whoever says who they are, and shows the page that they wanted', async () => {
  const browser = browse();
  expect(await nobody(browser)).toBe(true);
  const page = await browser.signIn('priya', '/sign-in?return=/audit');
  expect(page.url).toBe(`${app.url}/audit`);
  expect(await page.text()).toContain('Priya Nair');
  const refused = await browser.get('/api/v1/funds', { Authorization: 'Bearer x' });
  expect(refused.status).toBe(401);
});

it('asks again where nobody was chosen', async () => {
  const browser = browse();
  const asked = await browser.follow(await browser.get('/sign-in'));
  expect(await asked.text()).toMatch(/Who are you\?[\s\S]*Priya Nair[\s\S]*Auditor/);
  const again = await browser.post(asked.url, { person: 'nobody' });
  expect(again.status).toBe(400);
  expect(await again.text()).toContain('Choose who you are');
});

it.each([
  '//elsewhere.example',
  'https://elsewhere.example/x',
  '/\\elsewhere.example',
  '\t//e.example',
])('leads nobody to %j', async (path) => {
  const page = await browse().signIn('amina', `/sign-in?return=${encodeURIComponent(path)}`);
  expect(new URL(page.url).origin).toBe(app.url);
});

it('gives a session an id that nobody has held before, out of reach of scripts', async () => {
  const browser = browse();
  browser.hold('purse-session', 'fixed');
  const asked = await browser.follow(await browser.get('/sign-in'));
  const chosen = await browser.post(asked.url, { person: 'amina' });
  const resumed = await browser.get(chosen.headers.get('Location') ?? '');
  const answer = await browser.get(resumed.headers.get('Location') ?? '');
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^purse-sign-in=;/),
    expect.stringMatching(/^purse-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
  ]);
  const first = browser.cookie('purse-session');
  await browser.signIn('amina');
  expect(browser.cookie('purse-session')).not.toBe(first);
  const stale = browse();
  stale.hold('purse-session', first ?? '');
  expect(await nobody(stale)).toBe(true);
});

it('signs in one person after another in the same browser', async () => {
  const browser = browse();
  for (const [person, name] of [
    ['amina', 'Amina Clarke'],
    ['owen', 'Owen Price'],
  ] as const) {
    const page = await browser.signIn(person);
    expect(page.url).toBe(`${app.url}/`);
    expect(await page.text()).toContain(name);
  }
});

it('takes a sign-in once, in the browser where it was begun', async () => {
  const browser = browse();
  const asked = await browser.follow(await browser.get('/sign-in'));
  const chosen = await browser.post(asked.url, { person: 'amina' });
  const back = (await browser.get(chosen.headers.get('Location') ?? '')).headers.get('Location');
  const other = await browse().get(back ?? '');
  expect(other.status).toBe(400);
  expect(await other.text()).toContain('it was not begun in this browser');
  const begun = browser.cookie('purse-sign-in') ?? '';
  expect((await browser.get(back ?? '')).status).toBe(303);
  const again = browse();
  again.hold('purse-sign-in', begun);
  expect((await again.get(back ?? '')).status).toBe(400);
});

it('signs out everywhere', async () => {
  const [here, there, another] = [browse(), browse(), browse()];
  const page = await here.signIn('amina');
  await there.signIn('amina');
  await another.signIn('owen');
  const form = formTokenIn(await page.text());
  expect((await here.post('/sign-out', { form })).headers.get('Location')).toBe('/');
  expect(await Promise.all([here, there, another].map(nobody))).toEqual([true, true, false]);
});

it('names who did something as the directory does, and as events do when it no longer does', async () => {
  await new Client(app).done('funds/named/establish-fund', {
    ...{ name: 'Named', kind: 'single', host: 'GB-LAE-NMR' },
  });
  const { number } = await app.runtime.store.head();
  const browser = browse();
  await browser.signIn('priya');
  const page = async (): Promise<string> => (await browser.get(`/events/${number}`)).text();
  expect(await page()).toContain('Amina Clarke, pooled fund manager (amina)');
  const { directory } = app.runtime;
  const [amina] = (await directory.all()).filter(({ person }) => person === 'amina');
  await directory.remove('amina');
  expect(await page()).not.toContain('Amina Clarke');
  expect(await page()).toMatch(/>\s*amina\s*</);
  const nobody = { problem: 'urn:common-purse:problem:person-unknown', status: 403 };
  const { status, body } = await new Client(app).get('funds');
  expect({ problem: body['type'], status }).toEqual(nobody);
  if (amina) await directory.introduce([amina]);
});

describe('a form', () => {
  it('counts only where it was given to the session that sends it', async () => {
    const [browser, other] = [browse(), browse()];
    await browser.signIn('amina');
    const form = formTokenIn(await (await other.signIn('owen')).text());
    for (const sent of [{}, { form: '' }, { form }]) {
      const answer = await browser.post('/sign-out', sent);
      expect(answer.status).toBe(403);
    }
    expect(await nobody(browser)).toBe(false);
  });

  it.each([{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://elsewhere.example' }])(
    'does not count from another site: %j',
    async (headers) => {
      const browser = browse();
      const form = formTokenIn(await (await browser.signIn('amina')).text());
      expect((await browser.post('/sign-out', { form }, headers)).status).toBe(403);
    },
  );

  it('is the only way for a session to change something', async () => {
    const browser = browse();
    await browser.signIn('amina');
    const answer = await browser.post('/api/v1/funds/x/establish-fund', { name: 'X', host: 'x' });
    expect(await answer.json()).toMatchObject({
      ...{ status: 403, type: 'urn:common-purse:problem:form-not-ours' },
    });
  });
});
