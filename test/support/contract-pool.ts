import { startApp, type App } from './app.js';
import { Client, type Answer, type Body } from './client.js';

/** A pool of council and ICB, 7:4, with one scheme in five years, and contracts that draw on it. */
export interface ContractPool {
  readonly app: App;
  readonly client: Client;
  /** A command to the pool, which must succeed. */
  readonly fund: (command: string, body: object) => Promise<Body>;
  /** Makes a contract of 1,100,000.00 a year, from July 2026 to June 2029, or as `more` has it. */
  readonly award: (id: string, more?: object) => Promise<Body>;
  readonly change: (id: string, command: string, body: object) => Promise<Answer>;
  /** The same, which must succeed. */
  readonly changed: (id: string, command: string, body: object) => Promise<Body>;
  /** What is committed to an award and not yet spent, year by year. */
  readonly outstanding: (id: string, more?: string) => Promise<Record<string, string>>;
  /** What is known about an award beside its amounts. */
  readonly facts: (id: string) => Promise<Body>;
}

export const line = (year: string, amount: string): Record<string, string> => ({
  fund: 'pool',
  scheme: 'navigators',
  year,
  nature: 'revenue',
  amount,
});
export const asScheme = (year: string, amount: string): Record<string, string> => ({
  ...line(year, amount),
  sources: 'as-scheme',
});

/** Starts the service on 1 December 2029, with the pool in it. */
async function contractPool(): Promise<ContractPool> {
  const app = await startApp(() => new Date('2029-12-01T09:00:00Z'), 'council');
  const client = new Client(app);
  const fund: ContractPool['fund'] = (command, body) =>
    client.done(`funds/pool/${command}`, { effective: '2026-04-01', ...body });
  await fund('establish-fund', { name: 'Pool', kind: 'pooled', host: 'council' });
  for (const source of ['council', 'icb'])
    await fund('open-source', { source, name: source, role: 'partner', organisation: source });
  await fund('open-scheme', { scheme: 'navigators', name: 'Navigators' });
  for (const year of ['2026-27', '2027-28', '2028-29', '2029-30', '2030-31'])
    for (const [source, amount] of [
      ['council', '14000000.00'],
      ['icb', '8000000.00'],
    ] as const) {
      const contribution = `${source}-${year}`;
      await fund('pledge-contribution', { contribution, source, year, amount });
      await fund('confirm-contribution', { contribution, evidence: 'Signed schedule' });
      await fund('allocate-budget', { scheme: 'navigators', source, year, amount });
    }

  const award: ContractPool['award'] = (id, more = {}) =>
    client.done(`contracts/${id}/award-contract`, {
      effective: '2026-04-01',
      title: id,
      provider: 'harbour-lights',
      start: '2026-07-01',
      end: '2029-06-30',
      funding: [
        asScheme('2026-27', '825000.00'),
        asScheme('2027-28', '1100000.00'),
        asScheme('2028-29', '1100000.00'),
        asScheme('2029-30', '275000.00'),
      ],
      ...more,
    });
  const change: ContractPool['change'] = (id, command, body) =>
    client.post(`contracts/${id}/${command}`, { effective: '2027-05-20', ...body });
  const changed: ContractPool['changed'] = (id, command, body) =>
    client.done(`contracts/${id}/${command}`, { effective: '2027-05-20', ...body });
  const outstanding: ContractPool['outstanding'] = async (id, more = '') => {
    const { body } = await client.get(
      `funds/pool/balances?award=${id}&account=budget:committed:confirmed&by=year${more}`,
    );
    const rows = body['balances'] as unknown as { year: string; amount: string }[];
    return Object.fromEntries(rows.map(({ year, amount }) => [year, amount]));
  };
  const facts: ContractPool['facts'] = async (id) => {
    const { body } = await client.get('funds/pool');
    const ofAward = (list: unknown): Body[] =>
      (list as (Body & { award: string })[]).filter(({ award: of }) => of === id);
    const [terms] = (body['awards'] as unknown as (Body & { id: string })[]).filter(
      (one) => one.id === id,
    );
    return {
      ...terms,
      options: ofAward(body['awardOptions']),
      flexed: ofAward(body['awardFlexibility']),
      subcontracts: ofAward(body['subcontracts']),
    } as unknown as Body;
  };
  return { app, client, fund, award, change, changed, outstanding, facts };
}

/** The pool of a story: started before its first test, stopped after its last. */
export function contractPoolOfStory(): Omit<ContractPool, 'app'> & {
  readonly administrator: () => Client;
} {
  let pool: ContractPool;
  beforeAll(async () => {
    pool = await contractPool();
  });
  afterAll(() => pool.app.stop());
  return {
    get client() {
      return pool.client;
    },
    administrator: () => new Client(pool.app, 'nadia'),
    fund: (...asked) => pool.fund(...asked),
    award: (...asked) => pool.award(...asked),
    change: (...asked) => pool.change(...asked),
    changed: (...asked) => pool.changed(...asked),
    outstanding: (...asked) => pool.outstanding(...asked),
    facts: (...asked) => pool.facts(...asked),
  };
}
