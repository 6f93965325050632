import { northmoorAwards, northmoorSetUp } from '#apps/service/example/northmoor.js';
import { fund, type Step } from '#apps/service/example/step.js';
import { startApp, type App } from '../support/app.js';
import { Client, type Body } from '../support/client.js';
import { moveToBrokerage, northmoorClosing, northmoorYear } from '../support/northmoor-year-end.js';
import { verdictOn } from '../support/packs.js';
import { tellAll } from '../support/told-over-http.js';

/** What is stated of the worked story's first year, once it is closed and once it is closed again. */
let app: App;
let client: Client;
/** Each step is recorded on its own day. */
let today = '2026-04-01';
const tell = (steps: readonly Step[]): Promise<void> =>
  tellAll(client, steps, ({ body }) => {
    if (body.effective > today) today = body.effective;
  });

beforeAll(async () => {
  app = await startApp(() => new Date(`${today}T09:00:00.000Z`));
  client = new Client(app);
  await tell(northmoorSetUp);
  await tell(northmoorAwards);
  today = '2026-10-01';
  await moveToBrokerage(app);
  await tell(northmoorYear);
  today = '2027-04-30';
  await tell([northmoorClosing]);
});
afterAll(() => app.stop());

/** The document of a statement that was issued. */
const issued = async (statement: string): Promise<Body> =>
  (await client.get(`funds/${fund}/statements/${statement}`)).body;

describe('statements of the closed year', () => {
  it('are issued of what the year-end made of each source', async () => {
    await client.done(`funds/${fund}/issue-statement`, {
      ...{ statement: 'settlement', kind: 'year-end-settlement', year: '2026-27' },
    });
    expect(await issued('settlement')).toMatchObject({
      kind: 'year-end-settlement',
      sources: [
        { source: 'council', left: '50000.00', shared: '22000.00', carriedForward: '72000.00' },
        { source: 'foundation', left: '3000.00', shared: '0.00', carriedForward: '3000.00' },
        { source: 'icb', left: '70000.00', shared: '-22000.00', toSettle: '-22000.00' },
        { source: 'programme', nature: 'capital', carriedForward: '8500.00' },
        { source: 'programme', nature: 'revenue', left: '0.00' },
      ],
      total: { left: '131500.00', shared: '0.00', carriedForward: '131500.00' },
    });
  });

  it('are issued as its return of income and expenditure', async () => {
    await client.done(`funds/${fund}/issue-statement`, {
      ...{ statement: 'return', kind: 'annual-return', year: '2026-27' },
    });
    expect(await issued('return')).toMatchObject({
      kind: 'annual-return',
      incomeTotal: { agreed: '2380000.00' },
      expenditureTotal: { planned: '2380000.00', spent: '2248500.00', left: '131500.00' },
    });
  });
});

describe('returns of the closed year to programmes', () => {
  const asReturn = async (kind: string): Promise<Body> =>
    (await client.get(`funds/${fund}/statement?year=2026-27&kind=${kind}`)).body;

  it('have income by whose it is, and expenditure by scheme and provider', async () => {
    const document = await asReturn('better-care-return');
    expect(document).toMatchObject({
      incomeByGiver: [
        { giver: 'nhs', planned: '800000.00', actual: '800000.00' },
        { giver: 'local-authority', planned: '1200000.00', actual: '1200000.00' },
        { giver: 'grant', planned: '380000.00', actual: '380000.00' },
      ],
      expenditureTotal: { planned: '2380000.00', spent: '2248500.00', left: '131500.00' },
    });
    const lines = document['expenditure'] as unknown as Record<string, string>[];
    expect(
      lines
        .filter(({ provider }) => provider === 'GB-COH-19990001')
        .map(({ providerName, source, planned, spent }) =>
          [providerName, source, planned, spent].join(' '),
        ),
    ).toEqual([
      'Harbour Lights CIC council 458181.82 458181.82',
      'Harbour Lights CIC icb 261818.18 261818.18',
    ]);
    const csv = await client.fetch(
      `/api/v1/funds/${fund}/statement?year=2026-27&kind=better-care-return&format=csv`,
    );
    expect(await csv.text()).toContain('"Harbour Lights CIC, GB-COH-19990001"');
  });

  it('have what each grant spent to date, by intervention', async () => {
    const { interventions } = await asReturn('shared-prosperity-return');
    expect(
      (interventions as unknown as Record<string, string>[]).map(
        ({ scheme, source, nature, budget, spentToDate }) =>
          [scheme, source, nature, budget, spentToDate].join(' '),
      ),
    ).toEqual([
      'brokerage programme revenue 300000.00 300000.00',
      'infrastructure programme capital 50000.00 41500.00',
      'participation foundation revenue 30000.00 27000.00',
    ]);
  });
});

describe('a pack of each kind', () => {
  beforeAll(async () => {
    await client.done(`funds/${fund}/submit-forecast`, {
      ...{ scheme: 'brokerage', source: 'programme', year: '2026-27', nature: 'revenue' },
      ...{ month: '2027-02', outturn: '299000.00', explanation: 'One invoice to come' },
      effective: '2027-03-04',
    });
  });

  it.each([
    ['better-care-return', null],
    ['better-care-return', 2],
    ['shared-prosperity-return', null],
    ['shared-prosperity-return', 4],
  ] as const)('verifies %s of quarter %s by its events alone', async (kind, quarter) => {
    const statement = `${kind}-${quarter ?? 'year'}`;
    await client.done(`funds/${fund}/issue-statement`, {
      ...{ statement, kind, quarter, year: '2026-27' },
    });
    const { sha256 } = (await app.runtime.reading.fund(fund, {})).facts.get('statement', statement)
      ?.attributes ?? { sha256: '' };
    const pack = await client.fetch(`/api/v1/funds/${fund}/statements/${statement}/evidence`);
    expect(verdictOn(Buffer.from(await pack.arrayBuffer())).statement).toMatchObject({
      ...{ statement, kind, quarter, sha256 },
    });
  });

  it('holds the forecast that a return states', async () => {
    const { interventions } = await issued('shared-prosperity-return-year');
    expect(interventions).toMatchObject([
      { scheme: 'brokerage', forecast: '299000.00', forecastLeft: '1000.00' },
      { scheme: 'infrastructure', forecast: null },
      { scheme: 'participation', forecast: null },
    ]);
  });
});

it('a settlement waits to be restated, and is with what is shared when the year is closed anew', async () => {
  today = '2027-06-01';
  await client.done(`funds/${fund}/reopen-period`, { period: '2027-03-adj' });
  await client.done(`funds/${fund}/verify-expenditure`, {
    effective: '2027-03-12',
    expenditure: 'forgotten',
    provider: 'name:moorside-arts',
    scheme: 'participation',
    sources: [{ source: 'icb', amount: '1000.00' }],
    ...{ net: '1000.00', irrecoverableVat: '0.00', reference: 'Found by the auditor' },
  });
  await tell([{ ...northmoorClosing, body: { ...northmoorClosing.body, effective: today } }]);
  const of = { kind: 'year-end-settlement', year: '2026-27' };
  expect(
    await client.post(`funds/${fund}/issue-statement`, { statement: 'again', ...of }),
  ).toMatchObject({ body: { type: 'urn:common-purse:problem:statement-stands' } });
  await client.done(`funds/${fund}/issue-statement`, {
    ...{ statement: 'again', ...of, supersedes: 'settlement' },
  });
  const { body } = await client.get(`funds/${fund}`);
  expect(body['statements']).toMatchObject([
    { id: 'again', state: 'issued', supersedes: 'settlement' },
    { id: 'better-care-return-2', state: 'issued' },
    { id: 'better-care-return-year', state: 'to be restated' },
    { id: 'return', state: 'to be restated' },
    { id: 'settlement', state: 'superseded', supersededBy: 'again' },
    // Its last month is March, and what was reopened is the adjustment period after it.
    { id: 'shared-prosperity-return-4', state: 'issued' },
    { id: 'shared-prosperity-return-year', state: 'to be restated' },
  ]);
  expect(await issued('settlement')).toMatchObject({ total: { carriedForward: '131500.00' } });
  expect(await issued('again')).toMatchObject({
    sources: [{ carriedForward: '71400.00' }, {}, { carriedForward: '47600.00' }, {}, {}],
    total: { left: '130500.00', shared: '0.00' },
  });
});
