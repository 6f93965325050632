import { Pool } from 'pg';
import { startApp, type App } from '../support/app.js';
import { Browsing, formTokenIn } from '../support/browsing.js';
import { Client } from '../support/client.js';

/** Who came and who was turned away stands in a log of its own. */
let app: App;
let database: Pool;
beforeAll(async () => {
  app = await startApp();
  database = new Pool({ connectionString: app.databaseUrl });
});
afterAll(async () => {
  await database.end();
  await app.stop();
});

async function noted(): Promise<readonly Readonly<Record<string, string | null>>[]> {
  await app.runtime.security.write();
  const { rows } = await database.query<Record<string, string>>(
    'select what, person, address, request, problem, detail from security.entry order by id',
  );
  return rows;
}

it('notes who signed in and out, and whom the service did not know', async () => {
  const browser = new Browsing(app.url);
  const page = await browser.signIn('femi');
  await browser.post('/sign-out', { form: formTokenIn(await page.text()) });
  await new Client(app, 'stranger').get('funds');
  await browser.get('/sign-in/callback?code=x&state=y');
  const entries = await noted();
  const callback = 'GET /sign-in/callback';
  expect(entries).toEqual([
    expect.objectContaining({ what: 'signed-in', person: 'femi', request: callback }),
    expect.objectContaining({ what: 'signed-out', person: 'femi', request: 'POST /sign-out' }),
    expect.objectContaining({
      ...{ what: 'refused', person: null, problem: 'person-unknown', request: 'GET /api/v1/funds' },
    }),
    expect.objectContaining({ what: 'refused', problem: 'sign-in-failed', request: callback }),
  ]);
  for (const { address } of entries) expect(address).toMatch(/127\.0\.0\.1|::1/);
  expect(JSON.stringify(entries)).not.toContain('Femi Lund');
});

it('notes what is refused to somebody, also what they are told is not there', async () => {
  const before = (await noted()).length;
  const grace = new Client(app, 'grace');
  const { status } = await grace.get('funds/nowhere/evidence?provider=GB-COH-19990002');
  expect([403, 404]).toContain(status);
  expect((await noted()).slice(before)).toMatchObject([{ what: 'refused', person: 'grace' }]);
});

it('does not note what only breaks a rule of the ledger', async () => {
  const before = (await noted()).length;
  const answer = await new Client(app).post('funds/x/establish-fund', { name: '' });
  expect(answer.status).toBe(400);
  expect(await noted()).toHaveLength(before);
});

it('counts', async () => {
  const metrics = await (await fetch(`${app.url}/metrics`)).text();
  expect(metrics).toContain('purse_security_entries_total{what="signed-in",problem=""} 1');
  expect(metrics).toMatch(/\{what="refused",problem="person-unknown"\} 1/);
  expect(metrics).toContain('purse_security_persistent_clients 0');
  expect(metrics).toContain('purse_log_events');
});

it('notes once who is refused again and again, a person or an address, as out of the ordinary', async () => {
  const before = (await noted()).length;
  const anomalies = async () =>
    (await noted()).slice(before).filter(({ what }) => what === 'anomaly');
  const refused = async (who: string | null, times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1)
      await new Client(app, who).get('funds/nowhere/health');
  };
  await refused('bram', 29);
  expect(await anomalies()).toEqual([]);
  await refused('bram', 6);
  const often = 'refused 30 times within 15 minutes';
  const ofBram = { what: 'anomaly', person: 'bram', problem: 'not-found', detail: often };
  expect(await anomalies()).toEqual([expect.objectContaining(ofBram)]);
  await refused(null, 31);
  expect(await anomalies()).toEqual([
    expect.objectContaining(ofBram),
    expect.objectContaining({ what: 'anomaly', person: null, problem: 'not-signed-in' }),
  ]);
  const metrics = await (await fetch(`${app.url}/metrics`)).text();
  expect(metrics).toContain('purse_security_entries_total{what="anomaly",problem="not-found"} 1');
  expect(metrics).toContain('purse_security_persistent_clients 2');
});

it('is not changed by the service itself, and keeps nothing for longer than it must', async () => {
  const writer = new Pool({
    ...{ connectionString: app.databaseUrl, options: '-c role=purse_writer' },
  });
  await expect(writer.query('delete from security.entry')).rejects.toThrow('permission denied');
  await writer.end();
  const before = (await noted()).length;
  await database.query(`update security.entry set at = now() - interval '11 days' where id <= 2`);
  await app.runtime.security.tidy(10);
  expect(await noted()).toHaveLength(before - 2);
});

describe('as an administrator reads it', () => {
  it('is of the people that the own organisation keeps, newest first, by kind and person', async () => {
    const browser = new Browsing(app.url);
    await browser.signIn('nadia');
    const rowsOf = async (query: string): Promise<readonly string[]> => {
      const page = await (await browser.get(`/security-log${query}`)).text();
      const body = /<tbody[^>]*>([\s\S]*?)<\/tbody>/.exec(page)?.[1] ?? '';
      return body.split('</tr>').map((row) => row.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '));
    };
    const all = await rowsOf('');
    expect(all[0]).toMatch(/Signed in .*Nadia Weller/);
    expect(all.some((row) => /Refused .*Grace Odell/.test(row))).toBe(true);
    const graces = await rowsOf('?kind=refused&person=grace');
    expect(graces[0]).toMatch(
      /It shows what others receive: .*GET \/api\/v1\/funds\/nowhere\/evidence/,
    );
    for (const row of graces.slice(0, -1)) expect(row).toMatch(/Refused .*Grace Odell/);
    const file = await browser.get(
      /href="([^"]*format=csv)"/
        .exec(await (await browser.get('/security-log?person=grace')).text())?.[1]
        ?.replaceAll('&amp;', '&') ?? '',
    );
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(await file.text()).toContain('Grace Odell');
  });

  it('says nothing of people whom others keep', async () => {
    const browser = new Browsing(app.url);
    await browser.signIn('ivan');
    const page = await (await browser.get('/security-log?person=grace')).text();
    expect(page).toContain('Nothing is noted that fits');
    expect(await (await browser.get('/security-log')).text()).not.toContain('Grace Odell');
  });
});
