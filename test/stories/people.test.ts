import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/**
 * Money that follows a person into work: 1,000.00 in three stages, first with Harbour Lights, then
 * with Two Rivers, while another fund's provider claims for the same work.
 */
const clock = { now: '2026-04-01T10:00:00Z' };
const on = (day: string) => {
  clock.now = `${day}T10:00:00Z`;
};
let app: App;
let client: Client;

const lights = 'GB-COH-19990001';
const rivers = 'GB-COH-19990002';
const dale = 'GB-COH-19990003';

const inWork = {
  ...{ unit: 'people', better: 'higher', cohort: 'Out of work', area: 'E06000999' },
  ...{ from: '2026-04-01', to: '2028-03-31' },
};

beforeAll(async () => {
  app = await startApp(() => new Date(clock.now), 'c');
  client = new Client(app);
  for (const fund of ['pool', 'grant']) {
    const amount = '5000.00';
    const year = '2026-27';
    await client.done(`funds/${fund}/establish-fund`, { name: fund, kind: 'single', host: 'c' });
    await client.done(`funds/${fund}/open-source`, {
      ...{ source: 'council', name: 'Council', role: 'partner', organisation: 'GB-LAE-NMR' },
    });
    await client.done(`funds/${fund}/open-scheme`, { scheme: 'work', name: 'Work that lasts' });
    const pledge = { contribution: 'c', source: 'council', year, amount };
    await client.done(`funds/${fund}/pledge-contribution`, pledge);
    const signed = { contribution: 'c', evidence: 'Resolution' };
    await client.done(`funds/${fund}/confirm-contribution`, signed);
    const allocation = { scheme: 'work', source: 'council', year, amount };
    await client.done(`funds/${fund}/allocate-budget`, allocation);
  }
  const measure = 'People in work that lasts';
  await client.done('outcomes/work/define-outcome', { measure, ...inWork });
  await agree(12);
});
afterAll(() => app.stop());

/** Who may be helped: those out of work for so many months. */
const agree = (months: number) =>
  client.done('outcomes/work/agree-outcome-terms', {
    terms: 'work-2026',
    stages: [
      { stage: 'start', weeks: 0, amount: '200.00' },
      { stage: 'sustained-13', weeks: 13, amount: '300.00' },
      { stage: 'sustained-26', weeks: 26, amount: '500.00' },
    ],
    access: [{ fact: 'months-out-of-work', atLeast: months }],
    agreedBy: ['GB-LAE-NMR', 'GB-NHS-QMR'],
    evidence: 'Outcome agreement',
  });

const funding = (fund: string, amount: string) => [
  { fund, scheme: 'work', year: '2026-27', nature: 'revenue', amount, sources: 'as-scheme' },
];
const started = (person: string, months: number, effective: string) =>
  client.post('outcomes/work/start-person', {
    person,
    terms: 'work-2026',
    shown: { 'months-out-of-work': months },
    effective,
  });
const claim = (id: string, stage: string, more: object = {}, headers = {}) => {
  const of = { claim: id, person: 'hl-417', terms: 'work-2026', stage };
  const by = { fund: 'pool', award: 'pb-417', provider: lights };
  return client.post('outcomes/work/claim-stage', { ...of, ...by, ...more }, headers);
};
const once = { 'Idempotency-Key': 'claimed-once' };
const verify = (id: string) =>
  client.post('outcomes/work/verify-stage', { claim: id, evidence: 'Payslips seen' });
const verifyPayment = (id: string, fund = 'pool') =>
  client.post(`funds/${fund}/verify-stage-payment`, { outcome: 'work', claim: id });
const pay = (id: string, fund = 'pool') =>
  client.post(`funds/${fund}/pay-expenditure`, { expenditure: `work:${id}`, remittance: 'BACS' });

const problem = (answer: { status: number; body: Record<string, unknown> }) =>
  answer.status === 200 ? 'done' : String(answer.body['type']).replace(/^.*:/, '');
const done = 'done';
const balance = async (query: string, fund = 'pool') => {
  const { body } = await client.get(`funds/${fund}/balances?by=provider&${query}`);
  return body['balances'] as unknown as object[];
};
const paid = () => balance('account=cash:expenditure');
const outstanding = () => balance('account=budget:committed:confirmed');
const listed = async (what: string, name: string) => {
  const { body } = await client.get(what);
  return body[name] as unknown as Record<string, unknown>[];
};

it('is a budget built up from needs, committed in the fund under a pseudonym', async () => {
  const asked = {
    provider: lights,
    person: 'hl-417',
    needs: [
      { need: 'coaching', amount: '500.00' },
      { need: 'travel', amount: '420.50' },
    ],
    funding: funding('pool', '1000.00'),
    start: '2026-05-04',
    end: '2027-03-31',
  };
  const path = 'contracts/pb-417/award-personal-budget';
  expect(problem(await client.post(path, asked))).toBe('does-not-add-up');
  const override = { amount: '1000.00', reason: 'Rural travel costs more' };
  const named = await client.post(path, { ...asked, override, person: '943-476-5919' });
  expect([problem(named), named.body['rule']]).toEqual(['personal-reference', 16]);
  expect(await outstanding()).toEqual([]);
  await client.done(path, { ...asked, override });
  expect(await outstanding()).toEqual([{ provider: lights, amount: '1000.00' }]);
  expect(await listed('personal-budgets', 'personalBudgets')).toMatchObject([
    { id: 'pb-417', person: 'hl-417', sum: '920.50', budget: '1000.00', override },
  ]);
});

it('helps who may be helped by the rule of the day of the start, whenever it is recorded', async () => {
  on('2026-05-04');
  expect(problem(await started('hl-417', 14, '2026-05-04'))).toBe(done);
  on('2026-10-01');
  await agree(6);
  on('2026-11-20');
  const late = await started('hl-500', 8, '2026-09-30');
  expect([problem(late), late.body['ruleDate']]).toEqual(['access-not-met', '2026-04-01']);
  expect(problem(await started('hl-500', 8, '2026-10-01'))).toBe(done);
  await client.done('outcomes/work/agree-outcome-terms', {
    terms: 'work-2026',
    stages: [{ stage: 'start', weeks: 0, amount: '1.00' }],
    access: [{ fact: 'months-out-of-work', atLeast: 24 }],
    agreedBy: ['GB-LAE-NMR'],
    evidence: 'Recorded late, for an earlier day',
    effective: '2026-05-01',
  });
  on('2026-05-04');
  expect(problem(await claim('start-417', 'start', {}, once))).toBe(done);
  expect(await listed('stage-claims', 'stageClaims')).toMatchObject([
    { id: 'work/start-417', version: 1, amount: '200.00', state: 'claimed' },
  ]);
});

it('is claimed, verified and paid apart', async () => {
  expect(problem(await verifyPayment('start-417'))).toBe('stage-not-payable');
  expect(await paid()).toEqual([]);
  expect(problem(await verify('start-417'))).toBe(done);
  expect(problem(await verifyPayment('start-417', 'grant'))).toBe('claimed-from-another-fund');
  expect(problem(await verifyPayment('start-417'))).toBe(done);
  expect(problem(await verifyPayment('start-417'))).toBe('already-exists');
  expect(await balance('account=cash:creditor')).toEqual([{ provider: lights, amount: '-200.00' }]);
  expect(problem(await pay('start-417'))).toBe(done);
  expect(await balance('account=cash:creditor')).toEqual([]);
  expect(await outstanding()).toEqual([{ provider: lights, amount: '800.00' }]);
});

it('pays on its stages alone, once that is agreed: another invoice is kept, flagged, and not owed', async () => {
  await client.done('contracts/pb-417/agree-outcome-payments', {
    payments: [{ fund: 'pool', outcome: 'work' }],
    evidence: 'Outcome agreement, section 3',
  });
  const of = { expenditure: 'hours', provider: lights, award: 'pb-417', reference: 'Ten hours' };
  await client.done('funds/pool/claim-expenditure', { ...of, amount: '450.00' });
  const { body } = await client.get('funds/pool');
  expect(body['flags']).toMatchObject([{ kind: 'beside-stages', amount: '450.00' }]);
  const verified = await client.post('funds/pool/verify-expenditure', { ...of, net: '450.00' });
  expect([problem(verified), verified.body['rule']]).toEqual(['paid-on-stages', 4]);
  const cause = 'Paid on stages, not by the hour';
  await client.done('funds/pool/reject-expenditure', { expenditure: 'hours', cause });
  expect(await outstanding()).toEqual([{ provider: lights, amount: '800.00' }]);
});

it('takes claims on the outcome that its award names, and on no other', async () => {
  await client.done('contracts/pb-417/agree-outcome-payments', {
    payments: [{ fund: 'pool', outcome: 'health' }],
    evidence: 'Outcome agreement, by mistake',
  });
  const answer = await claim('mistaken', 'sustained-13');
  expect([problem(answer), answer.body['outcomes']]).toEqual(['pays-on-another-outcome', 'health']);
  await client.done('contracts/pb-417/agree-outcome-payments', {
    payments: [{ fund: 'pool', outcome: 'work' }],
    evidence: 'Outcome agreement, section 3',
  });
});

it('is reassessed from a day on, with a reason: more or less is committed', async () => {
  const path = 'contracts/pb-417/reassess-personal-budget';
  const line = (amount: string) => ({
    ...{ fund: 'pool', scheme: 'work', year: '2026-27', nature: 'revenue', amount },
  });
  const more = {
    change: 'further-away',
    effective: '2026-06-01',
    needs: [
      { need: 'coaching', amount: '500.00' },
      { need: 'travel', amount: '650.25' },
    ],
    adds: [line('150.25')],
    cause: 'The new work is further away',
  };
  const vary = { change: 'v', description: 'More travel', adds: more.adds };
  const varied = await client.post('contracts/pb-417/vary-contract', vary);
  expect(problem(varied)).toBe('reassess-instead');
  expect(problem(await client.post(path, { ...more, adds: [] }))).toBe('does-not-add-up');
  on('2026-06-01');
  await client.done(path, more);
  expect(await outstanding()).toEqual([{ provider: lights, amount: '950.25' }]);
  expect(await listed('personal-budgets', 'personalBudgets')).toMatchObject([
    { budget: '1150.25', reassessed: { from: '2026-06-01', cause: more.cause } },
  ]);
  const before = await client.get('personal-budgets?effectiveOn=2026-05-31');
  expect(before.body['personalBudgets']).toMatchObject([{ budget: '1000.00' }]);
  on('2026-07-01');
  await client.done(path, {
    ...{ ...more, adds: [], releases: more.adds, change: 'nearer', effective: '2026-07-01' },
    needs: [{ need: 'coaching', amount: '1000.00' }],
  });
  expect(await outstanding()).toEqual([{ provider: lights, amount: '800.00' }]);
});

it('moves to another provider with what remains of it', async () => {
  on('2026-07-01');
  await client.done('contracts/pb-417/novate-contract', {
    change: 'to-two-rivers',
    to: rivers,
    evidence: 'The person chose so',
  });
  expect(await outstanding()).toEqual([{ provider: rivers, amount: '800.00' }]);
  expect(await paid()).toEqual([{ provider: lights, amount: '200.00' }]);
});

const upTo = (amount: string) =>
  client.done('contracts/pb-417/agree-outcome-payments', {
    payments: [{ fund: 'pool', outcome: 'work', amount }],
    evidence: 'Outcome agreement, section 4',
  });

it('pays at 13 and at 26 weeks, not a day before, to the provider it is with by then', async () => {
  on('2026-08-02');
  const here = { provider: rivers };
  expect(problem(await claim('at-13', 'sustained-13', here))).toBe('stage-not-reached');
  on('2026-08-03');
  expect(problem(await claim('at-13', 'sustained-13'))).toBe('other-provider');
  // A repeated request gets its first answer, whoever has the award by now (rule 9).
  expect(problem(await claim('start-417', 'start', {}, once))).toBe(done);
  const another = { ...here, person: 'hl-500' };
  expect(problem(await claim('at-13', 'sustained-13', another))).toBe('follows-another');
  for (const [id, stage, day] of [
    ['at-13', 'sustained-13', '2026-08-03'],
    ['at-26', 'sustained-26', '2026-11-02'],
  ] as const) {
    on(day);
    expect(problem(await claim(id, stage, here))).toBe(done);
    expect(problem(await verify(id))).toBe(done);
    if (id === 'at-13') {
      // Of the 450.00 that are agreed, by mistake, 200.00 are paid for the start.
      await upTo('450.00');
      expect((await verifyPayment(id)).body).toMatchObject({
        type: 'urn:common-purse:problem:outcome-has-no-more',
        ...{ most: '450.00', left: '250.00', short: '50.00' },
      });
      await upTo('1000.00');
    }
    expect(problem(await verifyPayment(id))).toBe(done);
    expect(problem(await pay(id))).toBe(done);
  }
  expect(await outstanding()).toEqual([]);
  expect(await paid()).toEqual([
    { provider: lights, amount: '200.00' },
    { provider: rivers, amount: '800.00' },
  ]);
});

describe('one outcome of one person', () => {
  it('is payable once, whichever award and fund claims: the second claim is an exception', async () => {
    await client.done('contracts/dale/award-contract', {
      title: 'Work coaching',
      provider: dale,
      funding: funding('grant', '2000.00'),
    });
    const elsewhere = { fund: 'grant', award: 'dale', provider: dale };
    expect(problem(await claim('dale-26', 'sustained-26', elsewhere))).toBe(done);
    expect(await listed('exceptions', 'exceptions')).toMatchObject([
      {
        ...{ id: 'work/dale-26', kind: 'double-funding', doubles: 'work/at-26', state: 'open' },
        ...{ fund: 'grant', award: 'dale', amount: '500.00' },
      },
    ]);
    const { body } = await client.get('funds/grant');
    expect(body['flags']).toMatchObject([{ kind: 'double-funding', amount: '500.00' }]);
    expect(problem(await verify('dale-26'))).toBe('wrong-order');
    expect(problem(await verifyPayment('dale-26', 'grant'))).toBe('stage-not-payable');
    expect(await balance('account=cash:expenditure', 'grant')).toEqual([]);
  });

  it('is paid twice only where an office allowed it, and it is named', async () => {
    await client.done('outcomes/work/permit-double-funding', {
      claim: 'dale-26',
      allowedBy: 'GB-LAE-NMR',
      office: 'Section 151 officer',
      evidence: 'Decision 2026/31',
    });
    expect(await listed('exceptions', 'exceptions')).toMatchObject([
      { state: 'permitted', allowedBy: 'GB-LAE-NMR', office: 'Section 151 officer' },
    ]);
    expect(problem(await verify('dale-26'))).toBe(done);
    expect(problem(await verifyPayment('dale-26', 'grant'))).toBe(done);
    expect(await balance('account=cash:expenditure', 'grant')).toEqual([
      { provider: dale, amount: '500.00' },
    ]);
  });

  it('is payable once also where two agreements keep an outcome each that measures the same', async () => {
    const measure = 'people in  work that lasts';
    await client.done('outcomes/jobs/define-outcome', { measure, ...inWork });
    await client.done('outcomes/jobs/agree-outcome-terms', {
      terms: 'jobs-2026',
      stages: [{ stage: 'job', weeks: 20, amount: '900.00' }],
      agreedBy: ['GB-LAE-OTH'],
      evidence: 'Another agreement',
      effective: '2026-04-01',
    });
    const person = { person: 'hl-417', terms: 'jobs-2026' };
    await client.done('outcomes/jobs/start-person', { ...person, effective: '2026-05-11' });
    const of = { fund: 'grant', award: 'dale', provider: dale };
    const job = { claim: 'j-1', ...person, stage: 'job', ...of };
    await client.done('outcomes/jobs/claim-stage', job);
    expect(await listed('exceptions', 'exceptions')).toContainEqual(
      expect.objectContaining({
        ...{ id: 'jobs/j-1', kind: 'double-funding', state: 'open', amount: '900.00' },
        doubles: 'work/start-417',
      }),
    );
    const verified = { claim: 'j-1', evidence: 'Payslips seen' };
    expect(problem(await client.post('outcomes/jobs/verify-stage', verified))).toBe('wrong-order');
  });

  it('is not rejected once its fund has counted it', async () => {
    const reject = { claim: 'dale-26', cause: 'The employer does not confirm it' };
    expect(problem(await client.post('outcomes/work/reject-stage', reject))).toBe('stage-counted');
    const correction = { expenditure: 'dale-26-reversed', corrects: 'work:dale-26' };
    await client.done('funds/grant/reverse-expenditure', correction);
    expect(problem(await client.post('outcomes/work/reject-stage', reject))).toBe(done);
  });
});

it('keeps a payment beside its stages that was published, and flags it', async () => {
  await client.done('funds/pool/record-payment', {
    ...{ expenditure: 'published', provider: rivers, award: 'pb-417', net: '10.00' },
    ...{ scheme: 'work', source: 'council', nature: 'revenue', reference: 'BACS', published: {} },
  });
  const { body } = await client.get('funds/pool');
  expect(body['flags']).toContainEqual(
    expect.objectContaining({ kind: 'beside-stages', amount: '10.00', award: 'pb-417' }),
  );
});

it('flags what is put under it by a recoding, though nobody was asked for a stage', async () => {
  await client.done('funds/pool/verify-expenditure', {
    ...{ expenditure: 'coaching', provider: rivers, scheme: 'work', net: '4.00' },
    reference: 'Invoice 12',
  });
  await client.done('funds/pool/recode-spending', {
    ...{ expenditure: 'coaching-417', corrects: 'coaching', award: 'pb-417' },
  });
  const { body } = await client.get('funds/pool');
  expect(body['flags']).toContainEqual(
    expect.objectContaining({ kind: 'beside-stages', amount: '4.00', award: 'pb-417' }),
  );
});

it('goes over by succession only to who stands in the provider’s place', async () => {
  for (const [id, name] of [
    [dale, 'Dale Skills'],
    ['GB-COH-19990020', 'Dale and Moor Skills'],
  ] as const)
    await client.done(`organisations/${id}/register-organisation`, { name });
  const novation = (to: string) => ({
    change: `to-${to}`,
    to,
    cause: 'succession',
    evidence: 'Certificate of incorporation',
  });
  const path = 'contracts/dale/novate-contract';
  expect(problem(await client.post(path, novation('GB-COH-19990020')))).toBe('not-a-successor');
  await new Client(app, 'nadia').done(`organisations/${dale}/record-succession`, {
    by: ['GB-COH-19990020'],
    cause: 'merged',
    evidence: 'Certificate of incorporation',
  });
  expect(problem(await client.post(path, novation(lights)))).toBe('not-a-successor');
  expect(problem(await client.post(path, novation('GB-COH-19990020')))).toBe(done);
  expect(await listed('organisations', 'organisations')).toContainEqual(
    expect.objectContaining({ id: dale, succeededBy: ['GB-COH-19990020'] }),
  );
});
