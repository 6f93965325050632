import type { BrowserContext, Page } from 'playwright-core';
import { parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import type { App } from '#test/support/app.js';
import { startWithBothFunds } from '#test/support/both-funds.js';
import { Client } from '#test/support/client.js';
import { appoint } from '#test/support/people.js';
import { findings } from './axe.js';
import { chromiumPath, usingChromium, type BrowserWindow, type Window } from './chromium.js';
import { paths } from './paths.js';
import { signIn } from './sign-in.js';

const tests = (): void => {
  const openBrowser = usingChromium();
  let app: App;
  let head: string;
  const addressOf = (path: string): string => app.url + path.replaceAll('HEAD', head);
  beforeAll(async () => {
    app = await startWithBothFunds();
    const amina = new Client(app);
    await amina.done('funds/northmoor/set-publication-policy', { effective: '2026-04-01' });
    await amina.done('funds/northmoor/publish', { publication: 'half-year', until: '2026-09-30' });
    head = String((await app.runtime.store.head()).number);
  });
  afterAll(() => app.stop());

  describe.each<Window>([
    { width: 1280 },
    { width: 375 },
    { width: 1280, javaScriptEnabled: false },
  ])('at $width wide, with JavaScript: $javaScriptEnabled', (window) => {
    let context: BrowserContext;
    let close: () => Promise<void>;
    let page: Page;
    const complaints: string[] = [];
    beforeAll(async () => {
      ({ context, close } = await openBrowser(window));
      page = await context.newPage();
      await signIn(page, app.url, 'Priya Nair');
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
    });
    afterAll(() => close());
    beforeEach(() => {
      complaints.length = 0;
    });

    it.each(paths)('shows %s without complaints, wider than no screen', async (path) => {
      const answer = await page.goto(addressOf(path));
      expect(answer?.status()).toBe(200);
      expect(complaints).toEqual([]);
      if (window.javaScriptEnabled === false) return;
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect(wide).toBeLessThanOrEqual(window.width);
    });

    it('shows the figures of the worked story', async () => {
      await page.goto(`${app.url}/funds/northmoor`);
      expect(await figure(page, 'Held by the host')).toBe('£1,052,500.00');
      expect(await figure(page, 'Committed in total')).toBe('£3,570,000.00');
      expect(await figure(page, 'At risk')).toBe('£240,000.00');
      expect(await figure(page, 'Funded until')).toBe('31 March 2029 (29 months)');
      expect(await figure(page, 'Confirmed')).toBe('£2,380,000.00');
      expect(await page.locator('#hhi').innerText()).toBe('6,796.84');
      expect(await page.locator('.cp-health').innerText()).toContain(
        '£200,000.00 overdue in 1 instalment, the oldest for 30 days',
      );
      expect(await page.locator('svg.cp-chart').count()).toBe(3);
    });

    it('leads from a figure to postings that add up, and on to an event', async () => {
      await page.goto(`${app.url}/funds/northmoor`);
      const stated = await figure(page, 'Held by the host');
      await page.getByRole('link', { name: stated, exact: true }).first().click();
      expect(await page.locator('#total').innerText()).toBe(stated);
      const amounts = await page.locator('tbody td:last-child').allInnerTexts();
      expect(amounts).toHaveLength(27);
      expect(sumPence(amounts.map(penceOf))).toBe(penceOf(stated));

      await page.locator('tbody th a').first().click();
      expect(await page.locator('h1').innerText()).toBe('Instalment received');
      expect(await page.locator('#canonical').innerText()).toContain('"type":"InstalmentReceived"');
    });

    it('leads an auditor from a search, and from a saved test, to an event', async () => {
      await page.goto(`${app.url}/audit`);
      await page.getByLabel('Fund', { exact: true }).selectOption('northmoor');
      await page.getByLabel('Type of event').fill('CommitmentConfirmed');
      await page.getByRole('button', { name: 'Search' }).click();
      expect(await page.locator('#found').innerText()).toBe('What was found');
      await page.locator('tbody th a').first().click();
      expect(await page.locator('h1').innerText()).toBe('Commitment confirmed');

      await page.goto(`${app.url}/audit?fund=northmoor`);
      await page.getByRole('link', { name: 'Round sums' }).click();
      await page.getByLabel('Not less than').fill('80000.00');
      await page.getByRole('button', { name: 'Run the test' }).click();
      expect(await page.locator('#findings tbody tr').count()).toBe(4);
      await page.locator('#findings tbody td a').first().click();
      expect(await page.locator('h1').innerText()).toBe('Expenditure verified');
    });

    it('compares two points, and opens each difference down to its events', async () => {
      await page.goto(`${app.url}/audit?fund=northmoor`);
      await page.getByRole('link', { name: 'Two points compared' }).click();
      expect(await page.getByLabel('Fund', { exact: true }).inputValue()).toBe('northmoor');
      const offered = async (label: string) => page.getByLabel(label).inputValue();
      expect(Number(await offered('To: as known at'))).toBeGreaterThanOrEqual(Number(head));
      expect(await offered('From: as known at')).toMatch(/^\d{4}-\d{2}-(28|29|30|31)$/);
      await page.getByLabel('From: as known at').fill(head);
      await page.getByLabel('From: with only what').fill('2026-04-30');
      await page.getByLabel('To: as known at').fill(head);
      await page.getByLabel('To: with only what').fill('2026-10-31');
      await page.getByLabel('Scheme', { exact: true }).uncheck();
      await page.getByRole('button', { name: 'Compare' }).click();
      const heads = await page.locator('#lines thead th').allInnerTexts();
      expect(heads.slice(0, 3)).toEqual(['Account', 'Year', 'Source']);
      const held = page.locator('#lines tbody tr').filter({ hasText: 'Cash: held' }).first();
      for (const more of await held.locator('summary').all()) await more.click();
      const parts = await held.locator('.cp-parts__amount').allInnerTexts();
      const difference = await held.locator('td.govuk-table__cell--numeric').last().innerText();
      expect(parts.length).toBeGreaterThan(0);
      expect(sumPence(parts.map(penceOf))).toBe(penceOf(difference));
      await held.locator('.cp-parts a').first().click();
      expect(await page.locator('#canonical').innerText()).toContain('fund-northmoor');
    });

    it('reports a month, with what nobody has forecast as unknown', async () => {
      await page.goto(`${app.url}/funds/northmoor?effectiveOn=2026-10-31`);
      await page.getByRole('link', { name: 'Monitoring report' }).click();
      await page.getByRole('link', { name: 'September 2026' }).click();
      expect(await page.locator('h1').innerText()).toBe('Monitoring report, September 2026');
      const answer = await page.request.get(
        `${app.url}/api/v1/funds/northmoor/monitoring?month=2026-09&effectiveOn=2026-10-31`,
      );
      const { total } = (await answer.json()) as {
        total: { budget: string; toDate: { actual: string }; notForecast: string };
      };
      expect([
        penceOf(await figure(page, 'Current budget')),
        penceOf(await figure(page, 'Spent to date')),
        penceOf(await figure(page, 'Not forecast')),
      ]).toEqual([total.budget, total.toDate.actual, total.notForecast].map(parsePence));
      expect(await page.locator('svg.cp-chart desc').first().textContent()).toContain('Sep 2026');
      expect(await page.locator('td').filter({ hasText: 'Not known' }).count()).toBeGreaterThan(0);
    });

    it('walks a fund through time by two sliders', async () => {
      await page.goto(`${app.url}/audit?fund=northmoor`);
      await page.getByRole('link', { name: 'Walk through time' }).click();
      expect(await figure(page, 'Held by the host')).toBe('£1,052,500.00');
      // By the keyboard, as a slider is moved.
      await page.getByLabel('In effect').focus();
      await page.keyboard.press('Home');
      if (window.javaScriptEnabled === false)
        await page.getByRole('button', { name: 'Show that point' }).click();
      await page.waitForURL(/effectiveOn=2026-04-01/);
      expect(await page.locator('#moment').innerText()).toContain('by 1 April 2026');
      expect(await figure(page, 'Held by the host')).toBe('£100,000.00');
      await page.getByLabel('In effect').focus();
      await page.keyboard.press('End');
      await page.getByLabel('Recorded up to').focus();
      await page.keyboard.press('ArrowLeft');
      if (window.javaScriptEnabled === false)
        await page.getByRole('button', { name: 'Show that point' }).click();
      await page.waitForURL(
        (url) => url.search === `?fund=northmoor&asKnownAt=${Number(head) - 1}`,
      );
      expect(await page.locator('#event').innerText()).toMatch(/^Event \d+: /);
      await page.getByRole('link', { name: 'The event before' }).click();
      expect(await page.locator('#moment').innerText()).toContain('As known at log number');
    });

    it('draws a sample, the same again by its seed', async () => {
      await page.goto(`${app.url}/audit?fund=northmoor`);
      await page.getByRole('link', { name: 'Samples' }).click();
      await page.getByLabel('Seed').fill('audit-2026');
      await page.getByLabel('Size').fill('8');
      await page.getByRole('button', { name: 'Select' }).click();
      const picked = await page.locator('#items tbody th').allInnerTexts();
      expect(picked.length).toBeGreaterThan(2);
      await page.reload();
      expect(await page.locator('#items tbody th').allInnerTexts()).toEqual(picked);
      await page.locator('#items tbody th a').first().click();
      expect(await page.locator('h1').innerText()).toContain('xpenditure');
    });

    it('says in plain words what it cannot show', async () => {
      expect((await page.goto(`${app.url}/funds/nowhere`))?.status()).toBe(404);
      expect(await page.locator('main').innerText()).toContain('“nowhere”');
      expect((await page.goto(`${app.url}/funds/northmoor?asKnownAt=99999`))?.status()).toBe(422);
      expect(await page.locator('main').innerText()).toContain('99999');
    });
  });

  describe('for everyone', () => {
    let opened: BrowserWindow;
    beforeAll(async () => {
      opened = await openBrowser({ width: 1280 });
      await signIn(await opened.context.newPage(), app.url, 'Priya Nair');
    });
    afterAll(() => opened.close());

    it.each([1280, 375])('leaves axe nothing to find at %s wide', async (width) => {
      const page = await opened.context.newPage();
      await page.setViewportSize({ width, height: 900 });
      for (const path of paths) {
        await page.goto(addressOf(path));
        expect({ path, found: await findings(page) }).toEqual({ path, found: [] });
      }
      await page.goto(`${app.url}/funds/northmoor`);
      await page.locator('.cp-facts a').first().click();
      expect(await findings(page)).toEqual([]);
    });

    it('keeps every figure link of the page equal to the sum behind it', async () => {
      const page = await opened.context.newPage();
      await page.goto(`${app.url}/funds/northmoor`);
      const stated: [href: string, amount: string][] = [];
      for (const link of await page.locator('.cp-facts a[href*="/postings?"]').all())
        stated.push([(await link.getAttribute('href')) ?? '', await link.innerText()]);
      expect(stated.length).toBeGreaterThan(8);
      for (const [href, amount] of stated) {
        await page.goto(app.url + href);
        expect([href, await page.locator('#total').innerText()]).toEqual([href, amount]);
      }
    });

    it('offers to sign in, signs somebody in, who is on every page then, and out again', async () => {
      const other = await openBrowser({ width: 1280 });
      const page = await other.context.newPage();
      expect((await page.goto(`${app.url}/funds/northmoor`))?.status()).toBe(401);
      expect(await findings(page)).toEqual([]);
      await page.getByRole('link', { name: 'Sign in, and see this page' }).click();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Sign in' }).click();
      expect(await page.locator('.govuk-error-summary').innerText()).toContain(
        'Choose who you are',
      );
      expect(await findings(page)).toEqual([]);
      await page.getByLabel('Amina Clarke').check();
      await page.getByRole('button', { name: 'Sign in' }).click();
      expect(page.url()).toBe(`${app.url}/funds/northmoor`);
      expect(await page.locator('header').innerText()).toContain('Amina Clarke');
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Sign out' }).click();
      const header = page.getByRole('banner');
      expect(await header.getByRole('link', { name: 'Sign in', exact: true }).count()).toBe(1);
      await other.close();
    });

    it('lets whoever has several appointments choose one, and says it on every page', async () => {
      await appoint(app.runtime.ledger, {
        ...{ id: 'owen', organisation: 'GB-NHS-QMR', role: 'auditor', office: 'reviewer' },
        authority: 'Reviewer of the ICB',
      });
      const other = await openBrowser({ width: 375, javaScriptEnabled: false });
      const page = await other.context.newPage();
      await signIn(page, app.url, 'Owen Price');
      await page.getByRole('button', { name: 'Continue' }).click();
      expect(await page.locator('.govuk-error-summary').innerText()).toContain(
        'Choose as what you act',
      );
      await page.getByLabel('Auditor for Moorland ICB').check();
      await page.getByRole('button', { name: 'Continue' }).click();
      expect(await page.locator('header').innerText()).toContain('Auditor for Moorland ICB');
      await page.goto(`${app.url}/funds/northmoor`);
      await page.getByRole('link', { name: 'Act as another' }).click();
      expect(await page.getByLabel('Auditor for Moorland ICB').isChecked()).toBe(true);
      await page.getByLabel('Approver for Northmoor Council').check();
      await page.getByRole('button', { name: 'Continue' }).click();
      expect(await page.locator('header').innerText()).toContain('Approver for Northmoor Council');
      await other.close();
      const seen = await opened.context.newPage();
      await signIn(seen, app.url, 'Owen Price');
      expect(await findings(seen)).toEqual([]);
      await signIn(seen, app.url, 'Priya Nair');
    });

    it('shows administrators pages that leave axe nothing to find', async () => {
      const other = await openBrowser({ width: 375 });
      const page = await other.context.newPage();
      await signIn(page, app.url, 'Nadia Weller');
      for (const path of ['/people', '/people/amina', '/people/amina/remove', '/add-person']) {
        await page.goto(app.url + path);
        expect({ path, found: await findings(page) }).toEqual({ path, found: [] });
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect(wide).toBeLessThanOrEqual(375);
      }
      await page.getByRole('button', { name: 'Continue' }).click();
      expect(await findings(page)).toEqual([]);
      await page.getByLabel('Name').fill('Lena Frost');
      await page.getByLabel('What your issuer calls them').fill('lena');
      await page.getByLabel('A person').check();
      await page.getByRole('button', { name: 'Continue' }).click();
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Add to the directory' }).click();
      expect(await page.locator('h1').innerText()).toBe('Lena Frost');
      expect(await findings(page)).toEqual([]);
      await other.close();
    });

    it('prints figures without their addresses, within the paper', async () => {
      const page = await opened.context.newPage();
      await page.setViewportSize({ width: 1040, height: 900 });
      await page.emulateMedia({ media: 'print' });
      await page.goto(`${app.url}/funds/northmoor`);
      const printed = await page.evaluate<string>(
        "getComputedStyle(document.querySelector('.cp-fact .govuk-link'), '::after').content",
      );
      expect(printed).toBe('none');
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect(wide).toBeLessThanOrEqual(1040);
    });

    it('goes back to another moment, and carries it on', async () => {
      const page = await opened.context.newPage();
      await page.goto(`${app.url}/funds/northmoor`);
      await page.getByText('See the fund at another moment').click();
      await page.getByLabel('With only what had taken effect by').fill('2026-04-30');
      await page.getByRole('button', { name: 'Show that moment' }).click();
      expect(await figure(page, 'Held by the host')).toBe('£330,000.00');
      await page.getByRole('link', { name: '£330,000.00', exact: true }).first().click();
      expect(await page.locator('#total').innerText()).toBe('£330,000.00');
    });
  });
};

/** The value that stands under a label of the page's figures. */
const figure = async (page: Page, label: string): Promise<string> =>
  (
    await page
      .locator('.cp-fact')
      .filter({ has: page.getByText(label, { exact: true }) })
      .first()
      .locator('.cp-fact__value')
      .innerText()
  ).trim();

const penceOf = (amount: string): Pence =>
  parsePence(amount.replace(/[£,]/g, '').replace('\u2212', '-'));

describe('the pages', () => {
  if (chromiumPath !== undefined || process.env['CI'] === 'true') tests();
  else it('are not opened, because no Chromium is on this machine', () => undefined);
});
