import { smallPool, type SmallPool } from '#test/support/small-pool.js';
import { findings } from './axe.js';
import { chromiumPath, usingChromium, type Window } from './chromium.js';
import { signIn } from './sign-in.js';

/** Commands given by hand, in a real browser, with scripts and without. */
const tests = (): void => {
  const openBrowser = usingChromium();
  let pool: SmallPool;
  beforeAll(async () => {
    pool = await smallPool();
    for (const year of ['2027-28', '2028-29']) {
      const contribution = `council-${year}`;
      const money = { source: 'council', year, amount: '100.00' };
      await pool.fund('pledge-contribution', { contribution, ...money });
      await pool.fund('confirm-contribution', { contribution, evidence: 'Signed schedule' });
      await pool.fund('allocate-budget', { scheme: 'care', ...money });
    }
  });
  afterAll(() => pool.app.stop());

  const signedIn = async (window: Window) => {
    const opened = await openBrowser(window);
    const page = await opened.context.newPage();
    await signIn(page, pool.app.url, 'Amina Clarke');
    return { page, close: opened.close };
  };

  it.each([true, false])(
    'moves money to a scheme from the fund\u2019s page on, with scripts: %s',
    async (javaScriptEnabled) => {
      const { page, close } = await signedIn({ width: 1280, javaScriptEnabled });
      try {
        await page.goto(`${pool.app.url}/funds/pool`);
        await page.getByRole('button', { name: 'What there is to do' }).click();
        await page.getByRole('link', { name: 'Allocate budget to a scheme' }).first().click();
        await page.getByRole('button', { name: 'Continue', exact: true }).click();
        expect(await page.title()).toMatch(/^Error: /);
        await page.getByRole('link', { name: /^Amount: / }).click();
        expect(await page.evaluate('document.activeElement.id')).toBe('amount');
        await page.getByLabel('Scheme').fill('work');
        await page.getByLabel('Source').fill('icb');
        await page.getByLabel('Year').first().fill('2026-27');
        await page.getByLabel('Amount').fill('100');
        await page.locator('#reason').fill('Work comes first');
        await page.getByRole('button', { name: 'Continue', exact: true }).click();
        expect(await page.locator('h1').innerText()).toBe('Check your answers');
        const changed = page.locator('tr').filter({ hasText: 'Uncommitted, 2026\u201127' });
        const [before, after] = await changed.locator('td').allInnerTexts();
        expect(pence(after) - pence(before)).toBe(10_000);
        await page.getByRole('button', { name: 'Record it' }).click();
        await page.getByRole('link', { name: 'Open what was recorded' }).click();
        expect(await page.locator('h1').innerText()).toBe('Budget allocated');
      } finally {
        await close();
      }
    },
  );

  it('has on paper all that may be filled in, and what may be chosen', async () => {
    const { page, close } = await signedIn({ width: 718 });
    const seen = async (...texts: readonly string[]): Promise<readonly boolean[]> =>
      Promise.all(texts.map(async (text) => page.getByText(text).first().isVisible()));
    const folded = 'First day (optional)';
    const ofOneWay = 'Source 1';
    const offered = 'Capital or revenue: one of Revenue; Capital; Unknown.';
    try {
      await page.goto(`${pool.app.url}/do/contracts/carers/award-contract?fund=pool`);
      expect(await seen(folded, ofOneWay, offered)).toEqual([false, false, false]);
      await page.emulateMedia({ media: 'print' });
      expect(await seen(folded, ofOneWay, offered)).toEqual([true, true, true]);
      // What helps on a screen, and a sum of nothing, are not: there it is written in.
      const helps = page.getByText('Begin to write, and choose from the list').first();
      const sum = page.locator('#funding tfoot output');
      expect(await helps.isVisible()).toBe(false);
      expect(await sum.getAttribute('class')).toBe('cp-nothing');
      await page.getByLabel('As its scheme has it').check();
      expect(await seen(folded, ofOneWay, offered)).toEqual([true, false, true]);
    } finally {
      await close();
    }
  });

  it('adds up while amounts are typed', async () => {
    const { page, close } = await signedIn({ width: 1280 });
    try {
      await page.goto(`${pool.app.url}/do/contracts/carers/award-contract?fund=pool`);
      await page
        .getByRole('button', { name: 'Another line of “Where the money comes from”' })
        .click();
      await page.getByLabel('Line 1, 2026-27').fill('1,200');
      await page.getByLabel('Line 2, 2026-27').fill('0.50');
      await page.getByLabel('Line 2, 2028-29').fill('9');
      const totals = page.locator('#funding table [data-total]');
      expect(await totals.allInnerTexts()).toEqual([
        ...['£1,200.00', '£9.50', '£1,200.50', '£0.00', '£9.00', '£1,209.50'],
      ]);
      await page.getByLabel('Year 3').fill('2030-31');
      expect(await page.getByLabel('Line 2, 2030-31').inputValue()).toBe('9');
    } finally {
      await close();
    }
  });

  it.each([true, false])(
    'awards a contract over three years, line by line, with scripts: %s',
    async (javaScriptEnabled) => {
      const award = `years-${javaScriptEnabled}`;
      const { page, close } = await signedIn({ width: 1280, javaScriptEnabled });
      try {
        await page.goto(`${pool.app.url}/do/contracts/${award}/award-contract?fund=pool`);
        await page.locator('#title').fill('Carers');
        await page.locator('#provider').fill('GB-COH-19990001');
        await page.getByLabel('Scheme, line 1').fill('care');
        await page.getByLabel('Line 1, 2026-27').fill('30');
        await page.getByLabel('Line 1, 2027-28').fill('a lot');
        await page.getByLabel('Line 1, 2028-29').fill('32.50');
        await page
          .getByLabel(/, line 1$/)
          .nth(2)
          .selectOption({ label: 'Revenue' });
        await page.locator('[id="funding.0.sources"]').check();
        await page.locator('#reason').fill('Decided by the board');
        await page.getByRole('button', { name: 'Continue', exact: true }).click();
        await page
          .getByRole('link', { name: /^Amount: / })
          .first()
          .click();
        expect(await page.evaluate('document.activeElement.id')).toBe('funding.0.amount.1');
        await page.getByLabel('Line 1, 2027-28').fill('31');
        const totals = page.locator('#funding table [data-total]');
        if (javaScriptEnabled)
          expect(await totals.allInnerTexts()).toEqual([
            ...['£93.50', '£30.00', '£31.00', '£32.50', '£93.50'],
          ]);
        await page.getByRole('button', { name: 'Continue', exact: true }).click();
        expect(await page.locator('.govuk-error-summary').allInnerTexts()).toEqual([]);
        expect(await page.locator('h1').innerText()).toBe('Check your answers');
        // The page is the same without scripts, where axe waits for a timer that never comes.
        if (javaScriptEnabled) expect(await findings(page)).toEqual([]);
        const grid = page.getByRole('table', { name: 'Where the money comes from' });
        const sums = await grid.locator('tfoot td').allInnerTexts();
        await page.getByRole('button', { name: 'Record it' }).click();
        expect(await page.locator('h1').innerText()).toContain('Recorded');
        const made = await pool.row('awards', award);
        expect(sums.filter((sum) => sum !== '').map(pence)).toEqual([
          ...['2026-27', '2027-28', '2028-29'].map((year) => fundedIn(made, year)),
          Number(String(made?.['value']).replace('.', '')),
        ]);
      } finally {
        await close();
      }
    },
  );

  it.each([1280, 375])(
    'leaves axe nothing to find at %s wide, and is wider than no screen',
    async (width) => {
      const { page, close } = await signedIn({ width });
      try {
        for (const path of [
          '/funds/pool/tasks',
          '/tasks',
          '/do/contracts/award-contract?fund=pool',
          '/do/contracts/carers/award-contract?fund=pool',
          '/do/funds/pool/schedule-contribution',
          '/do/agreements/other/sign-agreement',
        ]) {
          await page.goto(pool.app.url + path);
          for (const closed of await page.locator('details:not([open]) > summary').all())
            await closed.click();
          const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
          expect({ path, wide: wide <= width, found: await findings(page) }).toEqual({
            ...{ path, wide: true, found: [] },
          });
        }
        await page.goto(`${pool.app.url}/do/funds/pool/open-scheme`);
        await page.getByRole('button', { name: 'Continue', exact: true }).click();
        expect(await findings(page)).toEqual([]);
        await page.getByLabel('Scheme').fill(`scheme-${width}`);
        await page.getByLabel('Name', { exact: true }).fill('Home');
        await page.locator('#reason').fill('Agreed');
        await page.getByRole('button', { name: 'Continue', exact: true }).click();
        expect(await findings(page)).toEqual([]);
        await page.getByRole('button', { name: 'Record it' }).click();
        expect(await page.locator('h1').innerText()).toBe('Recorded');
        expect(await findings(page)).toEqual([]);
      } finally {
        await close();
      }
    },
  );
};

/** What the API says of an award's year, in pence. */
const fundedIn = (award: Readonly<Record<string, unknown>> | undefined, year: string): number =>
  (award?.['funding'] as readonly { readonly year: string; readonly amount: string }[])
    .filter((line) => line.year === year)
    .reduce((sum, { amount }) => sum + pence(amount), 0);

const pence = (money = ''): number => Number(money.replace(/[£,.]/g, ''));

describe('forms in a browser', () => {
  if (chromiumPath !== undefined || process.env['CI'] === 'true') tests();
  else it('are not opened, because no Chromium is on this machine', () => undefined);
});
