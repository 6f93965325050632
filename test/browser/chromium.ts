import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';

const candidates = [
  process.env['CHROME_PATH'],
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

export interface BrowserWindow {
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
}

/** Chromium for the tests of one file: each window that it opens is a visitor's own, with their cookies. */
export function usingChromium(): (window: Window) => Promise<BrowserWindow> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
      headless: true,
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
  });
  afterAll(() => browser.close());
  return async ({ width, javaScriptEnabled = true }) => {
    const viewport = { width, height: 900 };
    const context = await browser.newContext({ javaScriptEnabled, viewport });
    return { context, close: () => context.close() };
  };
}
