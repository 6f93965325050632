import { pino } from 'pino';
import { listen } from '#apps/service/start.js';
import { startApp, type App } from '../support/app.js';
import { onThisMachine } from '../support/listening.js';
import { signedInAs } from '../support/tokens.js';

/** What the service measures is read by whoever runs it, and by nobody who merely reaches it. */
let app: App;
let guarded: Awaited<ReturnType<typeof listen>>;
const metricsToken = 'drawn-at-random-01';
beforeAll(async () => {
  app = await startApp();
  const { runtime } = app;
  guarded = await listen(runtime, pino({ level: 'silent' }), {
    ...(await onThisMachine(runtime)),
    metricsToken,
  });
});
afterAll(async () => {
  await guarded.close();
  await app.stop();
});

const asked = async (url: string, headers: Record<string, string> = {}): Promise<number> =>
  (await fetch(`${url}/metrics`, { headers })).status;

it('is read on this machine where no token is named, and not past a proxy', async () => {
  expect(await asked(app.url)).toBe(200);
  expect(await asked(app.url, { 'X-Forwarded-For': '203.0.113.7' })).toBe(401);
  expect(await asked(app.url, { Forwarded: 'for=203.0.113.7' })).toBe(401);
  expect(await asked(app.url, { Authorization: `Bearer ${metricsToken}` })).toBe(401);
});

it('is read with the token where one is named, and without it nowhere', async () => {
  const { url } = guarded;
  expect(await asked(url, { Authorization: `Bearer ${metricsToken}` })).toBe(200);
  expect(await asked(url)).toBe(401);
  expect(await asked(url, { Authorization: `Bearer ${metricsToken}x` })).toBe(401);
  const elsewhere = await fetch(`${url}/api/v1/funds`, {
    headers: { Authorization: `Bearer ${metricsToken}` },
  });
  expect(elsewhere.status).toBe(401);
});

it.each([
  ['priya', 200],
  ['nadia', 200],
  ['owen', 403],
  ['grace', 403],
] as const)('answers %s, who has signed in, %i', async (person, status) => {
  expect(await asked(guarded.url, await signedInAs(person, guarded.url))).toBe(status);
});
