import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { inFund } from '#apps/service/ledger/awards.js';
import { openRuntime } from '#apps/service/runtime.js';
import { localKeyFile } from '#apps/service/sign-in/issuer-of.js';
import { localTerms } from '#apps/service/sign-in/local-issuer.js';
import { localKeyOf, tokenOf } from '#apps/service/sign-in/local-key.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { appointPeople } from '../support/people.js';
import { runPurse, type Ended } from '../support/purse.js';

/** `purse rows`, as whoever keeps the files of a fund uses it. */
let database: FreshDatabase;
let folder: string;
let token: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'purse-rows-'));
  const key = await localKeyOf(localKeyFile({ data: folder }));
  token = await tokenOf(key, localTerms('http://localhost:3000'), 'amina');
  const runtime = await openRuntime(database.url, pino({ level: 'warn' }));
  await appointPeople(runtime.ledger, 'a-council');
  const provenance = { actor: 'a', organisation: 'o', authority: 'x', reason: 'y' };
  await inFund(runtime.ledger, { provenance, key: 'a/fund', asked: null, dryRun: false }, 'pool', {
    ...{ command: 'establish-fund', effective: '2026-04-01', name: 'Pool', kind: 'pooled' },
    ...{ host: 'a-council', area: 'unknown' },
  });
  await runtime.stop();
  const rows = ['Date,Supplier,Reference,Amount', '2026-05-01,Somebody Ltd,1,10.00'];
  const wrong = ['2026-05-02,Somebody Ltd,2,12.3x', 'never,=Others,3,7.00', 'soon,More Ltd,4,5.00'];
  await writeFile(at('may.csv'), [...rows, ...wrong, ''].join('\n'));
  const words = ['import', at('may.csv'), '--fund', 'pool', '--format', 'spending'];
  expect(await run(...words)).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const run = (...words: string[]): Promise<Ended> =>
  runPurse(words, { DATABASE_URL: database.url, PURSE_DATA: folder, PURSE_TOKEN: token });
const rows = (...words: string[]): Promise<Ended> =>
  run('rows', at('may.csv'), '--fund', 'pool', ...words);

it('lists what waits, for people and for programs', async () => {
  const { said } = await rows();
  expect(said).toContain('may.csv: 3 of 4 rows wait to be put right, 0 were.');
  expect(said).toContain('line 3, Amount: the amount “12.3x”');
  expect(JSON.parse((await rows('--json')).said)).toMatchObject({
    import: { recorded: 1, quarantined: 3 },
    rows: [{ line: 3 }, { line: 4 }, { line: 5, column: 'Date', state: 'waiting' }],
  });
});

it('is used rightly, or says what would be right', async () => {
  for (const words of [
    ['--line', '3'],
    ['--set', 'Amount=1.00'],
    ['--line', '3', '--submit', at('may.csv'), '--reason', 'x'],
  ])
    expect(await rows(...words)).toMatchObject({ code: 2 });
  await writeFile(at('other.csv'), 'Date,Supplier,Amount\n');
  const other = await run('rows', at('other.csv'), '--fund', 'pool');
  expect(other).toMatchObject({ code: 1, wrong: expect.stringContaining('import') as string });
  const table = await rows('--submit', at('other.csv'), '--reason', 'x');
  expect(table.wrong).toContain('its first column is called "line"');
});

it('submits one row as it is put right, after a dry run that records nothing', async () => {
  const words = ['--line', '3', '--set', 'Amount=12.30', '--reason', 'The supplier said so'];
  expect((await rows(...words, '--dry-run')).said).toContain('line 3 would be recorded: 12.30');
  const refused = await rows('--line', '3', '--set', 'Amount=ten', '--reason', 'x');
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.wrong).toMatch(/may\.csv: line 3 of may\.csv: Amount: the amount “ten”/);
  expect((await rows(...words)).said).toContain('line 3 is recorded: 12.30');
  expect((await rows(...words)).said).toContain('line 3 was put right so before');
});

it('submits a table of rows, and names the line of what is still wrong in it', async () => {
  expect((await rows('--out', at('wrong.csv'))).said).toContain('2 rows as they were received');
  const table = await readFile(at('wrong.csv'), 'utf8');
  // What a spreadsheet may take for a formula stands behind an apostrophe, and is no change.
  expect(table).toContain(`"'=Others"`);
  await writeFile(
    at('right.csv'),
    table.replace(',never,', ',2026-05-03,').replace(',soon,', ',later,'),
  );
  const submitted = await rows('--submit', at('right.csv'), '--reason', 'From the ledger');
  expect(submitted).toMatchObject({ code: 1 });
  expect(submitted.said).toContain('line 4 is recorded: 7.00');
  expect(submitted.wrong).toMatch(/right\.csv, line 3: line 5 of may\.csv: Date: the date “later”/);
  expect(submitted.wrong).toContain('1 of 2 rows were not recorded');
  const { said } = await rows('--json');
  expect(JSON.parse(said)).toMatchObject({
    import: { rowsIn: 4, recorded: 3, quarantined: 1, total: '29.30' },
    rows: [
      { line: 3, state: 'put right' },
      {
        ...{ line: 4, state: 'put right' },
        changes: [{ column: 'Date', received: 'never', corrected: '2026-05-03' }],
      },
      { line: 5, state: 'waiting' },
    ],
  });
});
