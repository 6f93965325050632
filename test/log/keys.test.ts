import { rmSync } from 'node:fs';
import { pino } from 'pino';
import { Ledger } from '#apps/service/ledger/ledger.js';
import { openLog } from '#apps/service/log/open-log.js';
import { rotateKey } from '#apps/service/log/rotate-key.js';
import { formatVerifierKey } from '#libs/transparency/keys.js';
import { openCheckpoint } from '#libs/transparency/signed-checkpoint.js';
import { keptLog, type KeptLog, type Process } from './kept-log.js';

let kept: KeptLog;
let one: Process;
beforeEach(async () => {
  kept = await keptLog();
  one = await kept.open();
});
afterEach(() => kept.drop());

const opened = async (note: string | undefined, { log }: Process) =>
  openCheckpoint(note ?? '', await log.trusted());

it('is named by the log itself from the start, once, whoever starts', async () => {
  const two = await kept.open();
  await Promise.all([one.log.introduce(), two.log.introduce()]);
  await one.log.introduce();
  const types: string[] = [];
  for await (const { type } of one.store.readStream(`log-${one.log.id}`)) types.push(type);
  expect(types).toEqual(['LogKeyIntroduced']);
  expect((await two.log.trusted()).keys).toMatchObject([{ from: 0 }]);
});

it.each(['lost', 'disclosed'] as const)(
  'that is %s signs no more, and what it signed still counts',
  async (cause) => {
    await one.log.introduce();
    await one.append(10);
    const before = await one.log.checkpointCovering(11);
    rmSync(kept.keyFile);
    const rotated = await rotateKey(one.log, kept.keyFile, cause);
    if ('problem' in rotated) throw new Error(rotated.problem);
    expect(rotated.from).toBe(12);
    expect((await opened(before, one)).signedBy).toHaveLength(1);
    const now = await opened(await one.log.latest(), one);
    expect(now.signedBy.map(formatVerifierKey)).toEqual([rotated.verifierKey]);
    expect((await one.log.trusted()).keys).toMatchObject([{ from: 0, to: 11 }, { from: 12 }]);
  },
);

it('that is replaced in good order signs once more beside the new one, in any process', async () => {
  await one.append(3);
  await one.log.checkpointCovering(3);
  const two = await kept.open();
  const rotated = await rotateKey(one.log, kept.keyFile, 'followed');
  if ('problem' in rotated) throw new Error(rotated.problem);
  await two.append(3, 'fund-b');
  const { number } = await two.store.head();
  const note = await two.log.checkpointCovering(number);
  expect((await opened(note, two)).signedBy.map(formatVerifierKey)).toEqual([rotated.verifierKey]);
  const again = await rotateKey(two.log, kept.keyFile, 'followed');
  if ('problem' in again) throw new Error(again.problem);
  expect((await two.log.trusted()).keys.map(({ to }) => to === undefined)).toEqual([
    false,
    false,
    true,
  ]);
});

it('belongs to a log whose name may be given until something is signed, and never after', async () => {
  const ledger = new Ledger(one.store, () => new Date());
  const open = (origin: string) =>
    openLog(kept.url, ledger, pino({ level: 'silent' }), { keyFile: kept.keyFile, origin });
  expect(one.log.origin).toMatch(/^common-purse\.local\/[0-9a-f]{16}$/);
  const named = await open('ledger.north.example/log');
  expect([named.origin, named.id]).toEqual([
    'ledger.north.example/log',
    'ledger.north.example:log',
  ]);
  await one.append(1);
  await named.checkpointCovering(1);
  await named.stop();
  await expect(open('ledger.south.example/log')).rejects.toThrow(
    'PURSE_LOG_ORIGIN is "ledger.south.example/log", and this log is called "ledger.north.example/log" in what was signed',
  );
});

it('belongs to one log: one that was restored elsewhere is signed under its own name only', async () => {
  const { origin } = one.log;
  await one.log.introduce();
  await one.log.checkpointCovering(1);
  await one.stop();
  // As in a database into which the events alone were brought, whose secret is another.
  await kept.tamper(
    `delete from log_tree.tile; update log_tree.tree set size = 0; delete from log_tree.checkpoint;
      delete from log_tree.log; update log.secret set request_hmac = sha256(request_hmac)`,
  );
  const restored = await kept.open();
  const says = `The log calls itself "${origin}", and is kept here under another name: set PURSE_LOG_ORIGIN to "${origin}".`;
  await expect(restored.log.introduce()).rejects.toThrow(says);
  await expect(restored.log.checkpointCovering(1)).rejects.toThrow(says);
  const ledger = new Ledger(restored.store, () => new Date());
  const log = await openLog(kept.url, ledger, pino({ level: 'silent' }), {
    ...{ keyFile: kept.keyFile, origin },
  });
  await log.introduce();
  expect(openCheckpoint(await log.checkpointCovering(1), await log.trusted()).size).toBe(1);
  await log.stop();
});
