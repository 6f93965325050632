import { readdirSync, readFileSync } from 'node:fs';
import { catalogue } from '#contracts/commands/catalogue.js';
import { openApiDocument } from '#apps/service/api/openapi.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';

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

it('describes what a dry run answers', async () => {
  const { body } = await new Client(app).post(
    'organisations/somebody/register-organisation?dryRun=true',
    {
      name: 'Somebody',
    },
  );
  const { required, properties } = document.components.schemas.Rehearsed;
  expect(Object.keys(body).sort()).toEqual([...required].sort());
  const [event = {}] = body['events'] as unknown as object[];
  expect(Object.keys(event).sort()).toEqual([...properties.events.items.required].sort());
});

it('names every route that the controllers serve', () => {
  const folder = 'apps/service/api';
  const source = readdirSync(folder)
    .filter((file) => file.endsWith('.controller.ts'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .filter((text) => text.includes("@Controller('api/v1')"))
    .join('');
  const plain = (path: string): string => path.replace(/:\w+|\{\w+\}/g, '{}');
  const served = [...source.matchAll(/@(Get|Post|Put|Delete)\('([^']+)'\)/g)].map(
    ([, method = '', path = '']) => `${method.toLowerCase()} /api/v1/${plain(path)}`,
  );
  const described = Object.entries<object>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${plain(path)}`),
  );
  expect(served.length).toBeGreaterThan(20);
  // The one route of all commands is described command by command.
  expect([...described, 'post /api/v1/{}/{}/{}']).toEqual(expect.arrayContaining(served));
});
