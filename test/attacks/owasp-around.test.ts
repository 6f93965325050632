import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, importJWK } from 'jose';
import { pino } from 'pino';
import { openApiDocument } from '#apps/service/api/openapi.js';
import { remoteIssuer } from '#apps/service/sign-in/issuer.js';
import { newLocalKey, publicPart } from '#apps/service/sign-in/local-key.js';
import { listen } from '#apps/service/start.js';
import { Browsing } from '../support/browsing.js';
import { Client } from '../support/client.js';
import { onThisMachine } from '../support/listening.js';
import { routesOfService } from '../support/routes.js';
import { smallPool, type SmallPool } from '../support/small-pool.js';
import { expectProblem, expectSound } from './sound.js';

/**
 * Of the OWASP API Security Top Ten of 2023 the risks that lie around the service: API7, 8, 9 and 10.
 * API4, how much may be asked, is in hostile-requests.test.ts, hostile-files.test.ts, workbooks.test.ts,
 * timeouts.test.ts and test/stories/limits.test.ts.
 */
let pool: SmallPool;
beforeAll(async () => {
  pool = await smallPool();
});
afterAll(() => pool.app.stop());

/** A server of somebody else's, and what it was asked. */
async function elsewhere(
  answer: RequestListener = (_, response) => response.end('{}'),
): Promise<{ readonly url: string; readonly asked: string[]; readonly stop: () => void }> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url, asked, stop };
}

describe('API7, server side request forgery', () => {
  it('asks no address that a token, a form, a file or a key names', async () => {
    const { url, asked, stop } = await elsewhere();
    try {
      const key = await newLocalKey();
      const jwt = await new SignJWT({ sub: 'amina', iss: url, aud: `${pool.app.url}/api` })
        .setProtectedHeader({ alg: 'ES256', kid: key.kid, jku: `${url}/jku`, x5u: `${url}/x5u` })
        .setExpirationTime('1m')
        .sign(await importJWK(key));
      const at = pool.app.url;
      const headers = { Authorization: `Bearer ${jwt}` };
      await expectProblem(await fetch(`${at}/api/v1/funds`, { headers }), 401);
      const form = (members: Record<string, string>): RequestInit => ({
        ...{ method: 'POST', body: new URLSearchParams(members), redirect: 'manual' },
      });
      await expectProblem(await fetch(`${at}/sign-in/ended`, form({ logout_token: jwt })), 400);
      const named = `request_uri=${url}/r&redirect_uri=${url}/b&registration=${url}&jwks_uri=${url}/j`;
      await fetch(`${at}/local-issuer/auth?client_id=pages&response_type=code&${named}`, {
        redirect: 'manual',
      });
      await fetch(
        `${at}/local-issuer/token`,
        form({ grant_type: 'authorization_code', code: 'x', client_assertion: jwt }),
      );
      const led = await fetch(`${at}/sign-in?return=${url}`, { redirect: 'manual' });
      expect(led.headers.get('Location')).not.toContain(url);
      await pool.client.post('logs/one/admit-cosigner', {
        ...{ verifierKey: `${url}+00000000+AAAA`, organisation: 'GB-LAE-NMR', evidence: url },
      });
      await pool.client.posted('/log/cosignatures', { size: 1, signature: `— ${url} AAAAAAAA` });
      const xml = `<!DOCTYPE a [<!ENTITY b SYSTEM "${url}/xxe">]><a>&b;</a>`;
      await pool.client.send('pool', 'spending', Buffer.from(xml), `&file=${url}`);
      await pool.client.send('pool', '360giving', Buffer.from(`{"$ref":"${url}/r","grants":[]}`));
      expect(asked).toEqual([]);
    } finally {
      stop();
    }
  });

  it.each([
    ...['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'],
    ...['/.//evil.example', '/..//evil.example', '/.\\/evil.example'],
  ])('leads nobody to %s after signing in', async (wanted) => {
    const browser = new Browsing(pool.app.url);
    const asked = await browser.get(`/sign-in?return=${encodeURIComponent(wanted)}`);
    const { url } = await browser.follow(asked);
    let answer = await browser.post(url, { person: 'amina' });
    expect(answer.status).toBe(303);
    for (let to; (to = answer.headers.get('Location')) !== null;) {
      const next = new URL(to, answer.url);
      expect(next.origin).toBe(pool.app.url);
      answer = await browser.get(next.href);
    }
  });
});

describe('API8, security misconfiguration', () => {
  const everywhere = ['/', '/api/docs', '/api/v1/funds', '/funds/pool', '/nothing', '/log/keys'];

  it.each(everywhere)('sends %s with headers that keep a browser from harm', async (path) => {
    const { headers } = await pool.client.fetch(path, { Origin: 'https://evil.example' });
    const policy = headers.get('Content-Security-Policy') ?? '';
    for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/unsafe|\*|data:/);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(headers.get('Strict-Transport-Security')).toMatch(/max-age=\d{8}/);
    // Whose work it is, is nobody's business; nor may pages of others read what we answer.
    for (const name of ['X-Powered-By', 'Server', 'Access-Control-Allow-Origin'])
      expect([name, headers.get(name)]).toEqual([name, null]);
  });

  it('lets nobody else keep what somebody is shown', async () => {
    for (const path of ['/', '/funds/pool', '/api/v1/funds', '/api/v1/funds/pool/health'])
      expect((await pool.client.fetch(path)).headers.get('Cache-Control')).toContain('no-store');
  });

  it('lets nobody keep that a file of the pages is not there: after the next release it may be', async () => {
    const asked = { Accept: 'text/css,*/*;q=0.1' };
    const answer = await fetch(`${pool.app.url}/assets/purse-000000000000.css`, { headers: asked });
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([404, 'no-store']);
  });

  it('allows no page of others to ask before it asks', async () => {
    const answer = await fetch(`${pool.app.url}/api/v1/funds/pool/open-scheme`, {
      method: 'OPTIONS',
      headers: {
        ...{ Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
        'Access-Control-Request-Headers': 'authorization, idempotency-key',
      },
    });
    expect(answer.status).toBe(404);
    expect([...answer.headers.keys()].join()).not.toContain('access-control-allow');
  });

  it('says nothing of the inside where it fails', async () => {
    const failing = (): Promise<never> =>
      Promise.reject(new Error('postgresql://purse:secret@database:5432/purse'));
    const { runtime } = pool.app;
    // Reads what requests ask for, and knows who asks.
    const reading = Object.assign(Object.create(runtime.reading) as typeof runtime.reading, {
      seenBy: () =>
        new Proxy({}, { get: (_, name) => (name in runtime.reading ? failing : undefined) }),
    });
    const broken = await listen({ ...runtime, reading }, pino({ level: 'silent' }), {
      ...(await onThisMachine(runtime)),
    });
    try {
      const asked = new Client(broken);
      for (const path of ['/api/v1/funds', '/funds/pool', '/api/v1/events']) {
        const answer = await asked.fetch(path, { Accept: 'text/html' });
        expect([path, answer.status]).toEqual([path, 500]);
        const text = await answer.text();
        expect(text).toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
        expect(text).not.toMatch(/secret|postgresql|\n\s+at |\.[jt]s:\d/);
      }
    } finally {
      await broken.close();
    }
  });
});

describe('API9, improper inventory management', () => {
  const plain = (path: string): string => path.replace(/:\w+|\{\w+\}|\*\w+/g, '{}');

  it('describes every route of the API and of the log, and none that is not there', () => {
    const described = Object.entries(openApiDocument()['paths'] as object).flatMap(
      ([path, methods]) =>
        Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${plain(path)}`),
    );
    const served = routesOfService()
      .filter((route) => /^\w+ \/(api\/v1|log)\//.test(route))
      .map(plain);
    const missing = served.filter((route) => !described.includes(route));
    // All commands share one route, which is described command by command.
    expect(missing).toEqual(['POST /api/v1/{}/{}/{}']);
    const command = /^POST \/api\/v1\/\w+\/\{\}\/[a-z-]+$/;
    const unserved = described.filter(
      (route) => !served.includes(route) && !command.test(route) && !route.includes('/log/tile/'),
    );
    expect(unserved).toEqual([]);
  });

  it.each([
    ...['admin', 'debug', 'console', 'swagger', 'swagger.json', 'graphql', 'actuator/env'],
    ...['.env', '.git/config', 'package.json', 'server-status', 'phpinfo.php', 'metrics/json'],
    ...['api', 'api/v0/funds', 'api/v2/funds', 'api/v1', 'api/v1/users', 'api/v1/tokens'],
    ...['api/internal', 'log/entries', 'health', 'dist/apps/purse/main.js', '.data/log-key'],
    ...['local-issuer/reg', 'local-issuer/token/introspection', 'local-issuer-key'],
  ])('has nothing at /%s', async (path) => {
    expect((await pool.client.fetch(`/${path}`)).status).toBe(404);
  });
});

describe('API10, unsafe consumption of APIs', () => {
  /** A service whose issuer answers as it likes, and what it answers to a token that names its key. */
  async function withIssuer(answer: RequestListener): Promise<readonly [number, string]> {
    const issuer = await elsewhere(answer);
    const service = await listen(pool.app.runtime, pino({ level: 'silent' }), {
      ...{ port: 0, host: '127.0.0.1', requestsPerMinute: 0 },
      issuer: (url) =>
        remoteIssuer({
          ...{ url: issuer.url, clientId: 'purse', clientSecret: 'x', audience: `${url}/api` },
        }),
    });
    try {
      const jwt = await new SignJWT({ sub: said.sub })
        .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'at+jwt' })
        .setIssuer(issuer.url)
        .setAudience(`${service.url}/api`)
        .setExpirationTime('1m')
        .sign(await importJWK(key));
      const headers = { Authorization: `Bearer ${jwt}` };
      const asked = await fetch(`${service.url}/api/v1/funds`, { headers });
      const { status } = asked;
      await expectProblem(asked, status);
      const page = await fetch(`${service.url}/sign-in`, { redirect: 'manual' });
      expect(page.status).toBeLessThan(504);
      expect(page.status).not.toBe(500);
      return [status, page.headers.get('Location') ?? ''];
    } finally {
      await service.close();
      issuer.stop();
    }
  }
  const said = { sub: 'amina' };
  let key: Awaited<ReturnType<typeof newLocalKey>>;
  beforeAll(async () => {
    key = await newLocalKey();
  });

  const describes =
    (more: (url: string) => object, keys?: unknown): RequestListener =>
    (request, response) => {
      const url = `http://${request.headers.host ?? ''}`;
      response.setHeader('Content-Type', 'application/json');
      if (request.url === '/keys') {
        response.end(typeof keys === 'string' ? keys : JSON.stringify(keys));
        return;
      }
      const usual = {
        ...{ issuer: url, jwks_uri: `${url}/keys`, authorization_endpoint: `${url}/auth` },
        ...{ token_endpoint: `${url}/token`, response_types_supported: ['code'] },
        ...{ subject_types_supported: ['public'] },
        id_token_signing_alg_values_supported: ['ES256'],
      };
      response.end(JSON.stringify({ ...usual, ...more(url) }));
    };
  const good = (): object => ({ keys: [publicPart(key)] });

  it('takes the word of an issuer that answers well, so that what follows shows something', async () => {
    // The directory has nobody of that issuer: known by its key, and unknown to us.
    expect(await withIssuer(describes(() => ({}), good()))).toEqual([
      403,
      expect.stringMatching(/\/auth\?/),
    ]);
  });

  it.each<[string, RequestListener, number]>([
    ['says that it is another', describes(() => ({ issuer: 'https://evil.example' }), {}), 503],
    ['describes itself in no JSON', (_, response) => response.end('<html>'), 503],
    ['sends us elsewhere', moved, 503],
    ['fails', (_, response) => response.writeHead(500).end('stack'), 503],
    ['hangs up', (_, response) => response.destroy(), 503],
    ['names no keys', describes(() => ({ jwks_uri: undefined }), {}), 503],
    [
      'names an address that is none',
      describes(() => ({ jwks_uri: 'file:///etc/passwd' }), {}),
      503,
    ],
    ['has keys that are no JSON', describes(() => ({}), '{"keys":['), 503],
    ['has keys that are no list', describes(() => ({}), { keys: 'x' }), 401],
    ['has no keys', describes(() => ({}), { keys: [] }), 401],
    ['has a secret for a key', describes(() => ({}), secret()), 401],
  ])('is safe from an issuer that %s', async (_, answer, status) => {
    expect((await withIssuer(answer))[0]).toBe(status);
  });

  it.each(['amina\0', '\ud800', "' or 1=1--", 'x'.repeat(5_000), '{"$ne":1}'])(
    'knows nobody whom an issuer calls %j',
    async (sub) => {
      said.sub = sub;
      expect((await withIssuer(describes(() => ({}), good())))[0]).toBe(403);
      said.sub = 'amina';
    },
  );

  it('is as it was', async () => {
    expect((await new Client(pool.app).get('funds')).status).toBe(200);
    await expectSound(pool);
  });

  function moved(...[, response]: Parameters<RequestListener>): void {
    response.writeHead(302, { Location: 'http://169.254.169.254/latest/meta-data' }).end();
  }
  function secret(): object {
    return { keys: [{ kty: 'oct', k: 'c2VjcmV0', alg: 'HS256', kid: 'x' }] };
  }
});
