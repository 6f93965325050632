import { Browsing } from '../support/browsing.js';
import { Client, type Answer } from '../support/client.js';
import { sentAsItStands } from '../support/form-as-it-stands.js';
import { smallPool, type SmallPool } from '../support/small-pool.js';

/** What was proposed or approved and then left undone, tried again, or no longer allowed. */
let pool: SmallPool;
const by = (who: string): Client => new Client(pool.app, who);
const council = 'GB-LAE-NMR';
const year = '2026-27';

beforeAll(async () => {
  pool = await smallPool();
  await by('nadia').done(`delegations/${council}/adopt-delegation`, {
    ...{ title: 'Scheme of delegation', evidence: 'Full Council', effective: '2026-04-01' },
    powers: [
      {
        power: 'director',
        office: 'director',
        decisions: ['virement', 'recoding'],
        limit: '500.00',
      },
    ],
  });
});
afterAll(() => pool.app.stop());

it('withdraws an approval before it is used', async () => {
  const budget = { source: 'council', year };
  await pool.fund('give-up-budget', { ...budget, scheme: 'care', amount: '100.00' });
  // What no scheme had is allocated freely.
  await pool.fund('allocate-budget', { ...budget, scheme: 'work', amount: '700.00' });
  const allocate = (): Promise<Answer> =>
    pool.client.post('funds/pool/allocate-budget', { ...budget, scheme: 'work', amount: '100.00' });
  const asks = (await allocate()).body['asks'] as unknown as object;
  await by('rosalind').done('funds/pool/approve-decision', { ...asks, until: '2026-12-31' });
  const withdraw = (who: string): Promise<Answer> =>
    by(who).post('funds/pool/withdraw-approval', { ...asks, cause: 'Not yet' });
  expect((await withdraw('amina')).body).toMatchObject({
    type: 'urn:common-purse:problem:not-found',
  });
  expect((await withdraw('rosalind')).status).toBe(200);
  expect((await allocate()).status).toBe(403);
});

it('lets an approval be chosen that is withdrawn, and asks nothing of it again', async () => {
  const budget = { source: 'council', year, scheme: 'work', amount: '100.00' };
  const { body } = await pool.client.post('funds/pool/allocate-budget', budget);
  const asks = body['asks'] as unknown as object;
  await by('rosalind').done('funds/pool/approve-decision', { ...asks, until: '2026-12-31' });
  const path = '/do/funds/pool/withdraw-approval';
  const browser = new Browsing(pool.app.url);
  await browser.signIn('rosalind');
  const which = await (await browser.get(path)).text();
  const [, approval = '', words] = /<option value="(\d+)">([^<]+)</.exec(which) ?? [];
  expect(words).toBe('Moves of budget, work, £100.00, until 31 December 2026');
  const form = await (await browser.get(`${path}?approval=${approval}`)).text();
  expect(form).toMatch(/<dt[^>]*>Amount<\/dt><dd[^>]*>£100\.00</);
  expect(form).not.toMatch(/<label[^>]*for="amount"/);
  const said = { cause: 'Not yet', reason: 'The board asks first' };
  expect(await sentAsItStands(browser, `${path}?approval=${approval}`, said)).toContain(
    'recorded=',
  );
  expect((await pool.client.post('funds/pool/allocate-budget', budget)).status).toBe(403);
  expect(await (await browser.get(path)).text()).toContain(
    'There is no approval of yours that may still be withdrawn',
  );
});

it('withdraws a recoding that was proposed, or lets it lapse', async () => {
  const sources = [{ source: 'council', amount: '30.00' }];
  await pool.fund('verify-expenditure', {
    ...{ expenditure: 'invoice', provider: 'GB-COH-19990001', scheme: 'care', sources },
    ...{ net: '30.00', irrecoverableVat: '0.00', reference: 'Invoice' },
  });
  const propose = (proposal: string) =>
    pool.fund('propose-recoding', {
      ...{ proposal, expires: '2026-04-30' },
      recoding: {
        ...{ command: 'recode-spending', expenditure: proposal, corrects: 'invoice' },
        ...{ amount: '30.00', scheme: 'work', sources },
      },
    });
  // By hand, before the service's own round comes to it.
  await pool.app.runtime.scheduler.stop();
  await propose('first');
  await propose('second');
  const withdraw = { proposal: 'first', cause: 'It was theirs after all' };
  expect(await by('tomasz').post('funds/pool/withdraw-recoding', withdraw)).toMatchObject({
    status: 403,
    body: { type: 'urn:common-purse:problem:another-organisation' },
  });
  await pool.fund('withdraw-recoding', withdraw);
  expect(await pool.row('recodingProposals', 'first')).toMatchObject({ state: 'withdrawn' });
  const lapse = (): Promise<Answer> =>
    pool.client.post('funds/pool/lapse-recoding', { proposal: 'second' });
  expect(await lapse()).toMatchObject({
    status: 409,
    body: { type: 'urn:common-purse:problem:not-expired', expires: '2026-04-30' },
  });
  pool.on('2026-05-01');
  expect((await lapse()).status).toBe(200);
  expect(await pool.row('recodingProposals', 'second')).toMatchObject({ state: 'lapsed' });
});

it('tries no move again that is not approved, or carried out already', async () => {
  const place = (scheme: string): object => ({
    ...{ kind: 'scheme', fund: 'pool', scheme, source: 'icb', year, nature: 'revenue' },
  });
  await pool.client.done('reallocations/later/propose-reallocation', {
    legs: [{ amount: '400.00', from: place('care'), to: place('work') }],
  });
  const problem = async (): Promise<unknown> =>
    (await pool.client.post('reallocations/later/carry-out-reallocation', {})).body['type'];
  expect(await problem()).toBe('urn:common-purse:problem:approval-missing');
  await by('rosalind').done('reallocations/later/approve-reallocation', {});
  expect(await pool.sum('account=budget:scheme:confirmed&source=icb&scheme=work')).toBe('400.00');
  expect(await problem()).toBe('urn:common-purse:problem:already-exists');
});

it('delegates nothing once the scheme of delegation is revoked', async () => {
  const revoke = (): Promise<Answer> =>
    by('nadia').post(`delegations/${council}/revoke-delegation`, { evidence: 'Full Council' });
  expect((await revoke()).status).toBe(200);
  expect((await revoke()).status).toBe(404);
  const { body } = await pool.client.get('delegations');
  expect(body['delegations']).toMatchObject([{ id: council, state: 'revoked' }]);
});

it('keeps what an organisation is called, known by, and when its year begins', async () => {
  const lights = 'organisations/GB-COH-19990001';
  await pool.client.done(`${lights}/register-organisation`, { name: 'Harbour Lights' });
  const nobody = await pool.client.post('organisations/nobody/change-details', { vcse: 'yes' });
  expect(nobody.status).toBe(404);
  await pool.client.done(`${lights}/change-details`, { vcse: 'yes' });
  await pool.send(`${lights}/state-financial-year`, {
    refused: { begins: '1 August' },
    as: ['invalid-request'],
    done: { begins: '08-01' },
  });
  const identifiers = { identifiers: ['GB-CHC-1159982'] };
  await by('nadia').done(`${lights}/add-identifiers`, identifiers);
  const again = await by('nadia').post(`${lights}/add-identifiers`, identifiers);
  expect(again.body).toMatchObject({ type: 'urn:common-purse:problem:already-exists' });
  const { body } = await pool.client.get('organisations');
  expect(body['organisations']).toMatchObject([
    { name: 'Harbour Lights', vcse: 'yes', yearBegins: '08-01', ...identifiers },
  ]);
});
