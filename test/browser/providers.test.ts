import type { BrowserContext, Page } from 'playwright-core';
import { northmoorDelegation, northmoorMove } from '#apps/service/example/northmoor-moves.js';
import type { Step } from '#apps/service/example/step.js';
import { startApp, type App } from '#test/support/app.js';
import { Client, type Body } from '#test/support/client.js';
import { firstMonths, northmoor } from '#test/support/northmoor.js';
import { toldSoFar } from '#test/support/steps.js';
import { findings } from './axe.js';
import { chromiumPath, usingChromium, type Window } from './chromium.js';
import { seeded } from '#test/support/seeded.js';
import { signIn } from './sign-in.js';

/** Providers and approvers at work in a real browser, over the log of the worked story. */
const lights = '/providers/GB-COH-19990001';
const collections: Readonly<Record<string, string>> = {
  delegation: 'delegations',
  reallocation: 'reallocations',
};

const tests = (): void => {
  const openBrowser = usingChromium();
  let app: App;
  beforeAll(async () => {
    app = await startApp(() => new Date('2026-10-31T12:00:00Z'));
    await seeded(app.runtime.store, toldSoFar(...northmoor, ...firstMonths).happened);
    await told(northmoorDelegation);
  });
  afterAll(() => app.stop());

  const told = ({ kind, id, command, body, by = 'amina' }: Step, as = id): Promise<Body> =>
    new Client(app, by).done(`${collections[kind] ?? kind}/${as}/${command}`, body);

  describe.each<Window>([
    { width: 1280 },
    { width: 375 },
    { width: 1280, javaScriptEnabled: false },
  ])('at $width wide, with JavaScript: $javaScriptEnabled', (window) => {
    const run = `${window.width}${window.javaScriptEnabled === false ? 'off' : 'on'}`;
    let context: BrowserContext;
    let close: () => Promise<void>;
    let page: Page;
    const complaints: string[] = [];
    beforeAll(async () => {
      ({ context, close } = await openBrowser(window));
      page = await context.newPage();
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
    });
    afterAll(() => close());

    /** Status, complaints, width and, where scripts run, what axe has against it. */
    async function shows(path: string): Promise<void> {
      complaints.length = 0;
      const answer = await page.goto(app.url + path);
      expect([path, answer?.status(), complaints]).toEqual([path, 200, []]);
      if (window.javaScriptEnabled !== false) await looksRight(path);
    }
    async function looksRight(path: string): Promise<void> {
      if (window.javaScriptEnabled === false) return;
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect([path, wide]).toEqual([path, Math.min(wide, window.width)]);
      expect({ path, found: await findings(page) }).toEqual({ path, found: [] });
    }

    it('shows a provider what it will receive, as the API and the story have it', async () => {
      await signIn(page, app.url, 'Grace Odell');
      await shows('/');
      expect(await figure(page, 'Certain income ahead')).toBe('29 months');
      await page.getByRole('link', { name: 'Everything: awards, claims' }).click();
      expect(await page.locator('h1').innerText()).toBe('Harbour Lights CIC');
      for (const path of ['/provider', `${lights}/awards/harbour-lights`, `${lights}/statement`])
        await shows(path);
      await shows(`${lights}/changes?since=2026-09-30`);

      await page.goto(`${app.url}/provider`);
      // Verified on 31 October, to be paid by 30 November: 80,000.00 of 320,000.00 are owed.
      expect(await figure(page, 'Next payment')).toBe('£80,000.00');
      expect(await figure(page, 'Owed to you')).toBe('£80,000.00');
      expect(await rowsOf(page, '#years-table', [0, 1, 4, 5, 6])).toEqual([
        ['2026‑27', '£720,000.00', '£0.00', '£0.00', '£320,000.00'],
        ['2027‑28', '£960,000.00', '£0.00', '£0.00', '£0.00'],
        ['2028‑29', '£960,000.00', '£0.00', '£0.00', '£0.00'],
        ['2029‑30', '£0.00', '£240,000.00', '£720,000.00', '£0.00'],
        ['2030‑31', '£0.00', '£0.00', '£960,000.00', '£0.00'],
        ['2031‑32', '£0.00', '£0.00', '£240,000.00', '£0.00'],
      ]);
      expect(await page.locator('svg.cp-chart').count()).toBe(1);
      const { body } = await new Client(app, 'grace').get('providers/GB-COH-19990001/allocations');
      const payments = body['payments'] as unknown as { amount: string; remittance: string }[];
      expect(await rowsOf(page, '#payments-table', [2, 5])).toEqual(
        payments.map(({ amount, remittance }) => [remittance, written(amount)]),
      );
      expect(payments.map(({ amount }) => amount)).toEqual(['80000.00', '80000.00', '80000.00']);
    });

    it('opens a provider’s figures to postings, and these to what changed', async () => {
      await page.goto(app.url + lights);
      await page.getByRole('link', { name: '£720,000.00', exact: true }).first().click();
      expect(await page.locator('#total').innerText()).toBe('£720,000.00');
      await page.locator('tbody th a').first().click();
      expect(await page.locator('h1').innerText()).toContain('What changed');
      expect(await page.locator('#changes-table tbody tr').first().innerText()).toContain(
        'Commitment confirmed',
      );
    });

    it('lets a provider claim, check its answers, and find the claim among its own', async () => {
      await page.goto(`${app.url}/provider`);
      await page.getByRole('link', { name: 'Claim under “Navigators' }).click();
      expect(await page.getByLabel('Award', { exact: true }).inputValue()).toMatch(
        /^Navigators .*Harbour Lights CIC$/,
      );
      await page.getByLabel('Claim or invoice').fill(`harbour-lights:${run}`);
      await page.getByLabel('Amount').fill('1250.00');
      await page.getByLabel('Reference').fill(`HL-${run}`);
      await page.getByLabel('Why').fill('Travel of navigators in October');
      await page.getByRole('button', { name: 'Continue', exact: true }).click();
      expect(await page.locator('h1').innerText()).toBe('Check your answers');
      expect(await page.locator('[aria-labelledby=effect]').innerText()).toContain(
        'Claimed and not yet checked',
      );
      await looksRight('check');
      await page.getByRole('button', { name: 'Record it' }).click();
      expect(await page.locator('main').innerText()).toContain('Recorded');
      await page.goto(`${app.url}/provider`);
      const own = page.locator('#invoices tbody tr').filter({ hasText: `HL-${run}` });
      expect(await own.innerText()).toContain('Claimed, not yet checked');
      expect(await own.innerText()).toContain('£1,250.00');
    });

    it('shows nobody else’s money, and says so as of what is not there', async () => {
      for (const path of ['/providers/GB-COH-19990002', '/funds/northmoor', '/approvals']) {
        const answer = await page.goto(app.url + path);
        expect([path, [403, 404].includes(answer?.status() ?? 0)]).toEqual([path, true]);
        expect(await page.locator('main').innerText()).not.toContain('£');
      }
      await page.getByRole('button', { name: 'Sign out' }).click();
    });

    it('leads an approver from the start page to a decision', async () => {
      const [propose] = northmoorMove;
      if (!propose) throw new Error('no move');
      const id = `demand-${run}`;
      await told({ ...propose, body: { ...propose.body, effective: '2026-10-31' } }, id);
      await signIn(page, app.url, 'Owen Price');
      await page.goto(`${app.url}/approvals/reallocations/${id}`);
      expect(await page.locator('.govuk-caption-xl').innerText()).toBe('Waits for others');
      expect(await page.getByRole('button', { name: /Approve|Refuse/ }).count()).toBe(0);
      await page.goto(`${app.url}/do/reallocations/${id}/approve-reallocation`);
      await page.getByLabel('Why').fill('It is needed');
      await page.getByRole('button', { name: 'Continue', exact: true }).click();
      expect(await page.locator('.govuk-error-summary').innerText()).toContain(
        'There is a problem',
      );
      await looksRight('refused');
      await page.getByRole('button', { name: 'Sign out' }).click();

      await signIn(page, app.url, 'Rosalind Hart');
      await shows('/');
      expect(await page.locator('#waiting').innerText()).toBe('1 waits for your approval');
      await page.getByRole('link', { name: 'The inbox of approvals' }).click();
      await shows('/approvals');
      expect(await page.locator('#mine tbody tr').innerText()).toContain('£60,000.00');
      expect(await page.locator('#limits').innerText()).toContain('£100,000.00');
      await page.getByRole('row').filter({ hasText: id }).getByRole('link').click();
      await looksRight('proposal');
      expect(await page.locator('#effects tbody tr').count()).toBeGreaterThan(1);
      await page.getByRole('button', { name: 'Approve' }).click();
      await page.getByLabel('Why').fill('Demand for brokerage has grown');
      await page.getByRole('button', { name: 'Continue', exact: true }).click();
      expect(await page.locator('h1').innerText()).toBe('Check your answers');
      await page.getByRole('button', { name: 'Record it' }).click();
      expect(await page.locator('main').innerText()).toContain('Recorded');
      await page.goto(`${app.url}/approvals`);
      expect(await page.locator('#mine').innerText()).toContain('Nothing waits for you.');
      await page.getByRole('button', { name: 'Sign out' }).click();
    });

    it.each([
      ['Femi Lund', 'Your own money', '£30,000.00'],
      ['Nadia Weller', 'People and appointments', 'Act for your organisation'],
      ['Priya Nair', 'Funds that you are appointed to', 'Northmoor Wellbeing and Work'],
      ['Amina Clarke', 'Funds', 'What waits'],
    ])('starts %s with what is theirs', async (name, heading, shown) => {
      await signIn(page, app.url, name);
      await shows('/');
      const main = await page.locator('main').innerText();
      expect(main).toContain(heading);
      expect(main).toContain(shown);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await shows('/');
      expect(await page.locator('main').innerText()).toContain('What is published');
    });
  });
};

const figure = async (page: Page, label: string): Promise<string> =>
  (
    await page
      .locator('.cp-fact')
      .filter({ has: page.getByText(label, { exact: true }) })
      .first()
      .locator('.cp-fact__value')
      .innerText()
  ).trim();

/** Some cells of each row of a table. */
async function rowsOf(page: Page, table: string, places: readonly number[]): Promise<string[][]> {
  const rows = await page.locator(`${table} tbody tr`).all();
  const cells = await Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
  return cells.map((row) => places.map((place) => (row[place] ?? '').trim()));
}

/** `80000.00` as pages write it. */
const written = (amount: string): string => `£${amount.replace(/\B(?=(\d{3})+(?=\.))/g, ',')}`;

describe('the pages of providers and approvers', () => {
  if (chromiumPath !== undefined || process.env['CI'] === 'true') tests();
  else it('are not opened, because no Chromium is on this machine', () => undefined);
});
