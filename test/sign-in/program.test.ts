import { startApp, type App } from '../support/app.js';
import { Browsing } from '../support/browsing.js';
import { Client } from '../support/client.js';

/** A program of the example place has tokens of the local issuer, and brings in a file with one. */
let app: App;
beforeAll(async () => {
  app = await startApp();
  await new Client(app).done('funds/northmoor/establish-fund', {
    ...{ name: 'Northmoor', kind: 'single', host: 'GB-LAE-NMR' },
  });
});
afterAll(() => app.stop());

const asking = (secret: string, said: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${app.url}/local-issuer/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`ledger-import:${secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...said }),
  });
const payments = `Date,Supplier,Amount,Description
2026-05-14,Harbour Lights CIC,1250.00,Coaching in May
`;

it('asks for a token, and imports with it', async () => {
  const given = (await (await asking('for-trying-out')).json()) as { access_token: string };
  const headers = {
    Authorization: `Bearer ${given.access_token}`,
    'Content-Type': 'application/octet-stream',
  };
  const path = `${app.url}/api/v1/funds/northmoor/imports?format=spending&file=may.csv`;
  const answer = await fetch(path, { method: 'POST', headers, body: payments });
  expect(await answer.json()).toMatchObject({ rowsIn: 1, recorded: 1, quarantined: 0 });
  const { store } = app.runtime;
  const { number } = await store.head();
  const { body } = await new Client(app, 'priya').get(`events/${number}`);
  expect(body['event']).toMatchObject({ actor: 'ledger-import', organisation: 'GB-LAE-NMR' });
  const other = await fetch(`${app.url}/api/v1/funds/northmoor/health`, { headers });
  expect(other.status).toBe(404);
});

it('has no token without its secret, and none for another service', async () => {
  expect((await asking('guessed')).status).toBe(401);
  const elsewhere = await asking('for-trying-out', { resource: 'https://elsewhere.example/api' });
  expect(await elsewhere.json()).toMatchObject({ error: 'invalid_target' });
});

it('is nobody whom one can say to be on the pages', async () => {
  const browser = new Browsing(app.url);
  const asked = await (await browser.follow(await browser.get('/sign-in'))).text();
  expect(asked).toContain('Priya Nair');
  expect(asked).not.toContain('Import of the council');
});
