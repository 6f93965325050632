import { contract, type SmallPool } from '../support/small-pool.js';
import { Client, type Body } from '../support/client.js';
import { appoint, mayEnter } from '../support/people.js';
import { place, type Place } from '../access/place.js';

/** What a provider itself records: claims, moves within the allowance, the answer to an offer. */
let at: Place;
let pool: SmallPool;
let grace: Client;
const own = { provider: 'GB-COH-19990001', award: 'lights' };
const claim = { ...own, expenditure: 'lights:july', amount: '40.00', reference: 'HL-7' };

beforeAll(async () => {
  at = await place();
  ({ pool } = at);
  grace = at.as('providerA');
});
afterAll(() => pool.app.stop());

const problem = (body: Body): string =>
  String(body['type']).replace('urn:common-purse:problem:', '');

it('claims under its own award, and posts nothing by it', async () => {
  const before = await pool.sum('account=cash:creditor');
  await grace.done('funds/pool/claim-expenditure', claim);
  expect(await pool.row('expenditures', 'lights:july')).toMatchObject({
    ...{ state: 'claimed', amount: '40.00', provider: own.provider },
  });
  expect(await pool.sum('account=cash:creditor')).toBe(before);
});

it('names its claims after its award, so that it learns no name that others gave', async () => {
  const { status, body } = await grace.post('funds/pool/claim-expenditure', {
    ...claim,
    expenditure: 'invoice-rivers',
  });
  expect([status, problem(body)]).toEqual([400, 'invalid-request']);
  expect(body['detail']).toContain('"lights:"');
});

it.each([
  ['another’s award', { ...claim, award: 'rivers', expenditure: 'rivers:one' }],
  ['another’s name', { ...claim, provider: 'GB-COH-19990002' }],
  ['another’s award and name', { ...claim, provider: 'GB-COH-19990002', award: 'rivers' }],
  ['an award that is not there', { ...claim, award: 'nowhere' }],
])('claims nothing under %s: that is answered as what is not there', async (_, body) => {
  const answer = await grace.post('funds/pool/claim-expenditure', body);
  expect([answer.status, problem(answer.body)]).toEqual([404, 'not-found']);
  expect(JSON.stringify(answer.body)).not.toContain('GB-COH-19990002');
});

it('claims nothing from a fund that has no part in its award', async () => {
  const answer = await grace.post('funds/elsewhere/claim-expenditure', claim);
  expect(answer.status).toBe(404);
});

it('moves between its cost lines within the allowance, and no further', async () => {
  await pool.client.done('contracts/lines/award-contract', {
    ...contract('care', '100.00'),
    costShares: [
      { category: 'delivery', share: 90 },
      { category: 'workforce', share: 10 },
    ],
    terms: { flexibility: { percent: '0.05' } },
  });
  const move = { fund: 'pool', year: '2026-27', from: 'delivery', to: 'workforce' };
  const { status, body } = await grace.post('contracts/lines/move-between-lines', {
    ...{ ...move, change: 'one', amount: '6.00' },
  });
  expect([status, problem(body)]).toEqual([422, 'beyond-allowance']);
  await grace.done('contracts/lines/move-between-lines', {
    ...{ ...move, change: 'one', amount: '4.00' },
  });
  const { body: seen } = await grace.get(`providers/${own.provider}/allocations`);
  expect(seen['allowances']).toEqual([
    { award: 'lines', year: '2026-27', allowance: '5.00', used: '4.00', left: '1.00' },
  ]);
  const rivers = at.as('providerB');
  const other = { ...move, change: 'two', amount: '1.00' };
  expect((await rivers.post('contracts/lines/move-between-lines', other)).status).toBe(404);
});

it('is told until when an offer stands, as the calendar of the fund is', async () => {
  await pool.client.done('grants/evenings/offer-grant', {
    ...contract('care', '10.00'),
    ...{ title: 'Evenings', provider: own.provider, until: '2026-05-29' },
  });
  const page = await grace.fetch('/provider', { Accept: 'text/html' });
  expect(await page.text()).toMatch(/the offer stands until 29\s+May\s+2026/);
  const { body } = await at.as('commissioner').get('funds/pool/calendar');
  expect(body['calendar']).toContainEqual(
    expect.objectContaining({ what: 'offer', of: 'evenings', day: '2026-05-29' }),
  );
});

it('acts in no fund into which it was not let', async () => {
  const { ledger, directory } = pool.app.runtime;
  await mayEnter(directory, 'greta');
  const office = { role: 'provider', office: 'finance-lead', authority: 'Finance lead' } as const;
  await appoint(ledger, { id: 'greta', organisation: own.provider, ...office }, ['elsewhere']);
  const greta = new Client(pool.app, 'greta');
  const answer = await greta.post('funds/pool/claim-expenditure', {
    ...{ ...claim, expenditure: 'lights:august' },
  });
  expect(answer.status).toBe(404);
});
