import fc from 'fast-check';
import { scopeOf } from '#libs/access/scope.js';
import { askersOf } from '#libs/access/asker.js';
import type { Viewer } from '#projections/reading/viewer.js';
import { place, providerA, providerB, type Place } from './place.js';
import { answersTo } from './questions.js';

/*
 * Rule 21: a provider learns nothing of the lines of another that are not published. Whatever is
 * recorded for provider B, every answer to provider A stays as it was, but for the number of the log
 * that it states: lists, filters, sorts, totals, counts, exports and errors alike.
 */
let at: Place;
beforeAll(async () => {
  at = await place();
});
afterAll(() => at.pool.app.stop());

let nth = 0;
/** Something that concerns provider B alone. */
async function happens(what: number, pence: number): Promise<void> {
  const { fund, client } = at.pool;
  const id = `b-${(nth += 1)}`;
  const net = `${Math.floor(pence / 100)}.${String(pence % 100).padStart(2, '0')}`;
  const line = { provider: providerB, award: 'rivers', scheme: 'care' };
  switch (what) {
    case 0:
      await fund('verify-expenditure', {
        ...{ ...line, expenditure: id, net, irrecoverableVat: '0.00', reference: id },
        sources: [{ source: 'council', amount: net }],
      });
      break;
    case 1:
      await fund('record-payment', {
        ...{ provider: providerB, scheme: 'work', source: 'icb', nature: 'revenue', net },
        ...{ expenditure: id, reference: id },
      });
      break;
    case 2:
      await fund('accrue-expenditure', {
        ...{ ...line, expenditure: id, cost: net, description: id },
        sources: [{ source: 'icb', amount: net }],
      });
      break;
    default:
      await client.done(`organisations/name:${id}/register-organisation`, { name: id });
  }
}

it('is the same to provider A, whatever is recorded for provider B', async () => {
  const before = await answersTo(at.as('providerA'));
  expect(before.get('/api/v1/balances?by=provider')).toContain(providerA);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 30_000 })), {
        minLength: 1,
        maxLength: 4,
      }),
      async (steps) => {
        for (const [what, pence] of steps) await happens(what, pence);
        const now = await answersTo(at.as('providerA'));
        expect([...now].filter(([question, text]) => before.get(question) !== text)).toEqual([]);
      },
    ),
    { numRuns: 4, endOnFailure: true },
  );
  for (const [question, text] of before) {
    // Errors repeat what was asked for, and nothing else.
    if (!question.includes('rivers'))
      expect([question, text.includes('rivers')]).toEqual([question, false]);
    if (!question.includes(providerB))
      expect([question, text.includes(providerB)]).toEqual([question, false]);
  }
});

it('is kept by the database alone, where no check in code stands', async () => {
  const { runtime } = at.pool.app;
  const { facts, moment } = await runtime.reading.appointments('grace');
  const [asker] = askersOf(facts, 'grace', moment.day);
  if (!asker) throw new Error('grace acts for nobody');
  const viewer: Viewer = scopeOf(asker, await runtime.reading.standing());
  await runtime.models.transaction(async (models) => {
    await models.query(
      `select set_config('search_path', 'views_blue', true), set_config('purse.viewer', $1, true)`,
      [JSON.stringify(viewer)],
    );
    const rows = async (query: string): Promise<Record<string, unknown>[]> => models.query(query);
    const series = await rows('select * from series');
    expect(series.length).toBeGreaterThan(0);
    expect(new Set(series.map(({ provider }) => provider))).toEqual(new Set([providerA]));
    const [posted] = await rows(
      'select count(*)::int as all, count(s.id)::int as own from posting p left join series s on s.id = p.series',
    );
    expect(posted?.['all']).toBe(posted?.['own']);
    expect(posted?.['all']).toBeGreaterThan(0);
    const shown = await rows('select * from fact');
    expect(shown.some(({ entity }) => entity === 'expenditure')).toBe(true);
    expect(JSON.stringify(shown)).not.toMatch(new RegExp(`rivers|${providerB}`));
    const trail = await rows(
      'select p.stream from entry e join provenance p on p.id = e.provenance',
    );
    expect([...new Set(trail.map(({ stream }) => String(stream).split('-')[0]))].sort()).toEqual([
      ...['contract', 'organisation'],
    ]);
    expect(await rows('select * from awaited')).toEqual([]);
  });
});

it('shows nothing to whoever names no viewer', async () => {
  const reading = at.pool.app.runtime.reading.seenBy(() => undefined);
  await expect(reading.fund('pool', {})).rejects.toThrow(/no fund "pool"/);
  const { facts } = await reading.place({});
  expect(facts.list('award')).toEqual([]);
  expect((await reading.sums(['provider'], {}, {})).sums).toEqual([]);
  expect(await reading.event(20)).toBeUndefined();
});
