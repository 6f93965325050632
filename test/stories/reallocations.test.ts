import { northmoorAwards, northmoorSetUp } from '#apps/service/example/northmoor.js';
import { startApp, type App } from '../support/app.js';
import { Client, type Answer } from '../support/client.js';
import { tellAll } from '../support/told-over-http.js';

/** The worked story's moves, through the public API, to the penny. */
let app: App;
let today = '2026-06-01T09:00:00.000Z';
const as: Record<string, Client> = {};
const by = (who: string): Client => (as[who] ??= new Client(app, who));

beforeAll(async () => {
  app = await startApp(() => new Date(today));
  await tellAll(by('amina'), [...northmoorSetUp, ...northmoorAwards]);
  await by('nadia').done('delegations/GB-LAE-NMR/adopt-delegation', delegation);
});
afterAll(() => app.stop());

const power = (office: string, limit: string, more: object = {}): object => ({
  power: `${office}-virement`,
  office,
  decisions: ['virement'],
  limit,
  ...more,
});

/** Heads of service decide alone, up to 50,000.00 and as much a year on a budget head; directors others' proposals. */
const delegation = {
  title: 'Scheme of delegation 2026',
  evidence: 'Full Council, 25 February 2026',
  effective: '2026-04-01',
  powers: [
    power('head-of-service', '50000.00', { cumulative: { amount: '50000.00' }, decides: 'alone' }),
    power('director', '100000.00', {
      boundaries: ['within-scheme', 'between-schemes', 'between-years'],
      recurrent: true,
    }),
  ],
};

const place = (scheme: string, source = 'council', more: object = {}): object => ({
  kind: 'scheme',
  fund: 'northmoor',
  scheme,
  source,
  year: '2026-27',
  nature: 'revenue',
  ...more,
});
const leg = (amount: string, from: object, to: object): object => ({ amount, from, to });
const toBrokerage = (amount: string): object => ({
  legs: [leg(amount, place('navigators'), place('brokerage'))],
});

const propose = (id: string, body: object, who = 'amina'): Promise<Answer> =>
  by(who).post(`reallocations/${id}/propose-reallocation`, body);
const approve = (id: string, who: string): Promise<Answer> =>
  by(who).post(`reallocations/${id}/approve-reallocation`, {});

async function balances(query: string): Promise<Record<string, string>[]> {
  const { body } = await by('amina').get(`funds/northmoor/balances?${query}`);
  return body['balances'] as unknown as Record<string, string>[];
}
const schemes = (): Promise<Record<string, string>[]> =>
  balances('account=budget:scheme:confirmed&year=2026-27&nature=revenue&source=council&by=scheme');

async function listed(list: string, id: string): Promise<Record<string, unknown> | undefined> {
  const { body } = await by('amina').get(list);
  const [all = []] = Object.values(body).filter(Array.isArray) as Record<string, unknown>[][];
  return all.find((one) => one['id'] === id);
}

const refusedAs = (status: number, problem: string, facts: object): object => ({
  status,
  body: { type: `urn:common-purse:problem:${problem}`, ...facts },
});

describe('three moves of 20,000 under a cumulative 50,000', () => {
  it('are decided alone within the limit, and the third is refused', async () => {
    const answers: Answer[] = [];
    for (const id of ['first', 'second', 'third']) {
      expect((await propose(id, toBrokerage('20000.00'), 'owen')).status).toBe(200);
      answers.push(await approve(id, 'owen'));
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 403]);
    expect(answers[2]).toMatchObject(
      refusedAs(403, 'exceeds-cumulative', {
        rule: 20,
        office: 'head-of-service',
        limit: '50000.00',
        already: '40000.00',
        short: '10000.00',
        ruleDate: '2026-04-01',
      }),
    );
  });

  it('show as decided alone, and are listed and notified for audit', async () => {
    expect(await listed('reallocations', 'first')).toMatchObject({
      state: 'decided alone',
      decidedBy: [{ by: 'owen', office: 'head-of-service', delegation: 0 }],
    });
    expect(await listed('reallocations', 'third')).toMatchObject({ state: 'proposed' });
    expect(await listed('audit-notices', 'decided-alone/first')).toMatchObject({
      kind: 'decided-alone',
      reallocation: 'first',
      amount: '20000.00',
    });
  });

  it('are undone by moves that the director approves', async () => {
    const back = { legs: [leg('40000.00', place('brokerage'), place('navigators'))] };
    expect((await propose('back', back)).status).toBe(200);
    expect((await approve('back', 'rosalind')).status).toBe(200);
  });
});

describe('60,000 of council money from Navigators to brokerage', () => {
  it('is proposed with before and after, and with the offices that could approve it', async () => {
    expect((await propose('sixty', toBrokerage('60000.00'))).status).toBe(200);
    expect(await listed('reallocations', 'sixty')).toMatchObject({
      state: 'proposed',
      amount: '60000.00',
      effectsAt: [{ fund: 'northmoor', revision: expect.any(Number) as number }],
      effects: [
        { of: 'fund', id: 'northmoor', before: '2330000.00', after: '2330000.00' },
        { of: 'scheme', id: 'navigators', before: '1100000.00', after: '1040000.00' },
        { of: 'scheme', id: 'brokerage', before: '620000.00', after: '680000.00' },
      ],
      routes: [{ organisation: 'GB-LAE-NMR', office: 'director', decides: 'on-proposal' }],
    });
  });

  it('is refused to one delegated to 50,000, to the proposer, and to another organisation', async () => {
    expect(await approve('sixty', 'owen')).toMatchObject(
      refusedAs(403, 'exceeds-delegation', { rule: 20, limit: '50000.00', short: '10000.00' }),
    );
    expect((await approve('sixty', 'amina')).status).toBe(403);
    expect(await approve('sixty', 'tomasz')).toMatchObject({ status: 422 });
  });

  it('passes with an approver delegated to 100,000, once however often it is asked', async () => {
    const before = await schemes();
    const headers = { 'Idempotency-Key': 'approve-sixty' };
    const ask = (): Promise<Answer> =>
      by('rosalind').post('reallocations/sixty/approve-reallocation', {}, headers);
    const first = await ask();
    expect(first).toMatchObject({
      status: 200,
      body: {
        streams: [
          { stream: 'reallocation-sixty', revision: 1 },
          { stream: 'fund-northmoor' },
          { stream: 'reallocation-sixty', revision: 2 },
          { stream: 'fund-northmoor' },
        ],
      },
    });
    expect((await ask()).body).toMatchObject({ streams: first.body['streams'] });
    const free = (rows: Record<string, string>[], scheme: string): number =>
      Number(rows.find((row) => row['scheme'] === scheme)?.['amount']);
    const after = await schemes();
    expect(free(before, 'navigators') - free(after, 'navigators')).toBe(60000);
    expect(free(after, 'brokerage') - free(before, 'brokerage')).toBe(60000);
    expect(await listed('reallocations', 'sixty')).toMatchObject({ state: 'decided' });
    expect(await listed('approvals', 'sixty/rosalind')).toMatchObject({ answer: 'approved' });
  });

  it('does not change the split of Harbour Lights', async () => {
    const parts = 'award=harbour-lights&year=2026-27&account=budget:committed:confirmed&by=source';
    expect(await balances(parts)).toEqual([
      { source: 'council', amount: '458181.82' },
      { source: 'icb', amount: '261818.18' },
    ]);
  });

  it('is told apart from what was allocated, by its postings and by its facts', async () => {
    expect(await balances('account=budget:transfer:confirmed&by=scheme')).toEqual([
      { scheme: 'brokerage', amount: '-60000.00' },
      { scheme: 'navigators', amount: '60000.00' },
    ]);
    const { body } = await by('amina').get('funds/northmoor');
    const changes = body['budgetChanges'] as unknown as Record<string, string>[];
    expect(changes.filter(({ amount }) => amount === '60000.00')).toMatchObject([
      { kind: 'moved-out', scheme: 'navigators' },
      { kind: 'moved-in', scheme: 'brokerage' },
    ]);
  });

  it('leaves the books balanced', async () => {
    const { body } = await by('amina').get('funds/northmoor/trial-balance');
    expect(body).toMatchObject({ balanced: true });
  });
});

describe('money that may not go there', () => {
  it('is programme capital for revenue: no office stands in for the funder', async () => {
    const capital = place('infrastructure', 'programme', { nature: 'capital' });
    const legs = [leg('1000.00', capital, place('brokerage', 'programme'))];
    expect(await propose('capital', { legs })).toMatchObject(
      refusedAs(422, 'not-permitted', {
        rule: 18,
        permits: 'capital-to-revenue',
        ruleDate: '2026-04-01',
      }),
    );
  });

  it('is foundation money for Navigators: the reason names the ring-fence and its date', async () => {
    // Moorside has all of it promised: the fence is named first.
    const legs = [
      leg('1.00', place('participation', 'foundation'), place('navigators', 'foundation')),
    ];
    expect(await propose('foundation', { legs })).toMatchObject(
      refusedAs(422, 'ring-fence-forbids', {
        rule: 18,
        ringFence: 'Foundation: participation',
        ruleDate: '2026-04-01',
      }),
    );
  });

  it('is the council’s as the ICB’s', async () => {
    const legs = [leg('1.00', place('navigators'), place('brokerage', 'icb'))];
    expect(await propose('whose', { legs })).toMatchObject(
      refusedAs(422, 'crosses-source', { rule: 18 }),
    );
  });

  it('is more than there is', async () => {
    expect(await propose('more', toBrokerage('181818.19'))).toMatchObject(
      refusedAs(422, 'move-exceeds-budget', { rule: 19, available: '181818.18', short: '0.01' }),
    );
  });
});

describe('a proposal', () => {
  it('may be refused by an office that is asked, and then is over', async () => {
    await propose('no', toBrokerage('1.00'));
    expect((await by('rosalind').post('reallocations/no/refuse-reallocation', {})).status).toBe(
      200,
    );
    expect(await listed('reallocations', 'no')).toMatchObject({ state: 'rejected' });
    expect(await approve('no', 'rosalind')).toMatchObject({ status: 409 });
  });

  it('may be withdrawn by those who made it', async () => {
    await propose('off', toBrokerage('1.00'));
    const withdraw = (who: string): Promise<Answer> =>
      by(who).post('reallocations/off/withdraw-reallocation', {});
    expect(await withdraw('tomasz')).toMatchObject(refusedAs(403, 'another-organisation', {}));
    expect((await withdraw('amina')).status).toBe(200);
  });

  it('lapses once its last day is over', async () => {
    // By hand, before the service's own round comes to it.
    await app.runtime.scheduler.stop();
    await propose('late', { ...toBrokerage('1.00'), expires: '2026-06-30' });
    const lapse = (): Promise<Answer> =>
      by('amina').post('reallocations/late/lapse-reallocation', {});
    expect(await lapse()).toMatchObject(refusedAs(409, 'not-expired', { expires: '2026-06-30' }));
    today = '2026-07-01T09:00:00.000Z';
    expect(await approve('late', 'rosalind')).toMatchObject({ status: 409 });
    expect((await lapse()).status).toBe(200);
    expect(await listed('reallocations', 'late')).toMatchObject({ state: 'lapsed' });
  });

  it('waits for every organisation that is asked', async () => {
    const joint = { ...toBrokerage('10.00'), organisations: ['GB-NHS-QMR'] };
    await propose('joint', joint);
    const first = await approve('joint', 'rosalind');
    expect(first.body).toMatchObject({ streams: [{ stream: 'reallocation-joint' }] });
    expect(await approve('joint', 'tomasz')).toMatchObject(
      refusedAs(422, 'no-delegation', { rule: 20, organisation: 'GB-NHS-QMR' }),
    );
    await by('ivan').done('delegations/GB-NHS-QMR/adopt-delegation', {
      title: 'Scheme of reservation and delegation',
      evidence: 'Board, 1 June 2026',
      powers: [power('head-of-commissioning', '20000.00')],
    });
    const second = await approve('joint', 'tomasz');
    expect(second.status).toBe(200);
    expect(await listed('reallocations', 'joint')).toMatchObject({
      state: 'decided',
      decidedBy: [{ organisation: 'GB-LAE-NMR' }, { organisation: 'GB-NHS-QMR' }],
    });
  });

  it('needs each partner above the amount that the agreement names, and else the host alone', async () => {
    await by('amina').done('agreements/northmoor/vary-agreement', {
      eachPartnerDecides: [{ decisions: ['virement'], above: '500.00' }],
      changes: 'Larger moves are decided by each partner',
    });
    const asked = (id: string): Promise<unknown> =>
      listed('reallocations', id).then((one) => one?.['organisations']);
    await propose('small', toBrokerage('500.00'));
    expect(await asked('small')).toEqual(['GB-LAE-NMR']);
    expect((await approve('small', 'rosalind')).status).toBe(200);
    expect(await listed('reallocations', 'small')).toMatchObject({ state: 'decided' });

    await propose('large', toBrokerage('500.01'));
    expect(await asked('large')).toEqual(['GB-LAE-NMR', 'GB-NHS-QMR']);
    expect(JSON.stringify(await listed('reallocations', 'large'))).toContain(
      '"office":"head-of-commissioning"',
    );
    expect((await approve('large', 'rosalind')).status).toBe(200);
    expect(await listed('reallocations', 'large')).toMatchObject({ state: 'proposed' });
    expect((await approve('large', 'tomasz')).status).toBe(200);
    expect(await listed('reallocations', 'large')).toMatchObject({
      state: 'decided',
      decidedBy: [{ organisation: 'GB-LAE-NMR' }, { organisation: 'GB-NHS-QMR' }],
    });

    // A day before that was agreed does not bring back what was agreed before.
    const before = { effective: '2026-04-02' };
    await propose('backdated', { ...toBrokerage('500.01'), ...before });
    expect(await asked('backdated')).toEqual(['GB-LAE-NMR', 'GB-NHS-QMR']);
    await by('rosalind').done('reallocations/backdated/approve-reallocation', before);
    expect(await listed('reallocations', 'backdated')).toMatchObject({ state: 'proposed' });
    await by('tomasz').done('reallocations/backdated/approve-reallocation', before);
    expect(await listed('reallocations', 'backdated')).toMatchObject({ state: 'decided' });
  });

  it('can be tried out without being made', async () => {
    await propose('dry', toBrokerage('10.00'));
    const tried = await by('rosalind').post(
      'reallocations/dry/approve-reallocation?dryRun=true',
      {},
    );
    expect(tried.status).toBe(200);
    expect(JSON.stringify(tried.body)).toContain('BudgetReservedForMove');
    expect(await listed('reallocations', 'dry')).toMatchObject({ state: 'proposed' });
  });
});

describe('money of an award', () => {
  const award = (year: string): object => ({
    ...place('brokerage', 'council', { year }),
    kind: 'award',
    award: 'matching',
  });
  const moved = async (id: string, legs: object[]): Promise<Answer> => {
    const proposed = await propose(id, { legs });
    return proposed.status === 200 ? approve(id, 'rosalind') : proposed;
  };

  it('is out of the award and into it, in its funding and its value as in its fund', async () => {
    await by('amina').done('contracts/matching/award-contract', {
      ...{ title: 'Matching', provider: 'GB-COH-19990002', start: '2026-04-01', end: '2026-06-30' },
      funding: [
        {
          ...{ fund: 'northmoor', scheme: 'brokerage', year: '2026-27', nature: 'revenue' },
          ...{ amount: '5000.00', sources: [{ source: 'council', amount: '5000.00' }] },
        },
      ],
    });
    const answer = await moved('out', [
      leg('100.00', award('2026-27'), place('brokerage')),
      leg('20.00', place('brokerage'), award('2026-27')),
      leg('50.00', award('2026-27'), award('2027-28')),
    ]);
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body['streams']).toContainEqual(
      expect.objectContaining({ stream: 'contract-matching', revision: 1 }),
    );
    const { body } = await by('amina').get('funds/northmoor');
    const awards = body['awards'] as unknown as { id: string }[];
    expect(awards.find(({ id }) => id === 'matching')).toMatchObject({
      value: '4920.00',
      original: '5000.00',
      funding: [
        { year: '2026-27', amount: '4870.00' },
        { year: '2027-28', amount: '50.00' },
      ],
    });
    expect(await balances('account=budget:committed:confirmed&award=matching&by=year')).toEqual([
      { year: '2026-27', amount: '4870.00' },
      { year: '2027-28', amount: '50.00' },
    ]);
  });

  it('is released to the last penny when the award ends, and none comes to it any more', async () => {
    await by('amina').done('contracts/matching/end-contract', {
      ...{ change: 'end', end: '2026-06-30', cause: 'Run out' },
    });
    expect(await balances('account=budget:committed:confirmed&award=matching&by=year')).toEqual([]);
    expect(
      await moved('late-gift', [leg('1.00', place('brokerage'), award('2026-27'))]),
    ).toMatchObject(refusedAs(409, 'award-over', { award: 'matching' }));
  });
});
