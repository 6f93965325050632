import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadExample } from '#apps/service/example/load-example.js';
import { tours } from '#apps/service/example/place/tour.js';
import { journalFormats } from '#libs/interchange/journal.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { describeJournalTools, toolBalances } from '../support/journal-tools.js';
import { balancesAsNamed, journalIn } from '../support/journals.js';

/** The whole example place as it stands on one day, and what each kind of user is led to in it. */
let app: App;

beforeAll(async () => {
  app = await startApp(() => new Date('2026-11-22T09:00:00Z'), null);
  // As the service itself does, it is loaded before anything goes by the clock.
  await app.runtime.scheduler.stop();
  await loadExample(app.runtime.store, '2026-11-22', 'whole', undefined, app.runtime);
  const { number } = await app.runtime.store.head();
  await app.runtime.runner.progress.until(number, 240_000);
  await app.runtime.transparency.checkpointCovering(number);
});
afterAll(() => app.stop());

const steps = tours.flatMap(({ of, person, steps: all }) =>
  all.map(({ title, href }) => [of, title, person, href] as const),
);

it.each(steps)('leads %s to “%s”', async (_of, _title, person, href) => {
  const answer = await new Client(app, person).fetch(href, { Accept: 'text/html' });
  expect([answer.status, answer.url]).toEqual([200, new URL(href, app.url).href]);
});

it.each(tours.map(({ of, person, steps: all }) => [of, person, all] as const))(
  'shows %s the own tour first',
  async (_of, person, all) => {
    const text = await (await new Client(app, person).fetch('/tour')).text();
    const linked = [...text.matchAll(/<li><a class="govuk-link" href="([^"]+)"/g)];
    expect(linked.map(([, href = '']) => href.replaceAll('&amp;', '&'))).toEqual(
      all.map(({ href }) => href),
    );
  },
);

it('is offered on the first page to whoever has not signed in', async () => {
  const first = await fetch(app.url, { headers: { Accept: 'text/html' } });
  expect(await first.text()).toContain('href="/tour"');
});

const levels = {
  ...{ 'better-care': 'amber', growth: 'red', northmoor: 'red' },
  ...{ 'reducing-reoffending': 'green', 'steady-ground': 'green' },
};

it('has funds of every colour, each with its books in balance', async () => {
  const found: Record<string, string> = {};
  const client = new Client(app, 'priya');
  const { body } = await client.get('funds');
  for (const { id } of body['funds'] as unknown as { id: string }[]) {
    const { body: view } = await client.get(`funds/${id}/health`);
    found[id] = (view['health'] as unknown as { whole: string }).whole;
    expect((await client.get(`funds/${id}/trial-balance`)).body).toMatchObject({ balanced: true });
  }
  expect(found).toEqual(levels);
});

it('tells what waits for a decision, and keeps what could not be read', async () => {
  const client = new Client(app);
  const { body: waiting } = await client.get('reallocations');
  const states = (waiting['reallocations'] as unknown as { state: string }[]).map(
    ({ state }) => state,
  );
  expect(new Set(states)).toEqual(
    new Set(['decided', 'decided alone', 'rejected', 'lapsed', 'withdrawn', 'proposed']),
  );
  const { body: brought } = await client.get('imports');
  const files = brought['imports'] as unknown as {
    format: string;
    quarantined: number;
    rowsIn: number;
  }[];
  const payments = files.filter(({ format }) => format === 'spending');
  expect(payments.length).toBeGreaterThan(0);
  expect(payments.map(({ rowsIn, quarantined }) => [rowsIn, quarantined])).toEqual(
    payments.map(() => [66, 2]),
  );
  const others = files.filter(({ format }) => format !== 'spending');
  expect(others.map(({ format, quarantined }) => [format, quarantined])).toEqual(
    Array(3).fill(['contract-register', 0]),
  );
});

/** Some of what a list of the API holds, each row by the members that are named. */
const listed = async (path: string, list: string, ...members: string[]): Promise<unknown[][]> => {
  const { body } = await new Client(app, 'priya').get(path);
  const rows = body[list] as unknown as Record<string, unknown>[];
  return rows.map((row) => members.map((member) => row[member]));
};
const fund = 'funds/better-care';

it('has accounts that both offices signed, one of them restated', async () => {
  expect(await listed(fund, 'statements', 'id', 'state', 'supersededBy')).toEqual(
    expect.arrayContaining([
      ['account-2024-25', 'superseded', 'account-2024-25-restated'],
      ['account-2024-25-restated', 'issued', null],
      ['account-2025-26', 'issued', null],
    ]),
  );
  const signed = await listed(fund, 'signOffs', 'statement', 'office');
  for (const statement of ['account-2024-25', 'account-2024-25-restated', 'account-2025-26'])
    for (const office of ['section-151-officer', 'chief-finance-officer'])
      expect(signed).toContainEqual([statement, office]);
});

it('has a bank’s statement beside its cash book, alike but for what is named', async () => {
  const all = await listed('reconciliations', 'reconciliations', 'id');
  expect(all).toEqual([['growth-bank-2026-10'], ['growth-bank-2026-q2']]);
  const { body } = await new Client(app, 'priya').get('reconciliations/growth-bank-2026-q2');
  expect(body).toMatchObject({ state: 'signed', unmatchedLines: [{ amount: '-18.50' }] });
  expect(body['unmatchedEntries']).toHaveLength(1);
});

it('has payments by stages, of which one was claimed twice', async () => {
  const claims = await listed('stage-claims', 'stageClaims', 'award', 'state');
  expect(claims.filter(([, state]) => state === 'verified').length).toBeGreaterThan(10);
  expect(claims.filter(([award]) => award === 'growth-13')).toEqual([
    ['growth-13', 'double-funding'],
  ]);
});

it('has VAT of both kinds, a claim in dispute and a contract that changed hands', async () => {
  const owed = await listed(`${fund}/balances?account=cash:vat-recoverable`, 'balances', 'amount');
  // What the store charged in October: the quarters before have come back.
  expect(formatPence(sumPence(owed.map(([amount]) => parsePence(String(amount)))))).toBe(
    '10000.00',
  );
  // Part of what the NHS buys; no fact says so, for it is part of the cost.
  const bought: string[] = [];
  for await (const { type, data } of app.runtime.store.readStream('fund-better-care'))
    if (type === 'PaymentRecorded') {
      const { expenditure, irrecoverableVat } = data as Record<string, string>;
      if (irrecoverableVat !== '0.00') bought.push(String(expenditure));
    }
  expect(bought.length).toBeGreaterThan(100);
  for (const expenditure of bought) expect(expenditure).toMatch(/^equipment-icb-/);
  expect(await listed(fund, 'disputes', 'id', 'disputed')).toEqual([
    ['adaptations-2025-10', '0.00'],
    ['carers-2026-09', '1240.00'],
    ['fairfield-2025-05', '0.00'],
  ]);
  const awards = await listed('awards', 'awards', 'id', 'provider');
  expect(awards).toContainEqual(['fairfield', 'GB-COH-19990048']);
});

it('publishes what three of its funds say that they do', async () => {
  const { funds } = (await (await fetch(`${app.url}/api/v1/published`)).json()) as {
    funds: { id: string }[];
  };
  expect(funds.map(({ id }) => id)).toEqual(['better-care', 'growth', 'steady-ground']);
});

describeJournalTools('its journals', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'purse-journals-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(
    Object.keys(levels).flatMap((of) => journalFormats.map((format) => [of, format] as const)),
  )('hold our balances of every account of %s, as others find them: %s', async (of, format) => {
    const client = new Client(app, 'priya');
    const ours = await balancesAsNamed(client, of);
    expect(Object.keys(ours).length).toBeGreaterThan(10);
    const file = await journalIn(folder, client, of, format);
    expect(await toolBalances(format, file)).toEqual(ours);
  });
});

it('tells of an award without a last day since when it runs', async () => {
  const page = await (await new Client(app, 'amina').fetch('/funds/better-care')).text();
  expect(page).toContain('From 1 April 2024, end not known');
});

it('says beside the picture of the money that more of a source is allocated than it has', async () => {
  const page = async (year: string): Promise<string> =>
    (await new Client(app, 'amina').fetch(`/funds/better-care?year=${year}`)).text();
  expect(await page('2025-26')).toContain('nothing of it is drawn as not allocated');
  expect(await page('2026-27')).not.toContain('nothing of it is drawn as not allocated');
});
