import { northmoorSetUp } from '#apps/service/example/northmoor.js';
import { startApp, type App } from '../support/app.js';
import { Client, type Answer } from '../support/client.js';
import { tellAll } from '../support/told-over-http.js';

/** Who may decide on budget, and on what word, through the public API. */
let app: App;
const as: Record<string, Client> = {};
const by = (who: string): Client => (as[who] ??= new Client(app, who));

beforeAll(async () => {
  app = await startApp(() => new Date('2026-06-01T09:00:00.000Z'));
  await tellAll(by('amina'), northmoorSetUp);
  await by('nadia').done('delegations/GB-LAE-NMR/adopt-delegation', {
    title: 'Scheme of delegation 2026',
    evidence: 'Full Council, 25 February 2026',
    effective: '2026-04-01',
    powers: [power('director', { limit: '100000.00' })],
  });
});
afterAll(() => app.stop());

const power = (office: string, more: object): object => ({
  power: `${office}-virement`,
  office,
  decisions: ['virement'],
  ...more,
});
const refusedAs = (status: number, problem: string, facts: object): object => ({
  status,
  body: { type: `urn:common-purse:problem:${problem}`, ...facts },
});

it('moves no budget past its approvers by giving it up and allocating it anew', async () => {
  const budget = { source: 'council', year: '2026-27' };
  await by('amina').done('funds/northmoor/give-up-budget', {
    ...{ ...budget, scheme: 'navigators', amount: '100.00' },
  });
  // What no scheme had is allocated as before; what Navigators gave up is a virement.
  const allocate = (amount: string): Promise<Answer> =>
    by('amina').post('funds/northmoor/allocate-budget', { ...budget, scheme: 'brokerage', amount });
  expect((await allocate('80000.00')).status).toBe(200);
  const refused = await allocate('100.00');
  expect(refused).toMatchObject(
    refusedAs(403, 'not-delegated', { rule: 20, asks: { decision: 'virement', amount: '100.00' } }),
  );
  await by('rosalind').done('funds/northmoor/approve-decision', {
    ...(refused.body['asks'] as unknown as object),
    until: '2026-12-31',
  });
  expect((await allocate('100.00')).status).toBe(200);
});

describe('a move', () => {
  const place = (scheme: string): object => ({
    kind: 'scheme',
    fund: 'northmoor',
    scheme,
    source: 'council',
    year: '2026-27',
    nature: 'revenue',
  });
  const propose = (id: string, amount: string, more: object = {}, who = 'amina') =>
    by(who).post(`reallocations/${id}/propose-reallocation`, {
      legs: [{ amount, from: place('navigators'), to: place('brokerage') }],
      ...more,
    });
  const put = (command: string, id: string, who: string): Promise<Answer> =>
    by(who).post(`reallocations/${id}/${command}-reallocation`, {});
  async function state(id: string): Promise<unknown> {
    const { body } = await by('amina').get('reallocations');
    const [all = []] = Object.values(body).filter(Array.isArray) as Record<string, unknown>[][];
    return all.find((one) => one['id'] === id)?.['state'];
  }

  /** What the start page says beside the fund of proposals that wait. */
  const waits = async (): Promise<string[]> =>
    (await (await by('amina').fetch('/')).text()).match(/\d+ proposals? to decide/g) ?? [];

  it('is refused by an office that may decide it, and by nobody else', async () => {
    expect(await waits()).toEqual([]);
    expect((await propose('contested', '10.00', {}, 'owen')).status).toBe(200);
    expect(await waits()).toEqual(['1 proposal to decide']);
    expect(await put('refuse', 'contested', 'amina')).toMatchObject(
      refusedAs(403, 'not-delegated', { rule: 20, office: 'pooled-fund-manager' }),
    );
    expect(await state('contested')).toBe('proposed');
    expect((await put('refuse', 'contested', 'rosalind')).status).toBe(200);
    expect(await state('contested')).toBe('rejected');
  });

  it('is not technical where its schemes serve different purposes', async () => {
    expect(await propose('renamed', '10.00', { technical: true })).toMatchObject(
      refusedAs(422, 'changes-purpose', { rule: 20, from: 'navigators', to: 'brokerage' }),
    );
  });

  it('waits for the second person, whose own limit it does not use up', async () => {
    await by('nadia').done('delegations/GB-LAE-NMR/revise-delegation', {
      title: 'Scheme of delegation 2026',
      evidence: 'Full Council, 1 June 2026',
      effective: '2026-06-01',
      powers: [
        power('head-of-service', {
          limit: '60000.00',
          decides: 'with-second',
          seconds: ['director'],
        }),
        power('director', { limit: '20000.00', cumulative: { amount: '20000.00' } }),
      ],
    });
    for (const id of ['first', 'second', 'third']) {
      expect((await propose(id, '20000.01')).status).toBe(200);
      // More than the director may decide: it joins as the second person, and only then.
      expect((await put('approve', id, 'rosalind')).status).toBe(403);
      expect((await put('approve', id, 'owen')).status).toBe(200);
      expect(await state(id)).toBe('proposed');
      expect((await put('approve', id, 'rosalind')).status).toBe(200);
      expect(await state(id)).toBe('decided');
    }
    // Of its own 20,000.00 a year it has let 100.00 be allocated anew, and no more.
    expect((await propose('own', '19900.00')).status).toBe(200);
    expect((await put('approve', 'own', 'rosalind')).status).toBe(200);
    expect(await state('own')).toBe('decided');
  });
});
