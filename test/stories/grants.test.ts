import { startApp, type App } from '../support/app.js';
import { Client, type Answer, type Body } from '../support/client.js';

/** A grant from its offer to its close, over HTTP. */
let app: App;
let client: Client;
let today = '2026-04-10';

const fund = (command: string, body: object): Promise<Body> =>
  client.done(`funds/pool/${command}`, body);
const grant = (command: string, body: object): Promise<Body> =>
  client.done(`grants/panel/${command}`, body);
const problem = (name: string) => ({ body: { type: `urn:common-purse:problem:${name}` } });

beforeAll(async () => {
  app = await startApp(() => new Date(`${today}T09:00:00Z`), 'council');
  client = new Client(app);
  await fund('establish-fund', { name: 'Pool', kind: 'grant', host: 'council' });
  await fund('open-source', {
    source: 'foundation',
    name: 'Foundation',
    role: 'funder',
    organisation: 'foundation',
  });
  await fund('open-scheme', { scheme: 'panel', name: 'Panel', category: 'participation' });
  for (const year of ['2026-27', '2027-28']) {
    await fund('pledge-contribution', {
      contribution: year,
      source: 'foundation',
      year,
      amount: '40000.00',
    });
    await fund('confirm-contribution', { contribution: year, evidence: 'Offer letter' });
    await fund('allocate-budget', {
      scheme: 'panel',
      source: 'foundation',
      year,
      amount: '40000.00',
    });
  }
});
afterAll(() => app.stop());

const offer = (id: string, more: object = {}, headers = {}): Promise<Answer> =>
  client.post(
    `grants/${id}/offer-grant`,
    {
      title: 'People with lived experience shape services',
      provider: 'voices',
      start: '2026-05-01',
      end: '2028-03-31',
      funding: ['2026-27', '2027-28'].map((year) => ({
        fund: 'pool',
        scheme: 'panel',
        year,
        nature: 'revenue',
        amount: '30000.00',
        sources: 'as-scheme',
      })),
      conditions: [
        { condition: 'policy', text: 'A safeguarding policy is adopted', gatesPayment: true },
        { condition: 'report', text: 'A report each year' },
      ],
      match: [
        { match: 'lottery', funder: 'A lottery fund', amount: '15000.00', state: 'being-secured' },
      ],
      until: '2026-04-30',
      ...more,
    },
    headers,
  );

async function balances(id = 'panel'): Promise<Record<string, string>> {
  const { body } = await client.get(`funds/pool/balances?award=${id}&by=account`);
  const rows = body['balances'] as unknown as { account: string; amount: string }[];
  return Object.fromEntries(rows.map(({ account, amount }) => [account, amount]));
}

async function listed(entity: string): Promise<Record<string, unknown>[]> {
  const { body } = await client.get('funds/pool');
  return body[entity] as unknown as Record<string, unknown>[];
}

describe('an offer', () => {
  it('keeps its money, and nobody else is promised it', async () => {
    expect((await offer('panel')).status).toBe(200);
    expect(await balances()).toEqual({ 'budget:reserved:confirmed': '60000.00' });
    expect(await offer('second')).toMatchObject({
      status: 422,
      ...problem('commitment-exceeds-scheme'),
    });
  });

  it('is open on the day from which it counts', async () => {
    expect(await offer('over', { effective: '2026-05-01' })).toMatchObject({
      status: 422,
      ...problem('ends-before-it-begins'),
    });
    expect(await balances('over')).toEqual({});
  });

  it('that is declined gives it back', async () => {
    const small = [
      {
        fund: 'pool',
        scheme: 'panel',
        year: '2026-27',
        nature: 'revenue',
        amount: '500.00',
        sources: 'as-scheme',
      },
    ];
    const key = { 'Idempotency-Key': 'an-offer' };
    const made = await offer('declined', { funding: small }, key);
    expect(made.status).toBe(200);
    await client.done('grants/declined/decline-grant', { cause: 'Other money was found' });
    // Asked for again, it is answered as the first time, whatever came of the offer (rule 9).
    expect(await offer('declined', { funding: small }, key)).toMatchObject({
      status: 200,
      body: { ...made.body, repeated: true },
    });
    expect(await balances('declined')).toEqual({});
    expect(await client.post('grants/declined/accept-grant', { by: 'The chair' })).toMatchObject({
      status: 409,
      ...problem('award-lapsed'),
    });
  });

  it('that is accepted is an award, once', async () => {
    const headers = { 'Idempotency-Key': 'accept' };
    const accepted = await client.post('grants/panel/accept-grant', { by: 'The chair' }, headers);
    expect(accepted).toMatchObject({ status: 200, body: { repeated: false } });
    expect(await balances()).toEqual({ 'budget:committed:confirmed': '60000.00' });
    const again = await client.post('grants/panel/accept-grant', { by: 'The chair' }, headers);
    expect(again).toMatchObject({
      body: { repeated: true, streams: accepted.body['streams'] as unknown as object[] },
    });
    expect(await client.post('grants/panel/accept-grant', { by: 'Another' })).toMatchObject({
      status: 409,
    });
    expect(await listed('matchFunding')).toMatchObject([
      { match: 'lottery', state: 'being-secured' },
    ]);
  });

  it('that nobody answers in time lapses by itself', async () => {
    const small = {
      fund: 'pool',
      scheme: 'panel',
      year: '2026-27',
      nature: 'revenue',
      amount: '700.00',
      sources: 'as-scheme',
    };
    expect((await offer('late', { funding: [small] })).status).toBe(200);
    expect(await balances('late')).toEqual({ 'budget:reserved:confirmed': '700.00' });
    today = '2026-05-01';
    await app.runtime.scheduler.wake();
    expect(await balances('late')).toEqual({});
    expect(await client.post('grants/late/accept-grant', { by: 'The chair' })).toMatchObject({
      status: 409,
      ...problem('award-lapsed'),
    });
  });
});

describe('a claim', () => {
  const claim = { expenditure: 'q1', provider: 'voices', award: 'panel', reference: 'Quarter 1' };
  const pay = (): Promise<Answer> =>
    client.post('funds/pool/pay-expenditure', { expenditure: 'q1', remittance: 'BACS 1' });

  it('is verified as a cost, and is not paid before the conditions that gate it are met', async () => {
    today = '2026-07-01';
    await fund('claim-expenditure', { ...claim, amount: '7500.00' });
    await fund('verify-expenditure', { ...claim, net: '7500.00' });
    expect(await pay()).toMatchObject({
      status: 422,
      ...problem('condition-not-met'),
      body: { award: 'panel', condition: 'policy' },
    });
    await grant('meet-condition', { condition: 'policy', evidence: 'Minutes of 20 June' });
    expect((await pay()).status).toBe(200);
    expect(await listed('awardConditions')).toMatchObject([
      { condition: 'policy', state: 'met' },
      { condition: 'report', state: 'open' },
    ]);
  });

  it('in advance is refused where the grant pays in arrears', async () => {
    const advance = {
      advance: 'a1',
      provider: 'voices',
      award: 'panel',
      amount: '7500.00',
      remittance: 'BACS 2',
    };
    expect(await client.post('funds/pool/pay-advance', advance)).toMatchObject({
      status: 422,
      ...problem('paid-in-arrears'),
    });
    await grant('agree-grant-terms', {
      conditions: [{ condition: 'policy', text: 'As before', gatesPayment: true }],
      claims: 'in-advance',
      match: [
        { match: 'lottery', funder: 'A lottery fund', amount: '15000.00', state: 'being-secured' },
      ],
      leadProvider: true,
    });
    await grant('record-subcontract', {
      ...{ subcontract: 'peers', provider: 'peers', value: '4000.00', description: 'Peer support' },
    });
    await fund('pay-advance', advance);
    await fund('evidence-advance', {
      advance: 'a1',
      expenditure: 'q2',
      cost: '7000.00',
      reference: 'Quarter 2',
    });
    await fund('return-advance', { advance: 'a1', reference: 'Unspent' });
    expect(await balances()).toMatchObject({
      'budget:committed:confirmed': '45500.00',
      'budget:matched:confirmed': '14500.00',
      'cash:held': '-14500.00',
    });
  });
});

it('grows by a variation, and records its match funding and what it is under subsidy control', async () => {
  await grant('vary-grant', {
    change: 'second-panel',
    description: 'A second panel',
    adds: [
      { fund: 'pool', scheme: 'panel', year: '2027-28', nature: 'revenue', amount: '10000.00' },
    ],
  });
  expect(await balances()).toMatchObject({ 'budget:committed:confirmed': '55500.00' });
  await grant('secure-match-funding', {
    match: 'lottery',
    amount: '15000.00',
    evidence: 'Award letter',
  });
  expect(await listed('matchFunding')).toMatchObject([{ match: 'lottery', state: 'secured' }]);
  await grant('record-subsidy-control', {
    finding: 'not-a-subsidy',
    ground: 'No economic activity',
    reference: 'Assessment 12',
  });
  const [award] = (await listed('awards')).filter(({ id }) => id === 'panel');
  expect(award).toMatchObject({
    value: '70000.00',
    original: '60000.00',
    state: 'awarded',
    claims: 'in-advance',
    subsidyControl: { finding: 'not-a-subsidy' },
  });
});

describe('a clawback', () => {
  const demand = {
    change: 'clawback-1',
    fund: 'pool',
    expenditure: 'q1',
    amount: '1200.00',
    cause: 'ineligible-cost',
    explanation: 'Travel that the grant does not cover',
  };

  it('takes the cost back, and what was paid of it is owed by the provider until it is recovered', async () => {
    await grant('demand-clawback', demand);
    expect(await balances()).toMatchObject({
      'budget:matched:confirmed': '13300.00',
      'cash:expenditure': '13300.00',
      'cash:creditor': '1200.00',
    });
    expect(await listed('clawbacks')).toMatchObject([
      { clawback: 'clawback-1', cause: 'ineligible-cost', amount: '1200.00', expenditure: 'q1' },
    ]);
    await fund('recover-expenditure', { expenditure: 'q1', reference: 'BACS in 3' });
    const after = await balances();
    expect(after['cash:creditor']).toBeUndefined();
    expect(after['cash:held']).toBe('-13300.00');
  });

  it('is never more than was spent, nor of another award’s spending', async () => {
    const more = { ...demand, change: 'clawback-2' };
    expect(
      await client.post('grants/panel/demand-clawback', { ...more, amount: '6300.01' }),
    ).toMatchObject({ status: 422, ...problem('credit-exceeds-invoice') });
    expect(
      await client.post('grants/panel/demand-clawback', { ...more, expenditure: 'none-such' }),
    ).toMatchObject({ status: 404, ...problem('not-found') });
  });
});

it('is closed: what was not claimed is the scheme’s again, and no claim matches it any more', async () => {
  await grant('close-grant', { change: 'close', cause: 'The last claim is paid' });
  const after = await balances();
  expect(after['budget:committed:confirmed']).toBeUndefined();
  expect(after['budget:matched:confirmed']).toBe('13300.00');
  const [award] = (await listed('awards')).filter(({ id }) => id === 'panel');
  expect(award).toMatchObject({ state: 'over', value: '13300.00' });
  const { body } = await client.get('funds/pool/trial-balance');
  expect(body['balanced']).toBe(true);
});

it('passes to the body that its provider merges into, and pays that one', async () => {
  const funding = [
    { fund: 'pool', scheme: 'panel', year: '2027-28', nature: 'revenue', amount: '100.00' },
  ].map((line) => ({ ...line, sources: 'as-scheme' }));
  const terms = { funding, conditions: [], match: [], until: '2027-12-31' };
  expect(await offer('merging', terms)).toMatchObject({ status: 200 });
  await client.done('grants/merging/accept-grant', { by: 'A trustee' });
  const charity = { name: 'Voices', sector: 'voluntary', vcse: 'yes' };
  await client.done('organisations/voices/register-organisation', charity);
  const novation = { change: 'n', to: 'voices-north', cause: 'succession', evidence: 'Deed' };
  const once = { 'Idempotency-Key': 'merging-novated' };
  const novated = () => client.post('grants/merging/novate-grant', novation, once);
  expect(await novated()).toMatchObject(problem('not-a-successor'));
  await new Client(app, 'nadia').done('organisations/voices/record-succession', {
    by: ['voices-north'],
    cause: 'merged',
    evidence: 'Charity Commission register',
  });
  expect((await novated()).status).toBe(200);
  const { body } = await client.get(
    'funds/pool/balances?award=merging&account=budget:committed:confirmed&by=provider',
  );
  expect(body['balances']).toEqual([{ provider: 'voices-north', amount: '100.00' }]);
  const claim = (provider: string) =>
    client.post('funds/pool/claim-expenditure', {
      ...{ expenditure: `by-${provider}`, provider, award: 'merging' },
      ...{ amount: '1.00', reference: 'Claim' },
    });
  expect(await claim('voices')).toMatchObject(problem('other-provider'));
  expect((await claim('voices-north')).status).toBe(200);
  await client.done('organisations/voices-north/register-organisation', charity);
  await new Client(app, 'nadia').done('organisations/voices-north/record-succession', {
    ...{ by: ['voices-east'], cause: 'merged', evidence: 'Charity Commission register' },
  });
  await client.done('grants/merging/novate-grant', { ...novation, change: 'e', to: 'voices-east' });
  // Whoever stands for it by now: a repeated request gets its first answer (rule 9).
  expect((await novated()).status).toBe(200);
});

it('is no published fact where it is only said to be one, and rests on no law that is not named', async () => {
  const award = (id: string, more: object) =>
    client.post(`grants/${id}/award-grant`, {
      title: 'Beyond its budget',
      provider: 'voices',
      funding: [
        {
          fund: 'pool',
          scheme: 'panel',
          year: '2026-27',
          nature: 'revenue',
          amount: '500000.00',
          sources: 'as-scheme',
        },
      ],
      ...more,
    });
  expect(await award('claimed', { obligation: 'published-fact' })).toMatchObject({
    status: 400,
    ...problem('invalid-request'),
  });
  expect(await award('claimed', { obligation: 'law' })).toMatchObject({
    status: 422,
    ...problem('basis-unsaid'),
  });
  const owed = await award('owed', { obligation: 'law', legalBasis: 'Order of the county court' });
  expect(owed.status).toBe(200);
});
