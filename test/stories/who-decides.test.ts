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
  await by('amina').done('delegations/GB-LAE-NMR/adopt-delegation', {
    title: 'Scheme of delegation 2026',
    evidence: 'Full Council, 25 February 2026',
    effective: '2026-04-01',
    powers: [power('director', { limit: '100000.00' })],
  });
}, 60_000);
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
