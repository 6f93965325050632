import { readFileSync } from 'node:fs';
import { catalogue } from '#contracts/commands/catalogue.js';
import { openApiDocument } from '#apps/service/api/openapi.js';
import { startApp, type App } from '../support/app.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

const document = JSON.parse(JSON.stringify(openApiDocument()));

it('is served, as OpenAPI 3.1', async () => {
  const answer = await fetch(`${app.url}/api/openapi.json`);
  expect(await answer.json()).toEqual(document);
  expect(document.openapi).toBe('3.1.0');
});

it('names every command of the catalogue, with what it takes', () => {
  for (const [collection, { commands }] of Object.entries(catalogue))
    for (const name of Object.keys(commands)) {
      const { post } = document.paths[`/api/v1/${collection}/{id}/${name}`];
      expect(post.requestBody.content['application/json'].schema.required).toContain('reason');
    }
});

it('points only at what it holds', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
    ([, ref]) => ref,
  );
  expect(references.length).toBeGreaterThan(50);
  for (const reference of new Set(references)) {
    expect(document).toHaveProperty(reference?.slice(2).split('/') ?? []);
  }
});

it('gives each operation a name of its own', () => {
  const names = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap(
    (path) => Object.values(path).map(({ operationId }) => operationId),
  );
  expect(new Set(names).size).toBe(names.length);
});

it('names every route that the controllers serve', () => {
  const source = ['reads', 'health', 'investment', 'audit', 'audit-tests']
    .map((name) => readFileSync(`apps/service/api/${name}.controller.ts`, 'utf8'))
    .join('');
  const served = [...source.matchAll(/@Get\('([^']+)'\)/g)].map(
    ([, path]) => `/api/v1/${(path ?? '').replace(/:(\w+)/g, '{$1}')}`,
  );
  expect(served.length).toBeGreaterThan(9);
  expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(served));
});
