import { readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { chunksOf } from '#apps/purse/verify-file.js';
import { parseSecrets } from '#apps/service/evidence/log-secrets.js';
import { restoreLog, type Restoring } from '#apps/service/evidence/restore.js';
import { ExplainedError } from '#apps/service/explained.js';
import { readKeys } from '#apps/service/log/key-file.js';
import { Remembered } from '#apps/service/log/remembered.js';
import { migrate } from '#apps/service/runtime.js';
import { PackRefused } from '#libs/evidence/pack.js';
import { formatCheckpoint } from '#libs/transparency/checkpoint.js';
import { formatNote } from '#libs/transparency/note.js';
import { signText } from '#libs/transparency/signatures.js';
import type { FreshDatabase } from '../support/database.js';
import { newSigner } from '../support/signers.js';
import { backedUp, events } from './backed-up.js';

/** What is no backup of this log is not restored, and leaves the database as empty as it was. */
let logged: Awaited<ReturnType<typeof backedUp>>;
let into: FreshDatabase;
let pack: string;
let secrets: string;
beforeAll(async () => {
  logged = await backedUp();
  into = await logged.empty();
  await migrate(into.url);
  pack = await readFile(logged.at('log.pack'), 'utf8');
  secrets = await readFile(logged.at('secrets'), 'utf8');
});
afterAll(() => logged.drop());

/** Says why, once the database is seen to be as empty as before. */
async function refusal(
  made: string | Buffer,
  more: Partial<Restoring> & { readonly secretsText?: string } = {},
): Promise<string> {
  await writeFile(logged.at('bad'), made);
  const { secretsText = secrets, ...rest } = more;
  const error: unknown = await Promise.resolve()
    .then(() =>
      restoreLog(into.url, {
        ...{
          backup: () => chunksOf(logged.at('bad')),
          keys: undefined,
          onEntries: () => undefined,
        },
        secrets: parseSecrets(secretsText, 'secrets'),
        signing: { keyFile: logged.at('no-key'), origin: undefined },
        ...rest,
      }),
    )
    .catch((thrown: unknown) => thrown);
  expect(await events(into)).toBe('0');
  expect([PackRefused.name, ExplainedError.name]).toContain((error as Error).name);
  return (error as Error).message;
}

it('is refused by the program in a sentence', async () => {
  await writeFile(logged.at('edited'), pack.replace('"name":"Pool"', '"name":"Pond"'));
  const { code, wrong } = await logged.restore(into, 'edited');
  expect(wrong).toMatch(/edited is refused, and nothing was restored\. Line \d+: the entries/);
  expect(wrong).not.toMatch(/^\s+at /m);
  expect({ code, events: await events(into) }).toEqual({ code: 1, events: '0' });
  expect((await logged.restore(into, 'log.pack', [])).code).toBe(2);
});

it('is refused where it was edited, cut short, or is none', async () => {
  const lines = pack.split('\n');
  expect(await refusal(lines.slice(0, 6).join('\n'))).toContain('it was cut short');
  expect(await refusal(lines.filter((_, place) => place !== 3).join('\n'))).toContain(
    'entry 3 must stand here and is missing',
  );
  expect(await refusal(gzipSync(pack).subarray(0, 900))).toContain('cannot be read');
  expect(await refusal('{}\n')).toContain('it is no header of an evidence pack');
  expect(await refusal('')).toContain('it was cut short');
  const [header = '', ...rest] = lines;
  const ofProvider = header
    .replace('"fund":null', '"fund":"pool"')
    .replace('"kind":"backup"', '"kind":"provider"')
    .replace('"provider":null', '"provider":"GB-COH-1"');
  expect(await refusal([ofProvider, ...rest].join('\n'))).toContain(
    'only a backup can be restored',
  );
});

it('is refused where its secrets, its name or its keys are those of another', async () => {
  expect(await refusal(pack, { secretsText: secrets.slice(0, -20) })).toContain(
    'it is no JSON, or not whole',
  );
  expect(await refusal(pack, { secretsText: '{}' })).toContain(
    'does not hold the secrets of a log',
  );
  const { origin } = logged.app.runtime.transparency;
  expect(await refusal(pack, { secretsText: secrets.replace(origin, 'another/log') })).toContain(
    'the secrets are those of "another/log"',
  );
  expect(
    await refusal(pack, { signing: { keyFile: logged.at('no-key'), origin: 'another/log' } }),
  ).toContain('PURSE_LOG_ORIGIN is "another/log"');
  const { key } = newSigner('note', origin);
  const keys = { keys: [{ key, from: 0 }], cosigners: [] };
  expect(await refusal(pack, { keys })).toContain('No known key signed');
});

it('is refused where more was signed than it holds, or another past', async () => {
  const signing = { keyFile: logged.app.keyFile, origin: undefined };
  expect(await refusal(await readFile(logged.at('old.pack')), { signing })).toMatch(
    /The backup ends with event \d+, and \d+ events were signed/,
  );
  const { origin } = logged.app.runtime.transparency;
  const [name = '', size = ''] = logged.early.split('\n');
  const other = formatCheckpoint({
    ...{ origin: name, size: Number(size), root: new Uint8Array(32), extensions: [] },
  });
  const [kept] = readKeys(logged.app.keyFile, origin) ?? [];
  if (kept === undefined) throw new Error('the log has no key');
  const note = formatNote({ text: other, signatures: [signText(other, kept)] });
  const beside = new Remembered(logged.at('a-key'), origin);
  beside.write(note);
  expect(
    await refusal(pack, { signing: { keyFile: logged.at('a-key'), origin: undefined } }),
  ).toContain('the log shows two pasts');
});

it('leaves room for what is one, after all of it', async () => {
  expect(await logged.restore(into, 'log.pack')).toMatchObject({ code: 0 });
});
