import type { Page } from 'playwright-core';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { startApp, type App } from '#test/support/app.js';
import { Client } from '#test/support/client.js';
import { northmoorDelegation, northmoorMove } from '#apps/service/example/northmoor-moves.js';
import { firstMonths, northmoor } from '#test/support/northmoor.js';
import { toldSoFar } from '#test/support/steps.js';
import { chromiumPath, openBrowser } from './chromium.js';
import { Keyboard } from './keyboard.js';
import { seeded } from './seeded.js';

/** The main task of each kind of user, from sign-in to its result, without a mouse. */
const tests = (): void => {
  let app: App;
  beforeAll(async () => {
    app = await startApp(() => new Date('2026-10-31T12:00:00Z'));
    await seeded(app.runtime.store, toldSoFar(...northmoor, ...firstMonths).happened);
    await app.runtime.runner.progress.until((await app.runtime.store.head()).number, 20_000);
    const amina = new Client(app);
    const { id, command, body, by } = northmoorDelegation;
    await new Client(app, by).done(`delegations/${id}/${command}`, body);
    await amina.done('funds/northmoor/set-publication-policy', { effective: '2026-04-01' });
    await amina.done('funds/northmoor/publish', { publication: 'half-year', until: '2026-09-30' });
  }, 60_000);
  afterAll(() => app.stop());

  describe.each([true, false])('with scripts: %s', (javaScriptEnabled) => {
    const at = async (task: (page: Page, keys: Keyboard) => Promise<void>): Promise<void> => {
      const { context, close } = await openBrowser({ width: 1280, javaScriptEnabled });
      try {
        const page = await context.newPage();
        await task(page, new Keyboard(page));
      } finally {
        await close();
      }
    };

    it('lets a commissioner give a scheme budget, and see what it changes before', async () => {
      const uncommitted = async (): Promise<string> => {
        const { body } = await new Client(app).get(
          'funds/northmoor/balances?year=2026-27&by=account',
        );
        const rows = body['balances'] as unknown as { account: string; amount: string }[];
        const ofSchemes = rows.filter(({ account }) => account.startsWith('budget:scheme:'));
        return formatPence(sumPence(ofSchemes.map(({ amount }) => parsePence(amount))));
      };
      const before = await uncommitted();
      await at(async (page, keys) => {
        await keys.signIn(app.url, 'Amina Clarke');
        await keys.open(page.getByRole('link', { name: 'Northmoor Wellbeing and Work' }));
        await keys.open(page.getByRole('button', { name: 'What there is to do' }));
        await keys.open(page.getByRole('link', { name: 'Allocate budget' }).first());
        await keys.write(page.getByLabel('Scheme'), 'brokerage');
        await keys.write(page.getByLabel('Source'), 'council');
        await keys.write(page.getByLabel('Year').first(), '2026-27');
        await keys.write(page.getByLabel('Amount'), '250.00');
        await keys.write(page.locator('#reason'), 'Demand for brokerage has grown');
        await keys.press(page.getByRole('button', { name: 'Continue', exact: true }));
        expect(await page.locator('h1').innerText()).toBe('Check your answers');
        const changed = page.locator('tr').filter({ hasText: 'Uncommitted, 2026\u201127' });
        const [was, is] = await changed.locator('td').allInnerTexts();
        expect(was?.replace(/[£,]/g, '')).toBe(before);
        await keys.press(page.getByRole('button', { name: 'Record it' }));
        expect(await page.locator('main').innerText()).toContain('Recorded');
        expect(is?.replace(/[£,]/g, '')).toBe(await uncommitted());
      });
    }, 60_000);

    it('lets a provider claim, and find the claim', async () => {
      const reference = `KEYS-${String(javaScriptEnabled)}`;
      await at(async (page, keys) => {
        await keys.signIn(app.url, 'Grace Odell');
        await keys.open(page.getByRole('link', { name: 'Claim under \u201cNavigators' }).first());
        await keys.write(
          page.getByLabel('Expenditure'),
          `harbour-lights:${reference.toLowerCase()}`,
        );
        await keys.write(page.getByLabel('Amount'), '1250.00');
        await keys.write(page.getByLabel('Reference'), reference);
        await keys.write(page.getByLabel('Why'), 'Travel of navigators in October');
        await keys.press(page.getByRole('button', { name: 'Continue', exact: true }));
        expect(await page.locator('h1').innerText()).toBe('Check your answers');
        await keys.press(page.getByRole('button', { name: 'Record it' }));
        expect(await page.locator('main').innerText()).toContain('Recorded');
      });
      const { body } = await new Client(app, 'grace').get('providers/GB-COH-19990001/allocations');
      expect(JSON.stringify(body)).toContain(`"reference":"${reference}"`);
    }, 60_000);

    it('lets an approver decide what waits in the inbox', async () => {
      const [propose] = northmoorMove;
      if (!propose) throw new Error('no move');
      const id = `keys-${String(javaScriptEnabled)}`;
      await new Client(app, propose.by).done(`reallocations/${id}/propose-reallocation`, {
        ...propose.body,
        effective: '2026-10-31',
      });
      await at(async (page, keys) => {
        await keys.signIn(app.url, 'Rosalind Hart');
        await keys.open(page.getByRole('link', { name: 'The inbox of approvals' }));
        expect(await page.locator('#mine tbody tr').first().innerText()).toContain('£60,000.00');
        await keys.open(page.getByRole('link', { name: `Reallocation ${id}` }));
        await keys.open(page.getByRole('button', { name: 'Approve' }));
        await keys.write(page.getByLabel('Why'), 'Demand for brokerage has grown');
        await keys.press(page.getByRole('button', { name: 'Continue', exact: true }));
        expect(await page.locator('h1').innerText()).toBe('Check your answers');
        await keys.press(page.getByRole('button', { name: 'Record it' }));
        expect(await page.locator('main').innerText()).toContain('Recorded');
      });
      const { body } = await new Client(app).get('reallocations');
      const told = body['reallocations'] as unknown as { id: string; state: string }[];
      expect(told.find((one) => one.id === id)?.state).toBe('decided');
    }, 60_000);

    it('leads an auditor from a search to an event', async () => {
      await at(async (page, keys) => {
        await keys.signIn(app.url, 'Priya Nair');
        await keys.open(page.getByRole('link', { name: 'Audit', exact: true }).first());
        await keys.write(page.getByLabel('Fund', { exact: true }), 'northmoor');
        await keys.write(page.getByLabel('Type of event'), 'CommitmentConfirmed');
        await keys.press(page.getByRole('button', { name: 'Search' }));
        await keys.open(page.locator('tbody th a').first());
        expect(await page.locator('h1').innerText()).toBe('Commitment confirmed');
      });
    }, 60_000);

    it('shows anybody what is published', async () => {
      await at(async (page, keys) => {
        await page.goto(`${app.url}/published`);
        await keys.open(page.locator('main a[href^="/published/northmoor"]').first());
        const { body } = await new Client(app, null).get('published/northmoor/lines');
        const { lines } = body as unknown as { lines: { amount: string }[] };
        const shown = await page.locator('tbody td.govuk-table__cell--numeric').allInnerTexts();
        expect(lines.length).toBeGreaterThan(0);
        for (const { amount } of lines.slice(0, 5))
          expect(shown.map((text) => text.replace(/[£,]/g, ''))).toContain(amount);
      });
    }, 60_000);
  });
};

describe('a keyboard alone', () => {
  if (chromiumPath !== undefined || process.env['CI'] === 'true') tests();
  else it('is not tried, because no Chromium is on this machine', () => undefined);
});
