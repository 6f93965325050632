import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { mock } from 'node:test';
import { HeldFiles, keepSent, type SentFile } from './held-files.js';

let held: HeldFiles;
beforeEach(() => {
  held = new HeldFiles();
});
afterEach(() => {
  held.onModuleDestroy();
  mock.timers.reset();
});

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  for (const letter of text) yield await Promise.resolve(Buffer.from(letter));
}
const sent = (text: string): Promise<SentFile> => keepSent(pieces(text), `${text}.csv`);
async function textOf(file: SentFile | undefined): Promise<string> {
  let text = '';
  for await (const piece of file?.read() ?? []) text += Buffer.from(piece).toString();
  return text;
}

it('reads what was sent as often as it is asked for, and leaves no name on the disk', async () => {
  const file = await sent('hello');
  expect(file).toMatchObject({
    bytes: 5,
    sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
  });
  held.hold('one', file);
  const texts = [held.find('one', file.sha256), held.find('one', file.sha256)].map(textOf);
  expect(await Promise.all(texts)).toEqual(['hello', 'hello']);
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('purse-sent-'))).toEqual([]);
});

it('hands a file to nobody but whose session sent it', async () => {
  const file = await sent('mine');
  held.hold('one', file);
  expect(held.find('two', file.sha256)).toBeUndefined();
  expect(held.find('one', '0'.repeat(64))).toBeUndefined();
});

it('holds three files of a session, and sixteen together, the last ones', async () => {
  const files: SentFile[] = [];
  for (const text of ['a', 'b', 'c', 'd']) {
    const file = await sent(text);
    files.push(file);
    held.hold('one', file);
  }
  expect(files.map((file) => held.has(file))).toEqual([false, true, true, true]);
  await expect(textOf(files[0])).rejects.toThrow();
  for (let other = 0; other < 16; other += 1) held.hold(`other-${other}`, await sent('x'));
  expect(files.some((file) => held.has(file))).toBe(false);
  expect(held.find('other-0', (await sent('x')).sha256)).toBeDefined();
});

it('holds a file once when it is sent again', async () => {
  const [first, second] = [await sent('same'), await sent('same')];
  held.hold('one', first);
  held.hold('one', second);
  expect(held.has(first)).toBe(false);
  expect(await textOf(held.find('one', first.sha256))).toBe('same');
});

it('forgets a file half an hour after it was last asked for', async () => {
  const file = await sent('old');
  mock.timers.enable({ apis: ['setInterval', 'Date'] });
  held.hold('one', file);
  mock.timers.tick(29 * 60_000);
  expect(held.find('one', file.sha256)).toBeDefined();
  mock.timers.tick(29 * 60_000);
  expect(held.find('one', file.sha256)).toBeDefined();
  mock.timers.tick(31 * 60_000);
  expect(held.find('one', file.sha256)).toBeUndefined();
  expect(held.has(file)).toBe(false);
});
