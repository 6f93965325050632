import { createHash } from 'node:crypto';
import { mock } from 'node:test';
import { openCheckpoint } from '#libs/transparency/signed-checkpoint.js';
import { PostgresReading } from '#projections/reading/postgres-reading.js';
import { startApp, type App } from '../support/app.js';
import { Browsing } from '../support/browsing.js';
import { Client } from '../support/client.js';
import { sentAsItStands } from '../support/form-as-it-stands.js';

/** A year is closed, stated, signed, reopened and stated anew; an invoice comes too late for it. */
const clock = { now: '2026-04-01T09:00:00Z' };
let app: App;
let client: Client;
const on = (day: string): void => {
  clock.now = `${day}T10:00:00Z`;
};

const council = 'GB-LAE-NMR';
const icb = 'GB-NHS-QMR';
const year = '2026-27';
const ask = (command: string, body: object, identity = 'amina') =>
  new Client(app, identity).post(`funds/pool/${command}`, body);
const done = (command: string, body: object) => client.done(`funds/pool/${command}`, body);

interface Read {
  readonly text: string;
  readonly sha256: string;
  readonly document: {
    readonly log: Record<string, unknown>;
    readonly asKnownAt: number;
    readonly sources: readonly Record<string, string>[];
    readonly total: Record<string, string>;
    readonly schemes: readonly Record<string, string | null>[];
    readonly lateItems: readonly Record<string, unknown>[];
    readonly ofOtherYears: readonly Record<string, unknown>[];
  };
}

async function read(path: string): Promise<Read> {
  const response = await new Client(app).fetch(`/api/v1/funds/pool/${path}`);
  const text = await response.text();
  if (response.status !== 200) throw new Error(text);
  const sha256 = createHash('sha256').update(text).digest('hex');
  expect(response.headers.get('etag')).toBe(`"${sha256}"`);
  return { text, sha256, document: JSON.parse(text) as Read['document'] };
}

const head = async (): Promise<number> => (await app.runtime.store.head()).number;

async function facts(entity: string): Promise<Record<string, unknown>[]> {
  const { body } = await client.get('funds/pool');
  return body[entity] as unknown as Record<string, unknown>[];
}

const closeAll = async (): Promise<void> => {
  const periods = ['04', '05', '06', '07', '08', '09', '10', '11', '12'].map((m) => `2026-${m}`);
  for (const period of [...periods, '2027-01', '2027-02', '2027-03', '2027-03-adj'])
    await done('hard-close-period', { period });
};

beforeAll(async () => {
  app = await startApp(() => new Date(clock.now));
  client = new Client(app);
  await client.done('agreements/deed/sign-agreement', {
    effective: '2026-04-01',
    title: 'Pool',
    power: 's75',
    host: council,
    partners: [council, icb],
    signOffs: [
      { report: 'memorandum-account', organisation: council, office: 'pooled-fund-manager' },
      { report: 'memorandum-account', organisation: icb, office: 'head-of-commissioning' },
      { report: 'year-end-settlement', organisation: council, office: 'pooled-fund-manager' },
    ],
    commitmentLimits: { indicative: '0.00', expected: '0.00' },
  });
  await done('establish-fund', { name: 'Pool', kind: 'pooled', host: council, agreement: 'deed' });
  for (const [source, organisation, amount] of [
    ['council', council, '600.00'],
    ['icb', icb, '400.00'],
  ] as const) {
    const money = { source, year, amount };
    await done('open-source', { source, name: source, role: 'partner', organisation });
    await done('pledge-contribution', { contribution: source, ...money });
    await done('confirm-contribution', { contribution: source, evidence: 'Signed schedule' });
  }
  await done('open-scheme', { scheme: 'brokerage', name: 'Brokerage' });
  for (const [source, amount] of [
    ['council', '500.00'],
    ['icb', '400.00'],
  ] as const)
    await done('allocate-budget', { scheme: 'brokerage', source, year, amount });
  on('2026-10-02');
  await done('verify-expenditure', {
    expenditure: 'autumn',
    scheme: 'brokerage',
    provider: 'two-rivers',
    net: '90.00',
    reference: 'Invoice 1',
  });
  await done('pay-expenditure', { expenditure: 'autumn', remittance: 'BACS', amount: '60.00' });
  on('2027-05-04');
  await done('state-accounting-basis', {
    scheme: 'brokerage',
    accountingBasis: 'lead-commissioner',
    evidence: 'Deed, schedule 4',
  });
  await closeAll();
});
afterAll(() => app.stop());

let first: Read;

it('shows rule 5 for every source, and where what is left is', async () => {
  first = await read(`statement?year=${year}`);
  expect(first.document.asKnownAt).toBe(await head());
  expect(first.document.sources).toMatchObject([
    {
      source: 'council',
      broughtForward: '0.00',
      spent: '50.00',
      heldByHost: '-33.33',
      creditors: '16.67',
    },
    { source: 'icb', spent: '40.00', heldByHost: '-26.67', creditors: '13.33' },
  ]);
  expect(first.document.total).toMatchObject({ agreed: '1000.00', spent: '90.00' });
  expect(first.document.schemes).toMatchObject([
    { source: 'council', budget: '500.00', spent: '50.00', left: '450.00', variance: 'favourable' },
    { source: 'icb', budget: '400.00', spent: '40.00' },
  ]);
  expect(first.document.lateItems).toEqual([]);
});

it('names the log that it is made from, and on which basis each scheme is accounted for', async () => {
  const { transparency } = app.runtime;
  const size = first.document.asKnownAt;
  expect(first.document.log).toEqual({
    origin: transparency.origin,
    size,
    root: Buffer.from(await transparency.rootAt(size)).toString('base64'),
  });
  expect(first.document.schemes.map(({ accountingBasis }) => accountingBasis)).toEqual([
    'lead-commissioner',
    'lead-commissioner',
  ]);
  const [before] = (await read(`statement?year=${year}&asKnownAt=${size - 15}`)).document.schemes;
  expect(before?.['accountingBasis']).toBeNull();
});

it('is issued with its hash, its number and the streams that it read, once', async () => {
  await done('issue-statement', { statement: 'account', year });
  const [issued] = await facts('statements');
  expect(issued).toMatchObject({
    id: 'account',
    state: 'issued',
    sha256: first.sha256,
    asKnownAt: first.document.asKnownAt,
    format: 4,
    streams: [{ stream: 'fund-pool' }, { stream: 'agreement-deed', revision: 0 }],
    signatories: [
      { organisation: council, office: 'pooled-fund-manager' },
      { organisation: icb, office: 'head-of-commissioning' },
    ],
  });
  let revisions = 0;
  for await (const { number } of app.runtime.store.readStream('fund-pool'))
    if (number <= first.document.asKnownAt) revisions += 1;
  expect(issued?.['streams']).toContainEqual({ stream: 'fund-pool', revision: revisions - 1 });
  expect((await read('statements/account')).text).toBe(first.text);
  expect(await ask('issue-statement', { statement: 'second', year })).toMatchObject({
    status: 409,
    body: { type: 'urn:common-purse:problem:statement-stands', rule: 13 },
  });
});

it('is covered by a checkpoint that is signed for it', async () => {
  const [issued] = await facts('statements');
  const note = await (await fetch(`${app.url}/log/checkpoint`)).text();
  const { size } = openCheckpoint(note, await app.runtime.transparency.trusted());
  expect(size).toBeGreaterThanOrEqual(Number(issued?.['number']));
});

it('is signed by the offices that the agreement names, on the bytes that they read', async () => {
  const sign = { statement: 'account', sha256: first.sha256, words: 'A true record of the pool.' };
  expect(await ask('give-sign-off', sign, 'owen')).toMatchObject({
    status: 403,
    body: { type: 'urn:common-purse:problem:sign-off-not-asked' },
  });
  expect(await ask('give-sign-off', { ...sign, sha256: '0'.repeat(64) })).toMatchObject({
    status: 422,
    body: { type: 'urn:common-purse:problem:statement-differs' },
  });
  expect(await ask('give-sign-off', sign)).toMatchObject({ status: 200 });
  // A person reads what is signed, and types none of it.
  const form = '/do/funds/pool/give-sign-off';
  const browser = new Browsing(app.url);
  await browser.signIn('tomasz');
  expect(await (await browser.get(form)).text()).toContain('<option value="account">');
  const words = { words: 'A true record of the pool.', reason: 'Read and compared' };
  const whole = await (await browser.get(`${form}?statement=account`)).text();
  const given = await sentAsItStands(browser, `${form}?statement=account`, words);
  expect(whole).toContain(`>${first.sha256}</dd>`);
  expect(given).toContain('recorded=');
  expect(await (await browser.get(form)).text()).toContain(
    'There is no statement that waits for the sign-off of your office',
  );
  expect(await ask('give-sign-off', sign)).toMatchObject({
    status: 409,
    body: { type: 'urn:common-purse:problem:already-exists' },
  });
  expect(await facts('signOffs')).toMatchObject([
    { organisation: council, sha256: first.sha256, asKnownAt: first.document.asKnownAt },
    { organisation: icb, office: 'head-of-commissioning' },
  ]);
});

it('does not hold what was recorded after it; what is known then lists it as late', async () => {
  on('2027-05-10');
  await done('verify-expenditure', {
    expenditure: 'late',
    scheme: 'brokerage',
    sources: [{ source: 'council', amount: '4.80' }],
    provider: 'two-rivers',
    net: '4.80',
    reference: 'Invoice 2',
    effective: '2027-03-20',
  });
  const late = {
    day: '2027-03-20',
    countsIn: '2027-04',
    relatesTo: year,
    what: 'spent',
    source: 'council',
    amount: '4.80',
  };
  const now = await read(`statement?year=${year}`);
  expect(now.document.lateItems).toMatchObject([{ ...late, event: await head() }]);
  expect(now.document.total['spent']).toBe('90.00');
  const next = await read('statement?year=2027-28');
  expect(next.document.ofOtherYears).toMatchObject([late]);
  const before = await read(`statement?year=${year}&asKnownAt=${first.document.asKnownAt}`);
  expect(before.text).toBe(first.text);
  expect((await read(`statement?year=${year}&asKnownAt=2027-05-04`)).document.lateItems).toEqual(
    [],
  );
});

it('is to be restated when a period of its year is reopened, and takes no more signatures', async () => {
  await done('reopen-period', { period: '2027-03-adj' });
  expect(await facts('statements')).toMatchObject([{ id: 'account', state: 'to be restated' }]);
  expect(await facts('tasks')).toContainEqual(
    expect.objectContaining({ kind: 'restate-statement', statement: 'account', open: true }),
  );
  const sign = { statement: 'account', sha256: first.sha256, words: 'Late' };
  expect(await ask('give-sign-off', sign)).toMatchObject({
    body: { type: 'urn:common-purse:problem:wrong-order' },
  });
});

it('is superseded by a restatement that links to it, and stays as it was', async () => {
  await done('verify-expenditure', {
    expenditure: 'found',
    scheme: 'brokerage',
    sources: [{ source: 'council', amount: '10.00' }],
    provider: 'two-rivers',
    net: '10.00',
    reference: 'Invoice 3',
    effective: '2027-03-31',
  });
  expect(
    await ask('issue-statement', { statement: 'other', year: '2027-28', supersedes: 'account' }),
  ).toMatchObject({ body: { type: 'urn:common-purse:problem:statement-of-another' } });
  const [{ issuedAt }] = (await facts('statements')) as [{ issuedAt: number }];
  await done('issue-statement', { statement: 'restated', year, supersedes: 'account' });
  const { sha256 } = first;
  expect(await facts('statements')).toMatchObject([
    { id: 'account', state: 'superseded', supersededBy: 'restated', sha256, issuedAt },
    { id: 'restated', state: 'issued', supersedes: 'account' },
  ]);
  // Not the event that superseded it, which is the last about it.
  const pack = await client.fetch('/funds/pool/statements/account/evidence');
  expect(await pack.text()).toContain(`href="/events/${issuedAt}">${issuedAt}</a>`);
  expect(await facts('tasks')).toContainEqual(
    expect.objectContaining({ kind: 'restate-statement', open: false }),
  );
  expect((await read('statements/account')).text).toBe(first.text);
  expect((await read('statements/restated')).document.total['spent']).toBe('100.00');
});

it('is made for a quarter up to its end', async () => {
  const report = await read(`statement?year=${year}&quarter=2`);
  expect(report.document.total).toMatchObject({ agreed: '1000.00', spent: '0.00' });
  const bad = await client.get(`funds/pool/statement?year=${year}&kind=partner-quarter`);
  expect(bad.status).toBe(400);
});

it('is signed as a settlement by the office that the agreement names for that report', async () => {
  const settlement = { statement: 'settlement', kind: 'year-end-settlement', year };
  expect(await ask('issue-statement', { ...settlement, quarter: 1 })).toMatchObject({
    status: 400,
  });
  await done('issue-statement', settlement);
  const { sha256, document } = await read('statements/settlement');
  expect(document.total).toMatchObject({ spent: '100.00', shared: '0.00' });
  const sign = { statement: 'settlement', sha256, words: 'As the books have it' };
  expect(await ask('give-sign-off', sign, 'tomasz')).toMatchObject({
    status: 403,
    body: { type: 'urn:common-purse:problem:sign-off-not-asked' },
  });
  await done('give-sign-off', sign);
  expect(await facts('signOffs')).toContainEqual(
    expect.objectContaining({ statement: 'settlement', office: 'pooled-fund-manager', sha256 }),
  );
});

it('is not shown where it is not reproduced: other bytes than were issued are no statement', async () => {
  const [statement] = await facts('statements');
  const path = `funds/pool/statements/${String(statement?.['id'])}`;
  const { sha256 } = await read(path.slice('funds/pool/'.length));
  // The views say that other bytes were issued than the log makes at that number.
  const real = Object.getOwnPropertyDescriptor(PostgresReading.prototype, 'terms')
    ?.value as PostgresReading['terms'];
  const others: PostgresReading['terms'] = async function (this: PostgresReading, fund, point) {
    const terms = await real.call(this, fund, point);
    for (const { attributes } of terms.facts.list('statement'))
      Object.assign(attributes, { sha256: '0'.repeat(64) });
    return terms;
  };
  const reading = mock.method(PostgresReading.prototype, 'terms', others);
  expect(await client.get(path)).toMatchObject({
    status: 500,
    body: {
      type: 'urn:common-purse:problem:statement-not-reproduced',
      rule: 13,
      issued: '0'.repeat(64),
      made: sha256,
    },
  });
  reading.mock.restore();
});
