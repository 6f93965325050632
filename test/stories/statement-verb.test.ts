import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { loadExample } from '#apps/service/example/load-example.js';
import { migrate, openRuntime } from '#apps/service/runtime.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { pdfPages } from '../support/pdf-text.js';
import { runPurse, type Ended } from '../support/purse.js';

/** `purse statement`, as whoever runs the service uses it. */
let database: FreshDatabase;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'purse-statement-'));
  database = await freshDatabase();
  await migrate(database.url);
  const runtime = await openRuntime(database.url, pino({ level: 'warn' }));
  await loadExample(runtime.store, '2026-11-22');
  await runtime.runner.progress.until((await runtime.store.head()).number, 60_000);
  await runtime.stop();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const statement = (...words: string[]): Promise<Ended> =>
  runPurse(['statement', ...words], { DATABASE_URL: database.url, PURSE_DATA: folder });
const asked = ['northmoor', 'memorandum-account', '--year', '2026-27', '--as-known-at', '160'];

it('writes the document to a terminal, and says its hash of a file', async () => {
  const { code, said } = await statement(...asked);
  expect(code).toBe(0);
  expect(JSON.parse(said)).toMatchObject({ kind: 'memorandum-account', asKnownAt: 160 });
  const out = join(folder, 'account.json');
  const written = await statement(...asked, '--out', out, '--json');
  const told = JSON.parse(written.said) as Record<string, unknown>;
  expect(await readFile(out, 'utf8')).toBe(said);
  const sha256 = createHash('sha256').update(said).digest('hex');
  expect(told).toMatchObject({ fund: 'northmoor', number: 160, format: 'json', sha256, out });
});

it('writes it for people', async () => {
  const out = join(folder, 'report.pdf');
  const report = ['northmoor', 'partner-quarter', '--year', '2026-27', '--quarter', '2'];
  const { code, said } = await statement(...report, '--format', 'pdf', '--out', out);
  expect([code, said]).toEqual([
    0,
    expect.stringMatching(/^Report to the partners of northmoor as known at number \d+ is in /),
  ]);
  expect(pdfPages(await readFile(out)).length).toBeGreaterThan(0);
  const csv = await statement(...asked, '--format', 'csv');
  expect(csv.said).toMatch(/^part,row,figure,value\r\nAbout,Statement,,Memorandum account\r\n/);
});

it('says what is wrong, and leaves nothing half done', async () => {
  const before = await readdir(folder);
  const usedWrongly = [
    [[...asked, '--format', 'pdf'], 'say where to with --out'],
    [[...asked, '--quarter', '2'], 'a quarter is named for a partner-quarter'],
    [['northmoor', 'balance-sheet', '--year', '2026-27'], 'memorandum-account, partner-quarter'],
    [['northmoor', 'memorandum-account', '--year', '2026'], 'Write a financial year'],
  ] as const;
  for (const [words, why] of usedWrongly)
    expect([words, await statement(...words)]).toEqual([
      words,
      { code: 2, said: '', wrong: expect.stringContaining(why) },
    ]);
  const out = join(folder, 'nothing.json');
  expect(
    await statement('nowhere', 'memorandum-account', '--year', '2026-27', '--out', out),
  ).toEqual({ code: 1, said: '', wrong: 'There is no fund "nowhere" in the ledger.\n' });
  expect(await readdir(folder)).toEqual(before);
});
