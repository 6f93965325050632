import { rmSync } from 'node:fs';
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { verifyGrowth } from '#libs/transparency/growth.js';
import { openCheckpoint } from '#libs/transparency/signed-checkpoint.js';
import { consistencyProof } from '#libs/transparency/stored-tree.js';
import { keptLog, type KeptLog, type Process } from './kept-log.js';

/*
 * Whoever owns the database can change rows of the log past the service. The keeper finds it, says
 * where, and signs no more; whoever kept a checkpoint finds it also where the keeper was made to
 * forget.
 */
let kept: KeptLog;
beforeEach(async () => {
  kept = await keptLog();
});
afterEach(() => kept.drop());

/** 600 events, of which 550 are signed. */
async function signedLog(): Promise<Process> {
  const process = await kept.open();
  await process.append(550);
  await process.log.checkpointCovering(550);
  await process.append(50, 'fund-b');
  await process.log.rootAt(600);
  return process;
}

const edit = (number: number): string =>
  `update log.event set bytes = replace(bytes, 'GB-LAE-NOR', 'GB-LAE-XXX') where number = ${number}`;
const swap = (one: number, other: number): string => `update log.event e
  set bytes = f.bytes from log.event f where e.number in (${one}, ${other})
    and f.number in (${one}, ${other}) and f.number <> e.number`;
const copyOver = (number: number, from: number): string =>
  `update log.event set bytes = (select bytes from log.event where number = ${from}) where number = ${number}`;

it.each([
  [
    'edited',
    7,
    edit(7),
    'Event 7 of the log is not what it was when the first 550 events were signed.',
  ],
  [
    'edited in the last tile',
    549,
    edit(549),
    'Event 549 of the log is not what it was when the first 550 events were signed.',
  ],
  [
    'edited before it was signed',
    590,
    edit(590),
    'Event 590 is not what it was when it was hashed into the tree of the log.',
  ],
  [
    'deleted',
    300,
    'delete from log.event where number = 300',
    'Event 300 is missing in the log, which goes on after it or was longer.',
  ],
  [
    'swapped with another',
    20,
    swap(20, 21),
    'Event 20 of the log is not what it was when the first 550 events were signed.',
  ],
  [
    'replaced by a copy of another',
    30,
    copyOver(30, 3),
    'Event 30 of the log is not what it was when the first 550 events were signed.',
  ],
  [
    'cut off with all after it',
    580,
    'delete from log.event where number >= 580',
    'The log was rolled back: it has 579 events, and had 600.',
  ],
])(
  'finds an event that was %s, while it runs and when it starts',
  async (_, _number, sql, detail) => {
    const running = await signedLog();
    await running.log.watch.round();
    expect(running.log.watch.trouble).toBeUndefined();
    await kept.tamper(sql);
    await running.log.watch.round();
    expect(running.log.watch.trouble).toEqual({ detail, altered: true });
    expect(running.said.join()).toContain('THE LOG WAS ALTERED');
    await running.stop();

    const started = await kept.open();
    await started.log.watch.round();
    expect(started.log.watch.trouble).toMatchObject({ altered: true });
  },
);

it('takes in no row that was put behind the last one past the service', async () => {
  const running = await signedLog();
  await kept.tamper(`insert into log.event (number, recorded, revision, stream, bytes)
    select 601, now() + interval '1 hour', 550, 'fund-a', bytes from log.event where number = 3`);
  await running.log.watch.round();
  expect(running.log.watch.trouble).toEqual({
    detail:
      'Event 601 was not written there by this service: it says that it is revision 2 of fund-a, which stands at 549.',
    altered: true,
  });
  await running.stop();
  const started = await kept.open();
  await expect(started.log.rootAt(601)).rejects.toThrow(
    'it says that it is revision 2 of fund-a, which is event 3.',
  );
});

const forgetTree = `delete from log_tree.tile; update log_tree.tree set size = 0; delete from log_tree.checkpoint;`;

it.each([
  [
    'an older state',
    'delete from log.event where number > 500;',
    'The log was rolled back: it has 501 events, and 550 were signed.',
  ],
  ['another past', edit(7), 'The first 550 events of the log are not those that were signed.'],
])(
  'signs nothing over %s, also where the database knows of no checkpoint',
  async (_, sql, detail) => {
    const before = await signedLog();
    await before.stop();
    await kept.tamper(`${sql};${forgetTree}`);
    const after = await kept.open();
    await after.append(1, 'fund-c');
    const { number } = await after.store.head();
    await expect(after.log.checkpointCovering(number)).rejects.toThrow(detail);
    expect(await after.log.latest()).toBeUndefined();
    expect(after.log.watch.trouble?.altered).toBe(true);
  },
);

it('cannot show another past to who kept a checkpoint, whatever it was made to forget', async () => {
  const before = await signedLog();
  const old = openCheckpoint((await before.log.latest()) ?? '', await before.log.trusted());
  await before.stop();
  await kept.tamper(`${edit(7)};${forgetTree}`);
  const folder = dirname(kept.keyFile);
  for (const file of readdirSync(folder))
    if (file !== basename(kept.keyFile)) rmSync(join(folder, file));
  const after = await kept.open();
  const now = openCheckpoint(await after.log.checkpointCovering(600), await after.log.trusted());
  const proof = await consistencyProof(after.log.tiles, old.size, now.size);
  expect(() => verifyGrowth(old, now, proof)).toThrow(
    'The proof does not lead to the root of the older tree of 550.',
  );
});

it('makes its tree again where only the tree is damaged, and goes on signing', async () => {
  const running = await signedLog();
  const root = await running.log.rootAt(600);
  await kept.tamper(
    `update log_tree.tile set hashes = overlay(hashes placing '\\x00'::bytea from 100) where level = 0 and index = 1`,
  );
  await running.log.watch.round();
  expect(running.log.watch.trouble).toBeUndefined();
  expect(running.said.join()).toContain('the tree was made again');
  expect(await running.log.rootAt(600)).toEqual(root);
  await running.append(1, 'fund-c');
  const note = await running.log.checkpointCovering(601);
  expect(openCheckpoint(note, await running.log.trusted()).size).toBe(601);
});
