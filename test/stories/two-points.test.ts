import { loadExample } from '#apps/service/example/load-example.js';
import { parsePence, sumPence } from '#libs/money/pence.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

/** Two points of the worked story compared, and samples of what was spent in it. */
let app: App;
let client: Client;

beforeAll(async () => {
  app = await startApp(() => new Date('2026-11-22T09:00:00Z'), null);
  await loadExample(app.runtime.store, '2026-11-22');
  await app.runtime.runner.progress.until((await app.runtime.store.head()).number, 20_000);
  client = new Client(app);
});
afterAll(() => app.stop());

interface Line {
  readonly account: string;
  readonly figure: string;
  readonly year: string;
  readonly scheme: string;
  readonly before: string;
  readonly after: string;
  readonly difference: string;
  readonly events: { number: number; amount: string }[];
}
const compare = async (query: string) => {
  const { status, body } = await client.get(`funds/northmoor/compare?${query}`);
  expect([status, body['detail']]).toEqual([200, undefined]);
  return body as unknown as { from: object; to: object; lines: Line[]; figures: Line[] };
};
const adds = ({ difference, before, after, events }: Line): void => {
  expect(sumPence(events.map(({ amount }) => parsePence(amount)))).toBe(parsePence(difference));
  expect(parsePence(after) - parsePence(before)).toBe(parsePence(difference));
};
const numberOf = async (query: string): Promise<number> => {
  const { body } = await client.get(`events?${query}`);
  return (body['events'] as unknown as { number: number }[])[0]?.number ?? 0;
};

describe('two points compared', () => {
  it('differ by what was recorded between them, each difference explained', async () => {
    const moved = await numberOf('type=BudgetMovedIn');
    const out = await numberOf('type=BudgetReservedForMove');
    const { lines, figures } = await compare(`from=${out - 1}&to=${moved}&by=account,scheme`);
    lines.forEach(adds);
    expect(
      lines.map(({ account, scheme, difference }) => [account, scheme, difference]),
    ).toContainEqual(['budget:scheme:confirmed', 'brokerage', '60000.00']);
    // A move nets to zero: no figure of the whole position differs.
    expect(figures).toEqual([]);
  });

  it('explain every line and figure of half a year', async () => {
    const { from, to, lines, figures } = await compare('from=2026-04-30&to=2026-10-31');
    expect([from, to]).toEqual([
      expect.objectContaining({ effectiveOn: null, final: true }),
      expect.objectContaining({ effectiveOn: null, final: true }),
    ]);
    expect(lines.length).toBeGreaterThan(10);
    [...lines, ...figures].forEach(adds);
    expect(figures.map(({ figure, year }) => `${figure} ${year}`)).toContain('actual 2026-27');
  });

  it('differ at one number by what had taken effect', async () => {
    const head = (await app.runtime.store.head()).number;
    const { lines, figures } = await compare(
      `from=${head}&to=${head}&fromEffectiveOn=2026-06-30&toEffectiveOn=2026-07-31`,
    );
    expect(figures.length).toBeGreaterThan(0);
    [...lines, ...figures].forEach(adds);
  });

  it('take back what the later point does not know', async () => {
    const { lines } = await compare('from=2026-10-31&to=2026-04-30');
    const { lines: forward } = await compare('from=2026-04-30&to=2026-10-31');
    expect(lines.map(({ difference }) => -parsePence(difference))).toEqual(
      forward.map(({ difference }) => parsePence(difference)),
    );
  });

  it('that are one do not differ', async () => {
    expect(await compare('from=150&to=150')).toMatchObject({ lines: [], figures: [] });
  });

  it.each([
    ['from=150', 400, 'to'],
    ['from=150&to=160&asKnownAt=150', 400, 'asKnownAt'],
    ['from=150&to=160&by=colour', 400, 'colour'],
    ['from=150&to=99999', 422, '99999'],
    ['from=2020-01-01&to=150', 422, '2020-01-01'],
    ['from=1&to=150', 404, 'northmoor'],
  ])('are refused for %s', async (query, status, why) => {
    const answer = await client.get(`funds/northmoor/compare?${query}`);
    expect([answer.status, String(answer.body['detail'])]).toEqual([
      status,
      expect.stringContaining(why),
    ]);
  });
});

describe('a sample', () => {
  const sample = async (query: string) => {
    const { status, body } = await client.get(`funds/northmoor/sample?${query}`);
    expect([status, body['detail']]).toEqual([200, undefined]);
    return body as unknown as {
      number: number;
      population: { items: number; total: string };
      interval: string;
      start: string;
      certain: { number: number; amount: string }[];
      sampled: { number: number; amount: string; at: string }[];
      credits: { items: number };
    };
  };

  it('is of all that was spent, and the same for ever by its seed and number', async () => {
    const one = await sample('seed=audit-2026&size=20&asKnownAt=170');
    const { body } = await client.get(
      'funds/northmoor/balances?by=account&account=cash:expenditure&asKnownAt=170',
    );
    expect(body['balances']).toMatchObject([{ amount: one.population.total }]);
    expect(one.number).toBe(170);
    expect(one.certain.length + one.sampled.length).toBeGreaterThan(5);
    for (const { amount } of one.certain)
      expect(parsePence(amount) >= parsePence(one.interval)).toBe(true);
    await client.done('organisations/later/register-organisation', { name: 'Later' });
    expect(await sample('seed=audit-2026&size=20&asKnownAt=170')).toEqual(one);
    expect((await sample('seed=another&size=20&asKnownAt=170')).start).not.toBe(one.start);
  });

  it('is of the balances that are asked for', async () => {
    const { population, credits } = await sample('seed=1&size=5&account=cash:held');
    expect(population.items).toBeGreaterThan(0);
    expect(credits.items).toBeGreaterThan(0);
  });

  it.each(['size=20', 'seed=1', 'seed=1&size=0', 'seed=1&size=many'])(
    'is refused for %s',
    async (query) => {
      expect((await client.get(`funds/northmoor/sample?${query}`)).status).toBe(400);
    },
  );
});
