import { asScheme, contractPoolOfStory, line } from '../support/contract-pool.js';

/** What a contract lets happen, and what the law does: variations, retention, allowances, over HTTP. */
const pool = contractPoolOfStory();
const { fund, award, change, changed, outstanding, facts } = pool;

describe('variations under the Provider Selection Regime', () => {
  const under = (id: string, value: string) =>
    award(id, {
      regime: 'Provider Selection Regime',
      start: '2026-04-01',
      end: '2027-03-31',
      funding: [asScheme('2026-27', value)],
    });
  const vary = (id: string, amount: string, more: object = {}) =>
    change(id, 'vary-contract', {
      change: `by-${amount}`,
      description: 'More of the same',
      adds: [line('2026-27', amount)],
      ...more,
    });

  it('of 1.6m, 450,000 are allowed', async () => {
    await under('psr-1', '1600000.00');
    expect((await vary('psr-1', '450000.00')).status).toBe(200);
    expect(await facts('psr-1')).toMatchObject({
      variations: '450000.00',
      variationsPercent: '28.13',
      notice: 'none',
      value: '2050000.00',
    });
  });

  it('of 4m, 600,000 are allowed, and a notice is due', async () => {
    await under('psr-2', '4000000.00');
    expect((await vary('psr-2', '600000.00')).status).toBe(200);
    expect(await facts('psr-2')).toMatchObject({ variationsPercent: '15.00', notice: 'due' });
    await changed('psr-2', 'publish-transparency-notice', { reference: '2026/S 000-012345' });
    expect(await facts('psr-2')).toMatchObject({ notice: 'published' });
  });

  it('of 1.6m, 520,000 are not, at once or by and by, and nothing stays set aside', async () => {
    await under('psr-3', '1600000.00');
    const refused = {
      status: 422,
      body: {
        type: 'urn:common-purse:problem:variation-exceeds-regime',
        total: '520000.00',
        percent: '32.50',
        ruleDate: '2024-01-01',
      },
    };
    expect(await vary('psr-3', '520000.00')).toMatchObject(refused);
    expect((await vary('psr-3', '450000.00')).status).toBe(200);
    expect(await vary('psr-3', '70000.00')).toMatchObject(refused);
    expect(await outstanding('psr-3')).toEqual({ '2026-27': '2050000.00' });
    const { body } = await pool.client.get('funds/pool/balances?award=psr-3&by=account');
    expect(body['balances']).toEqual([
      { account: 'budget:committed:confirmed', amount: '2050000.00' },
    ]);
  });

  it('no more by a reallocation into the contract, whoever approves it', async () => {
    const place = { fund: 'pool', scheme: 'navigators', source: 'council', nature: 'revenue' };
    const into = (award: string, amount: string) => ({
      effective: '2026-09-01',
      legs: [
        {
          amount,
          from: { kind: 'scheme', ...place, year: '2026-27' },
          to: { kind: 'award', award, ...place, year: '2026-27' },
        },
      ],
    });
    const propose = (id: string, award: string, amount: string) =>
      pool.client.post(`reallocations/${id}/propose-reallocation`, into(award, amount));
    const refused = {
      status: 422,
      body: { type: 'urn:common-purse:problem:variation-exceeds-regime', total: '520000.00' },
    };
    expect(await propose('round-it', 'psr-3', '70000.00')).toMatchObject(refused);
    await under('psr-5', '1600000.00');
    expect(await propose('too-much', 'psr-5', '520000.00')).toMatchObject(refused);
    expect(await propose('enough', 'psr-5', '450000.00')).toMatchObject({ status: 200 });
  });

  it('take money away too, and a dry run changes nothing', async () => {
    const less = { change: 'less', adds: [], releases: [line('2026-27', '50000.00')] };
    const rehearsed = await pool.client.post('contracts/psr-3/vary-contract?dryRun=true', {
      effective: '2026-09-01',
      description: 'Less',
      ...less,
    });
    expect(rehearsed.status).toBe(200);
    expect(await outstanding('psr-3')).toEqual({ '2026-27': '2050000.00' });
    await changed('psr-3', 'vary-contract', { description: 'Less', ...less });
    expect(await outstanding('psr-3')).toEqual({ '2026-27': '2000000.00' });
    expect(await facts('psr-3')).toMatchObject({ variations: '400000.00' });
  });

  it('answer the same request again with the same result', async () => {
    await under('psr-4', '1000.00');
    const asked = { description: 'More', change: 'v1', adds: [line('2026-27', '10.00')] };
    const headers = { 'Idempotency-Key': 'psr-4-v1' };
    const first = await pool.client.post('contracts/psr-4/vary-contract', asked, headers);
    const again = await pool.client.post('contracts/psr-4/vary-contract', asked, headers);
    expect(again).toMatchObject({
      status: 200,
      body: { repeated: true, streams: first.body['streams'] as unknown as object[] },
    });
    expect(await outstanding('psr-4')).toEqual({ '2026-27': '1010.00' });
  });
});

describe('retention', () => {
  const invoice = (expenditure: string, net: string) =>
    fund('verify-expenditure', {
      effective: '2026-08-01',
      expenditure,
      provider: 'harbour-lights',
      award: 'kept',
      net,
      reference: expenditure,
    });
  const balance = async (account: string): Promise<unknown> => {
    const { body } = await pool.client.get(
      `funds/pool/balances?award=kept&account=${account}&by=award`,
    );
    return (body['balances'] as unknown as { amount: string }[])[0]?.amount ?? '0.00';
  };
  const pay = (expenditure: string) =>
    pool.client.post('funds/pool/pay-expenditure', { expenditure, remittance: 'BACS' });

  beforeAll(() => award('kept', { terms: { retention: { percent: '0.05', most: '6000.00' } } }));

  it('is kept back of each invoice up to the most, and is not payable', async () => {
    await invoice('kept-1', '100000.00');
    await invoice('kept-2', '100000.00');
    expect(await balance('cash:creditor:retained')).toBe('-6000.00');
    expect(await pay('kept-1')).toMatchObject({ status: 200 });
    expect(await pay('kept-1')).toMatchObject({ status: 422 });
    expect(await balance('cash:held')).toBe('-95000.00');
    expect(await balance('cash:creditor')).toBe('-99000.00');
  });

  it('is paid once it is released', async () => {
    await fund('release-retention', { expenditure: 'kept-1', cause: 'Nothing is left to mend' });
    expect(await pay('kept-1')).toMatchObject({ status: 200 });
    expect(await balance('cash:held')).toBe('-100000.00');
    expect(await balance('cash:creditor:retained')).toBe('-1000.00');
  });
});

describe('the flexibility allowance', () => {
  const move = (id: string, amount: string) =>
    change('flexible', 'move-between-lines', {
      change: id,
      fund: 'pool',
      year: '2027-28',
      from: 'delivery',
      to: 'workforce',
      amount,
    });
  beforeAll(() =>
    award('flexible', {
      costShares: [
        { category: 'delivery', share: 9 },
        { category: 'workforce', share: 1 },
      ],
      terms: { flexibility: { percent: '0.02' } },
    }),
  );

  it('moves cost lines without asking anybody, and what is left of it counts', async () => {
    expect((await move('l1', '20000.00')).status).toBe(200);
    const { body } = await pool.client.get(
      'funds/pool/balances?award=flexible&year=2027-28&account=memo:line:delivery,memo:line:workforce&by=account',
    );
    expect(body['balances']).toEqual([
      { account: 'memo:line:delivery', amount: '970000.00' },
      { account: 'memo:line:workforce', amount: '130000.00' },
    ]);
    expect(await facts('flexible')).toMatchObject({
      flexed: [{ year: '2027-28', allowance: '22000.00', used: '20000.00' }],
    });
  });

  it('beyond it a reallocation decides', async () =>
    expect(await move('l2', '2000.01')).toMatchObject({
      status: 422,
      body: {
        type: 'urn:common-purse:problem:beyond-allowance',
        left: '2000.00',
        short: '0.01',
        detail: expect.stringContaining('propose a reallocation') as unknown,
      },
    }));
});

it('passes money on within the contract, and never counts it beside it', async () => {
  await award('leading');
  const before = await outstanding('leading');
  const peers = {
    ...{ subcontract: 'peers', provider: 'peer-support', value: '300000.00' },
    description: 'Peer support',
  };
  expect(await pool.client.post('contracts/leading/record-subcontract', peers)).toMatchObject({
    status: 422,
    body: { type: 'urn:common-purse:problem:not-lead-provider' },
  });
  await changed('leading', 'agree-contract-terms', { leadProvider: true });
  await changed('leading', 'record-subcontract', peers);
  expect(await outstanding('leading')).toEqual(before);
  expect(await facts('leading')).toMatchObject({
    leadProvider: true,
    subcontracts: [{ provider: 'peer-support', value: '300000.00' }],
  });
  const ended = { value: '120000.00', end: '2027-03-31', cause: 'The group closed' };
  await changed('leading', 'vary-subcontract', { subcontract: 'peers', ...ended });
  expect(await facts('leading')).toMatchObject({
    subcontracts: [{ value: '120000.00', end: '2027-03-31' }],
  });
  const unknown = { subcontract: 'nobody', ...ended };
  expect(await pool.client.post('contracts/leading/vary-subcontract', unknown)).toMatchObject({
    status: 404,
  });
});

it('leaves the books balanced', async () => {
  const { body } = await pool.client.get('funds/pool/trial-balance');
  expect(body['balanced']).toBe(true);
});
