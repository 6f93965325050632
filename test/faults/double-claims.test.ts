import { pino } from 'pino';
import { listen } from '#apps/service/start.js';
import type { Runtime } from '#apps/service/runtime.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { onThisMachine } from '../support/listening.js';

/** Two agreements pay for the same measure, out of two funds, and two processes are asked at once. */
const logger = pino({ level: 'silent' });
const now = (): Date => new Date('2026-05-01T09:00:00Z');
const people = Array.from({ length: 48 }, (_, each) => `hl-${each}`);
let app: App;
let other: Runtime & { readonly close: () => Promise<void> };
let clients: { readonly pool: Client; readonly grant: Client };
const outcomes = { pool: 'work', grant: 'jobs' } as const;
type Place = keyof typeof outcomes;
const places: readonly Place[] = ['pool', 'grant'];

beforeAll(async () => {
  app = await startApp(now, 'council');
  const runtime = await app.another(logger, now);
  const { url, close } = await listen(runtime, logger, await onThisMachine(runtime));
  other = { ...runtime, close };
  clients = { pool: new Client(app), grant: new Client({ url }) };
  for (const fund of places) {
    const done = (path: string, body: object) => clients[fund].done(path, body);
    const money = { source: 'council', year: '2026-27', amount: '1000.00' };
    await done(`funds/${fund}/establish-fund`, { name: fund, kind: 'single', host: 'council' });
    await done(`funds/${fund}/open-source`, {
      ...{ source: 'council', name: 'Council', role: 'partner', organisation: 'council' },
    });
    await done(`funds/${fund}/open-scheme`, { scheme: 'work', name: 'Work' });
    await done(`funds/${fund}/pledge-contribution`, { contribution: 'c', ...money });
    const evidence = 'Resolution';
    await done(`funds/${fund}/confirm-contribution`, { contribution: 'c', evidence });
    await done(`funds/${fund}/allocate-budget`, { scheme: 'work', ...money });
    await done(`contracts/${fund}/award-contract`, {
      title: 'Coaching',
      provider: fund,
      funding: [
        {
          ...{ fund, scheme: 'work', year: '2026-27', nature: 'revenue' },
          ...{ amount: '900.00', sources: 'as-scheme' },
        },
      ],
    });
    const of = outcomes[fund];
    await done(`outcomes/${of}/define-outcome`, {
      ...{ measure: 'In work', unit: 'people', better: 'higher', cohort: 'All' },
      ...{ area: 'E06000999', from: '2026-04-01', to: '2027-03-31' },
    });
    await done(`outcomes/${of}/agree-outcome-terms`, {
      terms: 'terms',
      stages: [{ stage: 'start', weeks: 0, amount: '10.00' }],
      ...{ agreedBy: ['council'], evidence: 'Agreement', effective: '2026-04-01' },
    });
    for (const person of people)
      await done(`outcomes/${of}/start-person`, { person, terms: 'terms' });
  }
});
afterAll(async () => {
  await other.close();
  await other.stop();
  await app.stop();
});

const claim = (fund: Place, person: string) =>
  clients[fund].post(`outcomes/${outcomes[fund]}/claim-stage`, {
    ...{ claim: person, person, terms: 'terms', stage: 'start', fund, award: fund, provider: fund },
  });
const verify = (fund: Place, person: string) =>
  clients[fund].post(`outcomes/${outcomes[fund]}/verify-stage`, {
    ...{ claim: person, evidence: 'Payslip' },
  });
const pay = (fund: Place, person: string) =>
  clients[fund].post(`funds/${fund}/verify-stage-payment`, {
    ...{ outcome: outcomes[fund], claim: person },
  });

it('is payable once where both are claimed, verified and counted in the same instant', async () => {
  const paid = await Promise.all(
    people.map(async (person) => {
      await Promise.all(places.map((fund) => claim(fund, person)));
      await Promise.all(places.map((fund) => verify(fund, person)));
      return Promise.all(places.map((fund) => pay(fund, person)));
    }),
  );
  // One pays; the other is asked for an exception, and pays nothing.
  const told = paid.map((both) =>
    both.map(({ status, body }) => (status === 200 ? 'counted' : String(body['state']))).sort(),
  );
  expect(told).toEqual(people.map(() => ['counted', 'double-funding']));
  const { body } = await clients.pool.get('exceptions');
  expect(body['exceptions']).toHaveLength(people.length);
});
