import { readFileSync } from 'node:fs';
import { northmoorSetUp } from '#apps/service/example/northmoor.js';
import { startApp, type App } from '../support/app.js';
import { Client, type Answer } from '../support/client.js';
import { tellAll } from '../support/told-over-http.js';

/** Schemes of delegation as two councils have set them: data that is adopted, and decided by. */
let app: App;
const by = (who: string): Client => new Client(app, who);
let moves = 0;

interface Scheme {
  readonly title: string;
  readonly powers: readonly { readonly office: string }[];
}
const schemeOf = (council: string): Scheme =>
  JSON.parse(readFileSync(`test/support/councils/${council}.json`, 'utf8')) as Scheme;

beforeAll(async () => {
  app = await startApp(() => new Date('2026-06-01T09:00:00.000Z'));
  await tellAll(by('amina'), northmoorSetUp);
});
afterAll(() => app.stop());

/** Proposed by one and approved by another, or by the one alone. */
async function move(amount: string, from: string, to: string, proposer: string, approver: string) {
  const place = (scheme: string): object => ({
    ...{ kind: 'scheme', fund: 'northmoor', scheme },
    ...{ source: 'council', year: '2026-27', nature: 'revenue' },
  });
  const id = `move-${++moves}`;
  await by(proposer).done(`reallocations/${id}/propose-reallocation`, {
    legs: [{ amount, from: place(from), to: place(to) }],
  });
  const answer = await by(approver).post(`reallocations/${id}/approve-reallocation`, {});
  const { body } = await by(approver).get('reallocations');
  const [all = []] = Object.values(body).filter(Array.isArray) as Record<string, unknown>[][];
  return { answer, decided: all.find((one) => one['id'] === id) };
}
const refusedAs = (answer: Answer, problem: string, facts: object): void =>
  expect(answer).toMatchObject({
    status: 403,
    body: { type: `urn:common-purse:problem:${problem}`, rule: 20, short: '0.01', ...facts },
  });

describe('West Lancashire', () => {
  const { powers, ...scheme } = schemeOf('west-lancashire');
  const navigators = (amount: string, proposer: string, approver: string) =>
    move(amount, 'navigators', 'brokerage', proposer, approver);

  it('lets a head of service decide alone on 25,000.00 and no penny more', async () => {
    await by('nadia').done('delegations/GB-LAE-NMR/adopt-delegation', {
      ...{ ...scheme, powers, effective: '2026-04-01' },
    });
    const { answer, decided } = await navigators('25000.00', 'owen', 'owen');
    expect(answer.status).toBe(200);
    expect(decided).toMatchObject({ state: 'decided alone' });
    const beyond = await navigators('25000.01', 'owen', 'owen');
    refusedAs(beyond.answer, 'exceeds-delegation', { limit: '25000.00' });
  });

  it.each([
    ['chief-officer', '50000.00', '50000.01'],
    ['section-151-officer', '50000.00', '50000.01'],
    ['cabinet', '100000.00', '100000.01'],
    ['council', '250000.00', null],
  ])('lets %s approve %s', async (office, within, beyond) => {
    // Rosalind speaks for that office, as a row of the scheme names it.
    await by('nadia').done('delegations/GB-LAE-NMR/revise-delegation', {
      ...{ ...scheme, effective: '2026-06-01' },
      powers: powers.map((row) => (row.office === office ? { ...row, office: 'director' } : row)),
    });
    const { decided } = await navigators(within, 'owen', 'rosalind');
    expect(decided).toMatchObject({ state: 'decided' });
    if (beyond === null) return;
    const { answer } = await navigators(beyond, 'owen', 'rosalind');
    refusedAs(answer, 'exceeds-delegation', { limit: within });
  });
});

describe('Blackpool', () => {
  it.each([
    ['0.5 % of net revenue on social services', 'navigators', 'participation', '100000.00'],
    ['0.25 % of it on another budget head', 'brokerage', 'infrastructure', '25000.00'],
  ])('delegates %s, cumulative for the year', async (_, from, to, limit) => {
    await by('nadia').done('delegations/GB-LAE-NMR/revise-delegation', {
      ...{ ...schemeOf('blackpool'), effective: '2026-06-01' },
    });
    const rest = `${Number(limit) - 15000}.00`;
    for (const amount of ['15000.00', rest]) {
      const { decided } = await move(amount, from, to, 'amina', 'rosalind');
      expect(decided).toMatchObject({ state: 'decided' });
    }
    const { answer } = await move('0.01', from, to, 'amina', 'rosalind');
    refusedAs(answer, 'exceeds-cumulative', { limit, already: limit });
  });
});
