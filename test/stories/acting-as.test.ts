import { startApp, type App } from '../support/app.js';
import { Browsing, formTokenIn } from '../support/browsing.js';
import { Client } from '../support/client.js';
import { appoint, council } from '../support/people.js';

/** Whoever acts for several organisations, or in several roles, acts in one of them at a time. */
let app: App;
const icb = 'GB-NHS-QMR';
const [forCouncil, forIcb] = [`${council}-owen`, `${icb}-owen`];

beforeAll(async () => {
  app = await startApp();
  const { ledger } = app.runtime;
  await new Client(app).done(`organisations/${icb}/register-organisation`, {
    name: 'Moorland ICB',
  });
  for (const [who, host] of [
    ['amina', council],
    ['tomasz', icb],
  ] as const)
    await new Client(app, who).done(`funds/of-${who}/establish-fund`, {
      ...{ name: `Fund of ${who}`, kind: 'single', host },
    });
  await appoint(ledger, {
    ...{ id: 'owen', organisation: icb, role: 'auditor', office: 'reviewer' },
    authority: 'Reviewer of the ICB',
  });
});
afterAll(() => app.stop());

const chosen = (browser: Browsing, form: string, appointment: string, to = '/') =>
  browser.post('/acting-as', { form, appointment, return: to });

it('asks after signing in, and shows then the page that was wanted', async () => {
  const browser = new Browsing(app.url);
  const page = await browser.signIn('owen', '/sign-in?return=/funds/of-tomasz');
  expect(new URL(page.url).pathname).toBe('/acting-as');
  const asked = await page.text();
  expect(asked).toMatch(/Approver for GB-LAE-NMR[\s\S]*Auditor for Moorland ICB/);
  const form = formTokenIn(asked);
  const answer = await chosen(browser, form, forIcb, '/funds/of-tomasz');
  expect(answer.headers.get('Location')).toBe('/funds/of-tomasz');
  const shown = await (await browser.follow(answer)).text();
  expect(shown).toMatch(/<h1[^>]*>\s*Fund of tomasz/);
  expect(shown).toMatch(/Owen Price[\s\S]*Auditor for Moorland ICB[\s\S]*href="\/acting-as"/);
});

it('sees by the one, and not by the other', async () => {
  const browser = new Browsing(app.url);
  const form = formTokenIn(await (await browser.signIn('owen')).text());
  const statuses = async (): Promise<number[]> =>
    Promise.all(
      ['of-amina', 'of-tomasz'].map(async (fund) => (await browser.get(`/funds/${fund}`)).status),
    );
  expect(await statuses()).toEqual([403, 403]);
  expect(await (await browser.get('/funds/of-amina')).text()).toContain(
    '/acting-as?return=%2Ffunds%2Fof-amina',
  );
  await chosen(browser, form, forCouncil);
  expect(await statuses()).toEqual([200, 404]);
  await chosen(browser, form, forIcb);
  expect(await statuses()).toEqual([404, 200]);
});

it('keeps the choice of each browser apart, and of each sign-in', async () => {
  const [one, other] = [new Browsing(app.url), new Browsing(app.url)];
  const form = formTokenIn(await (await one.signIn('owen')).text());
  await chosen(one, form, forCouncil);
  expect(new URL((await other.signIn('owen')).url).pathname).toBe('/acting-as');
  expect(new URL((await one.signIn('owen')).url).pathname).toBe('/acting-as');
});

it('is nobody’s choice but of the own appointments, and leads nowhere else', async () => {
  const browser = new Browsing(app.url);
  const form = formTokenIn(await (await browser.signIn('owen')).text());
  const foreign = await chosen(browser, form, `${council}-rosalind`);
  expect(foreign.status).toBe(400);
  expect(await foreign.text()).toContain('Choose as what you act');
  const away = await chosen(browser, form, forIcb, 'https://elsewhere.example/');
  expect(away.headers.get('Location')).toBe('/');
  expect((await chosen(browser, 'not-ours', forIcb)).status).toBe(403);
});

it('counts no more when its appointment is ended: one that is left needs no choice', async () => {
  const browser = new Browsing(app.url);
  const form = formTokenIn(await (await browser.signIn('owen')).text());
  await chosen(browser, form, forIcb);
  await new Client(app, 'ivan').done(`appointments/${forIcb}/end-appointment`, { cause: 'Over' });
  const page = await (await browser.get('/funds/of-amina')).text();
  expect(page).toContain('Approver for GB-LAE-NMR');
  expect(page).not.toContain('href="/acting-as"');
  const next = await new Browsing(app.url).signIn('owen');
  expect(next.url).toBe(`${app.url}/`);
});

it('is said by programs with each request', async () => {
  const answer = await new Client(app, 'amina').sent('POST', '/acting-as', {
    appointment: `${council}-amina`,
  });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('Purse-Acting-As');
});
