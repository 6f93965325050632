import { request } from 'node:http';
import { pino } from 'pino';
import { listen } from '#apps/service/start.js';
import { startApp, type App } from '../support/app.js';
import { onThisMachine } from '../support/listening.js';
import { signedInAs } from '../support/tokens.js';

/** One client cannot keep the service from the others. */
let app: App;
let limited: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  app = await startApp();
  limited = await listen(app.runtime, pino({ level: 'silent' }), {
    ...(await onThisMachine(app.runtime)),
    requestsPerMinute: 400,
  });
});
afterAll(async () => {
  await limited.close();
  await app.stop();
});

/** How often each status was answered to requests that come at once, so within one minute. */
async function statuses(
  path: string,
  times: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<number, number>>> {
  const found: Record<number, number> = {};
  await Promise.all(
    Array.from({ length: times }, async () => {
      const { status } = await fetch(limited.url + path, { headers, redirect: 'manual' });
      found[status] = (found[status] ?? 0) + 1;
    }),
  );
  return found;
}

it('counts what each person asks, and says when to ask again', async () => {
  const amina = await signedInAs('amina', limited.url);
  expect(await statuses('/api/openapi.json', 403, amina)).toEqual({ 200: 400, 429: 3 });
  const refused = await fetch(`${limited.url}/api/openapi.json`, { headers: amina });
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({
    type: 'urn:common-purse:problem:too-many-requests',
  });
  const owen = await signedInAs('owen', limited.url);
  expect(await statuses('/api/openapi.json', 1, owen)).toEqual({ 200: 1 });
});

it('counts sign-ins that are begun', async () => {
  expect(await statuses('/sign-in', 303)).toEqual({ 303: 300, 429: 3 });
});

it('answers to names of this machine only, while it believes everybody', async () => {
  const asked = (host: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const sent = request(`${app.url}/`, { headers: { Host: host } }, ({ statusCode }) => {
        resolve(statusCode);
      });
      sent.on('error', reject);
      sent.end();
    });
  expect(await asked('localhost:1')).toBe(200);
  expect(await asked('[::1]:1')).toBe(200);
  expect(await asked('rebound.example')).toBe(421);
  expect(await asked('127.0.0.1.rebound.example:3000')).toBe(421);
});
