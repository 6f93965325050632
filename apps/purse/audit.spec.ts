import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { auditDependencies } from './audit.mjs';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'purse-audit-'));
  const root = { name: 'asks', version: '1.0.0', dependencies: { leaky: '1.0.0' } };
  const tests = { devDependencies: { untidy: '1.0.0' } };
  const packages = {
    '': { ...root, ...tests },
    'node_modules/leaky': { version: '1.0.0' },
    'node_modules/untidy': { version: '1.0.0', dev: true },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...root, ...tests }));
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ name: 'asks', version: '1.0.0', lockfileVersion: 3, packages }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let told = 0;
const hole = (title: string, severity: string): object => ({
  // npm keeps what it has been told, by this number.
  ...{ id: (told += 1), url: `https://advisories.example/${told}`, title, severity },
  ...{ vulnerable_versions: '<2.0.0', cwe: ['CWE-79'], cvss: { score: 8, vectorString: null } },
});
/** As the registry does: it is told which packages are asked about, and answers about those. */
const answering =
  (holes: Readonly<Record<string, object>>): RequestListener =>
  (request, response) => {
    response.setHeader('Content-Type', 'application/json');
    if (request.url?.endsWith('/advisories/bulk') === true) {
      void request.toArray().then((pieces) => {
        const asked = JSON.parse(
          gunzipSync(Buffer.concat(pieces as Buffer[])).toString(),
        ) as object;
        const known = Object.entries(holes).filter(([name]) => name in asked);
        response.end(JSON.stringify(Object.fromEntries(known)));
      });
      return;
    }
    const name = (request.url ?? '').slice(1);
    const versions = { '1.0.0': { name, version: '1.0.0' }, '2.0.0': { name, version: '2.0.0' } };
    response.end(JSON.stringify({ name, versions, 'dist-tags': { latest: '2.0.0' } }));
  };

/** What the check comes to with a registry that answers so, and what it says. */
async function audited(answer: RequestListener | null): Promise<readonly [number, string]> {
  const registry = createServer(answer ?? undefined);
  registry.listen(0, '127.0.0.1');
  await once(registry, 'listening');
  const { port } = registry.address() as AddressInfo;
  if (answer === null) await new Promise((resolve) => registry.close(resolve));
  const said: string[] = [];
  const code = await auditDependencies(folder, (line) => said.push(line), {
    ...process.env,
    npm_config_registry: `http://127.0.0.1:${port}/`,
    npm_config_cache: join(folder, 'cache'),
  });
  registry.closeAllConnections();
  registry.close();
  return [code, said.join('\n')];
}

it('fails for a serious hole in what the service runs on, and names it', async () => {
  const [code, said] = await audited(answering({ leaky: [hole('It leaks', 'high')] }));
  expect(code).toBe(1);
  expect(said).toContain('leaky 1.0.0, high: It leaks (https://advisories.example/1)');
});

it('passes where none is known', async () => {
  expect(await audited(answering({}))).toEqual([
    0,
    'No serious hole is known in what the service runs on.',
  ]);
});

it('passes for a hole that is not serious, or only in what tests it', async () => {
  const holes = { leaky: [hole('It drips', 'low')], untidy: [hole('It is untidy', 'critical')] };
  expect((await audited(answering(holes)))[0]).toBe(0);
});

it.each<[string, RequestListener | null]>([
  ['has no such list', (_, response) => response.writeHead(404).end('{}')],
  ['takes no question', (_, response) => response.writeHead(405).end()],
  ['answers with a page', (_, response) => response.end('<html>')],
  ['is not there', null],
])('says that it cannot say, and passes, where the registry %s', async (_, answer) => {
  const [code, said] = await audited(answer);
  expect(code).toBe(0);
  expect(said).toMatch(/^The registry does not say which holes are known \(.+\)\.$/);
});
