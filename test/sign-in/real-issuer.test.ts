import { createPublicKey } from 'node:crypto';
import { decodeJwt, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { Pool } from 'pg';
import { pino } from 'pino';
import type { Person } from '#apps/service/directory/person.js';
import { remoteIssuer } from '#apps/service/sign-in/issuer.js';
import { newLocalKey, publicPart, type LocalKey } from '#apps/service/sign-in/local-key.js';
import { listen } from '#apps/service/start.js';
import { startApp, type App } from '#test/support/app.js';
import { Browsing, formTokenIn } from '#test/support/browsing.js';
import { appoint, council } from '#test/support/people.js';
import { clientId, startIssuer, type TestIssuer } from '#test/support/issuer.js';

/** A service whose people sign in with an issuer of the operator's own: the real oidc-provider. */
let app: App;
let issuer: TestIssuer;
let service: Awaited<ReturnType<typeof listen>>;
let database: Pool;

const person = (person: string, subject: string, machine = false): Person => ({
  ...{ person, name: `Somebody called ${person}`, email: null, machine },
  ...{ issuer: issuer.url, subject, organisation: null },
});

/** A service as it starts: it has asked the issuer for nothing yet. */
const another = (): ReturnType<typeof listen> =>
  listen(app.runtime, pino({ level: 'silent' }), {
    ...{ port: 0, host: '127.0.0.1', requestsPerMinute: 0 },
    issuer: (url) =>
      remoteIssuer({
        ...{ url: issuer.url, clientId, clientSecret: issuer.secret, audience: `${url}/api` },
      }),
  });

beforeAll(async () => {
  [app, issuer] = await Promise.all([startApp(), startIssuer()]);
  service = await another();
  await issuer.serve(service.url);
  database = new Pool({ connectionString: app.databaseUrl });
  await app.runtime.directory.introduce([
    person('p-1', 'subject-1'),
    person('p-2', 'subject-2'),
    person('m-1', 'importer', true),
  ]);
  await appoint(app.runtime.ledger, {
    ...{ id: 'm-1', organisation: council, role: 'importer', office: 'importer' },
    authority: 'Import of the general ledger',
  });
});
afterAll(async () => {
  await database.end();
  await service.close();
  await issuer.stop();
  await app.stop();
});

const audience = (): string => `${service.url}/api`;
async function asked(token: string, at = service.url): Promise<readonly [number, string]> {
  const answer = await fetch(`${at}/api/v1/funds`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const body = (await answer.json()) as { why?: string; type?: string };
  return [answer.status, body.why ?? body.type ?? ''];
}

/** The provider's own token, with something of it changed. */
async function changed(
  header: Readonly<Record<string, unknown>>,
  claims: Readonly<Record<string, unknown>> = {},
  signedWith: LocalKey | Uint8Array = issuer.key(),
): Promise<string> {
  const given = decodeJwt(await issuer.token('importer', audience()));
  return new SignJWT({ ...given, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: issuer.key().kid, ...header })
    .sign(signedWith instanceof Uint8Array ? signedWith : await importJWK(signedWith));
}

describe('a program', () => {
  it('asks with a token that it has by client credentials', async () => {
    expect(await asked(await issuer.token('importer', audience()))).toEqual([200, '']);
  });

  it('is not let in where the directory does not have it', async () => {
    const unknown = 'urn:common-purse:problem:person-unknown';
    expect(await asked(await issuer.token('stranger', audience()))).toEqual([403, unknown]);
  });

  it('is not let in with a token for another service', async () => {
    const token = await issuer.token('importer', 'https://elsewhere.example/api');
    expect(await asked(token)).toEqual([401, 'it is meant for another service']);
  });

  it('is let in with the same token signed again, so that what follows shows something', async () => {
    expect(await asked(await changed({}))).toEqual([200, '']);
  });

  it('is not let in with a token that has expired', async () => {
    const past = { exp: Math.floor(Date.now() / 1000) - 60 };
    expect(await asked(await changed({}, past))).toEqual([401, 'it has expired']);
  });

  it('is not let in with a token of another issuer', async () => {
    const other = { iss: 'https://issuer.elsewhere.example' };
    expect(await asked(await changed({}, other))).toEqual([401, 'it comes from another issuer']);
  });

  it('is not let in with a token that nobody has signed', async () => {
    const claims = decodeJwt(await issuer.token('importer', audience()));
    const way = 'it is not signed in a way that is taken';
    expect(await asked(new UnsecuredJWT(claims).encode())).toEqual([401, way]);
  });

  it('is not let in with a token signed with the public key as a shared secret', async () => {
    const key = createPublicKey({ key: publicPart(issuer.key()), format: 'jwk' });
    const pem = Buffer.from(key.export({ type: 'spki', format: 'pem' }));
    const way = 'it is not signed in a way that is taken';
    expect(await asked(await changed({ alg: 'HS256' }, {}, pem))).toEqual([401, way]);
  });

  it('is not let in with what says who signed in to the pages', async () => {
    const browser = new Browsing(service.url);
    issuer.signsIn = 'subject-1';
    await browser.follow(await browser.get('/sign-in'));
    const { rows } = await database.query<{ id_token: string }>(
      'select id_token from directory.session order by begun desc limit 1',
    );
    const [status] = await asked(rows[0]?.id_token ?? '');
    expect(status).toBe(401);
  });
});

describe('somebody with a browser', () => {
  const signedIn = async (subject: string): Promise<{ browser: Browsing; page: string }> => {
    issuer.signsIn = subject;
    const browser = new Browsing(service.url);
    const page = await browser.follow(await browser.get('/sign-in?return=/audit'));
    return { browser, page: await page.text() };
  };
  const isNobody = async (browser: Browsing): Promise<boolean> =>
    (await (await browser.get('/')).text()).includes('href="/sign-in"');

  /** As far as the issuer's answer, which the service has not seen yet. */
  async function returning(browser: Browsing): Promise<URL> {
    let answer = await browser.get('/sign-in');
    for (;;) {
      const to = new URL(answer.headers.get('Location') ?? '', answer.url);
      if (to.pathname === '/sign-in/callback') return to;
      answer = await browser.get(to.href);
    }
  }

  it('signs in, and is shown the page that they wanted', async () => {
    const { page } = await signedIn('subject-1');
    expect(page).toContain('Somebody called p-1');
    expect(page).toContain('<h1');
  });

  it.each(['subject-9', 'importer'])('is not signed in as %s', async (subject) => {
    const { browser, page } = await signedIn(subject);
    expect(page).toMatch(/calls .{1,20}subject-9|programs have tokens/);
    expect(await isNobody(browser)).toBe(true);
  });

  it('does not come back with another state', async () => {
    const browser = new Browsing(service.url);
    const back = await returning(browser);
    back.searchParams.set('state', 'another');
    expect((await browser.get(back.href)).status).toBe(400);
    expect(await isNobody(browser)).toBe(true);
  });

  it.each(['nonce', 'verifier'])('does not come back to another %s', async (kept) => {
    issuer.signsIn = 'subject-1';
    const browser = new Browsing(service.url);
    const back = await returning(browser);
    await database.query(`update directory.sign_in set ${kept} = repeat('x', 43)`);
    expect((await browser.get(back.href)).status).toBe(400);
    expect(await isNobody(browser)).toBe(true);
  });

  it('does not come back with a code that was used', async () => {
    issuer.signsIn = 'subject-1';
    const browser = new Browsing(service.url);
    const back = await returning(browser);
    expect((await browser.get(back.href)).status).toBe(303);
    const thief = new Browsing(service.url);
    const own = await returning(thief);
    own.searchParams.set('code', back.searchParams.get('code') ?? '');
    const answer = await thief.get(own.href);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('is not what was asked of it');
    expect(await isNobody(thief)).toBe(true);
  });

  it('does not come back from a sign-in that the issuer refused', async () => {
    const browser = new Browsing(service.url);
    const back = await returning(browser);
    back.searchParams.delete('code');
    back.searchParams.set('error', 'access_denied');
    const answer = await browser.get(back.href);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('access_denied');
  });

  it('signs out here, everywhere, and is led to the issuer to sign out there', async () => {
    const [here, there, other] = [
      await signedIn('subject-1'),
      await signedIn('subject-1'),
      await signedIn('subject-2'),
    ];
    const answer = await here.browser.post('/sign-out', { form: formTokenIn(here.page) });
    const to = new URL(answer.headers.get('Location') ?? '');
    expect(to.origin).toBe(issuer.url);
    expect(to.searchParams.get('post_logout_redirect_uri')).toBe(`${service.url}/`);
    const policy = answer.headers.get('Content-Security-Policy');
    expect(policy).toContain(`form-action 'self' ${issuer.url}`);
    expect(await isNobody(here.browser)).toBe(true);
    expect(await isNobody(there.browser)).toBe(true);
    expect(await isNobody(other.browser)).toBe(false);
  });

  it('is signed out when they sign out at the issuer', async () => {
    const { browser } = await signedIn('subject-2');
    const end = await browser.get(`${issuer.url}/session/end`);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(await end.text())?.[1] ?? '';
    await browser.post(`${issuer.url}/session/end/confirm`, { xsrf, logout: 'yes' });
    // The issuer tells the service beside its own answer; what never comes, the time limit of tests ends.
    while (!(await isNobody(browser))) await new Promise((resolve) => setTimeout(resolve, 100));
  });

  it('is not signed out by whoever makes up that the issuer says so', async () => {
    const { browser } = await signedIn('subject-1');
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    const claims = { iss: issuer.url, aud: clientId, sub: 'subject-1', jti: 'j', events };
    const sent = async (token: string): Promise<number> =>
      (await new Browsing(service.url).post('/sign-in/ended', { logout_token: token }, {})).status;
    const made = new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: issuer.key().kid })
      .setIssuedAt()
      .setExpirationTime('1m');
    expect(await sent(await made.sign(await importJWK(await newLocalKey())))).toBe(400);
    expect(await sent('x')).toBe(400);
    expect(await isNobody(browser)).toBe(false);
    expect(await sent(await made.sign(await importJWK(issuer.key())))).toBe(200);
    expect(await isNobody(browser)).toBe(true);
  });
});

it('starts without its issuer, and says that it is not there', async () => {
  const alone = await listen(app.runtime, pino({ level: 'silent' }), {
    ...{ port: 0, host: '127.0.0.1', requestsPerMinute: 0 },
    issuer: () =>
      remoteIssuer({
        ...{ url: 'http://localhost:1', clientId, clientSecret: undefined, audience: 'x' },
      }),
  });
  const answer = await fetch(`${alone.url}/sign-in`);
  expect(answer.status).toBe(503);
  const token = await issuer.token('importer', audience());
  expect(await asked(token, alone.url)).toEqual([503, 'it does not describe itself']);
  await alone.close();
});

describe('a key of the issuer', () => {
  it('counts no more when it is withdrawn', async () => {
    const [key, fresh] = [issuer.key(), await another()];
    try {
      const before = await issuer.token('importer', `${fresh.url}/api`);
      await issuer.serve(fresh.url);
      const token = await issuer.token('importer', `${fresh.url}/api`);
      expect(await asked(token, fresh.url)).toEqual([200, '']);
      const none = 'it is signed with none of the keys of the issuer';
      expect(await asked(before, fresh.url)).toEqual([401, none]);
      const stranger = await changed({}, { aud: `${fresh.url}/api` }, await newLocalKey());
      expect(await asked(stranger, fresh.url)).toEqual([401, 'its signature is not right']);
    } finally {
      await fresh.close();
      await issuer.serve(service.url, key);
    }
  });

  it('counts when it is added, as soon as the keys are asked for again', async () => {
    const key = issuer.key();
    await issuer.serve(service.url);
    const token = await issuer.token('importer', audience());
    const until = Date.now() + 15_000;
    let [status] = await asked(token);
    while (status !== 200 && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      [status] = await asked(token);
    }
    expect(status).toBe(200);
    await issuer.serve(service.url, key);
  });
});
