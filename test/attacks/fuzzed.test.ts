import fc from 'fast-check';
import { openApiDocument } from '#apps/service/api/openapi.js';
import { smallPool, type SmallPool } from '../support/small-pool.js';
import { expectSound, headOf } from './sound.js';

/**
 * Every operation of the OpenAPI document with parameters and bodies that nobody means (API3, API4,
 * API8): none is a failure of ours. fast-check prints the seed of what it finds.
 */
interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
}
const operations = Object.entries(
  openApiDocument()['paths'] as Record<string, Record<string, Operation>>,
).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters = [] }]) => ({
    ...{ path, method: method.toUpperCase() },
    queries: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
  })),
);

let pool: SmallPool;
beforeAll(async () => {
  pool = await smallPool();
});
afterAll(() => pool.app.stop());

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '0', '-1', '1e9', '9'.repeat(30), 'pool', 'care', 'council', '__proto__'),
  fc.constantFrom('2026-04-01', '2026-02-30', '0000-01-01', '2026-27', '9999-00', '2026-04', "'--"),
);
const asked = fc.record({
  operation: fc.constantFrom(...operations),
  within: fc.oneof(fc.constant('pool'), text),
  values: fc.array(text, { minLength: 12, maxLength: 12 }),
  body: fc.dictionary(
    fc.oneof(fc.constantFrom('reason', 'scheme', 'source', 'amount', 'year', 'effective'), text),
    fc.oneof(text, fc.jsonValue({ maxDepth: 4 })),
  ),
});

it('are none of them answered as a failure', async () => {
  const head = await headOf(pool);
  await fc.assert(
    fc.asyncProperty(asked, async ({ operation: { path, method, queries }, ...said }) => {
      const place = encodeURIComponent(said.within.replaceAll(/\p{Surrogate}/gu, '') || 'pool');
      const query = new URLSearchParams(
        queries.slice(0, 12).map((name, at) => [name, said.values[at] ?? ''] as [string, string]),
      );
      // Rehearsed, so that nothing comes of what happens to be right.
      if (method === 'POST') query.set('dryRun', 'true');
      const address = `${path.replaceAll(/\{\w+\}/g, place)}?${query.toString()}`;
      const answer =
        method === 'POST'
          ? await pool.client.posted(address, said.body)
          : await pool.client.fetch(address);
      expect([address, answer.status < 500]).toEqual([address, true]);
      // What goes on for as long as somebody listens has begun to be answered.
      const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream');
      await (isStream ? answer.body?.cancel() : answer.arrayBuffer());
    }),
    { numRuns: 400 },
  );
  expect(await headOf(pool)).toBe(head);
  await expectSound(pool);
});
