import { Client as Database } from 'pg';
import { askersOf } from '#libs/access/asker.js';
import { identifiersOf, scopeOf } from '#libs/access/scope.js';
import { live } from '#projections/reading/live.js';
import { everything, type Viewer } from '#projections/reading/viewer.js';
import { kinds, persons, place, providerA, providerB, type Place } from './place.js';
import { answersTo } from './questions.js';

/*
 * Whose rows somebody sees is said twice: by what every question asks for, and by PostgreSQL's
 * row-level security. Here the second guard is gone, as it would be where a policy was forgotten or
 * the service was given a role that no policy binds: the first alone shows the same.
 */
let at: Place;
const tables = ['series', 'posting', 'fact', 'awaited', 'provenance', 'entry'];

beforeAll(async () => {
  at = await place();
});
afterAll(() => at.pool.app.stop());

async function onDatabase<Answer>(ask: (database: Database) => Promise<Answer>): Promise<Answer> {
  const database = new Database({ connectionString: at.pool.app.databaseUrl });
  await database.connect();
  try {
    return await ask(database);
  } finally {
    await database.end();
  }
}

it('shows everybody the same where no row-level security is', async () => {
  const before = new Map<string, ReadonlyMap<string, string>>();
  for (const kind of kinds) before.set(kind, await answersTo(at.as(kind)));
  await onDatabase(async (database) => {
    for (const table of tables)
      await database.query(`alter table views_blue.${table} disable row level security`);
  });
  for (const kind of kinds) {
    const now = await answersTo(at.as(kind));
    expect([...now].filter(([question, text]) => before.get(kind)?.get(question) !== text)).toEqual(
      [],
    );
  }
  const own = before.get('providerA')?.get('/api/v1/balances?by=provider') ?? '';
  expect(own).toContain(providerA);
  expect(own).not.toContain(providerB);
});

/** What the reading layer hands out of each table, whoever forgets what in front of it. */
async function seenBy(scope: Viewer | undefined): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const table of tables) {
    // Past every controller, guard and figure.
    const [row] = await live(at.pool.app.runtime.models, scope, (models) =>
      models.query<{ rows: string }[]>(`select count(*) as rows from ${table}`),
    );
    counts.set(table, Number(row?.rows ?? 0));
  }
  return counts;
}

it('is without row-level security by now', async () => {
  const [row] = await at.pool.app.runtime.models.transaction(async (models) => {
    await models.query(
      `select set_config('search_path', 'views_blue', true), set_config('purse.viewer', '', true)`,
    );
    return models.query<{ rows: string }[]>('select count(*) as rows from posting');
  });
  expect(Number(row?.rows)).toBeGreaterThan(0);
});

it('hands out of every table no row that is not the viewer’s', async () => {
  const { runtime } = at.pool.app;
  const standing = await runtime.reading.standing();
  const all = await seenBy(everything);
  expect(await seenBy(undefined)).toEqual(new Map(tables.map((table) => [table, 0])));
  for (const kind of ['providerA', 'providerB'] as const) {
    const { facts, moment } = await runtime.reading.appointments(persons[kind]);
    const [asker] = askersOf(facts, persons[kind], moment.day);
    if (!asker) throw new Error(`${persons[kind]} acts for nobody`);
    const own = await seenBy(scopeOf(asker, standing));
    const identifiers = [...identifiersOf(asker.organisation, standing.bodies)];
    const [counted] = await onDatabase(async (database) => {
      await database.query('set search_path = views_blue');
      const { rows } = await database.query<{ series: string; posting: string }>(
        `select count(distinct s.id) as series, count(*) as posting
          from series s join posting p on p.series = s.id where s.provider = any($1)`,
        [identifiers],
      );
      return rows;
    });
    expect(own.get('series')).toBe(Number(counted?.series));
    expect(own.get('posting')).toBe(Number(counted?.posting));
    expect(own.get('posting')).toBeGreaterThan(0);
    for (const table of ['series', 'posting', 'fact', 'entry'])
      expect([table, (own.get(table) ?? 0) < (all.get(table) ?? 0)]).toEqual([table, true]);
  }
});
