import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { northmoorAwards, northmoorSetUp, organisations } from '#apps/service/example/northmoor.js';
import type { Step } from '#apps/service/example/step.js';
import { backupPack } from '#apps/service/evidence/packs.js';
import { startApp, type App } from '../support/app.js';
import { Client } from '../support/client.js';
import { northmoorClosing, northmoorYear } from '../support/northmoor-year-end.js';
import { signedInAs, tokenFor } from '../support/tokens.js';
import { tellAll } from '../support/told-over-http.js';

/** The worked story's year is stated; what the service hands out is verified where there is no service. */
const purse = 'dist/apps/purse/main.js';
let app: App;
let folder: string;
let today = '2026-04-01';
const statement = 'memorandum-2026-27';

beforeAll(async () => {
  if (!existsSync(purse)) throw new Error('build first: npm run build');
  folder = await mkdtemp(join(tmpdir(), 'purse-evidence-'));
  app = await startApp(() => new Date(`${today}T09:00:00.000Z`));
  const client = new Client(app);
  const tell = (steps: readonly Step[]): Promise<void> =>
    tellAll(client, steps, ({ body }) => {
      if (body.effective > today) today = body.effective;
    });
  await tell(northmoorSetUp);
  await tell(northmoorAwards);
  const { store, transparency } = app.runtime;
  await transparency.checkpointCovering((await store.head()).number);
  await keep('early', '/log/checkpoint');
  await tell(northmoorYear);
  await tell([northmoorClosing]);
  today = '2027-05-20';
  await client.done('funds/northmoor/issue-statement', { statement, year: '2026-27' });
  await keep('keys', '/log/keys');
  await keep(
    'pack',
    `/api/v1/funds/northmoor/statements/${statement}/evidence?kept=${await early()}`,
  );
  await keep('later', '/log/checkpoint');
});
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true });
});

const at = (name: string): string => join(folder, name);
const fetched = async (path: string, person = 'priya'): Promise<Response> =>
  fetch(`${app.url}${path}`, { headers: await signedInAs(person, app.url) });

async function keep(name: string, path: string): Promise<void> {
  const response = await fetched(path);
  const body = await response.text();
  if (response.status !== 200) throw new Error(body);
  await writeFile(at(name), body);
}

const early = async (): Promise<string> =>
  (await readFile(at('early'), 'utf8')).split('\n')[1] ?? '';

interface Ended {
  readonly code: number;
  readonly said: string;
  readonly wrong: string;
}

/** In a process that has no settings at all: no database, no network, nothing but the files. */
const verify = (...words: string[]): Promise<Ended> => run(words, {});

async function verifyAs(person: string, ...words: string[]): Promise<Ended> {
  return run(words, { PURSE_TOKEN: await tokenFor(person, app.url) });
}

async function run(words: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  const child = spawn(process.execPath, [purse, 'verify', ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, wrong, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { code, said, wrong };
}

it('is verified by whoever has the pack and the keys that they kept, and nothing else', async () => {
  const { code, said } = await verify(
    ...[at('pack'), '--keys', at('keys'), '--checkpoint', at('early')],
  );
  expect(said).toContain(`${statement}, memorandum-account of northmoor for 2026-27: made anew`);
  expect(said).toContain(`It only appends to the checkpoint of ${await early()} entries`);
  expect(said).toMatch(/The \d+ streams that it rests on are complete\./);
  expect(code).toBe(0);
});

it('says it for machines, and that it trusts the pack’s own keys where none are named', async () => {
  const { code, said } = await verify(at('pack'), '--json');
  expect(code).toBe(0);
  expect(JSON.parse(said)).toMatchObject({
    verified: true,
    kind: 'fund',
    keysOf: 'pack',
    statement: { statement, year: '2026-27', format: 4 },
  });
});

it('holds the streams of the awards, the agreement and the partners, and no other fund’s', async () => {
  const pack = await readFile(at('pack'), 'utf8');
  const streams = new Set(
    pack.split('\n').flatMap((line) => /"stream":"([^"]+)","type"/.exec(line)?.slice(1) ?? []),
  );
  expect([...streams]).toEqual(
    expect.arrayContaining([
      ...['fund-northmoor', 'contract-harbour-lights', 'contract-two-rivers', 'grant-moorside'],
      `organisation-${organisations.council}`,
    ]),
  );
  expect([...streams].filter((stream) => stream.startsWith('log-'))).toEqual([]);
});

it('is refused where a figure was altered, with what it must be', async () => {
  const pack = await readFile(at('pack'), 'utf8');
  const altered = pack.replace('"spent":"630000.00"', '"spent":"620000.00"');
  expect(altered).not.toBe(pack);
  await writeFile(at('altered'), altered);
  const { code, wrong } = await verify(at('altered'));
  expect(wrong).toContain(`${at('altered')} is refused. Line 2: in the statement schemes.`);
  expect(wrong).toContain('spent is "620000.00", and by the events it is "630000.00".');
  expect(code).toBe(1);
});

it('is refused where an event was altered, with its line for machines', async () => {
  const pack = await readFile(at('pack'), 'utf8');
  await writeFile(at('altered'), pack.replace('"revision":7,', '"revision":8,'));
  const { code, said } = await verify(at('altered'), '--json');
  expect(JSON.parse(said)).toMatchObject({ verified: false, line: expect.any(Number) as number });
  expect(code).toBe(1);
});

it('is used wrongly without a file, and says what is not there', async () => {
  expect((await verify()).code).toBe(2);
  expect(await verify(at('nothing'))).toMatchObject({
    code: 1,
    wrong: expect.stringContaining('cannot be read') as string,
  });
  await writeFile(at('no-keys'), 'hello\n');
  expect((await verify(at('pack'), '--keys', at('no-keys'))).wrong).toContain('holds no keys');
});

it('is no provider’s to see as a whole; a provider has its own, which says that it is not all', async () => {
  const whole = await fetched(`/api/v1/funds/northmoor/statements/${statement}/evidence`, 'grace');
  // What a provider does not see as a whole is to it as if it were not there.
  expect(whole.status).toBe(404);
  expect(await whole.json()).toMatchObject({ type: 'urn:common-purse:problem:not-found' });
  const own = `/api/v1/funds/northmoor/evidence?provider=${organisations.harbourLights}`;
  const pack = await (await fetched(own, 'grace')).text();
  expect(pack).not.toContain(organisations.moorside);
  await writeFile(at('own'), pack);
  const { code, said } = await verify(at('own'));
  expect(said).toContain(`What is shown concerns ${organisations.harbourLights}`);
  expect(said).toContain('this pack does not show');
  expect(code).toBe(0);
  const others = `/api/v1/funds/northmoor/evidence?provider=${organisations.moorside}`;
  expect((await fetched(others, 'grace')).status).toBe(403);
  expect((await fetched('/api/v1/funds/northmoor/evidence?provider=nobody')).status).toBe(404);
  expect((await fetched(`${own}&kept=x`)).status).toBe(400);
  expect((await fetched('/api/v1/funds/northmoor/statements/none/evidence')).status).toBe(404);
});

it('is verified as a backup of every event, and live over HTTP', async () => {
  const { pieces } = await backupPack(app.runtime);
  let backup = '';
  for await (const piece of pieces) backup += piece;
  await writeFile(at('backup'), backup);
  const kept = ['--keys', at('keys'), '--checkpoint', at('later')];
  expect((await verify(at('backup'), ...kept)).said).toContain('numbered without gaps');
  const asAuditor = ['--log', app.url, '--events', ...kept];
  const live = await verifyAs('priya', ...asAuditor);
  expect(live.said).toContain('Every event was read');
  expect(live.code).toBe(0);
  expect((await verify('--log', app.url, ...kept)).said).toContain('Only hashes were read');
  expect((await verify('--log', app.url)).code).toBe(2);
  expect((await verifyAs('grace', ...asAuditor)).wrong).toContain('403');
  expect((await verify(...asAuditor)).wrong).toContain('PURSE_TOKEN is missing');
});

describe('on pages', () => {
  const words = async (path: string): Promise<string> => {
    const response = await fetched(path);
    expect(response.status).toBe(200);
    return (await response.text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  };

  it('lists the pack of each statement, and the checkpoints with who cosigned them', async () => {
    const list = await words('/audit/evidence');
    expect(list).toMatch(
      /Memorandum account, 2026.27 Memorandum 2026-27 Northmoor Wellbeing and Work Issued/,
    );
    expect(list).toContain(`${await early()} `);
    expect(list).toContain('Nobody yet');
    expect(await words('/audit')).toContain('Evidence packs');
  });

  it('lists the pack of each provider that a fund has promised something, and gives it', async () => {
    const html = await (await fetched('/audit/evidence')).text();
    const [, path = '', provider = ''] =
      /href="(\/api\/v1\/funds\/northmoor\/evidence\?provider=([^"]+))">Harbour Lights CIC</.exec(
        html,
      ) ?? [];
    expect(await words('/audit/evidence')).toContain(
      `Harbour Lights CIC ${provider} Northmoor Wellbeing and Work`,
    );
    const pack = await fetched(path);
    expect([pack.status, pack.headers.get('Content-Disposition')]).toEqual([
      200,
      expect.stringContaining('northmoor-provider-'),
    ]);
    expect(await pack.text()).toContain(`"provider":"${provider}"`);
  });

  it('says what a pack holds, as many events as are in it, and gives the same pack', async () => {
    const path = `/funds/northmoor/statements/${statement}/evidence`;
    const page = await words(path);
    const { streams } = (
      (await (await fetched('/api/v1/funds/northmoor')).json()) as {
        statements: { streams: { stream: string; revision: number }[] }[];
      }
    ).statements[0] ?? { streams: [] };
    expect(streams.length).toBeGreaterThan(5);
    for (const { stream, revision } of streams) {
      let events = 0;
      for await (const event of app.runtime.store.readStream(stream))
        if (event.revision <= revision) events += 1;
      const [, kind = '', id = ''] = /^([a-z]+)-(.*)$/.exec(stream) ?? [];
      expect(page).toMatch(new RegExp(`${kind} ${id} ${events} `, 'i'));
    }
    const form = await fetched(`/api/v1${path}?kept=`);
    expect(form.status).toBe(200);
    expect(form.headers.get('Content-Disposition')).toContain('.evidence');
  });
});
