import { leafHash } from '#libs/transparency/hashes.js';
import { GrowingTree } from '#libs/transparency/growing-tree.js';
import { openCheckpoint } from '#libs/transparency/signed-checkpoint.js';
import { inclusionProof, consistencyProof } from '#libs/transparency/stored-tree.js';
import { verifyConsistency, verifyInclusion } from '#libs/transparency/verify-proof.js';
import { keptLog, type KeptLog, type Process } from './kept-log.js';

let kept: KeptLog;
let one: Process;

beforeEach(async () => {
  kept = await keptLog();
  one = await kept.open();
});
afterEach(() => kept.drop());

/** Bytes as the database holds them, hashed here and not by the keeper. */
async function treeOf({ store }: Process, size: number): Promise<GrowingTree> {
  const tree = new GrowingTree();
  for await (const events of store.readBytes(0, size))
    for (const { bytes } of events) tree.append(leafHash(Buffer.from(bytes)));
  return tree;
}

it('has the root of the bytes as they are stored, at every size', async () => {
  await one.append(700);
  for (const size of [0, 1, 2, 255, 256, 257, 512, 699, 700])
    expect(await one.log.rootAt(size)).toEqual((await treeOf(one, size)).root());
  await expect(one.log.rootAt(701)).rejects.toThrow('The log ends with event 700, before 701.');
  expect(one.log.watch.trouble).toBeUndefined();
});

it('goes on where another process, or the one before, ended', async () => {
  await one.append(300);
  await one.log.rootAt(300);
  await one.stop();
  const [two, three] = [await kept.open(), await kept.open()];
  await two.append(300);
  const roots = await Promise.all([two.log.rootAt(600), three.log.rootAt(600)]);
  await three.append(10, 'fund-b');
  await two.append(10, 'fund-c');
  await Promise.all([two.log.rootAt(620), three.log.rootAt(615)]);
  expect(roots).toEqual([(await treeOf(two, 600)).root(), (await treeOf(two, 600)).root()]);
  expect(await three.log.rootAt(620)).toEqual((await treeOf(two, 620)).root());
});

it('signs checkpoints that prove each event, and each other', async () => {
  await one.append(300);
  const first = await one.log.checkpointCovering(300);
  await one.append(100);
  const second = await one.log.checkpointCovering(400);
  const log = await one.log.trusted();
  const [older, newer] = [openCheckpoint(first, log), openCheckpoint(second, log)];
  expect([older.size, newer.size]).toEqual([300, 400]);
  expect(await one.log.latest()).toBe(second);
  expect(await one.log.checkpointCovering(350)).toBe(second);
  const grown = { olderSize: 300, olderRoot: older.root, newerSize: 400, newerRoot: newer.root };
  verifyConsistency(grown, await consistencyProof(one.log.tiles, 300, 400));
  for await (const events of one.store.readBytes(0, 3))
    for (const { number, bytes } of events)
      verifyInclusion(
        {
          ...{ index: number - 1, size: 400, root: newer.root },
          leaf: leafHash(Buffer.from(bytes)),
        },
        await inclusionProof(one.log.tiles, number - 1, 400),
      );
});

it('finds nothing wrong with a log that others append to and sign while it is read', async () => {
  const two = await kept.open();
  await one.append(10);
  for (let round = 0; round < 20; round += 1) {
    const rounds = [one.log.watch.round(), two.log.watch.round(), one.log.watch.round()];
    await two.append(20, `fund-${round}`);
    await two.log.checkpointCovering((await two.store.head()).number);
    await Promise.all(rounds);
    expect([one.log.watch.trouble, two.log.watch.trouble]).toEqual([undefined, undefined]);
  }
  expect([...one.said, ...two.said]).toEqual([]);
});
