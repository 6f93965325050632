import { asScheme, contractPoolOfStory } from '../support/contract-pool.js';

/** Contracts from their award to their end, over HTTP: what each change commits, to the penny. */
const pool = contractPoolOfStory();
const { fund, award, change, changed, outstanding, facts } = pool;

describe('an option', () => {
  beforeAll(() =>
    award('options', {
      optionMonths: [12, 12],
      optionsValue: '2200000.00',
      terms: { options: [{ option: 1, exerciseBy: '2029-12-31', value: '1100000.00' }] },
    }),
  );
  const adds = [asScheme('2029-30', '825000.00'), asScheme('2030-31', '275000.00')];

  it('is not committed until it is exercised, one after the other and within what it is worth', async () => {
    expect(await outstanding('options')).toEqual({
      '2026-27': '825000.00',
      '2027-28': '1100000.00',
      '2028-29': '1100000.00',
      '2029-30': '275000.00',
    });
    expect(
      await change('options', 'exercise-option', { change: 'o2', option: 2, adds }),
    ).toMatchObject({ status: 409, body: { type: 'urn:common-purse:problem:wrong-order' } });
    const tooMuch = [asScheme('2029-30', '825000.01'), asScheme('2030-31', '275000.00')];
    expect(
      await change('options', 'exercise-option', { change: 'o1', option: 1, adds: tooMuch }),
    ).toMatchObject({
      status: 422,
      body: { type: 'urn:common-purse:problem:option-exceeds-worth', rule: 19, short: '0.01' },
    });
    await changed('options', 'exercise-option', { change: 'o1', option: 1, adds });
    expect(await outstanding('options')).toMatchObject({
      '2029-30': '1100000.00',
      '2030-31': '275000.00',
    });
    expect(await facts('options')).toMatchObject({
      end: '2030-06-30',
      value: '4400000.00',
      optionsValue: '1100000.00',
      options: [{ option: 1, state: 'exercised' }],
    });
  });

  it('lapses, and is worth nothing then', async () => {
    const lapse = { option: 2, effective: '2029-11-01' };
    expect(await change('options', 'lapse-option', lapse)).toMatchObject({
      status: 422,
      body: { type: 'urn:common-purse:problem:option-still-open', exerciseBy: '2030-06-30' },
    });
    await changed('options', 'lapse-option', { ...lapse, cause: 'given-up' });
    expect(await facts('options')).toMatchObject({
      optionsValue: '0.00',
      options: [{ state: 'exercised' }, { option: 2, state: 'lapsed' }],
    });
  });

  it('is exercised once, however often it is asked for', async () => {
    const again = { change: 'o1', option: 1, adds };
    expect(await change('options', 'exercise-option', again)).toMatchObject({
      status: 409,
      body: { type: 'urn:common-purse:problem:already-exists' },
    });
  });
});

describe('indexation', () => {
  beforeAll(() =>
    award('indexed', {
      terms: { indexation: { index: 'CPI', base: '2026-04', cap: '0.03', collar: '0.01' } },
    }),
  );
  const uplift = (id: string, from: string, before: object, now: object) =>
    change('indexed', 'uplift-contract', { change: id, from, before, now });

  it('follows the published index, held by its cap, from the day of the new prices on', async () => {
    const at = { month: '2026-04', value: '138.2' };
    const answer = await uplift('u1', '2027-04-01', at, { month: '2027-04', value: '143.3' });
    expect(answer.status).toBe(200);
    expect(await outstanding('indexed')).toEqual({
      '2026-27': '825000.00',
      '2027-28': '1133000.00',
      '2028-29': '1133000.00',
      '2029-30': '283250.00',
    });
    expect(await outstanding('indexed', '&source=icb')).toMatchObject({ '2027-28': '412000.00' });
  });

  it('and by its collar, from the month that the prices rest on', async () => {
    const at = { month: '2027-04', value: '143.3' };
    const now = { month: '2028-04', value: '143.4' };
    expect(await uplift('u2', '2028-10-01', { ...at, month: '2026-04' }, now)).toMatchObject({
      status: 422,
      body: { type: 'urn:common-purse:problem:other-index-month' },
    });
    expect((await uplift('u2', '2028-10-01', at, now)).status).toBe(200);
    expect(await outstanding('indexed')).toMatchObject({
      '2027-28': '1133000.00',
      '2028-29': '1138665.00',
      '2029-30': '286082.50',
    });
  });

  it('is owed in law: recorded beyond the budget, and somebody has to find cover', async () => {
    await fund('open-scheme', { scheme: 'full', name: 'Spent to the last pound' });
    await fund('pledge-contribution', {
      contribution: 'full',
      source: 'council',
      year: '2026-27',
      amount: '1000.00',
    });
    await fund('confirm-contribution', { contribution: 'full', evidence: 'Resolution' });
    await fund('allocate-budget', {
      scheme: 'full',
      source: 'council',
      year: '2026-27',
      amount: '1000.00',
    });
    await award('full', {
      funding: [{ ...asScheme('2026-27', '1000.00'), scheme: 'full' }],
      end: '2027-03-31',
      terms: { indexation: { index: 'CPI', base: '2026-04' } },
    });
    await changed('full', 'uplift-contract', {
      change: 'u1',
      from: '2026-07-01',
      before: { month: '2026-04', value: '100' },
      now: { month: '2026-06', value: '105' },
    });
    expect(await outstanding('full')).toEqual({ '2026-27': '1050.00' });
    const { body } = await pool.client.get('funds/pool');
    expect(body['tasks']).toContainEqual(
      expect.objectContaining({ kind: 'find-cover', amount: '50.00', award: 'full' }),
    );
  });
});

it('has no break clause any more that its terms were agreed without since', async () => {
  await award('loosened', {
    terms: { breaks: [{ break: 'mid', from: '2028-06-30', noticeMonths: 6, by: 'either' }] },
  });
  const breaks = async (): Promise<unknown[]> => {
    const { body } = await pool.client.get('funds/pool/calendar?effectiveOn=2027-12-01');
    return (body['calendar'] as unknown as { what: string; of: string; day: string }[])
      .filter(({ what, of }) => what === 'break' && of === 'loosened')
      .map(({ day }) => day);
  };
  expect(await breaks()).toEqual(['2027-12-31']);
  await changed('loosened', 'agree-contract-terms', { effective: '2026-10-01', breaks: [] });
  expect(await breaks()).toEqual([]);
});

it('ends by a break clause: what lies after is the scheme’s again', async () => {
  await award('broken', {
    terms: { breaks: [{ break: 'mid', from: '2028-06-30', noticeMonths: 6, by: 'either' }] },
  });
  const notice = { change: 'b1', break: 'mid', by: 'provider', cause: 'Cannot go on' };
  expect(
    await change('broken', 'give-break-notice', {
      ...notice,
      effective: '2028-01-31',
      end: '2028-06-30',
    }),
  ).toMatchObject({
    status: 422,
    body: { type: 'urn:common-purse:problem:break-too-soon', earliest: '2028-07-31' },
  });
  await changed('broken', 'give-break-notice', {
    ...notice,
    effective: '2028-03-31',
    end: '2028-09-30',
  });
  expect(await outstanding('broken')).toEqual({
    '2026-27': '825000.00',
    '2027-28': '1100000.00',
    '2028-29': '550000.00',
  });
  expect(await facts('broken')).toMatchObject({
    end: '2028-09-30',
    value: '2475000.00',
    breakNotice: { break: 'mid', by: 'provider', end: '2028-09-30' },
  });
});

it('of a body that another succeeds goes over with what remains of it', async () => {
  const register = (id: string, name: string) =>
    pool.client.done(`organisations/${id}/register-organisation`, {
      effective: '2026-04-01',
      name,
    });
  await register('old-lights', 'Old Lights CIC');
  await register('merged-lights', 'Merged Lights CIO');
  await award('going', {
    provider: 'old-lights',
    costShares: [{ category: 'delivery', share: 1 }],
  });
  await fund('verify-expenditure', {
    effective: '2026-08-01',
    expenditure: 'going-1',
    provider: 'old-lights',
    award: 'going',
    net: '275000.00',
    reference: 'Invoice',
  });
  // Work of September whose invoice is awaited until the accrual reverses on its day.
  await fund('accrue-expenditure', {
    ...{ effective: '2026-09-30', expenditure: 'september', provider: 'old-lights' },
    ...{ award: 'going', cost: '900.00', description: 'September', reversesOn: '2026-11-01' },
  });
  await fund('reverse-accrual', { effective: '2026-11-01', expenditure: 'september' });
  await pool.administrator().done('organisations/old-lights/record-succession', {
    effective: '2027-05-01',
    by: ['merged-lights'],
    cause: 'merged',
    evidence: 'Charity Commission register',
  });
  await changed('going', 'novate-contract', {
    change: 'succession',
    to: 'merged-lights',
    cause: 'succession',
    evidence: 'Deed of novation',
  });
  const { body } = await pool.client.get(
    'funds/pool/balances?award=going&by=account,provider,year',
  );
  const rows = body['balances'] as unknown as Record<string, string>[];
  const of = (provider: string, account: string): Record<string, string | undefined> =>
    Object.fromEntries(
      rows
        .filter((row) => row['provider'] === provider && row['account'] === account)
        .map((row) => [row['year'] ?? '', row['amount']]),
    );
  expect(of('merged-lights', 'budget:committed:confirmed')).toEqual({
    '2026-27': '550000.00',
    '2027-28': '1100000.00',
    '2028-29': '1100000.00',
    '2029-30': '275000.00',
  });
  expect(of('old-lights', 'budget:committed:confirmed')).toEqual({});
  expect(of('old-lights', 'budget:matched:confirmed')).toEqual({ '2026-27': '275000.00' });
  expect(of('merged-lights', 'memo:line:delivery')).toMatchObject({ '2026-27': '550000.00' });
  expect(of('old-lights', 'memo:line:delivery')).toEqual({ '2026-27': '275000.00' });
  expect(await facts('going')).toMatchObject({ provider: 'merged-lights' });

  const invoice = { award: 'going', net: '1.00', reference: 'Invoice', effective: '2027-06-01' };
  expect(
    await pool.client.post('funds/pool/verify-expenditure', {
      ...invoice,
      expenditure: 'going-2',
      provider: 'old-lights',
    }),
  ).toMatchObject({ status: 422, body: { type: 'urn:common-purse:problem:other-provider' } });
  await fund('verify-expenditure', {
    ...invoice,
    expenditure: 'going-2',
    provider: 'merged-lights',
  });

  // What was accrued for the one before is its own to invoice, out of what the award has left of it.
  await fund('verify-expenditure', {
    ...{ ...invoice, effective: '2027-03-20', net: '900.00', accrual: 'september' },
    ...{ expenditure: 'september-1', provider: 'old-lights' },
  });
  const kept = await pool.client.get(
    'funds/pool/balances?award=going&year=2026-27&by=account,provider',
  );
  expect(kept.body['balances']).toEqual(
    expect.arrayContaining([
      { account: 'budget:matched:confirmed', provider: 'old-lights', amount: '275900.00' },
      { account: 'budget:committed:confirmed', provider: 'merged-lights', amount: '549100.00' },
    ]),
  );
  const flags = (await pool.client.get('funds/pool')).body['flags'] as unknown as {
    award: string;
  }[];
  expect(flags.filter((flag) => flag.award === 'going')).toEqual([]);

  // The same body under its charity number, once the ledger knows that it is.
  const charity = { ...invoice, expenditure: 'going-3', provider: 'GB-CHC-1999909' };
  expect(await pool.client.post('funds/pool/verify-expenditure', charity)).toMatchObject({
    status: 422,
  });
  await pool.administrator().done('organisations/merged-lights/add-identifiers', {
    identifiers: ['GB-CHC-1999909'],
  });
  await fund('verify-expenditure', charity);

  // What it spent on the scheme itself is put under the award of the company, or proposed to be.
  await fund('verify-expenditure', {
    ...{ ...charity, expenditure: 'going-4', award: undefined },
    scheme: 'navigators',
  });
  const recoding = { expenditure: 'going-4a', corrects: 'going-4', award: 'going' };
  await fund('propose-recoding', {
    proposal: 'going-4',
    recoding: { command: 'recode-spending', ...recoding },
  });
  await fund('recode-spending', { ...recoding, effective: '2027-06-02' });
  expect(
    (await pool.client.get('funds/pool/balances?provider=GB-CHC-1999909')).body['balances'],
  ).toEqual([]);
});

it('is claimed on for an outcome by its provider under another of its identifiers', async () => {
  const on = (command: string, body: object) =>
    pool.client.post(`outcomes/jobs/${command}`, { effective: '2027-05-20', ...body });
  const between = { from: '2026-04-01', to: '2030-03-31' };
  await on('define-outcome', {
    ...{ measure: 'People in work', unit: 'people', better: 'higher', cohort: 'Out of work' },
    ...{ area: 'E06000999', ...between },
  });
  await on('agree-outcome-terms', {
    ...{ terms: 'jobs', stages: [{ stage: 'start', weeks: 0, amount: '200.00' }] },
    ...{ agreedBy: ['council'], evidence: 'Outcome agreement' },
  });
  await on('start-person', { person: 'hl-417', terms: 'jobs' });
  const claim = { person: 'hl-417', terms: 'jobs', stage: 'start', fund: 'pool', award: 'going' };
  const stranger = { claim: 'one', ...claim, provider: 'GB-CHC-1999908' };
  expect(await on('claim-stage', stranger)).toMatchObject({ status: 422 });
  const charity = { claim: 'one', ...claim, provider: 'GB-CHC-1999909' };
  expect(await on('claim-stage', charity)).toMatchObject({ status: 200 });
  expect((await pool.client.get('stage-claims')).body['stageClaims']).toMatchObject([
    { id: 'jobs/one', provider: 'merged-lights', award: 'going' },
  ]);
});

it('ends: what is outstanding is released, and it changes no more', async () => {
  await award('ending');
  const end = { change: 'end', end: '2029-06-30', cause: 'It has run its term' };
  const headers = { 'Idempotency-Key': 'ending' };
  const asked = { effective: '2029-08-01', ...end };
  const first = await pool.client.post('contracts/ending/end-contract', asked, headers);
  expect(first.status).toBe(200);
  expect(await outstanding('ending')).toEqual({});
  expect(await facts('ending')).toMatchObject({ state: 'over', value: '0.00' });
  expect(await pool.client.post('contracts/ending/end-contract', asked, headers)).toMatchObject({
    status: 200,
    body: { repeated: true },
  });
  expect(await change('ending', 'lapse-option', { option: 1 })).toMatchObject({
    status: 409,
    body: { type: 'urn:common-purse:problem:award-over' },
  });
});

it('leaves the books balanced', async () => {
  const { body } = await pool.client.get('funds/pool/trial-balance');
  expect(body['balanced']).toBe(true);
});
