import { startApp, type App } from '../support/app.js';
import { Client, type Answer, type Body } from '../support/client.js';
import { routeOf, tellAll } from '../support/told-over-http.js';
import {
  northmoorAwards,
  northmoorFurtherAward,
  northmoorSetUp,
} from '#apps/service/example/northmoor.js';
import {
  northmoorHarbourLights,
  northmoorNinthPayment,
} from '#apps/service/example/northmoor-payments.js';
import type { Step } from '#apps/service/example/step.js';
import { monthsOf } from '#contracts/financial-year.js';

/** The first half of the worked story, through the public API, to the penny. */
let app: App;
let client: Client;
/** The day on which the story is told: the day the agreement takes effect. */
let today = '2026-04-01T09:00:00.000Z';

beforeAll(async () => {
  app = await startApp(() => new Date(today));
  client = new Client(app);
  await tell(northmoorSetUp);
});
afterAll(() => app.stop());

const post = (step: Step): Promise<Answer> => client.post(routeOf(step), step.body);

const tell = (steps: readonly Step[]): Promise<void> => tellAll(client, steps);

async function balances(query: string): Promise<Record<string, string>[]> {
  const { body } = await client.get(`funds/northmoor/balances?${query}`);
  return body['balances'] as unknown as Record<string, string>[];
}

async function health(query = ''): Promise<Body> {
  const { status, body } = await client.get(`funds/northmoor/health?${query}`);
  expect(status).toBe(200);
  return body;
}

const refusedAs = (problem: string, facts: object): object => ({
  status: 422,
  body: { type: `urn:common-purse:problem:${problem}`, ...facts },
});

describe('contributions and allocations', () => {
  it('confirm 2,380,000 for 2026-27, and leave 150,000 of it unallocated', async () => {
    expect(await balances('account=budget:contributed:confirmed&by=year,nature')).toEqual([
      { year: '2026-27', nature: 'capital', amount: '-50000.00' },
      { year: '2026-27', nature: 'revenue', amount: '-2330000.00' },
      { year: '2027-28', nature: 'revenue', amount: '-2030000.00' },
      { year: '2028-29', nature: 'revenue', amount: '-1230000.00' },
    ]);
    expect(await balances('account=budget:unallocated:confirmed&year=2026-27&by=source')).toEqual([
      { source: 'council', amount: '80000.00' },
      { source: 'icb', amount: '70000.00' },
    ]);
  });

  it('are due in twelve parts from the council and four from the ICB', async () => {
    const { body } = await client.get('funds/northmoor');
    const due = (contribution: string): string[] =>
      (body['instalments'] as unknown as Record<string, string>[])
        .filter((one) => one['contribution'] === contribution)
        .map(({ due: day, amount }) => `${day ?? ''} ${amount ?? ''}`)
        .sort();
    expect(due('council-revenue-2026-27')).toEqual(
      monthsOf('2026-27').map((month) => `${month}-01 100000.00`),
    );
    expect(due('icb-revenue-2026-27')).toEqual(
      ['2026-04-01', '2026-07-01', '2026-10-01', '2027-01-01'].map((day) => `${day} 200000.00`),
    );
  });

  it('refuse a penny more than a source has, and say how much is missing', async () => {
    const answer = await client.post('funds/northmoor/allocate-budget', {
      scheme: 'infrastructure',
      source: 'icb',
      year: '2026-27',
      amount: '70000.01',
    });
    expect(answer).toMatchObject(
      refusedAs('allocation-exceeds-source', { rule: 19, short: '0.01', ruleDate: '2026-04-01' }),
    );
  });

  it('keep foundation money out of Navigators, and name the ring-fence and its date', async () => {
    const answer = await client.post('funds/northmoor/allocate-budget', {
      scheme: 'navigators',
      source: 'foundation',
      year: '2026-27',
      amount: '1.00',
    });
    expect(answer).toMatchObject(
      refusedAs('ring-fence-forbids', {
        rule: 18,
        ringFence: 'Foundation: participation',
        ruleDate: '2026-04-01',
      }),
    );
  });

  it('keep programme revenue to people and skills', async () => {
    const answer = await client.post('funds/northmoor/allocate-budget', {
      scheme: 'navigators',
      source: 'programme',
      year: '2026-27',
      amount: '1.00',
    });
    expect(answer).toMatchObject(
      refusedAs('ring-fence-forbids', { rule: 18, ruleDate: '2026-04-01' }),
    );
  });
});

describe('awards', () => {
  let answers: Answer[];
  beforeAll(async () => {
    answers = [];
    for (const award of northmoorAwards) answers.push(await post(award));
  });

  it('pass through the fund, their own stream, and the fund again', () => {
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers[0]?.body).toMatchObject({
      streams: [
        { stream: 'fund-northmoor' },
        { stream: 'contract-harbour-lights', revision: 0 },
        { stream: 'fund-northmoor' },
      ],
    });
  });

  it('commit 3,570,000 in total, split as the schemes are', async () => {
    expect(
      await balances('account=budget:committed:confirmed,budget:committed:indicative&by=award'),
    ).toEqual([
      { award: 'harbour-lights', amount: '2880000.00' },
      { award: 'moorside', amount: '90000.00' },
      { award: 'two-rivers', amount: '600000.00' },
    ]);
    expect(
      await balances(
        'award=harbour-lights&account=budget:committed:confirmed,budget:committed:indicative&by=year,source',
      ),
    ).toEqual([
      { year: '2026-27', source: 'council', amount: '458181.82' },
      { year: '2026-27', source: 'icb', amount: '261818.18' },
      { year: '2027-28', source: 'council', amount: '610909.09' },
      { year: '2027-28', source: 'icb', amount: '349090.91' },
      { year: '2028-29', source: 'council', amount: '960000.00' },
      { year: '2029-30', source: 'council', amount: '240000.00' },
    ]);
  });

  it('commit 1,050,000 of 2026-27, Two Rivers of the programme first and of the council then', async () => {
    const committed = 'account=budget:committed:confirmed';
    expect(await balances(`${committed}&year=2026-27&by=year`)).toEqual([
      { year: '2026-27', amount: '1050000.00' },
    ]);
    expect(await balances(`${committed}&award=two-rivers&by=year,source`)).toEqual([
      { year: '2026-27', source: 'programme', amount: '300000.00' },
      { year: '2027-28', source: 'council', amount: '300000.00' },
    ]);
    expect(await balances(`${committed}&award=moorside&by=year,source`)).toEqual(
      ['2026-27', '2027-28', '2028-29'].map((year) => ({
        ...{ year, source: 'foundation', amount: '30000.00' },
      })),
    );
  });

  it('leave options of 1,920,000 uncommitted', async () => {
    expect((await health())['awardTerms']).toContainEqual(
      expect.objectContaining({ award: 'harbour-lights', options: '1920000.00' }),
    );
  });

  it('note cost lines beside: 80, 8, 5, 3 and 4 per cent of each year', async () => {
    const lines = await balances('award=harbour-lights&year=2026-27&by=account');
    expect(lines.filter(({ account }) => account?.startsWith('memo:line:'))).toEqual([
      { account: 'memo:line:core', amount: '28800.00' },
      { account: 'memo:line:delivery', amount: '576000.00' },
      { account: 'memo:line:infrastructure', amount: '21600.00' },
      { account: 'memo:line:participation', amount: '36000.00' },
      { account: 'memo:line:workforce', amount: '57600.00' },
    ]);
  });

  it('are refused beyond what the scheme has uncommitted: short by 20,000.00, 12,727.27 council and 7,272.73 ICB', async () => {
    expect(await post(northmoorFurtherAward)).toMatchObject(
      refusedAs('commitment-exceeds-scheme', {
        rule: 19,
        uncommitted: '380000.00',
        short: '20000.00',
        shortBySource: { council: '12727.27', icb: '7272.73' },
      }),
    );
  });

  it('are refused beyond 300,000 a year of indicative money', async () => {
    await client.done('funds/northmoor/allocate-budget', {
      scheme: 'navigators',
      source: 'council',
      year: '2029-30',
      amount: '100000.00',
    });
    const answer = await client.post('contracts/too-early/award-contract', {
      title: 'Too early',
      provider: 'GB-COH-19990001',
      funding: [
        {
          fund: 'northmoor',
          scheme: 'navigators',
          year: '2029-30',
          nature: 'revenue',
          amount: '60000.01',
          sources: 'as-scheme',
        },
      ],
    });
    expect(answer).toMatchObject(
      refusedAs('ahead-of-confirmed', {
        rule: 19,
        limit: '300000.00',
        short: '0.01',
        ruleDate: '2026-04-01',
      }),
    );
  });
});

describe('health as at 2026-04-01', () => {
  it('is funded until 2029-03-31, 36 months', async () => {
    expect(await health()).toMatchObject({
      fundedUntil: { state: 'funded', until: '2029-03-31', months: 36 },
    });
  });

  it('covers 2.27, 1.57, 1.24 and 0 as a whole; the lowest over ring-fences is 1.00 in three years', async () => {
    const { coverage } = (await health()) as unknown as {
      coverage: {
        year: string;
        whole: { covered: object };
        lowest?: { covered: { ratio: string } };
      }[];
    };
    expect(coverage.map(({ year, whole }) => [year, whole.covered])).toEqual([
      ['2026-27', { state: 'ratio', ratio: '2.27' }],
      ['2027-28', { state: 'ratio', ratio: '1.57' }],
      ['2028-29', { state: 'ratio', ratio: '1.24' }],
      ['2029-30', { state: 'ratio', ratio: '0.00' }],
    ]);
    expect(coverage.slice(0, 3).map(({ lowest }) => lowest?.covered.ratio)).toEqual([
      '1.00',
      '1.00',
      '1.00',
    ]);
  });

  it('has 240,000 at risk in 2029-30, and nothing else', async () => {
    expect((await health())['atRisk']).toMatchObject([
      { source: 'council', nature: 'revenue', year: '2029-30', amount: { amount: '240000.00' } },
    ]);
  });

  it('has 83.19 % in awards of 36 months and longer, HHI 6,796.84', async () => {
    expect(await health()).toMatchObject({
      longTerm: { share: '83.19', long: { amount: '2970000.00' } },
      awardConcentration: { hhi: '6796.84' },
    });
  });

  it('has 2,970,000 committed to local voluntary-sector bodies, of 3,570,000', async () => {
    expect(await health()).toMatchObject({
      localVcse: {
        local: { amount: '2970000.00' },
        others: { amount: '600000.00' },
        unknown: { amount: '0.00' },
        share: '83.19',
      },
    });
  });

  it('gives the way down: the postings behind every part add up to it', async () => {
    const { whole } = (await health()) as unknown as {
      whole: Record<
        string,
        { amount: string; from: { asked: Record<string, string | string[]>; sign: number }[] }
      >;
    };
    const { committed } = whole;
    expect(committed?.amount).toBe('3570000.00');
    const [part] = committed?.from ?? [];
    const query = Object.entries(part?.asked ?? {})
      .map(([name, value]) => `${name}=${String(value)}`)
      .join('&');
    const { body } = await client.get(`funds/northmoor/postings?${query}`);
    expect(body).toMatchObject({ total: '3570000.00' });
  });
});

describe('the nine payments of Harbour Lights', () => {
  const parts = async (): Promise<Record<string, string>[]> =>
    balances('award=harbour-lights&account=budget:matched:confirmed&by=source');

  it('take 50,909.09 of the council and 29,090.91 of the ICB first', async () => {
    today = '2027-03-31T17:00:00.000Z';
    await tell(northmoorHarbourLights.slice(0, 2));
    expect(await parts()).toEqual([
      { source: 'council', amount: '50909.09' },
      { source: 'icb', amount: '29090.91' },
    ]);
  });

  it('take exactly 458,181.82 and 261,818.18 after the ninth', async () => {
    await tell(northmoorHarbourLights.slice(2));
    await tell(northmoorNinthPayment);
    expect(await parts()).toEqual([
      { source: 'council', amount: '458181.82' },
      { source: 'icb', amount: '261818.18' },
    ]);
    expect(
      await balances(
        'award=harbour-lights&year=2026-27&account=budget:committed:confirmed&by=source',
      ),
    ).toEqual([]);
    expect(
      await balances('provider=GB-COH-19990001&account=cash:creditor,cash:expenditure&by=account'),
    ).toEqual([{ account: 'cash:expenditure', amount: '720000.00' }]);
  });

  it('leave the books balanced in every fund, book, year, nature and source', async () => {
    const { body } = await client.get('funds/northmoor/trial-balance');
    expect(body).toMatchObject({ balanced: true });
  });

  it('did not change what was known before them', async () => {
    // Whole months from the day that is asked about.
    for (const [day, months] of [
      ['2026-04-01', 36],
      ['2026-04-02', 35],
    ] as const)
      expect(await health(`asKnownAt=${day}`)).toMatchObject({
        fundedUntil: { months },
        whole: { actual: { amount: '0.00' } },
      });
    const after = await health('effectiveOn=2026-09-30');
    expect(after).toMatchObject({
      effectiveOn: '2026-09-30',
      whole: { actual: { amount: '240000.00' } },
    });
  });
});
