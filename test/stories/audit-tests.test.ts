import { auditTests } from '#projections/audit-trail/tests/all.js';
import { startApp, type App } from '../support/app.js';
import { delegation, FundPast } from '../support/audited-past.js';
import { Client } from '../support/client.js';
import { appointPeople } from '../support/people.js';
import { recordPast } from '../support/recorded-past.js';

/** Each saved test over two funds: one that holds what it looks for, and one that holds nothing of it. */
const suspect = new FundPast('suspect')
  .verified('before the year', '2026-03-20', '310.07', {
    ...{ period: '2026-04', relatesTo: '2025-26', on: '2026-04-05' },
  })
  .allocated('beyond', '2026-04-06', '700.50', '200.00')
  .verified('twice', '2026-05-08', '412.17', { provider: 'rivers', reference: 'R-1' })
  .verified('twice again', '2026-05-08', '412.17', { provider: 'rivers', reference: 'R-2' })
  .verified('same paper', '2026-05-09', '99.17', { reference: 'P-7' })
  .verified('same paper again', '2026-05-19', '99.17', { reference: 'p-7' })
  .closed('May closes', '2026-06-10', '2026-05')
  .verified('late', '2026-05-20', '100.03', { period: '2026-07', on: '2026-07-05' })
  .reversed('taken back', '2026-07-06', 'late', '100.03')
  .recoded('recoded', '2026-07-07', 'twice', '412.17')
  .recodedAlone('alone', '2026-07-07', '412.17')
  .authorised('near', '2026-07-08', '49500.01', 'panel', 'owen', 'una')
  .authorised('split 1', '2026-07-10', '30000.01', 'crisis', 'rosalind', 'amina')
  .authorised('split 2', '2026-07-20', '29999.01', 'crisis', 'rosalind', 'amina')
  .moved('m1', '2026-08-01', '10000.01', 'kim', 'lee')
  .moved('m2', '2026-08-02', '10000.02', 'kim', 'lee')
  .advance('round', '2026-08-03', '5000.00')
  .paid('paid 7', '2026-08-04', 'same paper', '10.07', 'BACS-7')
  .paid('paid 8', '2026-08-05', 'same paper', '10.07', 'BACS-8')
  .paid('paid 10', '2026-08-06', 'same paper', '10.07', 'BACS-10')
  .movedOut('in March', '2027-03-20', '60.01');

const blameless = new FundPast('blameless')
  .allocated('within', '2026-04-06', '700.50')
  .verified('in time', '2026-05-20', '412.17', { reference: 'A-1' })
  .verified('once more', '2026-05-21', '412.17', { reference: 'A-2' })
  .closed('May closes', '2026-06-10', '2026-05')
  .authorised('small', '2026-07-08', '10000.01', 'panel', 'owen', 'una')
  .authorised('one', '2026-07-10', '30000.01', 'crisis', 'rosalind', 'amina')
  .authorised('one later', '2026-09-20', '29999.01', 'crisis', 'rosalind', 'bea')
  .moved('m3', '2026-09-21', '10000.01', 'kim', 'lee')
  .paid('paid 1', '2026-09-22', 'in time', '412.17', 'BACS-1')
  .paid('paid 2', '2026-09-23', 'once more', '412.17', 'BACS-2')
  .movedOut('in September', '2026-09-24', '60.01');

let app: App;
let client: Client;
const numbers: Record<string, number> = {};

beforeAll(async () => {
  app = await startApp(() => new Date('2027-05-01T09:00:00Z'), null);
  const past = [{ name: 'delegation', ...delegation }, ...suspect.past, ...blameless.past];
  const at = (of: (typeof past)[number]): string => of.on ?? of.draft.effective;
  past.sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0));
  const placed = await recordPast(app.runtime.store, past);
  // Later than all of it, since recorded times only rise.
  await appointPeople(app.runtime.ledger);
  placed.forEach((number, place) => {
    const { name = '', stream = '' } = past[place] ?? {};
    numbers[suspect.past.some((each) => each.stream === stream) ? name : `blameless ${name}`] =
      number;
  });
  await app.runtime.runner.progress.until(placed.length, 240_000);
  client = new Client(app);
});
afterAll(() => app.stop());

const run = async (test: string, query: string) => {
  const { status, body } = await client.get(`audit/tests/${test}?${query}`);
  expect([test, query, status, body['detail']]).toEqual([test, query, 200, undefined]);
  return body as unknown as {
    number: number;
    findings: {
      numbers: number[];
      what: string;
      amount: string | null;
      of: object;
      fund: string;
    }[];
  };
};
const rest = async (test: string, query: string): Promise<number[][]> =>
  (await run(test, query)).findings.map((finding) => finding.numbers);

/** What each finds in the fund that gives cause: findings, each by the names of its events. */
const expected: Record<string, string[][]> = {
  'late-items': [['before the year'], ['late']],
  'cut-off': [['before the year']],
  'entries-after-close': [['late']],
  reversals: [['taken back']],
  recodings: [['recoded']],
  'near-limit': [['near']],
  'split-approvals': [['split 1', 'split 2']],
  'proposers-and-approvers': [
    ['split 1', 'split 2'],
    ['m1', 'm2'],
  ],
  'decided-alone': [['alone']],
  'round-sums': [['round']],
  'year-end-virements': [['in March']],
  gaps: [['paid 8', 'paid 10']],
  duplicates: [
    ['twice', 'twice again'],
    ['same paper', 'same paper again'],
  ],
  overrides: [['beyond']],
};

it('has a case for every test', () => {
  expect(Object.keys(auditTests)).toEqual([...Object.keys(expected), 'debtors-and-creditors']);
});

describe.each(Object.entries(expected))('%s', (test, found) => {
  it('finds what there is', async () => {
    expect(await rest(test, 'fund=suspect')).toEqual(
      found.map((names) => names.map((name) => numbers[name])),
    );
  });

  it('finds nothing where there is nothing', async () => {
    expect(await rest(test, 'fund=blameless')).toEqual([]);
  });

  it('knows nothing of it before it was recorded', async () => {
    expect(await rest(test, `fund=suspect&asKnownAt=${numbers['established'] ?? 0}`)).toEqual([]);
  });
});

describe('debtors and creditors', () => {
  it('are named with their events on 31 March', async () => {
    // As known then the last 31 March was in 2026, and what relates to before it counts in April.
    const then = `fund=suspect&asKnownAt=${numbers['in March'] ?? 0}`;
    expect(await rest('debtors-and-creditors', then)).toEqual([]);
    // 310.07 + 2 × 99.17 + 100.03 − 100.03 − 3 × 10.07; 2 × 412.17, of which the recoding moved nothing.
    const later = await run('debtors-and-creditors', 'fund=suspect&day=2027-03-31');
    expect(later.findings.map(({ of, amount }) => [of, amount])).toEqual([
      [expect.objectContaining({ kind: 'creditor', whose: 'lights' }), '-478.20'],
      [expect.objectContaining({ kind: 'creditor', whose: 'rivers' }), '-824.34'],
      [expect.objectContaining({ kind: 'paid in advance', whose: 'rivers' }), '5000.00'],
    ]);
  });

  it('are nobody where all is paid', async () => {
    expect(await rest('debtors-and-creditors', 'fund=blameless&day=2027-03-31')).toEqual([]);
  });
});

describe('the tests', () => {
  it('are listed with definition and defaults', async () => {
    const { body } = await client.get('audit/tests');
    expect(body['tests']).toHaveLength(Object.keys(auditTests).length);
    expect(body['tests']).toContainEqual(
      expect.objectContaining({ name: 'near-limit', parameters: { share: '0.9' } }),
    );
  });

  it('take parameters', async () => {
    expect(await rest('near-limit', 'fund=suspect&share=0.6')).toHaveLength(2);
    expect(await rest('split-approvals', 'fund=suspect&days=5')).toEqual([]);
    expect(await rest('split-approvals', 'fund=blameless&days=100')).toHaveLength(1);
    expect(await rest('duplicates', 'fund=suspect&by=day')).toHaveLength(1);
    expect(await rest('gaps', 'fund=suspect&most=1')).toEqual([]);
  });

  it.each([
    ['near-limit?share=9', 'share'],
    ['near-limit?shere=0.9', 'shere'],
    ['split-approvals?days=0', 'days'],
    ['round-sums?multiple=thousand', 'multiple'],
  ])('refuse %s', async (query, why) => {
    const { status, body } = await client.get(`audit/tests/${query}`);
    expect([status, String(body['detail'])]).toEqual([400, expect.stringContaining(why)]);
  });

  it('are only those that there are', async () => {
    expect((await client.get('audit/tests/astrology')).status).toBe(404);
  });
});
