import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

const candidates = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where a Chromium is on this machine; undefined where there is none. */
export const chromiumPath: string | undefined = candidates.find(
  (candidate) => candidate !== undefined && candidate !== '' && existsSync(candidate),
);

export interface Window {
  readonly width: number;
  readonly javaScriptEnabled?: boolean;
}

/** A browser of one test's own, with its own folder, which goes with it. */
export async function openBrowser({
  width,
  javaScriptEnabled = true,
}: Window): Promise<{ readonly context: BrowserContext; readonly close: () => Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'purse-browser-'));
  const context = await chromium.launchPersistentContext(folder, {
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    headless: true,
    javaScriptEnabled,
    viewport: { width, height: 900 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
