import { startApp, type App } from '../support/app.js';
import { Browsing, formTokenIn } from '../support/browsing.js';
import { Client } from '../support/client.js';

/** The pool's cash beside the host's bank account, and beside what its partner recorded. */
const clock = { now: '2026-04-01T10:00:00Z' };
let app: App;
let amina: Client;

const year = '2026-27';
beforeAll(async () => {
  app = await startApp(() => new Date(clock.now));
  amina = new Client(app);
  await amina.done('funds/pool/establish-fund', {
    ...{ name: 'Pool', kind: 'single', host: 'GB-LAE-NMR' },
  });
  for (const [source, organisation] of [
    ['council', 'GB-LAE-NMR'],
    ['icb', 'GB-NHS-QMR'],
  ] as const) {
    await amina.done('funds/pool/open-source', {
      ...{ source, name: source, role: 'partner', organisation },
    });
    const pledge = { contribution: source, source, year, amount: '1200.00' };
    await amina.done('funds/pool/pledge-contribution', pledge);
    const signed = { contribution: source, evidence: 'Schedule' };
    await amina.done('funds/pool/confirm-contribution', signed);
    await amina.done('funds/pool/schedule-contribution', {
      contribution: source,
      schedule: {
        instalments: [
          { instalment: 'a', due: '2026-04-01', amount: '700.00' },
          { instalment: 'b', due: '2026-07-01', amount: '500.00' },
        ],
      },
    });
  }
  await receive('council', 'a', '700.00', 'JNL-000071', '2026-04-01');
  await receive('icb', 'a', '700.00', 'NHS4410023', '2026-04-08');
  await receive('council', 'b', '500.00', 'JNL-000090', '2026-07-01');
});
afterAll(() => app.stop());

async function receive(
  contribution: string,
  instalment: string,
  amount: string,
  reference: string,
  day: string,
): Promise<void> {
  clock.now = `${day}T10:00:00Z`;
  await amina.done('funds/pool/receive-instalment', {
    ...{ contribution, instalment, amount, reference, effective: day },
  });
}

type Told = Readonly<Record<string, unknown>>;
const problem = ({ body }: { body: Told }) => String(body['type']).replace(/^.*:/, '');
const told = async (id: string, query = ''): Promise<Told> =>
  (await amina.get(`reconciliations/${id}${query}`)).body;
const send = (id: string, csv: string, query = '') =>
  amina.sendTo(`reconciliations/${id}/extract?file=bank.csv${query}`, Buffer.from(csv));

const bank = [
  'Date,Narrative,Paid in,Paid out,Balance',
  '02/04/2026,JNL 000071 x JNL-000071,700.00,,700.00',
  '10/04/2026,MOORLAND ICB NHS4410023 J. Field,699.00,,1399.00',
  '15/04/2026,CHARGES,,2.50,1396.50',
  'not a day,BROUGHT FORWARD,,,1396.50',
].join('\n');

it('begins with the account of the pool, and refuses what cannot be compared yet', async () => {
  const asked = { fund: 'pool', against: 'bank', counterparty: 'Account 2041' };
  const wrong = { ...asked, from: '2026-07-01', to: '2026-04-01' };
  expect(problem(await amina.post('reconciliations/q1/begin-reconciliation', wrong))).toBe(
    'ends-before-it-begins',
  );
  expect(problem(await send('q1', bank))).toBe('not-found');
  await amina.done('reconciliations/q1/begin-reconciliation', {
    ...{ ...asked, from: '2026-04-01', to: '2026-06-30' },
  });
  expect(problem(await amina.post('reconciliations/q1/propose-matches', {}))).toBe(
    'extract-missing',
  );
  expect(await told('q1')).toMatchObject({
    state: 'begun',
    ledger: { count: 2, total: '1400.00' },
    extract: { count: 0, total: '0.00' },
  });
});

it('records an extract once, with what could not be read, and no word that may name a person', async () => {
  const rehearsed = await send('q1', bank, '&dryRun=true');
  expect(rehearsed.body).toMatchObject({ rowsIn: 4, recorded: 3, dryRun: true, total: '1396.50' });
  expect((await told('q1'))['state']).toBe('begun');
  const { body } = await send('q1', bank);
  expect(body).toMatchObject({
    rowsIn: 4,
    recorded: 3,
    quarantined: [{ line: 5, column: 'Date' }],
    mapping: { date: 'Date', paidIn: 'Paid in', paidOut: 'Paid out', text: 'Narrative' },
  });
  expect((await send('q1', bank)).status).toBe(200);
  expect((await told('q1'))['extract']).toEqual({ count: 3, total: '1396.50' });
  expect(problem(await send('q1', bank.replace('2.50', '3.50')))).toBe('extract-recorded');
  for await (const batch of app.runtime.store.read(0))
    for (const event of batch) expect(JSON.stringify(event.data)).not.toMatch(/Field|NHS4410023 J/);
  const unreadable = await send('q1', 'Name,Town\nA,B\n');
  expect([problem(unreadable), unreadable.body['detail']]).toEqual([
    'unreadable-file',
    expect.stringContaining('day of the entry'),
  ]);
});

it('proposes, and a person confirms, rejects, matches by hand and takes back', async () => {
  await amina.done('reconciliations/q1/propose-matches', {});
  const proposed = (await told('q1'))['matches'] as Told[];
  expect(proposed).toMatchObject([{ match: 'm1', lines: [2], by: 'reference', state: 'proposed' }]);
  expect((await told('q1'))['unmatchedLines']).toHaveLength(3);
  expect(problem(await amina.post('reconciliations/q1/propose-matches', {}))).toBe(
    'nothing-to-propose',
  );
  expect(problem(await amina.post('reconciliations/q1/sign-reconciliation', {}))).toBe(
    'matches-undecided',
  );
  await amina.done('reconciliations/q1/confirm-match', { match: 'm1' });
  expect(
    problem(await amina.post('reconciliations/q1/reject-match', { match: 'm1', cause: 'x' })),
  ).toBe('wrong-order');
  const open = (await told('q1'))['unmatchedEntries'] as { number: number }[];
  const icb = open[0]?.number ?? 0;
  const byHand = { match: 'icb', lines: [3], numbers: [icb] };
  const apart = await amina.post('reconciliations/q1/make-match', byHand);
  expect([problem(apart), apart.body['difference']]).toEqual(['match-does-not-balance', '-1.00']);
  const explained = { ...byHand, explanation: 'The ICB’s bank kept a charge of 1.00' };
  await amina.done('reconciliations/q1/make-match', explained);
  expect(
    problem(await amina.post('reconciliations/q1/make-match', { ...explained, match: 'again' })),
  ).toBe('match-taken');
  await amina.done('reconciliations/q1/undo-match', {
    match: 'icb',
    cause: 'The charge was refunded',
  });
  expect((await told('q1'))['unmatchedEntries']).toHaveLength(1);
  await amina.done('reconciliations/q1/make-match', { ...explained, match: 'icb-2' });
});

it('shows what is unmatched by its age, and how both sides come to each other', async () => {
  clock.now = '2026-07-20T10:00:00Z';
  expect(await told('q1')).toMatchObject({
    extract: { count: 3, total: '1396.50' },
    ledger: { count: 2, total: '1400.00' },
    difference: '-3.50',
    explained: '-1.00',
    unmatchedLines: [{ line: 4, amount: '-2.50', age: 96, band: 'over 90' }],
    unmatchedEntries: [],
    byAge: {
      lines: { 'over 90': { count: 1, total: '-2.50' }, '0-30': { count: 0, total: '0.00' } },
      entries: { 'over 90': { count: 0, total: '0.00' } },
    },
  });
});

it('is signed, and stands; as known before, it says what was known then', async () => {
  const before = (await told('q1'))['number'];
  await amina.done('reconciliations/q1/sign-reconciliation', {});
  expect((await told('q1'))['state']).toBe('signed');
  expect((await told('q1', `?asKnownAt=${String(before)}`))['state']).toBe('extract-recorded');
  expect(
    problem(await amina.post('reconciliations/q1/undo-match', { match: 'm1', cause: 'x' })),
  ).toBe('reconciliation-signed');
  const { body } = await amina.get('reconciliations');
  expect(body['reconciliations']).toMatchObject([{ id: 'q1', state: 'signed', fund: 'pool' }]);
});

it('compares a partner’s own books, in which what comes in here goes out', async () => {
  await amina.done('reconciliations/icb/begin-reconciliation', {
    ...{ fund: 'pool', against: 'partner', counterparty: 'Moorland ICB, ledger 7700' },
    ...{ sources: ['icb'], from: '2026-04-01', to: '2026-09-30' },
  });
  await send(
    'icb',
    'Posting date,Document number,Net amount\n2026-04-07,NHS4410023,-700.00\n2026-07-02,NHS4410999,-500.00\n',
  );
  await amina.done('reconciliations/icb/propose-matches', {});
  await amina.done('reconciliations/icb/confirm-match', { match: 'm1' });
  expect(await told('icb')).toMatchObject({
    mirrored: true,
    ledger: { count: 1, total: '-700.00' },
    unmatchedLines: [{ line: 3, amount: '-500.00' }],
    unmatchedEntries: [],
  });
});

describe('on pages', () => {
  const shown = async (path: string, who = 'amina'): Promise<string> => {
    const response = await new Client(app, who).fetch(path);
    expect(response.status).toBe(200);
    return (await response.text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  };

  it('lists what was compared with a bank apart from what was compared with partners', async () => {
    const list = await shown('/funds/pool/reconciliation');
    expect(list).toMatch(
      /Against a bank or general ledger .*Account 2041, 1 April 2026 to 30 June 2026 .*Signed/,
    );
    expect(list).toMatch(/Against partners’ books .*Moorland ICB, ledger 7700, .*Being matched/);
    expect(list).not.toMatch(/\bq1\b/);
  });

  it('shows both sides, what has no counterpart with its age, and the forms that decide', async () => {
    const q1 = await shown('/funds/pool/reconciliation/q1');
    expect(q1).toContain(
      'Signed by Amina Clarke, pooled fund manager (amina) for GB-LAE-NMR on 20 July 2026 .',
    );
    expect(q1).toContain('In the extract 3 £1,396.50');
    expect(q1).toContain('Less: extract lines without a counterpart 1 £2.50');
    expect(q1).toContain('Less: differences within matches, explained £1.00');
    // What is matched, by day and amount on each side.
    expect(q1).toContain('3: 10 April 2026, £699.00 22 8 April 2026, £700.00 By hand');
    expect(q1).toContain('In the ledger 2 £1,400.00');
    expect(q1).toContain('Extract less ledger \u2212£3.50');
    expect(q1).toContain('4 15 April 2026 \u2212£2.50 96');
    expect(q1).toMatch(/Over 90 1 \u2212£2\.50 0 £0\.00 Together 1 \u2212£2\.50 0 £0\.00/);
    expect(q1).not.toContain('Match by hand');
    const icb = await amina.fetch('/funds/pool/reconciliation/icb');
    expect(await icb.text()).toContain('/do/reconciliations/icb/undo-match?match=m1&amp;fund=pool');
  });

  it('takes an extract from a form: shown as it is read, and then recorded', async () => {
    await amina.done('reconciliations/gl/begin-reconciliation', {
      ...{ fund: 'pool', against: 'general-ledger', counterparty: 'Code 4410' },
      ...{ from: '2026-04-01', to: '2026-06-30' },
    });
    const browser = new Browsing(app.url);
    await browser.signIn('amina');
    const at = '/funds/pool/reconciliation/gl';
    expect(await (await browser.get(at)).text()).toContain(`href="${at}/extract"`);
    const form = formTokenIn(await (await browser.get(`${at}/extract`)).text());
    const unreadable = { name: 'names.csv', bytes: Buffer.from('Name,Town\nA,B\n') };
    const wrong = await browser.send(`${at}/extract`, { form, step: 'check' }, unreadable);
    expect([wrong.status, await wrong.text()]).toEqual([
      400,
      expect.stringContaining('day of the entry'),
    ]);
    const file = { name: 'gl.csv', bytes: Buffer.from(bank) };
    const check = await (await browser.send(`${at}/extract`, { form, step: 'check' }, file)).text();
    expect(check.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).toMatch(
      /Rows in the file 4 Would be recorded 3 Set aside 1 Total £1,396.50 .*5 Date/,
    );
    expect((await told('gl'))['state']).toBe('begun');
    const sha256 = /name="sha256" value="([^"]+)"/.exec(check)?.[1] ?? '';
    const recorded = await browser.post(`${at}/extract`, { form, sha256, step: 'record' });
    expect([recorded.status, recorded.headers.get('Location')]).toEqual([303, at]);
    expect(await told('gl')).toMatchObject({
      state: 'extract-recorded',
      extract: { count: 3, total: '1396.50' },
    });
    expect((await browser.get('/funds/other/reconciliation/gl/extract')).status).toBe(404);
  });

  it('has its columns mended by hand, and kept to when the next one comes', async () => {
    const others = (id: string) =>
      amina.done(`reconciliations/${id}/begin-reconciliation`, {
        ...{ fund: 'pool', against: 'bank', counterparty: `Account ${id}` },
        ...{ from: '2026-04-01', to: '2026-06-30' },
      });
    await others('b1');
    await others('b2');
    const browser = new Browsing(app.url);
    await browser.signIn('amina');
    const at = (id: string): string => `/funds/pool/reconciliation/${id}/extract`;
    const first = await (await browser.get(at('b1'))).text();
    expect(first).toContain('>As in gl.csv, of Code 4410</option>');
    const form = formTokenIn(first);
    const csv = (line: string): Buffer => Buffer.from(`When,Said,Came,Went\n${line}\n`);
    const file = { name: 'april.csv', bytes: csv('02/04/2026,JNL-000071,700.00,') };
    const unread = await browser.send(at('b1'), { form, step: 'check' }, file);
    const asked = await unread.text();
    expect([unread.status, asked]).toEqual([
      400,
      expect.stringMatching(/<title>Error: [^]*Choose the column that holds it\./),
    ]);
    expect(asked).not.toContain('Record the extract');
    const sha256 = /name="sha256" value="([^"]+)"/.exec(asked)?.[1] ?? '';
    const dated = { form, sha256, 'map.date': 'When' };
    const half = await browser.post(at('b1'), { ...dated, step: 'check' });
    expect([half.status, await half.text()]).toEqual([
      400,
      expect.stringContaining('No column was recognised for the amount'),
    ]);
    const mapped = { ...dated, 'map.paidIn': 'Came', 'map.paidOut': 'Went', 'map.text': 'Said' };
    const check = await (await browser.post(at('b1'), { ...mapped, step: 'check' })).text();
    expect(check).toContain('<option value="Went" selected>');
    expect(check).toContain('name="map.paidIn" value="Came"');
    const recorded = await browser.post(at('b1'), { ...mapped, step: 'record' });
    expect([recorded.status, (await told('b1'))['extract']]).toEqual([
      303,
      { count: 1, total: '700.00' },
    ]);

    expect(await (await browser.get(at('b2'))).text()).toContain(
      '<option value="b1">As in april.csv, of Account b1</option>',
    );
    const next = { name: 'may.csv', bytes: csv('10/05/2026,CHARGES,,2.50') };
    const like = await browser.send(at('b2'), { form, step: 'check', like: 'b1' }, next);
    expect(like.status).toBe(200);
    expect((await like.text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).toContain(
      'Would be recorded 1 Set aside 0 Total −£2.50',
    );
  });

  it('says where there is none of that name', async () => {
    const response = await amina.fetch('/funds/pool/reconciliation/none-such');
    expect(response.status).toBe(404);
  });
});
