import type { Page } from 'playwright-core';
import { Client } from '#test/support/client.js';
import { smallPool, type SmallPool } from '#test/support/small-pool.js';
import { findings } from './axe.js';
import { chromiumPath, usingChromium, type Window } from './chromium.js';
import { signIn } from './sign-in.js';

/** A file through the pages in a real browser: sent, mended, checked, recorded, and a row put right. */
const tests = (): void => {
  const openBrowser = usingChromium();
  let pool: SmallPool;
  beforeAll(async () => {
    pool = await smallPool();
  });
  afterAll(() => pool.app.stop());

  /** Another file for each window: the same twice would change nothing. */
  const fileOf = ({ width, javaScriptEnabled = true }: Window): Buffer => {
    const of = `${width}-${javaScriptEnabled ? 'with' : 'without'}`;
    const rows = [`2026-05-01,Somebody Ltd,${of}-1,1000.00,x`, `2026-05-02,Others,${of}-2,12.3x,y`];
    return Buffer.from(['Date,Supplier,Reference,Amount,Note', ...rows, ''].join('\n'));
  };
  const overlapping = Buffer.from(
    'Date,Supplier,Reference,Amount\n2026-05-01,Somebody Ltd,1280-with-1,1000.00\n',
  );

  it.each<Window>([
    { width: 1280, javaScriptEnabled: true },
    { width: 375, javaScriptEnabled: true },
    { width: 1280, javaScriptEnabled: false },
  ])('is taken in at $width wide, with JavaScript: $javaScriptEnabled', async (window) => {
    const { context, close } = await openBrowser(window);
    const page = await context.newPage();
    const looksRight = async (): Promise<void> => {
      if (window.javaScriptEnabled === false) return;
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      const at = await page.title();
      expect({ at, fits: wide <= window.width, found: await findings(page) }).toEqual({
        ...{ at, fits: true, found: [] },
      });
    };
    const heading = (): Promise<string> => page.locator('h1').innerText();
    try {
      await signIn(page, pool.app.url, 'Amina Clarke');
      await page.goto(`${pool.app.url}/funds/pool/tasks`);
      await page.getByRole('link', { name: 'Take in a file' }).click();
      await looksRight();
      await page.getByRole('button', { name: 'Read the file' }).click();
      expect(await page.title()).toMatch(/^Error: /);
      await looksRight();

      await choose(page, fileOf(window));
      expect(await heading()).toBe('Check what the file holds');
      expect(await page.locator('#map\\.amount').inputValue()).toBe('Amount');
      await looksRight();
      await page.locator('#map\\.amount').selectOption('');
      await again(page);
      expect(await page.title()).toMatch(/^Error: /);
      await looksRight();
      await page.locator('#map\\.amount').selectOption('Amount');
      await again(page);
      await page.getByRole('button', { name: 'Record 1 row', exact: true }).click();
      expect(await heading()).toBe('Recorded');
      expect(await page.locator('main').innerText()).toContain('1 of 2 rows, £1,000.00');
      await looksRight();

      await page.getByRole('link', { name: 'Put right what was set aside' }).click();
      await looksRight();
      await page.getByRole('link', { name: '3', exact: true }).click();
      expect(await page.getByLabel('Amount', { exact: true }).inputValue()).toBe('12.3x');
      await looksRight();
      await page.getByLabel('Amount', { exact: true }).fill('12.30');
      await page.getByLabel('Why it is put right so').fill('The supplier said so');
      await page.getByRole('button', { name: 'Continue' }).click();
      expect(await page.locator('#total').innerText()).toBe('£12.30');
      await looksRight();
      await page.getByRole('button', { name: 'Record the row' }).click();
      expect(await page.getByRole('alert').innerText()).toContain('Line 3 is put right');
      await looksRight();
      const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
      const { body } = await new Client(pool.app).get(`funds/pool/imports/${id}/rows`);
      expect(body['import']).toMatchObject({ recorded: 2, quarantined: 0, total: '1012.30' });
    } finally {
      await close();
    }
  });

  it('says what another file has said before, and that it would be kept', async () => {
    const { context, close } = await openBrowser({ width: 375 });
    try {
      const page = await context.newPage();
      await signIn(page, pool.app.url, 'Amina Clarke');
      await page.goto(`${pool.app.url}/funds/pool/imports/new`);
      await choose(page, overlapping);
      expect(await page.locator('#duplicates').innerText()).toContain('Possible duplicates');
      expect(await page.getByRole('button', { name: 'Record 1 row', exact: true }).count()).toBe(1);
      expect(await findings(page)).toEqual([]);
    } finally {
      await close();
    }
  });
};

async function choose(page: Page, buffer: Buffer): Promise<void> {
  await page.getByLabel('Payments', { exact: true }).check();
  const file = { name: 'may.csv', mimeType: 'text/csv', buffer };
  await page.getByLabel('The file', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: 'Read the file' }).click();
}

const again = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Read it again with these columns' }).click();

describe('a file in a browser', () => {
  if (chromiumPath !== undefined || process.env['CI'] === 'true') tests();
  else it('is not taken in, because no Chromium is on this machine', () => undefined);
});
