import { rowsOfPage } from '../support/page-figures.js';
import { startApp, type App } from '../support/app.js';
import { Client, type Answer } from '../support/client.js';

/** A part of an invoice was another partner's to pay: who may say so is in the scheme of delegation. */
let app: App;
let now = new Date('2026-06-01T09:00:00Z');
const as: Record<string, Client> = {};
const by = (who: string): Client => (as[who] ??= new Client(app, who));
const council = 'GB-LAE-NMR';
const year = '2026-27';
const ask = (who: string, command: string, body: object): Promise<Answer> =>
  by(who).post(`funds/pool/${command}`, body);
const done = (command: string, body: object) => by('amina').done(`funds/pool/${command}`, body);
const refusedAs = (status: number, problem: string, facts: object): object => ({
  status,
  body: { type: `urn:common-purse:problem:${problem}`, ...facts },
});

async function cost(): Promise<Record<string, string>> {
  const { body } = await by('amina').get('funds/pool/balances?account=cash:expenditure&by=source');
  const balances = body['balances'] as unknown as Record<string, string>[];
  return Object.fromEntries(balances.map(({ source = '', amount = '' }) => [source, amount]));
}

beforeAll(async () => {
  app = await startApp(() => now);
  await done('establish-fund', {
    name: 'Pool',
    kind: 'pooled',
    host: council,
    effective: '2026-04-01',
  });
  await done('open-scheme', { scheme: 'navigators', name: 'Navigators' });
  for (const [source, organisation] of [
    ['council', council],
    ['icb', 'GB-NHS-QMR'],
  ] as const) {
    const money = { source, year, amount: '50000.00' };
    await done('open-source', { source, name: source, role: 'partner', organisation });
    await done('pledge-contribution', { contribution: source, ...money });
    await done('confirm-contribution', { contribution: source, evidence: 'Signed schedule' });
    await done('allocate-budget', { scheme: 'navigators', ...money });
  }
  await by('nadia').done(`delegations/${council}/adopt-delegation`, {
    title: 'Scheme of delegation 2026',
    evidence: 'Full Council, 25 February 2026',
    effective: '2026-04-01',
    powers: [
      { office: 'head-of-service', limit: '1000.00', decides: 'alone' },
      { office: 'director', limit: '20000.00' },
    ].map((power) => ({ power: `${power.office}-recoding`, decisions: ['recoding'], ...power })),
  });
  await done('verify-expenditure', {
    expenditure: 'invoice',
    provider: 'GB-COH-19990001',
    scheme: 'navigators',
    sources: [{ source: 'council', amount: '12000.00' }],
    nature: 'revenue',
    net: '12000.00',
    reference: 'HL-7',
  });
  await done('pay-expenditure', { expenditure: 'invoice', amount: '6000.00', remittance: 'BACS' });
});
afterAll(() => app.stop());

const recoding = (expenditure: string, amount: string): object => ({
  expenditure,
  corrects: 'invoice',
  amount,
  scheme: 'navigators',
  sources: [{ source: 'icb', amount }],
});

it('recodes a part at once within what the office may decide alone, and tells the auditor', async () => {
  expect((await ask('owen', 'recode-spending', recoding('small', '1000.00'))).status).toBe(200);
  expect(await cost()).toEqual({ council: '11000.00', icb: '1000.00' });
  const { body } = await by('priya').get('audit-notices');
  expect(JSON.stringify(body)).toContain('decided-alone/pool/small');
});

it('refuses more, naming the limit and its day, and an office that has no such power', async () => {
  expect(await ask('owen', 'recode-spending', recoding('large', '3000.00'))).toMatchObject(
    refusedAs(403, 'exceeds-delegation', {
      rule: 20,
      limit: '1000.00',
      short: '2000.00',
      ruleDate: '2026-04-01',
    }),
  );
  expect(await ask('amina', 'recode-spending', recoding('large', '3000.00'))).toMatchObject(
    refusedAs(403, 'not-delegated', { office: 'pooled-fund-manager' }),
  );
});

it('recodes nothing from a day before it was spent', async () => {
  const early = { ...recoding('early', '500.00'), effective: '2026-05-31' };
  expect(await ask('owen', 'recode-spending', early)).toMatchObject(
    refusedAs(422, 'recoded-before-spending', { spent: '2026-06-01', asked: '2026-05-31' }),
  );
  expect(await cost()).toEqual({ council: '11000.00', icb: '1000.00' });
});

it('puts no more under a source than the share that it allows', async () => {
  await done('open-scheme', { scheme: 'panel', name: 'Panel' });
  await done('set-share-limit', {
    ...{ limit: 'panels', name: 'Panels', source: 'icb', kind: 'maximum', rate: '0.01' },
    ...{ schemes: ['panel'], evidence: 'Letter of 2 May 2026' },
  });
  const onPanel = { ...recoding('panel', '500.01'), scheme: 'panel' };
  expect(await ask('owen', 'recode-spending', onPanel)).toMatchObject(
    refusedAs(422, 'share-exceeded', {
      rule: 18,
      limit: 'Panels',
      allowed: '500.00',
      short: '0.01',
    }),
  );
  expect(await cost()).toEqual({ council: '11000.00', icb: '1000.00' });
});

it('lets it be proposed, and recodes it once the director approves', async () => {
  await done('propose-recoding', {
    ...{ proposal: 'icb-part', reason: 'The board shares the cost' },
    recoding: { command: 'recode-spending', ...recoding('large', '3000.00') },
  });
  expect(await ask('amina', 'approve-recoding', { proposal: 'icb-part' })).toMatchObject(
    refusedAs(403, 'proposer-approves', { rule: 20 }),
  );
  const seen = async (path: string, who = 'rosalind'): Promise<string> =>
    (await by(who).fetch(path, { Accept: 'text/html' })).text();
  expect(rowsOfPage(await seen('/approvals')).map(({ cells }) => cells[0]?.text)).toContain(
    'Recode £3,000.00 of spending \u201cinvoice\u201d to Navigators, icb',
  );
  // What it would do, before anybody approves it: for who gives the last approval and for all others.
  const proposal = await seen('/approvals/recodings/pool/icb-part');
  for (const text of [
    proposal,
    await seen('/approvals/recodings/pool/icb-part', 'owen'),
    await seen('/approvals/recodings/pool/icb-part', 'amina'),
  ]) {
    const lines = rowsOfPage(text)
      .filter(({ caption }) => caption === 'Where the spending stands, before and after')
      .map(({ cells }) => cells.map((cell) => cell.text));
    expect(lines).toEqual([
      ['2026\u201127', 'Navigators', 'council', '\u2013', '£11,000.00', '£8,000.00'],
      ['2026\u201127', 'Navigators', 'icb', '\u2013', '£1,000.00', '£4,000.00'],
    ]);
  }
  // Who decides reads who asks and why, without another page; on paper, too.
  expect(proposal).toContain('The board shares the cost');
  expect(proposal).toMatch(/Proposed by<\/dt><dd[^>]*>[^<]*amina/i);
  expect(await cost()).toEqual({ council: '11000.00', icb: '1000.00' });
  // Taken together the fund spends as much as before.
  expect(proposal).toContain('No figure of the fund\u2019s health changes by it.');

  expect((await ask('rosalind', 'approve-recoding', { proposal: 'icb-part' })).status).toBe(200);
  expect(await cost()).toEqual({ council: '8000.00', icb: '4000.00' });
});

it('shows who asked, who decided by which delegation, and what is left of the invoice', async () => {
  const { body } = await by('amina').get('funds/pool');
  expect(body['recodingProposals']).toMatchObject([
    { id: 'icb-part', state: 'decided', proposer: 'amina', cost: '3000.00' },
  ]);
  expect(body['recodings']).toMatchObject([
    { id: 'large', left: '8000.00', how: 'approved', decidedBy: [{ by: 'rosalind' }] },
    { id: 'small', left: '11000.00', how: 'alone', decidedBy: [{ office: 'head-of-service' }] },
  ]);
});

it('pays each part on, half of which was paid', async () => {
  const left = async (expenditure: string, amount: string) =>
    (await ask('amina', 'pay-expenditure', { expenditure, amount, remittance: 'BACS' })).body;
  expect(await left('large', '1500.01')).toMatchObject({ short: '0.01' });
  expect(await left('invoice', '4000.01')).toMatchObject({ short: '0.01' });
  await done('pay-expenditure', { expenditure: 'large', remittance: 'BACS' });
  const { body } = await by('amina').get('funds/pool/trial-balance');
  expect(body['balanced']).toBe(true);
});

it('lets a proposal lapse that nobody decided by its last day', async () => {
  await done('propose-recoding', {
    proposal: 'forgotten',
    recoding: { command: 'recode-spending', ...recoding('more', '2000.00') },
    expires: '2026-06-30',
  });
  now = new Date('2026-07-01T09:00:00Z');
  const seen = async () =>
    app.runtime.runner.progress.until((await app.runtime.store.head()).number, 5_000);
  await seen();
  await app.runtime.scheduler.wake();
  await seen();
  const { body } = await by('amina').get('funds/pool');
  expect(body['recodingProposals']).toContainEqual(
    expect.objectContaining({ id: 'forgotten', state: 'lapsed', expires: '2026-06-30' }),
  );
  expect(body['due']).toEqual([]);
});
