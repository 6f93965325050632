/**
 * Draws the pictures of docs/images anew, of a service that runs with the whole example place:
 *
 *   npm start
 *   node test/browser/pictures.mjs http://localhost:3000
 *
 * Each is of a page as somebody sees it, from its top or from one of its parts on.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const width = 1280;
const bytesMax = 150_000;
const margin = 8;
const folder = fileURLToPath(new URL('../../docs/images/', import.meta.url));

/** Name, person, address, and so many pixels from the top, or from where the part is that a selector finds. */
const pictures = [
  ['start', 'Amina', '/', 500, '.cp-funds'],
  ['fund', 'Amina', '/funds/better-care', 880],
  ['monitoring', 'Amina', '/funds/better-care/monitoring', 780, '.cp-facts--headline'],
  ['ecosystem', 'Amina', '/ecosystem', 770, '#gaps'],
  ['provider', 'Edith', '/', 880],
  ['approval', 'Rosalind', '/approvals/reallocations/housing-2026', 960, '#main-content'],
  [
    'replay',
    'Priya',
    '/audit/replay?fund=steady-ground&asKnownAt=2025-06-30',
    780,
    '#main-content',
  ],
  [
    'statement',
    'Amina',
    '/funds/better-care/statements/account-2024-25-restated',
    660,
    '#main-content',
  ],
];

const [service] = process.argv.slice(2);
if (service === undefined) {
  process.stderr.write('Name the service: node test/browser/pictures.mjs http://localhost:3000\n');
  process.exit(2);
}

const profile = mkdtempSync(path.join(tmpdir(), 'purse-pictures-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
  viewport: { width, height: 900 },
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = context.pages()[0] ?? (await context.newPage());
  for (const [name, person, address, height, part] of pictures) {
    await context.clearCookies();
    await page.goto(`${service}/sign-in`);
    await page.getByLabel(person).check();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.goto(service + address);
    const top =
      part === undefined ? 0 : ((await page.locator(part).boundingBox())?.y ?? 0) - margin;
    const file = path.join(folder, `${name}.png`);
    await page.screenshot({
      path: file,
      fullPage: true,
      clip: { x: 0, y: top, width, height },
    });
    const { size } = statSync(file);
    process.stdout.write(`${name}: ${size} bytes\n`);
    if (size > bytesMax) process.exitCode = 1;
  }
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
