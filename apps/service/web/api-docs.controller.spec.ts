import { gzipSync } from 'node:zlib';
import { openApiDocument } from '../api/openapi.js';
import { ApiDocsController } from './api-docs.controller.js';

const docs = new ApiDocsController();
const idsIn = (html: string): string[] =>
  [...html.matchAll(/<(?:li|details)[^>]* id="([^"]+)"/g)].map(([, id = '']) => id);
const index = docs.all();
const groups = [...index.matchAll(/href="\/api\/docs\/([a-z0-9-]+)"/g)].map(([, id = '']) => id);

it('names every request of the document once, and leads to where it is said', () => {
  const { paths } = openApiDocument() as unknown as {
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  const operations = Object.values(paths)
    .flatMap((of) => Object.values(of))
    .map(({ operationId }) => operationId);
  expect(idsIn(index).sort()).toEqual(operations.sort());
  for (const [, group = '', id = ''] of index.matchAll(/href="\/api\/docs\/([^"#]+)#([^"]+)"/g))
    expect(idsIn(docs.of(group))).toContain(id);
  expect(groups.flatMap((group) => idsIn(docs.of(group))).sort()).toEqual(operations.sort());
});

it('weighs on no page more than any page may', () => {
  for (const html of [index, ...groups.map((group) => docs.of(group))])
    expect(html.length).toBeLessThan(290_000);
  expect(gzipSync(index).length).toBeLessThan(30_000);
});

it('says once what every request of a group takes', () => {
  const html = docs.of('funds');
  expect(html.match(/<code>Idempotency-Key<\/code>/g)).toHaveLength(1);
  expect(html.match(/<code>effective<\/code>/g)?.length).toBeGreaterThan(1);
});

it('has no page of a group that is not there', () => {
  expect(() => docs.of('nothing')).toThrow('group of requests');
});
