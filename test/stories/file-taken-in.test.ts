import { createHash } from 'node:crypto';
import { importId } from '#apps/service/imports/import-file.js';
import { Browsing, formTokenIn } from '../support/browsing.js';
import { startApp, type App } from '../support/app.js';
import { Client, type Body } from '../support/client.js';
import { describeSharedData, sharedBytes } from '../support/shared-data.js';

/** A published file through the pages, without scripts: sent, mended, checked, recorded, put right. */
describeSharedData('a file that is taken in through the pages', () => {
  let app: App;
  let client: Client;
  let browser: Browsing;
  let token: string;
  const at = '/funds/pool/imports/new';

  const lines = (): string[] =>
    sharedBytes('payments-calderdale/2022-07.csv').toString('utf8').split(/\r?\n/);
  const [head = '', ...rows] = lines().slice(0, 41);
  const amountOf = (row: string): string => row.split(',')[5] ?? '';
  /** The third row's amount and the fifth one's day are spoiled: lines 4 and 6 of the file. */
  const spoiled = rows.map((row, place) =>
    place === 2
      ? row.replace(`,${amountOf(row)},`, ',12.3O,')
      : place === 4
        ? row.replace(/,2022-\d\d-\d\d,/, ',soon,')
        : row,
  );
  const bytes = Buffer.from([head, ...spoiled, ''].join('\r\n'));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const id = importId(sha256, 'pool');
  const file = { name: '2022-07 <b>"July".csv', bytes };

  beforeAll(async () => {
    app = await startApp(() => new Date('2026-06-01T09:00:00Z'), 'a-council');
    client = new Client(app);
    await client.done('funds/pool/establish-fund', {
      ...{ name: 'The pool', kind: 'pooled', host: 'a-council', effective: '2022-04-01' },
    });
    await client.done('funds/pool/open-scheme', {
      ...{ scheme: 'care', name: 'Care at home', effective: '2022-04-01' },
    });
    browser = new Browsing(app.url);
    await browser.signIn('amina');
    token = formTokenIn(await (await browser.get(at)).text());
  });
  afterAll(() => app.stop());

  const number = async (): Promise<number> => (await app.runtime.store.head()).number;
  const spent = async (): Promise<string> => {
    const { body } = await client.get('funds/pool/balances?account=cash:expenditure&by=account');
    return (body['balances'] as unknown as { amount: string }[])[0]?.amount ?? '0.00';
  };
  const dryRun = async (query = ''): Promise<Body> =>
    (await client.send('pool', 'spending', bytes, `&dryRun=true&scheme=care${query}`)).body;
  const summaryIn = (html: string): Record<string, string> =>
    Object.fromEntries(
      [...html.matchAll(/<dt class="govuk-summary-list__key">([^<]*)<\/dt><dd[^>]*>([^<]*)</g)].map(
        ([, label = '', value = '']) => [label, value],
      ),
    );
  const pounds = (amount: unknown): string =>
    `£${Number(amount).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`;
  const chosen = (html: string, meaning: string): string | undefined =>
    new RegExp(`id="map.${meaning}"[^]*?</select>`)
      .exec(html)?.[0]
      .match(/<option value="([^"]*)" selected/)?.[1];

  it('is found from what there is to do', async () => {
    expect(await (await browser.get('/funds/pool/tasks')).text()).toContain(`href="${at}"`);
    expect(await (await browser.get('/funds/pool')).text()).toContain('href="/funds/pool/imports"');
  });

  it('is taken from a form of this service alone, and whole', async () => {
    const before = await number();
    const asked = { format: 'spending', step: 'record' };
    expect((await browser.send(at, asked, file)).status).toBe(403);
    expect((await browser.send(at, { ...asked, form: 'another' }, file)).status).toBe(403);
    const held = { ...asked, form: token, sha256 };
    const none = await browser.post(at, held);
    expect(none.status).toBe(400);
    expect(await none.text()).toContain('Choose it again');
    const large = { name: 'large.csv', bytes: Buffer.alloc(64 * 1024 * 1024 + 1, 'x') };
    const refused = await browser.send(at, { ...asked, form: token }, large);
    expect([refused.status, await refused.text()]).toEqual([
      400,
      expect.stringContaining('larger than 64 MB'),
    ]);
    expect(await number()).toBe(before);
  });

  it('asks for what is missing', async () => {
    const answer = await browser.send(at, { form: token, step: 'check' });
    expect(answer.status).toBe(400);
    const html = await answer.text();
    for (const says of ['Say what the file holds.', 'Choose a file.']) expect(html).toContain(says);
  });

  it('is shown as it is read before anything is recorded, with the figures of the API', async () => {
    const before = await number();
    const form = { form: token, format: 'spending', scheme: 'care', reason: 'July', step: 'check' };
    const html = await (await browser.send(at, form, file)).text();
    const report = await dryRun();
    expect(report).toMatchObject({ rowsIn: 40, recorded: 38, quarantined: 2 });
    expect(summaryIn(html)).toMatchObject({
      'Rows in the file': '40',
      'To be recorded': '38',
      'To be set aside': '2',
      'SHA-256': sha256,
      Total: pounds(report['total']),
    });
    expect(html).toContain('2022-07 &lt;b&gt;&quot;July&quot;.csv');
    expect(html).not.toContain('<b>"July"');
    expect(chosen(html, 'amount')).toBe('Net Amount');
    expect(chosen(html, 'transactionNumber')).toBe('Internal Ref Number');
    expect(html).toContain('<strong>VAT Registration Number</strong>');
    expect(html).toContain('12.3O');
    expect(html).toContain('Record 38 rows');
    expect(await number()).toBe(before);
  });

  it('is read by other columns where somebody says so', async () => {
    const mapped = { 'map.transactionNumber': 'Invoice Number', 'map.amount': '' };
    const form = { form: token, format: 'spending', scheme: 'care', sha256, step: 'check' };
    const wrong = await browser.post(at, { ...form, ...mapped });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain('Choose the column that holds it.');
    const right = await browser.post(at, { ...form, 'map.transactionNumber': 'Invoice Number' });
    expect(chosen(await right.text(), 'transactionNumber')).toBe('Invoice Number');
  });

  it('is recorded when somebody says so, and adds up', async () => {
    const form = { form: token, format: 'spending', scheme: 'care', sha256, reason: 'July' };
    const mapped = { 'map.transactionNumber': 'Invoice Number' };
    const html = await (await browser.post(at, { ...form, ...mapped, step: 'record' })).text();
    expect(html).toContain('38 of 40 rows');
    expect(html).toContain('2 rows were set aside');
    const report = await dryRun(
      `&mapping=${encodeURIComponent('{"transactionNumber":"Invoice Number"}')}`,
    );
    expect(report).toMatchObject({ repeated: true, recorded: 38, quarantined: 2 });
    expect(html).toContain(pounds(report['total']));
    const { body } = await client.get(`funds/pool/imports/${id}/rows`);
    expect(body['import']).toMatchObject({
      ...{ scheme: 'care', total: report['total'], file: file.name },
      mapping: { transactionNumber: 'Invoice Number' },
    });
    const page = await (await browser.get(`/funds/pool/imports/${id}`)).text();
    expect(summaryIn(page)).toMatchObject({ Recorded: '38', 'Set aside': '2' });
    expect(page).toContain(`href="/funds/pool/imports/${id}/rows/4"`);
    expect(await (await browser.get('/audit/imports')).text()).toContain(
      `href="/funds/pool/imports/${id}"`,
    );
  });

  it('changes nothing when it comes again, and lends its columns to the next', async () => {
    const before = await number();
    const form = { form: token, format: 'spending', scheme: 'care', like: id, step: 'check' };
    const again = await (await browser.send(at, form, file)).text();
    expect(again).toContain('nothing would change');
    expect(again).not.toContain('value="record"');
    // The first row once more, and one that is new.
    const next = Buffer.from([head, spoiled[0], rows[2], ''].join('\n'));
    const html = await (await browser.send(at, form, { name: 'next.csv', bytes: next })).text();
    expect(chosen(html, 'transactionNumber')).toBe('Invoice Number');
    expect(html).toContain('Possible duplicates');
    expect(html).toContain('Record 2 rows');
    expect(await number()).toBe(before);
  });

  describe('a row that was set aside', () => {
    const row = `/funds/pool/imports/${id}/rows/4`;
    const fieldsIn = (html: string): Record<string, string> =>
      Object.fromEntries(
        [...html.matchAll(/<input[^>]*id="(cell-\d+)"[^>]*>/g)].map(([input, name = '']) => [
          name,
          (/value="([^"]*)"/.exec(input)?.[1] ?? '').replaceAll('&amp;', '&'),
        ]),
      );
    const fieldOf = (html: string, column: string): string =>
      new RegExp(`<label[^>]*for="(cell-\\d+)">\\s*${column}\\s*<`).exec(html)?.[1] ?? '';

    it('is opened as it was received, with the reason beside its cell', async () => {
      const html = await (await browser.get(row)).text();
      const amount = fieldOf(html, 'Net Amount');
      expect(fieldsIn(html)[amount]).toBe('12.3O');
      expect(html).toMatch(new RegExp(`id="${amount}-error"[^]*?12.3O`));
    });

    it('is put right, checked and recorded', async () => {
      const html = await (await browser.get(row)).text();
      const amount = fieldOf(html, 'Net Amount');
      const said = { ...fieldsIn(html), form: token, reason: 'The council said so' };
      const before = { number: await number(), spent: await spent() };
      const wrong = await browser.post(row, { ...said, [amount]: 'ten', step: 'check' });
      expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('“ten”')]);
      const without = await browser.post(row, { ...said, reason: '', step: 'check' });
      expect(without.status).toBe(400);
      const right = { ...said, [amount]: '12.30' };
      const checked = await (await browser.post(row, { ...right, step: 'check' })).text();
      expect(checked).toContain('Net Amount: “12.3O” became “12.30”');
      expect(checked).toContain('£12.30');
      expect(await number()).toBe(before.number);
      const done = await browser.follow(await browser.post(row, { ...right, step: 'record' }));
      expect(await done.text()).toContain('Line 4 is put right and recorded.');
      expect(Math.round((Number(await spent()) - Number(before.spent)) * 100)).toBe(1230);
      const { body } = await client.get(`funds/pool/imports/${id}/rows?state=put+right`);
      expect(body['rows']).toMatchObject([
        { line: 4, changes: [{ column: 'Net Amount', received: '12.3O', corrected: '12.30' }] },
      ]);
      expect(await (await browser.get(row)).text()).toContain('Line 4 is put right');
    });

    it('is opened with the file alone, by whoever has it', async () => {
      const other = new Browsing(app.url);
      await other.signIn('amina');
      const address = `/funds/pool/imports/${id}/rows/6`;
      const asked = await (await other.get(address)).text();
      expect(asked).not.toContain('Net Amount');
      const form = { form: formTokenIn(asked), step: 'file' };
      const wrong = await other.send(address, form, { name: 'x.csv', bytes: Buffer.from('a,b\n') });
      expect([wrong.status, await wrong.text()]).toEqual([
        400,
        expect.stringContaining('another file'),
      ]);
      const opened = await other.follow(await other.send(address, form, file));
      expect(fieldsIn(await opened.text())).toMatchObject({ 'cell-0': 'soon' });
    });
  });
});
