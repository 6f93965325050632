import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { startApp, type App } from './app.js';
import { Client, type Body } from './client.js';

type Row = Readonly<Record<string, unknown>>;

/** What a command is sent with twice: once so that it is refused, and once so that it is done. */
export interface Sent {
  readonly refused: object;
  /** The name of the problem that the first comes to, and facts of it. */
  readonly as: readonly [problem: string, facts?: object];
  readonly done: object;
}

export interface SmallPool {
  readonly app: App;
  readonly client: Client;
  /** A command to the pool, which must succeed. */
  readonly fund: (command: string, body: object) => Promise<Body>;
  /** From then on it is that day. */
  readonly on: (day: string) => void;
  /** Sends a command twice: refused, and then done. */
  readonly send: (path: string, sent: Sent) => Promise<void>;
  /** One list of the fund: its row of an id. */
  readonly row: (list: string, of: string) => Promise<Row | undefined>;
  /** The sum of what a query asks for. */
  readonly sum: (query: string) => Promise<string>;
}

/** A pool of council money, 1,200.00, and ICB money, 800.00, with two schemes, over HTTP. */
export async function smallPool(): Promise<SmallPool> {
  const id = 'pool';
  let today = '2026-04-01';
  const app = await startApp(() => new Date(`${today}T09:00:00.000Z`));
  const client = new Client(app);
  const fund = (command: string, body: object): Promise<Body> =>
    client.done(`funds/${id}/${command}`, body);
  const year = '2026-27';
  await client.done(`agreements/${id}/sign-agreement`, {
    ...{ title: 'Pool', power: 's75', host: 'GB-LAE-NMR', partners: ['GB-LAE-NMR', 'GB-NHS-QMR'] },
    commitmentLimits: { indicative: '0.00', expected: '0.00' },
  });
  await fund('establish-fund', { name: 'Pool', kind: 'pooled', host: 'GB-LAE-NMR', agreement: id });
  for (const scheme of ['care', 'work'])
    await fund('open-scheme', { scheme, name: scheme, category: scheme });
  for (const [source, organisation, amount] of [
    ['council', 'GB-LAE-NMR', '1200.00'],
    ['icb', 'GB-NHS-QMR', '800.00'],
  ] as const) {
    await fund('open-source', { source, name: source, role: 'partner', organisation });
    await fund('pledge-contribution', { contribution: source, source, year, amount });
    await fund('confirm-contribution', { contribution: source, evidence: 'Signed schedule' });
    await fund('allocate-budget', { scheme: 'care', source, year, amount: '500.00' });
  }
  return {
    app,
    client,
    fund,
    on: (day: string): void => {
      today = day;
    },
    send: async (path: string, { refused, as, done }: Sent): Promise<void> => {
      const [problem, facts = {}] = as;
      const answer = await client.post(path, refused);
      expect([path, answer.body]).toMatchObject([
        path,
        { type: `urn:common-purse:problem:${problem}`, ...facts },
      ]);
      await client.done(path, done);
    },
    row: async (list: string, of: string): Promise<Row | undefined> => {
      const { body } = await client.get(`funds/${id}`);
      return (body[list] as unknown as Row[]).find((row) => row['id'] === of);
    },
    sum: async (query: string): Promise<string> => {
      const { body } = await client.get(`funds/${id}/balances?${query}`);
      const balances = body['balances'] as unknown as readonly { readonly amount: string }[];
      return formatPence(sumPence(balances.map(({ amount }) => parsePence(amount))));
    },
  };
}

/** An award on one scheme, for a year. */
export const contract = (scheme: string, amount: string): object => ({
  ...{ title: 'Award', provider: 'GB-COH-19990001', start: '2026-04-01', end: '2027-03-31' },
  funding: [
    { fund: 'pool', scheme, year: '2026-27', nature: 'revenue', amount, sources: 'as-scheme' },
  ],
});
