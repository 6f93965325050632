import { loadExample } from '#apps/service/example/load-example.js';
import readXlsxFile from 'read-excel-file/node';
import { startApp, type App } from '../support/app.js';
import { pdfPages, pdfReach } from '../support/pdf-text.js';
import { Client, type Body } from '../support/client.js';

/** The example place as its providers see it: Harbour Lights, and Two Rivers beside it. */
let app: App;
let grace: Client;
const lights = 'providers/GB-COH-19990001';
const rivers = 'providers/GB-COH-19990002';
const day = '2026-11-22';

beforeAll(async () => {
  app = await startApp(() => new Date(`${day}T09:00:00Z`), null);
  await loadExample(app.runtime.store, day);
  const { number } = await app.runtime.store.head();
  await app.runtime.runner.progress.until(number, 240_000);
  grace = new Client(app, 'grace');
});
afterAll(() => app.stop());

const rows = (body: Body, list: string): Body[] => body[list] as unknown as Body[];
const got = async (client: Client, path: string): Promise<Body> => {
  const answer = await client.get(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body;
};

it('shows a provider the years ahead by certainty, as the story has them', async () => {
  const own = await got(grace, `${lights}/allocations`);
  const amounts = rows(own, 'yearsAhead').map(({ year, confirmed, indicative }) => [
    year,
    (confirmed as unknown as Body)['amount'],
    (indicative as unknown as Body)['amount'],
  ]);
  expect(amounts).toEqual([
    ['2026-27', '720000.00', '0.00'],
    ['2027-28', '960000.00', '0.00'],
    ['2028-29', '960000.00', '0.00'],
    ['2029-30', '0.00', '240000.00'],
  ]);
  expect(rows(own, 'optionsAhead').map(({ amount }) => amount)).toEqual([
    ...['720000.00', '960000.00', '240000.00'],
  ]);
  expect(own).toMatchObject({
    certainIncome: { until: '2029-03-31', months: 28 },
    ...{ funds: ['northmoor'], ownYears: { begins: null, years: [] } },
    awards: [{ award: 'harbour-lights', value: '2880000.00', state: 'awarded', own: true }],
  });
});

it('sets years that are over apart from the years ahead', async () => {
  const years = async (day: string): Promise<string[][]> => {
    const page = await (await grace.fetch(`/${lights}?effectiveOn=${day}`)).text();
    return ['years-table', 'years-over'].map((id) => {
      const [, table = ''] = new RegExp(`id="${id}"([\\s\\S]*?)</table>`).exec(page) ?? [];
      return [...table.matchAll(/>(20\d\d\u2011\d\d)</g)].map(([, year = '']) => year);
    });
  };
  const [first = '', ...later] = [2026, 2027, 2028, 2029, 2030, 2031].map(
    (year) => `${year}\u2011${year - 1999}`,
  );
  expect(await years('2027-03-31')).toEqual([[first, ...later], []]);
  expect(await years('2027-04-01')).toEqual([later, [first]]);
});

it('lists invoices and payments with their days against thirty', async () => {
  const own = await got(grace, `${lights}/allocations`);
  expect(rows(own, 'invoices')[0]).toMatchObject({
    ...{ reference: 'Invoice 2026-10', state: 'paid', days: 14, late: false },
  });
  expect(rows(own, 'payments').map(({ amount, within30 }) => [amount, within30])).toEqual(
    Array.from({ length: 4 }, () => ['80000.00', true]),
  );
  expect(rows(own, 'nextPayments')).toMatchObject([{ waitsFor: 'your claim or invoice' }]);
});

it('opens every amount down to postings that add up to it', async () => {
  const own = await got(grace, `${lights}/allocations`);
  for (const { fund, confirmed } of rows(own, 'yearsAhead')) {
    const { amount, from } = confirmed as unknown as {
      amount: string;
      from: { asked: Record<string, string | string[]> }[];
    };
    const query = Object.entries(from[0]?.asked ?? {}).map(
      ([name, value]) => `${name}=${String(value)}`,
    );
    const behind = await got(grace, `funds/${String(fund)}/postings?${query.join('&')}`);
    expect(behind['total']).toBe(amount);
  }
});

it('tells what changed since a day, why and on whose authority', async () => {
  const { body } = await grace.get(`${lights}/changes?since=2026-11-01`);
  expect(rows(body, 'changes')).toMatchObject([
    {
      ...{ type: 'ExpenditurePaid', paid: '80000.00', effective: '2026-11-14' },
      ...{ awards: ['harbour-lights'], organisation: 'GB-LAE-NMR' },
      authority: expect.stringContaining('Pooled fund manager') as string,
      reason: expect.stringMatching(/\w/) as string,
    },
  ]);
  const all = await got(grace, `${lights}/changes`);
  const types = rows(all, 'changes').map(({ type }) => type);
  expect(types).toContain('CommitmentConfirmed');
  const first = await got(grace, `${lights}/changes?limit=2`);
  const rest = await got(grace, `${lights}/changes?cursor=${String(first['next'])}&limit=200`);
  expect([...rows(first, 'changes'), ...rows(rest, 'changes')]).toEqual(rows(all, 'changes'));
});

it('draws up its own statement for a year', async () => {
  const statement = await got(grace, `${lights}/statement?year=2026-27`);
  expect(rows(statement, 'lines')).toMatchObject([
    {
      ...{ award: 'harbour-lights', promised: { amount: '720000.00' } },
      ...{ accepted: { amount: '320000.00' }, paid: { amount: '320000.00' } },
      closing: { amount: '0.00' },
    },
  ]);
});

describe('as a file for its own auditors', () => {
  const year = 'year=2026-27';
  const download = async (who: Client, path: string): Promise<Response> => {
    const response = await who.fetch(path);
    expect(response.status).toBe(200);
    return response;
  };

  it('is a PDF that names its log number and root, with its figures and payments', async () => {
    const { number } = await app.runtime.store.head();
    const root = Buffer.from(await app.runtime.transparency.rootAt(number)).toString('base64');
    const response = await download(grace, `/api/v1/${lights}/statement?${year}&format=pdf`);
    expect(response.headers.get('Content-Disposition')).toBe(
      `attachment; filename="provider-statement-GB-COH-19990001-2026-27-${number}.pdf"`,
    );
    const file = Buffer.from(await response.arrayBuffer());
    // A4 is 842 points wide when it lies, with margins of 40.
    expect(Math.round(pdfReach(file))).toBe(802);
    const pages = pdfPages(file);
    for (const page of pages)
      expect(page.replace(/\s/g, '')).toContain(`Lognumber${number},root${root}`);
    const words = pages.join('').replace(/\s+/g, ' ');
    for (const amount of ['£720,000.00', '£320,000.00', '£80,000.00'])
      expect(words).toContain(amount);
  });

  it('is CSV and a workbook with the same figures, and nobody else’s', async () => {
    const csv = await (
      await download(grace, `/api/v1/${lights}/statement?${year}&format=csv`)
    ).text();
    expect(csv).toContain(',Accepted,320000.00');
    expect(csv).toContain(',"Promised, confirmed",720000.00');
    expect(csv).toContain(',Owed at the end,0.00');
    expect(csv).not.toMatch(/Two Rivers|two-rivers/);
    const book = await download(grace, `/${lights}/statement?${year}&format=xlsx`);
    const sheets = await readXlsxFile(Buffer.from(await book.arrayBuffer()));
    const [, awards] = sheets.map(({ data }) => data);
    expect(awards?.at(-1)).toEqual(expect.arrayContaining(['Total', 720000, 320000]));
  });

  it('is not made for anybody who does not see the provider', async () => {
    for (const path of [`/api/v1/${rivers}/statement`, `/${rivers}/statement`])
      for (const format of ['csv', 'xlsx', 'pdf'])
        expect((await grace.fetch(`${path}?${year}&format=${format}`)).status).toBe(404);
  });

  it('is offered on its page, with the root that its checkpoint states', async () => {
    const page = await (await download(grace, `/${lights}/statement?${year}`)).text();
    const { number } = await app.runtime.store.head();
    const root = Buffer.from(await app.runtime.transparency.rootAt(number)).toString('base64');
    expect(page).toContain(`cp-bytes">${root}</dd>`);
    for (const format of ['csv', 'xlsx', 'pdf']) expect(page).toContain(`format=${format}`);
  });
});

it('answers as it was known, and as it had taken effect', async () => {
  const { body } = await grace.get(`${lights}/allocations?effectiveOn=2026-08-31`);
  expect(rows(body, 'payments')).toHaveLength(1);
  const { number } = await app.runtime.store.head();
  const before = await got(grace, `${lights}/allocations?asKnownAt=${number - 60}`);
  expect(before).toMatchObject({ number: number - 60 });
});

it('states the provider’s own year once somebody has', async () => {
  await new Client(app, 'amina').done('organisations/GB-COH-19990001/state-financial-year', {
    begins: '10-01',
  });
  const own = await got(grace, `${lights}/allocations`);
  const { years } = own['ownYears'] as unknown as { years: Body[] };
  expect(years.map(({ from, confirmed, paid }) => [from, confirmed, paid])).toEqual([
    ['2025-10-01', '240000.00', '160000.00'],
    ['2026-10-01', '960000.00', '160000.00'],
    ['2027-10-01', '960000.00', '0.00'],
    ['2028-10-01', '480000.00', '0.00'],
  ]);
});

it('shows nobody else’s allocations to a provider, and all of the fund’s to its partners', async () => {
  for (const path of ['allocations', 'changes', 'statement']) {
    expect((await grace.get(`${rivers}/${path}`)).status).toBe(404);
    expect((await new Client(app, 'nadia').get(`${rivers}/${path}`)).status).toBe(404);
    expect((await grace.get(`providers/nobody/${path}`)).status).toBe(404);
  }
  const seen = await got(new Client(app, 'amina'), `${rivers}/allocations`);
  expect(seen).toMatchObject({ partial: true, awards: [{ award: 'two-rivers' }] });
  // A funder sees what its own money has of a provider, and not the terms that others agreed.
  const funded = await got(new Client(app, 'femi'), 'providers/GB-CHC-1999902/allocations');
  expect(funded).toMatchObject({ partial: true, awards: [] });
  expect(rows(funded, 'yearsAhead')).toHaveLength(3);
  expect((await new Client(app, 'femi').get(`${lights}/allocations`)).status).toBe(404);
});

it('lists what was paid without an award, on the page and in the statement', async () => {
  const amina = new Client(app, 'amina');
  await amina.done('funds/northmoor/record-payment', {
    ...{ expenditure: 'spot', provider: 'GB-COH-19990001', scheme: 'infrastructure' },
    ...{ source: 'council', nature: 'revenue', net: '310.00', irrecoverableVat: '0.00' },
    ...{ reference: 'A room at short notice', effective: '2026-11-18' },
  });
  const [newest] = rows(await got(grace, `${lights}/allocations`), 'payments');
  expect(newest).toMatchObject({
    ...{ kind: 'payment', award: 'none', amount: '310.00', on: '2026-11-18' },
    ...{ remittance: 'A room at short notice', invoice: null, days: null },
  });
  for (const path of [`/${lights}`, `/${lights}/statement?year=2026-27`]) {
    const text = await (await grace.fetch(path)).text();
    const row = /<tr[^>]*>\s*<th[^>]*>(?:<span[^>]*>)?18 November 2026(.*?)<\/tr>/s.exec(text)?.[1];
    for (const said of ['Without an award', 'A room at short notice', '£310.00'])
      expect([path, row]).toEqual([path, expect.stringContaining(said)]);
  }
  const csv = await (
    await grace.fetch(`/api/v1/${lights}/statement?year=2026-27&format=csv`)
  ).text();
  expect(csv).toContain('A room at short notice');
  const others = JSON.stringify(await got(amina, `${rivers}/allocations`));
  expect(others).not.toContain('A room at short notice');
});
