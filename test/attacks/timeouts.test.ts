import { connect, type Socket } from 'node:net';
import { Client as Database } from 'pg';
import { pino } from 'pino';
import { openRuntime, type Runtime } from '#apps/service/runtime.js';
import { listen } from '#apps/service/start.js';
import { usualTimeouts } from '#apps/service/security/timeouts.js';
import { Client } from '../support/client.js';
import { onThisMachine } from '../support/listening.js';
import { smallPool, type SmallPool } from '../support/small-pool.js';
import { tokenFor } from '../support/tokens.js';
import { expectProblem, expectSound, headOf } from './sound.js';

/** API4 of OWASP: nobody holds for long what others need. */
let pool: SmallPool;
let runtime: Runtime;
let hasty: Awaited<ReturnType<typeof listen>>;
let brief: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  pool = await smallPool();
  const silent = pino({ level: 'silent' });
  // A second process over the same ledger, which waits for nothing.
  runtime = await openRuntime(pool.app.databaseUrl, silent, { statementSeconds: 1 });
  hasty = await listen(runtime, silent, {
    ...(await onThisMachine(runtime)),
    timeouts: { ...usualTimeouts, headers: 1, request: 2 },
  });
  // Apart: whoever asks at once is not to be taken for slow where the machine is.
  brief = await listen(runtime, silent, {
    ...(await onThisMachine(runtime)),
    timeouts: { ...usualTimeouts, keepAlive: 1 },
  });
});
afterAll(async () => {
  await hasty.close();
  await brief.close();
  await runtime.stop();
  await pool.app.stop();
});

/** What comes back to somebody who sends slowly, until the service has enough of it. */
const slowly = (
  start: string,
  piece: string,
  everyMilliseconds: number,
  { url } = hasty,
): Promise<string> =>
  new Promise((resolve) => {
    let got = '';
    let socket: Socket | undefined = undefined;
    const sending = setInterval(() => socket?.write(piece), everyMilliseconds);
    socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket?.write(start));
    socket.on('data', (data) => (got += data.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(sending);
      resolve(got);
    });
  });

it('closes a connection whose head does not come to an end', async () => {
  const started = Date.now();
  const answer = await slowly('GET / HTTP/1.1\r\nHost: localhost\r\n', 'X-Slow: 1\r\n', 200);
  expect(answer.slice(0, 12)).toBe('HTTP/1.1 408');
  expect(Date.now() - started).toBeLessThan(20_000);
});

it('closes a connection whose file does not come to an end, and records nothing of it', async () => {
  const head = await headOf(pool);
  const token = await tokenFor('amina', hasty.url);
  const start = [
    'POST /api/v1/funds/pool/imports?format=spending HTTP/1.1',
    ...['Host: localhost', `Authorization: Bearer ${token}`, 'Content-Length: 1000000', '', ''],
  ].join('\r\n');
  const answer = await slowly(start + 'Date,Supplier,Amount\n', '2026-04-01,Slow,1.00\n', 100);
  expect(answer).toMatch(/^(HTTP\/1\.1 408.*)?$/s);
  expect(await headOf(pool)).toBe(head);
});

it('closes a connection on which nobody asks further', async () => {
  const request = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n';
  const answer = await slowly(request, '', 60_000, brief);
  expect(answer.slice(0, 12)).toBe('HTTP/1.1 200');
});

it('answers a question that the database is stuck on with a sentence, as do the pages', async () => {
  const lock = new Database({ connectionString: pool.app.databaseUrl });
  await lock.connect();
  try {
    const { rows } = await lock.query<{ colour: string }>(
      `select colour from views.version where state = 'live'`,
    );
    await lock.query('begin');
    await lock.query(`lock table ${rows[0]?.colour ?? ''}.posting in access exclusive mode`);
    const client = new Client(brief);
    const answer = await client.fetch('/api/v1/funds/pool/balances');
    expect(await expectProblem(answer, 503)).toContain('took longer');
    await expectProblem(await client.fetch('/funds/pool', { Accept: 'text/html' }), 503);
  } finally {
    await lock.end();
  }
  // A busy machine may need more than the second that this one gives a question.
  while ((await new Client(brief).get('funds/pool/balances')).status !== 200);
  await expectSound(pool);
});
