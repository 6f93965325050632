import { Browsing, formTokenIn } from '../support/browsing.js';
import { startApp, type App } from '../support/app.js';
import { Client, type Body } from '../support/client.js';
import { rowsOfPage } from '../support/page-figures.js';
import { describeSharedData } from '../support/shared-data.js';

/** Registers of contracts, over HTTP: taken in, put right, taken in again, and followed by the next month's. */
let app: App;
let client: Client;
const october = `Ref,Title,Supplier,Company no,Start date,End date,Duration (months),Total value,Annual value,Organisation
C1,Home care,Moor Care Ltd,19990002,01/04/2024,31/03/2027,36,"£360,000.00","£120,000.00",Moor Council
C2,Day centre,Two Rivers CIC,,TBC,TBC,,TBC,,Moor Council
C3,Meals,Hot Meals,,01/04/2026,31/03/2026,12,100.00,200.00,Moor Council
C4,Transport,Moor Cars Ltd,,01/04/2025,31/03/2028,36,10k to 20k,,Moor Council
`;
/** A month later: one contract is worth more, one has gone. */
const november = october
  .replace(/^C2.*\n/m, '')
  .replace('10k to 20k', '15000.00')
  .replace('£360,000.00', '£420,000.00');

beforeAll(async () => {
  app = await startApp(() => new Date('2026-11-22T09:00:00Z'), 'a-council');
  client = new Client(app);
  await client.done('funds/pool/establish-fund', {
    name: 'Pool',
    kind: 'pooled',
    host: 'a-council',
  });
});
afterAll(() => app.stop());

const send = async (text: string, query: string): ReturnType<Client['send']> =>
  client.send('pool', 'contract-register', Buffer.from(text), query);
const pounds = (amount: string): string =>
  `£${Number(amount).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`;
const head = async (): Promise<number> => (await app.runtime.store.head()).number;

it('is looked at first, and records nothing', async () => {
  const before = await head();
  const { status, body } = await send(october, '&file=register-2026-10.csv&dryRun=true');
  expect({ status, body }).toMatchObject({
    status: 200,
    body: {
      ...{ rowsIn: 4, recorded: 3, quarantined: 1, total: '360100.00', dryRun: true },
      ...{ publisher: 'Moor Council', asAt: '2026-10-31' },
      counts: { withTotal: 2, withoutTotal: 1 },
      kinds: [{ kind: 'listed-contract', rows: 3, total: '360100.00' }],
      quarantinedRows: [{ line: 5, column: 'Total value' }],
    },
  });
  expect(await head()).toBe(before);
});

it('is recorded as published, posts nothing, and changes nothing when it comes again', async () => {
  const { body } = await send(october, '&file=register-2026-10.csv');
  expect(body).toMatchObject({ recorded: 3, quarantined: 1, repeated: false });
  const after = await head();
  expect((await send(october, '&file=another-name.csv')).body).toMatchObject({ repeated: true });
  expect(await head()).toBe(after);
  const { body: balances } = await client.get('funds/pool/balances');
  expect(balances['balances']).toEqual([]);
});

it('is of one publisher and one day, once it is recorded', async () => {
  for (const other of ['publisher=Another+Council', 'asAt=2026-09-30'])
    expect(await send(october, `&file=register-2026-10.csv&${other}`)).toMatchObject({
      status: 409,
      body: { type: 'urn:common-purse:problem:imported-otherwise' },
    });
});

it('has its rows put right like every other file', async () => {
  const { body } = await client.get('imports');
  const [{ id } = { id: '' }] = body['imports'] as unknown as { id: string }[];
  const corrections = encodeURIComponent(JSON.stringify({ 'Total value': '15000.00' }));
  const answer = await client.sendTo(
    `funds/pool/imports/${id}/rows/5?reason=Asked+the+council&corrections=${corrections}`,
    Buffer.from(october),
  );
  expect(answer).toMatchObject({ status: 200, body: { lines: [5], total: '15000.00' } });
});

const contracts = async (query = ''): Promise<Body[]> =>
  (await client.get(`published-contracts?${query}`)).body['contracts'] as unknown as Body[];

it('lists what is published, as it was written and as it is read', async () => {
  const all = await contracts();
  expect(all.map(({ reference }) => reference)).toEqual(['C1', 'C2', 'C3', 'C4']);
  expect(all[0]).toMatchObject({
    ...{ publisherName: 'Moor Council', asAt: '2026-10-31', state: 'listed', line: 2 },
    ...{ total: '360000.00', totalWritten: '£360,000.00', basis: 'unknown' },
    ...{ start: '2024-04-01', startWritten: '01/04/2024', monthsByDates: 36, duration: '36' },
    ...{ ending: 'within-6', supplierIs: 'GB-COH-19990002', supplierKnown: false },
  });
  expect(all[1]).toMatchObject({
    ...{ total: null, totalWritten: 'TBC', start: null, startWritten: 'TBC' },
    ...{ byDuration: 'unknown', byDates: 'unknown', ending: 'unknown', supplierIs: 'unknown' },
  });
  expect(all[2]).toMatchObject({ annualOverTotal: true, endBeforeStart: true });
  expect(all[3]).toMatchObject({ total: '15000.00', line: 5 });
});

it('is filtered, sorted, divided and written as files like every list', async () => {
  const references = (found: Body[]) => found.map(({ reference }) => reference);
  expect(references(await contracts('endBeforeStart=true'))).toEqual(['C3']);
  expect(references(await contracts('words=cars+transport'))).toEqual(['C4']);
  expect(references(await contracts('sort=-total&limit=2'))).toEqual(['C1', 'C4']);
  const csv = await client.fetch('/api/v1/published-contracts?state=listed', {
    Accept: 'text/csv',
  });
  expect((await csv.text()).trim().split('\r\n')).toHaveLength(1 + 4);
});

it('stands in the ecosystem view, beside what is committed and in no sum of it', async () => {
  const { body } = await client.get('ecosystem');
  expect(body).toMatchObject({
    totals: { within: { spending: '0.00', commitments: '0.00' } },
    publishedContracts: {
      all: { contracts: 4, withTotal: 3, withoutTotal: 1, amount: '375100.00' },
      noLongerListed: 0,
      flags: [
        { flag: 'annual-over-total', contracts: 1 },
        { flag: 'end-before-start', contracts: 1 },
        { flag: 'duration-unlike-dates', contracts: 0 },
      ],
    },
  });
});

describe('the next month’s register', () => {
  let before: number;
  beforeAll(async () => {
    before = await head();
    expect((await send(november, '&file=register-2026-11.csv')).body).toMatchObject({
      ...{ recorded: 3, quarantined: 0, asAt: '2026-11-22' },
    });
  });

  it('counts instead of the one before, and deletes nothing', async () => {
    const all = await contracts();
    const states = all.map(({ reference, state, total }) => [reference, state, total]);
    expect(states).toEqual(
      expect.arrayContaining([
        ['C1', 'listed', '420000.00'],
        ['C2', 'no longer listed', null],
        ['C4', 'listed', '15000.00'],
      ]),
    );
    expect(all).toHaveLength(4);
    const { body } = await client.get('contract-registers');
    expect(body['registers']).toMatchObject([
      { asAt: '2026-10-31', counts: false },
      { asAt: '2026-11-22', counts: true },
    ]);
  });

  it('keeps what the older one said', async () => {
    const id = (await contracts('reference=C1'))[0]?.['id'];
    const { body } = await client.get(`published-contracts/${String(id)}`);
    expect(body['statements']).toMatchObject([
      { asAt: '2026-11-22', total: '420000.00' },
      { asAt: '2026-10-31', total: '360000.00' },
    ]);
    const [then] = await contracts(`asKnownAt=${before}&reference=C1`);
    expect(then).toMatchObject({ total: '360000.00', state: 'listed' });
    const [effective] = await contracts('effectiveOn=2026-10-31&reference=C1');
    expect(effective).toMatchObject({ total: '360000.00', state: 'listed' });
    expect(await contracts('effectiveOn=2026-10-30')).toEqual([]);
  });

  it('does not give way to an older one that comes later', async () => {
    const august = october.replace('£360,000.00', '£1.00').replace('10k to 20k', '2.00');
    await send(august, '&file=Register%20August%202026.csv');
    expect((await contracts('reference=C1'))[0]).toMatchObject({
      ...{ total: '420000.00', asAt: '2026-11-22' },
    });
    const { body } = await client.get('contract-registers');
    expect(body['registers']).toMatchObject([{ asAt: '2026-08-31' }, {}, {}]);
  });
});

describe('on the pages', () => {
  const page = async (path: string): Promise<string> => (await client.fetch(path)).text();

  it('shows the figures of the API in the ecosystem view, each leading to its contracts', async () => {
    const { body } = await client.get('ecosystem');
    const { all } = body['publishedContracts'] as unknown as {
      all: { contracts: number; amount: string };
    };
    const html = await page('/ecosystem');
    const [, section = ''] = html.split('id="published-contracts"');
    expect(section).toContain(pounds(all.amount));
    const links = [...section.matchAll(/href="(\/published-contracts\?[^"]*)">(\d+)</g)];
    expect(links.length).toBeGreaterThan(5);
    for (const [, href = '', count = ''] of links)
      expect(await page(href.replaceAll('&amp;', '&'))).toMatch(
        new RegExp(`>${count} contracts?, the largest published totals first<`),
      );
  });

  it('leads from a sum over several lengths to the contracts of these', async () => {
    const rows = rowsOfPage(await page('/ecosystem'));
    const long = rows.find(({ cells }) => cells[0]?.text === 'Of these, 36 months and longer');
    const total = long?.cells.at(-1);
    expect(total?.text).toMatch(/^£/);
    const found = rowsOfPage(await page(total?.href ?? ''));
    expect(found.find(({ isTotal }) => isTotal)?.cells.at(-1)?.text).toBe(total?.text);
    expect(String(found.filter(({ isTotal }) => !isTotal).length)).toBe(long?.cells.at(-2)?.text);
    expect(await page(total?.href ?? '')).toMatch(/selected>36 months and longer/);
  });

  it('shows a contract as published, with its file and line, and what was said of it before', async () => {
    const [of] = await contracts('reference=C3');
    const html = await page(`/published-contracts/${String(of?.['id'])}`);
    for (const says of ['Hot Meals', '£100.00', 'The end is before the start', 'line 3'])
      expect(html).toContain(says);
    expect(html).toContain(`/funds/pool/imports/${String(of?.['import'])}`);
    expect((await client.fetch('/published-contracts/none:2')).status).toBe(404);
  });

  it('leads from the file to its contracts', async () => {
    const [of] = await contracts('reference=C1');
    const html = await page(`/funds/pool/imports/${String(of?.['import'])}`);
    expect(html).toContain('Moor Council');
    expect(html).toContain(`href="/published-contracts?import=${String(of?.['import'])}"`);
  });
});

it('is refused where nobody says whose it is, and taken where somebody does', async () => {
  const nameless = october.replace(/,(Organisation|Moor Council)$/gm, '').replace('C1', 'N1');
  expect(await send(nameless, '&file=of-nobody.csv&dryRun=true')).toMatchObject({
    status: 422,
    body: { type: 'urn:common-purse:problem:publisher-not-said' },
  });
  const said = '&file=of-nobody.csv&dryRun=true&publisher=GB-LAE-MOR&asAt=2026-01-31';
  expect((await send(nameless, said)).body).toMatchObject({
    ...{ publisher: 'GB-LAE-MOR', asAt: '2026-01-31' },
  });
});

describe('taken in through the pages', () => {
  const at = '/funds/pool/imports/new';
  const nameless = Buffer.from(
    'Title,Supplier,Contract value,End date\nPest control,Pests Ltd,500.00,31/03/2027\n',
  );
  const file = { name: 'contracts <b>.csv', bytes: nameless };

  it('asks whose register it is, shows how it is read, and records it when somebody says so', async () => {
    const browser = new Browsing(app.url);
    await browser.signIn('amina');
    const form = formTokenIn(await (await browser.get(at)).text());
    const asked = { form, format: 'contract-register', step: 'check' };
    const before = await head();
    const unsaid = await browser.send(at, asked, file);
    expect(unsaid.status).toBe(400);
    expect(await unsaid.text()).toMatch(/id="publisher-error"[^]*?which body publishes it/);
    const never = await browser.send(at, { ...asked, publisher: 'B', asAt: 'soon' }, file);
    expect([never.status, await never.text()]).toEqual([
      400,
      expect.stringContaining('Write a day such as 2026-10-31.'),
    ]);
    const said = { ...asked, publisher: 'Borough of B', asAt: '2026-09-30' };
    const html = await (await browser.send(at, said, file)).text();
    for (const says of ['Borough of B', '30 September 2026', 'Record 1 row', '£500.00'])
      expect(html).toContain(says);
    expect(html).toContain('<option value="Contract value" selected>');
    expect(await head()).toBe(before);
    const sha256 = /name="sha256" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? '';
    const record = { ...said, sha256, step: 'record' };
    expect(await (await browser.post(at, record)).text()).toContain('1 of 1 row');
    expect(await contracts('words=pest')).toMatchObject([
      { publisherName: 'Borough of B', asAt: '2026-09-30', total: '500.00', ending: 'within-6' },
    ]);
  });
});

/** The register of Salford, through the public importer: the totals of the data's own README. */
describeSharedData('the contract register of Salford, July 2022', () => {
  const file = 'contracts-salford/contract-register-2022-07.csv';
  const publisher = encodeURIComponent('Salford City Council');

  it('has 180 contracts, 174 with a total: 589,890,979.45, and nothing set aside', async () => {
    const report = await client.upload('pool', 'contract-register', file);
    expect(report).toMatchObject({
      ...{ rowsIn: 180, recorded: 180, quarantined: 0, total: '589890979.45' },
      ...{ publisher: 'Salford City Council', asAt: '2022-07-31' },
      counts: { withTotal: 174, withoutTotal: 6 },
    });
  });

  it('shows lengths by duration and by dates, and what contradicts itself, for itself', async () => {
    const { body } = await client.get('ecosystem?effectiveOn=2022-07-31');
    expect(body['publishedContracts']).toMatchObject({
      all: { contracts: 180, withTotal: 174, withoutTotal: 6, amount: '589890979.45' },
      lengths: {
        longTerm: { byDuration: { contracts: 71 }, byDates: { contracts: 86 } },
      },
    });
    const [one, ...others] = await contracts('effectiveOn=2022-07-31&annualOverTotal=true');
    expect(others).toEqual([]);
    expect(one).toMatchObject({ reference: 'S1013', annual: '16945.00', total: '16495.00' });
  });

  it('commits nothing: no balance of any fund has anything of it', async () => {
    expect((await client.get('balances')).body['balances']).toEqual([]);
    const known = await contracts(`publisherName=${publisher}&state=listed`);
    expect(known).toHaveLength(180);
    expect(new Set(known.map(({ basis }) => basis))).toEqual(new Set(['unknown']));
  });
});
