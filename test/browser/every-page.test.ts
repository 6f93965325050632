import { createHash } from 'node:crypto';
import { loadExample } from '#apps/service/example/load-example.js';
import { betterCare } from '#apps/service/example/place/better-care.js';
import { everybody } from '#apps/service/example/place/people.js';
import { registerId } from '#apps/service/imports/names.js';
import { isPage, pagesOfPlace, type PageOfPlace } from '#test/bench/pages-of-place.js';
import { startApp, type App } from '#test/support/app.js';
import { Client } from '#test/support/client.js';
import { routesOfService } from '#test/support/routes.js';
import { findings } from './axe.js';
import { chromiumPath, usingChromium, type BrowserWindow } from './chromium.js';
import { signIn } from './sign-in.js';

/** A4 less the margins that Chromium prints with, in pixels. */
const paper = 718;

const register = Buffer.from('Ref,Title,Supplier,Total value\nC1,Home care,Moor Care Ltd,1.00\n');
const publishedContract = `${registerId(
  createHash('sha256').update(register).digest('hex'),
  'begun',
)}:2`;

/** What the example place has nothing of, and is made before the pages are opened. */
const made: Readonly<Record<string, readonly PageOfPlace[]>> = {
  'GET /approvals/recodings/:fund/:id': [
    { person: 'rosalind', path: `/approvals/recodings/${betterCare}/falls-share` },
  ],
  'GET /published-contracts/:contract': [
    { person: 'amina', path: `/published-contracts/${publishedContract}` },
  ],
  // It leads a provider to its own page.
  'GET /provider': [{ person: 'edith', path: '/provider' }],
};

/** A fund of which nothing is recorded but that there is one: each page says what would help. */
const empty: readonly PageOfPlace[] = [
  ...['', '/tasks', '/monitoring', '/calendar', '/statements', '/reconciliation', '/imports'],
  ...['/statement?year=2026-27', '/statement?year=2026-27&kind=better-care-return'],
].map((page) => ({ person: 'amina', path: `/funds/begun${page}` }));

/** Pages of the log, and of signing in, whose other routes are for programs. */
const forAnybody: readonly PageOfPlace[] = ['/log', '/sign-in'].map((path) => ({
  person: null,
  path,
}));

/** Pages that say why there is nothing to show. */
const refused: readonly (PageOfPlace & { readonly status: number })[] = [
  { person: null, path: `/funds/${betterCare}`, status: 401 },
  { person: null, path: '/no/such/page', status: 404 },
  { person: 'edith', path: '/audit', status: 403 },
  { person: 'amina', path: '/funds/nowhere', status: 404 },
  { person: 'amina', path: `/funds/${betterCare}?asKnownAt=9999999`, status: 422 },
];

/** How wide the windows are; further addresses of a route are looked at on a phone alone. */
type Opened = PageOfPlace & { readonly status?: number; readonly widths: readonly number[] };
const both = [1280, 375];
const inWindows = (pages: readonly PageOfPlace[]): Opened[] =>
  pages.map((page, place) => ({ ...page, widths: place === 0 ? both : [375] }));

const all: readonly Opened[] = [
  ...Object.values({ ...pagesOfPlace, ...made }).flatMap(inWindows),
  ...[...empty, ...forAnybody, ...refused].map((page) => ({ ...page, widths: [375] })),
];
const people = [...new Set(all.map(({ person }) => person))];

/** Every page of the service over the example place, as it is shown to whom it is for. */
const tests = (): void => {
  const openBrowser = usingChromium();
  let app: App;
  beforeAll(async () => {
    app = await startApp(() => new Date('2026-11-22T09:00:00Z'), null);
    // As the service itself does, it is loaded before anything goes by the clock.
    await app.runtime.scheduler.stop();
    await loadExample(app.runtime.store, '2026-11-22', 'whole', undefined, app.runtime);
    const amina = new Client(app);
    await amina.done('funds/begun/establish-fund', {
      ...{ name: 'Begun', kind: 'pooled', host: 'GB-LAE-NMR', effective: '2026-11-01' },
    });
    await proposeRecoding(amina);
    await amina.send('begun', 'contract-register', register, '&publisher=Moor+Council');
    const { number } = await app.runtime.store.head();
    await app.runtime.runner.progress.until(number, 240_000);
  });
  afterAll(() => app.stop());

  describe.each(people)('for %s', (person) => {
    let opened: BrowserWindow;
    beforeAll(async () => {
      opened = await openBrowser({ width: 1280 });
      const name = everybody.find(({ id }) => id === person)?.name;
      if (name !== undefined) await signIn(await opened.context.newPage(), app.url, name);
    });
    afterAll(() => opened.close());

    it.each(all.filter((page) => page.person === person))(
      'shows $path so that axe finds nothing, on wide screens, phones and paper',
      async ({ path, status = 200, widths }) => {
        const page = await opened.context.newPage();
        await page.setViewportSize({ width: 1280, height: 900 });
        expect((await page.goto(app.url + path))?.status()).toBe(status);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          expect({ width, found: await findings(page) }).toEqual({ width, found: [] });
          const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
          expect(wide).toBeLessThanOrEqual(width);
        }
        await page.emulateMedia({ media: 'print' });
        await page.setViewportSize({ width: paper, height: 1000 });
        const printed = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect(printed).toBeLessThanOrEqual(paper);
        await page.close();
      },
    );
  });
};

/** Part of an invoice would be another source's to pay, by an office that may not decide so itself. */
async function proposeRecoding(amina: Client): Promise<void> {
  const { body } = await amina.get(`funds/${betterCare}`);
  const [spent] = (body['expenditures'] as unknown as Record<string, string>[]).filter(
    ({ award, state, amount }) => award === 'none' && state === 'verified' && Number(amount) > 100,
  );
  await amina.done(`funds/${betterCare}/propose-recoding`, {
    proposal: 'falls-share',
    recoding: {
      command: 'recode-spending',
      expenditure: 'falls-share',
      corrects: spent?.['id'],
      amount: '100.00',
      scheme: 'falls',
      sources: [{ source: 'council', amount: '100.00' }],
    },
  });
}

describe('every page', () => {
  it('of the service is opened, whoever adds a route', () => {
    const opened = { ...pagesOfPlace, ...made };
    expect(Object.keys(opened).sort()).toEqual(routesOfService().filter(isPage));
    expect(Object.entries(opened).filter(([, pages]) => pages.length === 0)).toEqual([]);
  });

  if (chromiumPath !== undefined || process.env['CI'] === 'true') tests();
  else it('is not opened, because no Chromium is on this machine', () => undefined);
});
