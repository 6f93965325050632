import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { Client } from 'pg';
import { GrowingTree } from '#libs/transparency/growing-tree.js';
import { leafHash } from '#libs/transparency/hashes.js';
import { openCheckpoint } from '#libs/transparency/signed-checkpoint.js';
import { keptLog, type KeptLog, type Process } from './kept-log.js';

let kept: KeptLog;
let one: Process;
beforeEach(async () => {
  kept = await keptLog();
  one = await kept.open();
});
afterEach(() => kept.drop());

it('goes on after its connections were cut, again and again', async () => {
  await one.append(5_000);
  const two = await kept.open();
  const killer = new Client({ connectionString: kept.url });
  await killer.connect();
  const growing = Promise.allSettled([one.log.rootAt(5_000), two.log.rootAt(5_000)]);
  for (let round = 0; round < 20; round += 1)
    await killer.query(
      `select pg_terminate_backend(pid, 10000) from pg_stat_activity
        where application_name = 'purse log tree' and datname = current_database()`,
    );
  await killer.end();
  await growing;
  const tree = new GrowingTree();
  for await (const events of one.store.readBytes(0))
    for (const { bytes } of events) tree.append(leafHash(Buffer.from(bytes)));
  expect(await one.log.rootAt(5_000)).toEqual(tree.root());
  expect(await two.log.rootAt(5_000)).toEqual(tree.root());
  await one.log.watch.round();
  expect(one.log.watch.trouble).toBeUndefined();
});

it('signs one checkpoint of a size, whichever of two processes does', async () => {
  const two = await kept.open();
  for (const size of [10, 20, 30]) {
    await one.append(10);
    const notes = await Promise.all(
      [one, two, one, two].map(({ log }) => log.checkpointCovering(size)),
    );
    expect(new Set(notes).size).toBe(1);
  }
});

const pemOf = (kind: 'ed25519' | 'x25519'): string =>
  (kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519')).privateKey
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();

describe('the key file', () => {
  beforeEach(async () => {
    await one.append(1);
    await one.log.checkpointCovering(1);
    await one.append(1);
  });

  it('is made for the first checkpoint, for its owner alone, and serves a restart', async () => {
    expect(statSync(kept.keyFile).mode & 0o777).toBe(0o600);
    expect(readFileSync(kept.keyFile, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    await one.stop();
    const next = await kept.open();
    const note = await next.log.checkpointCovering(2);
    expect(openCheckpoint(note, await next.log.trusted()).size).toBe(2);
  });

  it.each([
    [
      'is gone',
      () => rmSync(kept.keyFile),
      /is gone: bring it back, or name it with PURSE_LOG_KEY/,
    ],
    [
      'may be read by others',
      () => chmodSync(kept.keyFile, 0o644),
      /may be read by other users \(mode 644\): run chmod 600/,
    ],
    [
      'holds no key',
      () => writeFileSync(kept.keyFile, 'a secret'),
      /is not one: it must hold Ed25519 private keys/,
    ],
    [
      'holds a key of another kind',
      () => writeFileSync(kept.keyFile, pemOf('x25519')),
      /cannot sign the log \(The private key of .* is not an Ed25519 key/,
    ],
    [
      'holds another key',
      () => writeFileSync(kept.keyFile, pemOf('ed25519')),
      /holds none of the keys that sign this log/,
    ],
  ])('that %s signs nothing, and it says why', async (_, spoil, message) => {
    spoil();
    await expect(one.log.checkpointCovering(2)).rejects.toThrow(message);
    expect(one.log.watch.trouble).toMatchObject({ altered: false });
    expect(one.said.join()).toContain('the log could not be signed');
    expect(await one.log.rootAt(2)).toHaveLength(32);
  });
});
