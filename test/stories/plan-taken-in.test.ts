import { importId } from '#apps/service/imports/import-file.js';
import { createHash } from 'node:crypto';
import { Browsing, formTokenIn } from '../support/browsing.js';
import { startApp, type App } from '../support/app.js';
import { Client, type Body } from '../support/client.js';
import {
  betterCarePlan,
  planBook,
  planCsv,
  sharedProsperityPlan,
  withCell,
} from '../support/plans.js';

/** A plan over HTTP and through the pages: promised, described, allocated as far as the money is there. */
describe('a plan that is taken in', () => {
  let app: App;
  let client: Client;
  /** Saved once: the same plan saved again is another file. */
  let book: Buffer;
  beforeAll(async () => {
    book = await planBook(betterCarePlan);
    app = await startApp(() => new Date('2026-04-10T09:00:00Z'), 'a-council');
    client = new Client(app);
    for (const fund of ['care', 'again', 'known', 'fresh', 'prosperity', 'apart'])
      await client.done(`funds/${fund}/establish-fund`, {
        ...{ name: `The ${fund} pool`, kind: 'pooled', host: 'a-council', effective: '2026-04-01' },
      });
  });
  afterAll(() => app.stop());

  const plan = 'planning-workbook';
  const taken = async (fund: string, bytes: Buffer, query = ''): Promise<Body> =>
    (await client.send(fund, plan, bytes, query)).body;
  const number = async (): Promise<number> => (await app.runtime.store.head()).number;
  /** By what they are of, such as `E1 2026-27`. */
  const balances = async (fund: string, account: string, by: string): Promise<object> => {
    const { body } = await client.get(`funds/${fund}/balances?account=${account}&by=${by}`);
    const rows = body['balances'] as unknown as Record<string, string>[];
    return Object.fromEntries(
      rows.map((row) => [
        by
          .split(',')
          .map((name) => row[name])
          .join(' '),
        row['amount'],
      ]),
    );
  };
  const named = async (fund: string, list: string): Promise<string[]> => {
    const { body } = await client.get(`funds/${fund}`);
    return (body[list] as unknown as { id: string; name: string }[]).map(({ name }) => name);
  };

  it('says before anything is recorded what it holds', async () => {
    const before = await number();
    const report = await taken('care', book, '&dryRun=true');
    expect(report).toMatchObject({
      ...{ rowsIn: 10, recorded: 10, quarantined: 0, total: '6750001.00', dryRun: true },
      kinds: [
        { kind: 'allocation', rows: 5, total: '3370000.50' },
        { kind: 'contribution', rows: 5, total: '3380000.50' },
      ],
    });
    expect(await number()).toBe(before);
  });

  it('promises what is to be put in, describes the schemes, and allocates', async () => {
    expect(await taken('care', book)).toMatchObject({ recorded: 10, quarantined: 0 });
    expect(await named('care', 'sources')).toEqual(
      expect.arrayContaining([
        'Disabled Facilities Grant',
        'Minimum NHS contribution, Fellside ICB',
      ]),
    );
    expect(await named('care', 'schemes')).toEqual(
      expect.arrayContaining(['Adaptations', 'Carers', 'Home First', 'Falls']),
    );
    const { body } = await client.get('funds/care');
    expect(body['contributions']).toHaveLength(9);
    expect(await balances('care', 'budget:scheme:indicative', 'scheme,year')).toEqual({
      ...{ 'scheme-1 2026-27': '400000.00', 'scheme-1 2027-28': '410000.00' },
      // Of two sources: 300,000 and 120,000.
      ...{ 'scheme-2 2026-27': '420000.00', 'scheme-2 2027-28': '300000.00' },
      ...{ 'scheme-3 2026-27': '700000.50', 'scheme-3 2027-28': '740000.00' },
      ...{ 'scheme-4 2026-27': '200000.00', 'scheme-4 2027-28': '200000.00' },
    });
    // What is put in and not planned to be spent.
    expect(await balances('care', 'budget:unallocated:indicative', 'year')).toEqual({
      '2027-28': '10000.00',
    });
  });

  it('changes nothing when it comes again', async () => {
    const before = await number();
    expect(await taken('care', book)).toMatchObject({ repeated: true, recorded: 10 });
    expect(await number()).toBe(before);
  });

  it('is there already when it is saved anew', async () => {
    await taken('again', book);
    const before = await balances('again', 'budget:scheme:indicative', 'scheme,year');
    const anew = await planBook({ ...betterCarePlan, Notes: [['Saved anew']] });
    const report = await taken('again', anew);
    expect(report).toMatchObject({
      ...{ rowsIn: 10, recorded: 10, quarantined: 0, total: '0.00' },
      kinds: [{ kind: 'already-there', rows: 10, total: '0.00' }],
    });
    expect(await balances('again', 'budget:scheme:indicative', 'scheme,year')).toEqual(before);
  });

  it('knows a source again by its name, whatever its identifier is', async () => {
    await client.done('funds/known/open-source', {
      ...{ source: 'dfg-2026', name: 'Disabled facilities grant (DFG)', role: 'partner' },
      ...{ organisation: 'GB-LAE-NMR', effective: '2026-04-01' },
    });
    expect(await taken('known', book)).toMatchObject({ recorded: 10, quarantined: 0 });
    const sources = await named('known', 'sources');
    expect(sources.filter((name) => /disabled/i.test(name))).toEqual([
      'Disabled facilities grant (DFG)',
    ]);
    expect(await balances('known', 'budget:scheme:indicative', 'source,year')).toMatchObject({
      'dfg-2026 2026-27': '400000.00',
    });
  });

  it('proposes only what a later plan has more, and says what the fund has more than it', async () => {
    const fund = (await client.get('funds/again')).body;
    const put = fund['contributions'] as unknown as { amount: string }[];
    const less = withCell(betterCarePlan, '5. Expenditure', 10, 15, 650_000.5);
    const report = await taken('again', await planBook(less), '&dryRun=true');
    expect(report).toMatchObject({ rowsIn: 10, recorded: 9, quarantined: 1 });
    expect(report['quarantinedRows']).toEqual([
      {
        ...{ line: 1010, column: '' },
        reason: expect.stringContaining(
          'the scheme has 700000.50 of this money allocated for 2026-27 (revenue), more than the 650000.50 of the plan',
        ),
      },
    ]);
    const more = withCell(betterCarePlan, '5. Expenditure', 10, 16, 745_000);
    expect(await taken('again', await planBook(more))).toMatchObject({
      ...{ recorded: 10, quarantined: 0, total: '5000.00' },
      kinds: [
        { kind: 'allocation', rows: 1, total: '5000.00' },
        { kind: 'already-there', rows: 9, total: '0.00' },
      ],
    });
    expect((await client.get('funds/again')).body['contributions']).toHaveLength(put.length);
  });

  it('is an expected grant through its lead authority where a programme gives it', async () => {
    const report = await taken('prosperity', await planBook(sharedProsperityPlan));
    expect(report).toMatchObject({ rowsIn: 4, recorded: 4, total: '1320000.00' });
    const { body } = await client.get('funds/prosperity');
    expect(body['sources']).toMatchObject([
      { name: 'UK Shared Prosperity Fund', role: 'funder', organisation: 'unknown' },
    ]);
    expect(body['schemes']).toMatchObject([
      { id: 'E1', name: 'Improvements to town centres', category: 'communities-and-place' },
      { id: 'E23', name: 'Strengthening local networks' },
      { id: 'E33', name: 'Employment support', category: 'people-and-skills' },
    ]);
    expect(await balances('prosperity', 'budget:scheme:expected', 'scheme,year,nature')).toEqual({
      ...{ 'E1 2026-27 capital': '50000.00', 'E1 2026-27 revenue': '20000.00' },
      ...{ 'E1 2027-28 capital': '60000.00', 'E23 2026-27 revenue': '80000.00' },
      ...{ 'E23 2027-28 revenue': '90000.00', 'E33 2026-27 revenue': '200000.00' },
      'E33 2027-28 revenue': '160000.00',
    });
    expect(await balances('prosperity', 'budget:unallocated:expected', 'year')).toEqual({});
  });

  describe('with rows that the fund has no money for, or that cannot be read', () => {
    let spoiled: Buffer;
    let id: string;
    beforeAll(async () => {
      const short = withCell(betterCarePlan, '5. Expenditure', 10, 15, 700_000.51);
      spoiled = await planBook(withCell(short, '5. Expenditure', 11, 16, 'soon'));
      id = importId(createHash('sha256').update(spoiled).digest('hex'), 'apart');
    });
    const putRight = async (line: number, cells: Record<string, string>): Promise<Body> => {
      const query = `reason=Agreed&corrections=${encodeURIComponent(JSON.stringify(cells))}`;
      return (await client.sendTo(`funds/apart/imports/${id}/rows/${line}?${query}`, spoiled)).body;
    };

    it('sets them aside, and records the others', async () => {
      const report = await taken('apart', spoiled);
      expect(report).toMatchObject({ rowsIn: 10, recorded: 8, quarantined: 2 });
      expect(report['quarantinedRows']).toEqual([
        { line: 1010, column: '', reason: expect.stringContaining('short by 0.01') },
        { line: 1011, column: 'Expenditure 27/28 (£)', reason: expect.stringContaining('“soon”') },
      ]);
      expect((report['warnings'] as unknown as string[]).join('\n')).toContain(
        '“Minimum NHS Contribution”, says 900000.50 under “Expenditure Yr 1”, and the rows of 2026-27 that can be read come to 700000.51.',
      );
    });

    it('has each put right in the columns of its own table', async () => {
      expect(await putRight(1011, { 'Gross Contribution Yr 1': '5' })).toMatchObject({
        status: 400,
        detail: expect.stringContaining('a table without the column Gross Contribution Yr 1'),
      });
      expect(await putRight(1011, { 'Expenditure 27/28 (£)': '200000' })).toMatchObject({
        ...{ lines: [1011], total: '400000.00', inPart: null },
        changes: [{ column: 'Expenditure 27/28 (£)', received: 'soon', corrected: '200000' }],
      });
      expect(await putRight(1010, { 'Expenditure 26/27 (£)': '700000.50' })).toMatchObject({
        total: '1440000.50',
      });
      const { body } = await client.get(`funds/apart/imports/${id}/rows`);
      expect(body['import']).toMatchObject({ rowsIn: 10, recorded: 10, quarantined: 0 });
      expect(await balances('apart', 'budget:unallocated:indicative', 'year')).toEqual({
        '2027-28': '10000.00',
      });
    });
  });

  it('spends the source that is named for all of it where its rows name none', async () => {
    const profile = planCsv(sharedProsperityPlan['Expenditure profile'] ?? []);
    expect(await taken('apart', profile, '&dryRun=true')).toMatchObject({
      ...{ rowsIn: 3, recorded: 0, quarantined: 3 },
      quarantinedRows: Array(3).fill({
        line: expect.any(Number),
        column: '',
        reason: expect.stringContaining('nothing says whose money it is'),
      }),
    });
    await client.done('funds/single/establish-fund', {
      ...{ name: 'A grant', kind: 'grant', host: 'a-council', effective: '2026-04-01' },
    });
    await client.done('funds/single/open-source', {
      ...{ source: 'uk', name: 'UKSPF', role: 'funder', organisation: 'unknown' },
      effective: '2026-04-01',
    });
    for (const [year, nature, amount] of [
      ['2026-27', 'revenue', '300000.00'],
      ['2027-28', 'revenue', '250000.00'],
    ] as const)
      await client.done('funds/single/pledge-contribution', {
        ...{ contribution: `uk-${year}`, source: 'uk', year, nature, amount },
        effective: '2026-04-01',
      });
    // The first row needs capital, and there is none.
    expect(await taken('single', profile, '&source=uk')).toMatchObject({
      ...{ recorded: 2, quarantined: 1, total: '530000.00' },
      quarantinedRows: [
        { line: 4, reason: expect.stringContaining('holds revenue money for 2026-27') },
      ],
    });
  });

  it('is offered on the page that takes files in, with its columns to be mended', async () => {
    const browser = new Browsing(app.url);
    await browser.signIn('amina');
    const at = '/funds/fresh/imports/new';
    const asked = await (await browser.get(at)).text();
    expect(asked).toContain('value="planning-workbook"');
    const form = { form: formTokenIn(asked), format: plan, step: 'check' };
    const wrong = await planBook(withCell(betterCarePlan, '4. Income', 15, 2, 299_999));
    const html = await (
      await browser.send(at, form, { name: 'bcf plan.xlsx', bytes: wrong })
    ).text();
    for (const says of [
      ...['Record 10 rows', 'Allocations', 'Contributions', '£3,370,000.50'],
      'Total iBCF Contribution”: it says 299999.00',
      ...['Expenditure: scheme or intervention', '<strong>Provider</strong>'],
      '<option value="Scheme Name" selected>',
    ])
      expect(html).toContain(says);
    // The second year's column is not to be read: what it says is left out, and said to be.
    const sha256 = createHash('sha256').update(wrong).digest('hex');
    const chosen = {
      ...{ 'map.incomeSource': 'Disabled Facilities Grant (DFG)' },
      ...{ 'map.income1': 'Gross Contribution Yr 1', 'map.income2': '' },
      ...{ 'map.scheme': 'Scheme Name', 'map.schemeReference': 'Scheme ID' },
      ...{ 'map.fundedBy': 'Source of Funding', 'map.spend1': 'Expenditure 26/27 (£)' },
    };
    const mended = await (await browser.post(at, { ...form, sha256, ...chosen })).text();
    expect(mended).toContain('£1,720,000.50');
    expect(mended).toContain('<strong>Expenditure 27/28 (£)</strong>');
    const register = Buffer.from('Ref,Contract title,Supplier,Start date\nC1,Care,Abbey,1/4/26\n');
    const another = await browser.send(at, form, { name: 'register.csv', bytes: register });
    expect(await another.text()).toContain('Send it as a register of contracts.');
    const anew = await planBook({ ...betterCarePlan, Notes: [['Saved once more']] });
    const there = '/funds/care/imports/new';
    const same = await (
      await browser.send(there, form, { name: 'bcf plan.xlsx', bytes: anew })
    ).text();
    expect(same).toContain('nothing would change');
    expect(same).not.toContain('value="record"');
  });
});
