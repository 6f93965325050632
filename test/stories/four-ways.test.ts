import { startApp, type App } from '../support/app.js';
import { newcomer } from '../support/people.js';
import { Client, type Answer } from '../support/client.js';

/** Four ways in which a place and the centre work together, and what differs between them. */
let app: App;
let client: Client;

const area = 'E06000999';
const council = 'GB-LAE-NMR';
const icb = 'GB-NHS-QMR';
const department = 'GB-GOR-D10';
const district = 'GB-LAE-DST';

interface Source {
  readonly source: string;
  readonly organisation: string;
  readonly role: 'partner' | 'funder';
}
const ours: readonly Source[] = [
  { source: 'council', organisation: council, role: 'partner' },
  { source: 'icb', organisation: icb, role: 'partner' },
];
const centre: Source = { source: 'centre', organisation: department, role: 'funder' };

const by = (who: string): Client => new Client(app, who);
const effective = '2026-04-01';
const post = (path: string, body: object): Promise<Answer> =>
  client.post(path, { effective, ...body });
const done = (path: string, body: object): Promise<unknown> =>
  client.done(path, { effective, ...body });

/** An agreement and its fund: each source puts in 100.00, and 60.00 of it is for navigators. */
async function begin(
  way: string,
  kind: string,
  host: string,
  sources: readonly Source[],
  terms: object = {},
): Promise<void> {
  await done(`agreements/${way}/sign-agreement`, {
    ...{ title: way, power: 's75', host, partners: [council, icb], wayOfWorking: way },
    ...{ otherParties: [department], commitmentLimits: { indicative: '0.00', expected: '0.00' } },
    ...terms,
  });
  await done(`funds/${way}/establish-fund`, { name: way, kind, host, agreement: way, area });
  for (const scheme of ['navigators', 'brokerage'])
    await done(`funds/${way}/open-scheme`, { scheme, name: scheme, area });
  for (const { source, organisation, role } of sources) {
    await done(`funds/${way}/open-source`, { source, name: source, role, organisation });
    const contribution = { contribution: source };
    await done(`funds/${way}/pledge-contribution`, {
      ...{ ...contribution, source, year: '2026-27', amount: '100.00' },
    });
    await done(`funds/${way}/confirm-contribution`, { ...contribution, evidence: 'Schedule' });
    await done(`funds/${way}/allocate-budget`, allocation('navigators', source, '60.00'));
  }
}

const allocation = (scheme: string, source: string, amount: string): object => ({
  ...{ scheme, source, year: '2026-27', amount },
});
const receive = (way: string, contribution: string): Promise<Answer> =>
  post(`funds/${way}/receive-instalment`, { contribution, instalment: '1', reference: 'BACS' });
const spend = (fund: string, source: string, net: string, provider = 'two-rivers') =>
  done(`funds/${fund}/record-payment`, {
    ...{ expenditure: `${provider}-${source}`, provider, scheme: 'navigators', source },
    ...{ nature: 'revenue', net, reference: 'Invoice' },
  });
const place = (fund: string, scheme: string): object => ({
  ...{ kind: 'scheme', fund, scheme, source: 'council', year: '2026-27', nature: 'revenue' },
});

async function balances(fund: string, account: string): Promise<unknown> {
  const { body } = await client.get(`funds/${fund}/balances?account=${account}&by=source`);
  return body['balances'];
}

/** What the council's manager and the ICB's head of commissioning may decide with the other. */
async function delegate(): Promise<void> {
  for (const [organisation, office, who] of [
    [council, 'pooled-fund-manager', 'nadia'],
    [icb, 'head-of-commissioning', 'ivan'],
  ] as const)
    await by(who).done(`delegations/${organisation}/adopt-delegation`, {
      ...{ title: 'Scheme of delegation', evidence: 'Resolution', effective },
      powers: [
        {
          ...{ power: office, office, limit: '50.00', decides: 'alone' },
          decisions: ['allocation', 'commitment', 'override', 'permission', 'contract-variation'],
        },
      ],
    });
}

/** Refused until the ICB has approved exactly what the refusal asks for; then done. */
async function decidedTogether(path: string, body: object): Promise<void> {
  const refused = await post(path, body);
  expect(refused).toMatchObject({
    status: 422,
    body: {
      ...{ type: 'urn:common-purse:problem:approval-missing', rule: 20 },
      ...{ organisation: icb, ruleDate: effective },
    },
  });
  const asks = refused.body['asks'] as unknown as object;
  await by('tomasz').done('funds/co-commissioned/approve-decision', {
    ...{ ...asks, effective, until: '2026-06-30' },
  });
  await done(path, body);
}

/** Whose approval a move of 1.00 between two schemes waits for. */
async function deciders(fund: string): Promise<unknown> {
  await done(`reallocations/in-${fund}/propose-reallocation`, {
    legs: [{ amount: '1.00', from: place(fund, 'navigators'), to: place(fund, 'brokerage') }],
  });
  const { body } = await client.get('reallocations');
  const all = body['reallocations'] as unknown as Record<string, unknown>[];
  return all.find(({ id }) => id === `in-${fund}`)?.['organisations'];
}

async function spentInPlace(): Promise<Record<string, unknown>> {
  return (await client.get(`areas/spending?areas=${area}&year=2026-27`)).body;
}

beforeAll(async () => {
  app = await startApp(() => new Date('2026-06-01T10:00:00Z'));
  client = new Client(app);
  await done(`areas/${area}/define-area`, { name: 'Northmoor', kind: 'unitary', source: 'ONS' });
});
afterAll(() => app.stop());

describe('local-led pooling', () => {
  const way = 'local-led-pooling';

  it('puts the partners’ cash under one host, which moves it alone where nothing else is agreed', async () => {
    await begin(way, 'pooled', council, ours);
    for (const { source } of ours) expect((await receive(way, source)).status).toBe(200);
    await spend(way, 'icb', '10.00');
    expect(await balances(way, 'cash:held')).toEqual([
      { source: 'council', amount: '100.00' },
      { source: 'icb', amount: '90.00' },
    ]);
    expect(await deciders(way)).toEqual([council]);
  });
});

describe('local-led with transferred central money', () => {
  const way = 'local-led-transferred';

  it('holds central money in the pool, for what its ring-fence says and nothing else', async () => {
    await begin(way, 'pooled', council, [...ours, centre]);
    await done(`funds/${way}/define-ring-fence`, {
      ...{ ringFence: 'programme', name: 'Programme', source: 'centre', natures: ['revenue'] },
      ...{ years: ['2026-27'], schemes: ['navigators'], evidence: 'Determination' },
    });
    expect((await receive(way, 'centre')).status).toBe(200);
    await spend(way, 'centre', '20.00');
    expect(await balances(way, 'cash:held')).toEqual([{ source: 'centre', amount: '80.00' }]);
    expect(
      await post(`funds/${way}/allocate-budget`, allocation('brokerage', 'centre', '1.00')),
    ).toMatchObject({
      status: 422,
      body: { type: 'urn:common-purse:problem:ring-fence-forbids', rule: 18 },
    });
    await done(`funds/${way}/allocate-budget`, allocation('brokerage', 'icb', '1.00'));
  });
});

describe('central-led, aligned', () => {
  const way = 'central-led-aligned';

  it('is reported beside and never in pool cash: nobody owes it, and nobody receives it', async () => {
    await begin(way, 'aligned', department, [centre], { host: department });
    expect(await receive(way, 'centre')).toMatchObject({
      status: 422,
      body: { type: 'urn:common-purse:problem:aligned-money', rule: 18 },
    });
    await spend(way, 'centre', '30.00');
    for (const account of ['cash:held', 'cash:creditor', 'cash:debtor:due'])
      expect(await balances(way, account)).toEqual([]);
    expect(await balances(way, 'budget:spent:confirmed')).toEqual([
      { source: 'centre', amount: '30.00' },
    ]);
    expect(await spentInPlace()).toMatchObject({ within: { amount: '60.00' } });
  });

  it('has no pooled fund, by whichever way it would come to one', async () => {
    const nothingPooled = {
      status: 422,
      body: { type: 'urn:common-purse:problem:nothing-pooled', rule: 18, ruleDate: effective },
    };
    const pool = { name: 'Pool', kind: 'pooled', host: department };
    expect(await post('funds/central/establish-fund', { ...pool, agreement: way })).toMatchObject(
      nothingPooled,
    );
    expect(
      await post('funds/local-led-pooling/change-hosting', { agreement: way, evidence: 'Deed' }),
    ).toMatchObject(nothingPooled);
    expect(
      await post('agreements/local-led-pooling/vary-agreement', {
        ...{ changes: 'Aligned from now on', wayOfWorking: way },
      }),
    ).toMatchObject({ body: { type: 'urn:common-purse:problem:pooled-until-now' } });
  });

  it('does not move into a pool', async () => {
    const from = { ...place(way, 'navigators'), source: 'centre' };
    const to = { ...place('local-led-transferred', 'navigators'), source: 'centre' };
    expect(
      await post('reallocations/across/propose-reallocation', {
        legs: [{ amount: '1.00', from, to }],
      }),
    ).toMatchObject({
      status: 422,
      body: { type: 'urn:common-purse:problem:crosses-alignment', rule: 18 },
    });
  });
});

describe('co-commissioned with a lead authority', () => {
  const way = 'co-commissioned';

  const together = [
    { decisions: ['virement', 'commitment', 'override'], above: '0.00' },
    { decisions: ['allocation'], above: '60.00' },
    { decisions: ['contract-variation'], above: null },
  ];

  it('says what is decided together', async () => {
    expect(
      await post(`agreements/${way}/sign-agreement`, {
        ...{ title: way, power: 's75', host: council, partners: [council, icb] },
        ...{ wayOfWorking: way, commitmentLimits: { indicative: '0.00', expected: '0.00' } },
      }),
    ).toMatchObject({
      status: 422,
      body: { type: 'urn:common-purse:problem:not-decided-together', rule: 20 },
    });
  });

  it('moves nothing that its partners do not all decide', async () => {
    await begin(way, 'pooled', council, ours, {
      leadAuthority: council,
      eachPartnerDecides: together,
    });
    expect(await deciders(way)).toEqual([council, icb]);
  });

  it('allocates, goes beyond and promises what each partner has approved', async () => {
    await delegate();
    await done(`funds/${way}/allocate-budget`, allocation('brokerage', 'icb', '1.00'));
    const beyond = { ...allocation('navigators', 'council', '45.00') };
    const override = { authority: 'Both cabinets', reason: 'People are waiting' };
    await decidedTogether(`funds/${way}/allocate-budget`, { ...beyond, override });
    const line = { fund: way, scheme: 'navigators', year: '2026-27', nature: 'revenue' };
    await decidedTogether('contracts/lights/award-contract', {
      ...{ title: 'Navigators', provider: 'GB-COH-19990001', start: effective, end: '2027-03-31' },
      funding: [{ ...line, amount: '10.00', sources: 'as-scheme' }],
      costShares: [{ category: 'delivery', share: 100 }],
      regime: 'Provider Selection Regime',
    });
    // The same of its terms alone, though no money moves.
    await decidedTogether('contracts/lights/vary-contract', {
      ...{ change: 'longer', description: 'One more month', ground: 'own-decision' },
      end: '2027-04-30',
    });
    const { body } = await client.get(`funds/${way}`);
    const decisions = body['decisions'] as unknown as Record<string, unknown>[];
    const decidedBy = [{ organisation: council }, { organisation: icb }];
    expect(decisions.filter(({ how }) => how === 'approved')).toMatchObject(
      ['override', 'commitment', 'contract-variation'].map((decision) => ({
        ...{ decision, how: 'approved', decidedBy },
      })),
    );
  });

  it('promises the money of two funds once it is approved in both, whichever is asked first', async () => {
    const second = 'co-commissioned-too';
    await done(`funds/${second}/establish-fund`, {
      ...{ name: second, kind: 'pooled', host: council, agreement: way, area },
    });
    await done(`funds/${second}/open-scheme`, { scheme: 'navigators', name: 'navigators', area });
    const icbs = { source: 'icb', year: '2026-27', amount: '10.00' };
    await done(`funds/${second}/open-source`, {
      ...{ source: 'icb', name: 'icb', role: 'partner', organisation: icb },
    });
    await done(`funds/${second}/pledge-contribution`, { contribution: 'icb', ...icbs });
    await done(`funds/${second}/confirm-contribution`, { contribution: 'icb', evidence: 'Deed' });
    await done(`funds/${second}/allocate-budget`, { scheme: 'navigators', ...icbs });
    const line = { scheme: 'navigators', year: '2026-27', nature: 'revenue', amount: '5.00' };
    const award = {
      ...{ title: 'Both', provider: 'GB-COH-19990001', start: effective, end: '2027-03-31' },
      funding: [way, second].map((fund) => ({ ...line, fund, sources: 'as-scheme' })),
      costShares: [{ category: 'delivery', share: 100 }],
      regime: 'Provider Selection Regime',
    };
    for (const fund of [way, second]) {
      const refused = await post('contracts/both/award-contract', award);
      expect(refused.status).toBe(422);
      const asks = refused.body['asks'] as unknown as object;
      expect(asks).toMatchObject({ decision: 'commitment', amount: '10.00' });
      await by('tomasz').done(`funds/${fund}/approve-decision`, {
        ...{ ...asks, effective, until: '2026-06-30' },
      });
    }
    await done('contracts/both/award-contract', award);
  });

  it('passes money down to another body, where it is counted once', async () => {
    await newcomer(app, 'dara', district);
    const dara = new Client(app, 'dara');
    await dara.done('funds/district/establish-fund', {
      name: 'District',
      kind: 'single',
      host: district,
    });
    // The council is a partner in it, and so sees what is spent there.
    await dara.done('funds/district/open-source', {
      ...{ source: 'council', name: 'Council', role: 'partner', organisation: council },
    });
    await dara.done('funds/district/open-scheme', { scheme: 'navigators', name: 'Here', area });
    const passDown = { fund: way, to: district, toFund: 'district', year: '2026-27' };
    const terms = { power: 's101', evidence: 'Pass-down agreement', amount: '40.00' };
    expect(
      await post('agreements/local-led-pooling/record-pass-down', {
        ...{ ...passDown, ...terms, passDown: 'no-lead' },
      }),
    ).toMatchObject({ status: 422, body: { type: 'urn:common-purse:problem:not-passed-down' } });
    await done(`agreements/${way}/record-pass-down`, { ...passDown, ...terms, passDown: 'first' });
    await spend(way, 'council', '40.00', district);
    expect(await spentInPlace()).toMatchObject({
      within: { amount: '60.00' },
      passedDown: '40.00',
    });
    await spend('district', 'unknown', '25.00');
    expect(await spentInPlace()).toMatchObject({ within: { amount: '85.00' } });
  });

  it('passes down no more than the fund has, and only of a fund of the agreement', async () => {
    const record = (more: object): Promise<Answer> =>
      post(`agreements/${way}/record-pass-down`, {
        ...{ passDown: 'second', fund: way, to: district, year: '2026-27', amount: '160.01' },
        ...{ power: 's101', evidence: 'Pass-down agreement', ...more },
      });
    expect(await record({})).toMatchObject({
      status: 422,
      body: { type: 'urn:common-purse:problem:passes-down-too-much', left: '160.00' },
    });
    expect(await record({ fund: 'local-led-pooling' })).toMatchObject({
      body: { type: 'urn:common-purse:problem:fund-elsewhere' },
    });
    expect(await record({ fund: 'no-such-fund' })).toMatchObject({ status: 404 });
  });

  it('takes back what was passed down too much: it counts where it is spent again', async () => {
    await done(`agreements/${way}/vary-pass-down`, {
      ...{ passDown: 'first', amount: '30.00', cause: 'The agreement says 30.00' },
    });
    expect(await spentInPlace()).toMatchObject({
      within: { amount: '95.00' },
      passedDown: '30.00',
    });
    const { body } = await client.get(`funds/${way}`);
    expect(body['passDowns']).toMatchObject([{ amount: '30.00', to: district }]);
  });

  it('shows each way as what it is', async () => {
    const { body } = await client.get('agreements');
    const all = body['agreements'] as unknown as Record<string, unknown>[];
    expect(all.map(({ id, wayOfWorking }) => id === wayOfWorking)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});
