import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { smallPool, type SmallPool } from '../support/small-pool.js';
import { signedInAs } from '../support/tokens.js';
import { expectProblem, expectSound, headOf } from './sound.js';

/** Requests that nobody means: each is refused with a sentence, and nothing of it is recorded (API4, API8). */
let pool: SmallPool;
let head: number;
beforeAll(async () => {
  pool = await smallPool();
  head = await headOf(pool);
});
afterAll(() => pool.app.stop());
afterEach(async () => {
  expect(await headOf(pool)).toBe(head);
});

const scheme = { reason: 'An attack', scheme: 'attacked', name: 'Attacked' };
const opened = '/api/v1/funds/pool/open-scheme';
let keys = 0;

async function sent(
  path: string,
  body: RequestInit['body'],
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const signedIn = await signedInAs('amina', pool.app.url);
  keys += 1;
  const usual = { 'Content-Type': 'application/json', 'Idempotency-Key': `attack-${keys}` };
  return fetch(pool.app.url + path, {
    method: 'POST',
    headers: { ...usual, ...signedIn, ...headers },
    body: body ?? null,
  });
}
const command = (more: object): string => JSON.stringify({ ...scheme, ...more });
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('a body', () => {
  it.each([
    ['NUL in a name', command({ name: 'a\0b' })],
    ['NUL in a reason', command({ reason: 'a\0b' })],
    ['NUL in a member that nobody asked for', command({ 'a\0b': 1 })],
    ['half of a surrogate pair', command({ name: 'a\ud800b' })],
    ['the other half', command({ name: '\udc00' })],
    ['a member of every object', '{"reason":"x","scheme":"s","name":"n","constructor":{"a":1}}'],
    ['half a document', '{"reason":'],
    ['two documents', '{}{}'],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['null', 'null'],
    ['nothing', ''],
    ['a number beyond all numbers', '{"reason":"x","scheme":1e999,"name":"n"}'],
    ['NaN', '{"reason":"x","scheme":NaN,"name":"n"}'],
    ['comments', '{"reason":"x"/**/}'],
    ['200,000 levels in what nobody asked for', `{"reason":"x","deep":${nested(200_000)}}`],
    ['200,000 levels in a name', `{"reason":"x","scheme":"s","name":${nested(200_000)}}`],
    ['200,000 levels in whom it is about', `{"reason":"x","about":${nested(200_000)}}`],
    ['a list where a text belongs', command({ name: ['Attacked'] })],
    ['an object where a text belongs', command({ name: { toString: 'Attacked' } })],
    ['a homoglyph in an identifier', command({ scheme: 'cаre' })],
    ['a way out in an identifier', command({ scheme: '../../etc/passwd' })],
    ['a day that is not in the calendar', command({ effective: '2026-02-30' })],
    ['a day before our time', command({ effective: '0000-01-01' })],
    ['a day after it', command({ effective: '9999-12-31' })],
    ['a text that is too long', command({ name: 'x'.repeat(2_001) })],
  ])('that holds %s is refused', async (_, body) => {
    await expectProblem(await sent(opened, body), 400);
  });

  it.each(['__proto__', 'prototype'])(
    'cannot change what all objects have, by %s',
    async (name) => {
      const body = `{"reason":"x","scheme":"s","name":"n","${name}":{"demandLed":true}}`;
      const answer = await sent(`${opened}?dryRun=true`, body);
      if (answer.status !== 200) await expectProblem(answer, 400);
      else expect(await answer.text()).toContain('"demandLed":false');
      expect(Object.getPrototypeOf({})).not.toHaveProperty('demandLed');
    },
  );

  it.each([
    ...['1e3', 'NaN', 'Infinity', '-0.00', '0.00', '-1.00', '１２.00', ' 1.00', '1.00\n', '1,00'],
    ...['0x10', '1.005', '99999999999999999.99', '', 1, 0.1, -1, true, null, [], {}],
  ])('with the amount %p is refused', async (amount) => {
    const allocated = { reason: 'x', scheme: 'care', source: 'council', year: '2026-27', amount };
    const answer = await sent('/api/v1/funds/pool/allocate-budget', JSON.stringify(allocated));
    await expectProblem(answer, 400);
  });

  it('with the largest amount there is comes to a sentence about money', async () => {
    const amount = '9999999999999999.99';
    const allocated = { reason: 'x', scheme: 'care', source: 'council', year: '2026-27', amount };
    const answer = await sent('/api/v1/funds/pool/allocate-budget', JSON.stringify(allocated));
    await expectProblem(answer, 422);
  });

  const zipped = { 'Content-Encoding': 'gzip' };
  it.each<[string, string | Buffer, Record<string, string>, number]>([
    ['two million characters', command({ name: 'x'.repeat(2_000_000) }), {}, 413],
    ['a bomb', gzipSync(Buffer.alloc(100_000_000)), zipped, 413],
    ['a broken archive', 'not an archive', zipped, 400],
    ['a compression that is not known', '{}', { 'Content-Encoding': 'zstd' }, 415],
    ['another type', '<a/>', { 'Content-Type': 'application/xml' }, 400],
    ['a form of 20,000 fields', 'a=1&'.repeat(20_000), form(), 413],
    ['a form of one long field', `a=${'1'.repeat(200_000)}`, form(), 413],
  ])('of %s is refused', async (_, body, headers, status) => {
    await expectProblem(await sent(opened, body, headers), status);
  });

  function form(): Record<string, string> {
    return { 'Content-Type': 'application/x-www-form-urlencoded' };
  }
});

describe('an address', () => {
  it.each([
    ['%E0%A4%A', 400],
    ['%ED%A0%80', 400],
    ['%00', 400],
    ['%2e%2e%2f%2e%2e%2fetc%2fpasswd', 404],
    ['pool%0d%0aSet-Cookie:a=b', 404],
    ['__proto__', 404],
    ["x'%20or%201=1--", 404],
    ['x'.repeat(5_000), 404],
  ])('of a fund %s is refused', async (fund, status) => {
    const part = ['', '/balances', '/postings', '/health', '/statement?year=2026-27'];
    for (const more of [...part, '/trial-balance', '/journal?format=hledger'])
      await expectProblem(await pool.client.fetch(`/api/v1/funds/${fund}${more}`), status);
    await expectProblem(await pool.client.fetch(`/funds/${fund}`, { Accept: 'text/html' }), status);
  });

  it.each([
    '__proto__/x/toString',
    'constructor/x/name',
    'funds/pool/__proto__',
    'funds/pool/constructor',
    'funds/pool/hasOwnProperty',
  ])('%s is no command', async (path) => {
    await expectProblem(await sent(`/api/v1/${path}`, command({})), 404);
  });

  it.each(['__proto__', 'constructor', 'toString'])('%s is no test', async (name) => {
    await expectProblem(await pool.client.fetch(`/api/v1/audit/tests/${name}`), 404);
    await expectProblem(await pool.client.fetch(`/audit/tests/${name}`), 404);
  });

  it.each([
    '..%2f..%2fpackage.json',
    '%2e%2e%2f%2e%2e%2fpackage.json',
    '..%5c..%5cpackage.json',
    'purse.css',
    '__proto__',
  ])('%s is no file', async (file) => {
    await expectProblem(await pool.client.fetch(`/assets/${file}`), 404);
    await expectProblem(await pool.client.fetch(`/log/tile/${file}`), 404);
  });
});

describe('a question', () => {
  it.each([
    ...['scheme=%00', 'by=__proto__', 'by=constructor', `by=${'account,'.repeat(1_000)}`],
    ...['effectiveOn=0000-01-01', 'effectiveOn=9999-12-31', 'effectiveOn=2026-02-30'],
    ...['effectiveOn=2026-04-01&effectiveOn=2026-04-02', 'asKnownAt=-1', 'asKnownAt=1e3'],
    ...['asKnownAt=%00', 'asKnownAt=0000-01-01', 'asKnownAt=0000-01-01T00:00:00Z'],
    ...['asKnownAt=%2B275760-09-13T00:00:00Z', 'asKnownAt=1&asKnownAt=2', 'asKnownAt=NaN'],
  ])('for balances with %s is refused', async (query) => {
    const answer = await pool.client.fetch(`/api/v1/funds/pool/balances?${query}`);
    await expectProblem(answer, 400);
  });

  it.each(['9'.repeat(15), '9'.repeat(400)])('as known at %s is of the future', async (number) => {
    await expectProblem(await pool.client.fetch(`/api/v1/funds?asKnownAt=${number}`), 422);
  });

  it.each([
    ...["cursor=';drop", `cursor=${'9'.repeat(30)}`, 'cursor=1-1&cursor=2-2', 'cursor=1'],
    ...['limit=-1', 'limit=0', 'limit=1e9', 'limit=NaN', 'limit=1.5', 'limit=1&limit=2'],
  ])('for postings with %s is refused', async (query) => {
    const answer = await pool.client.fetch(`/api/v1/funds/pool/postings?${query}`);
    await expectProblem(answer, 400);
  });

  it.each([
    ['/api/v1/funds/pool/monitoring?month=0000-01', 400],
    ['/api/v1/funds/pool/monitoring?month=2026-13', 400],
    ['/api/v1/funds/pool/statement?year=0000-01', 400],
    ['/api/v1/funds/pool/sample?seed=1&size=1e9', 400],
    ['/api/v1/funds/pool/compare?from=0&to=x', 422],
    ['/api/v1/events?limit=1e9', 400],
    ['/api/v1/events?amountFrom=1e9', 400],
    [`/api/v1/events?authority=${'x'.repeat(9_000)}`, 400],
    ['/api/v1/events/-1', 404],
    ['/api/v1/events/x', 400],
    [`/api/v1/events/${'9'.repeat(40)}`, 404],
    ['/api/v1/events/2/proof?size=999999999999999', 404],
    ['/api/v1/log/consistency?from=1&to=999999999999999', 404],
    ['/log/checkpoints?cursor=1e300', 400],
    ['/log/checkpoints/999999999999999', 404],
    ['/log/tile/63/x999/x999/999', 404],
    [`/funds/pool/postings?add=${'('.repeat(5_000)}`, 400],
    [`/funds/pool/postings?add=account(cash:held)&after0=${'9'.repeat(30)}-1`, 400],
    [`/funds/pool/postings?add=account(cash:held)&after0=1-${'9'.repeat(30)}`, 400],
    [`/published/ecosystem/lines?cursor=${'9'.repeat(30)}-x`, 400],
    [`/api/v1/published/ecosystem/lines?cursor=${'9'.repeat(30)}-x`, 400],
    ['/api/v1/published/ecosystem/lines?cursor=x', 400],
  ])('%s is answered with a sentence', async (path, status) => {
    await expectProblem(await pool.client.fetch(path), status);
  });

  it('that is longer than a head may be is refused before it is read', async () => {
    const answer = await pool.client.fetch(`/api/v1/events?authority=${'x'.repeat(50_000)}`);
    expect(answer.status).toBe(431);
  });
});

describe('a dry run that is misspelt', () => {
  it.each(['dryRun=1', 'dryRun=True', 'dryRun=true&dryRun=true', 'dryrun=true', 'dryRun='])(
    'as %s is refused, and not carried out',
    async (query) => {
      await expectProblem(await sent(`${opened}?${query}`, command({})), 400);
    },
  );
});

/** What no client that follows the protocol sends; what comes back. */
const raw = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { port, hostname } = new URL(pool.app.url);
    let got = '';
    const socket = connect(Number(port), hostname, () => socket.write(text, 'latin1'));
    socket.on('data', (data) => (got += data.toString('latin1')));
    socket.on('close', () => resolve(got));
    socket.on('error', reject);
  });

describe('what is no HTTP', () => {
  const end = '\r\nHost: localhost\r\nConnection: close\r\n';
  it.each([
    ['no request', 'HELLO\r\n\r\n', '400'],
    ['a head that is too large', `GET / HTTP/1.1${end}X: ${'a'.repeat(20_000)}\r\n\r\n`, '431'],
    [
      'two lengths, to smuggle a request by a proxy',
      `POST ${opened} HTTP/1.1${end}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      '400',
    ],
    ['NUL in the address', `GET /\0 HTTP/1.1${end}\r\n`, '400'],
    ['a folded header', `GET / HTTP/1.1${end}X: a\r\n b\r\nY\r\n\r\n`, '400'],
    ['bytes above ASCII in the address', `GET /?\xff\xfe HTTP/1.1${end}\r\n`, '400'],
    ['a line of another protocol', 'GET / HTTP/9.9\r\n\r\n', '400'],
  ])('%s is refused', async (_, text, status) => {
    expect((await raw(text)).slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
  });
});

it('leaves the service well, and its books balanced', async () => {
  await expectSound(pool);
});
