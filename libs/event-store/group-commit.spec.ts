import type { Envelope } from '#contracts/envelope.js';
import { GroupCommit, inOrder, type Committed } from './group-commit.js';
import { checked, type CheckedAppend } from './limits.js';
import type { Append } from './port.js';

/** A store that answers each batch as told, and keeps the batches it was given. */
function answering(...answers: (Partial<Committed> | Error)[]): {
  group: GroupCommit;
  batches: string[][];
} {
  const batches: string[][] = [];
  const group = new GroupCommit((batch: readonly CheckedAppend[]) => {
    batches.push(batch.map(({ key }) => key));
    const answer = answers.shift() ?? {};
    if (answer instanceof Error) return Promise.reject(answer);
    const committed = { firstNumber: 1, refused: new Map(), known: new Map(), ...answer };
    return Promise.resolve(inOrder(batch, committed));
  });
  return { group, batches };
}

describe('group commit', () => {
  it('sends together what arrives together, each key once, each stream as one chain', async () => {
    const { group, batches } = answering();
    await Promise.all([
      group.append(append('fund-a', -1, 'one')),
      group.append(append('fund-a', 0, 'two')),
      group.append(append('fund-a', 0, 'rival')),
      group.append(append('fund-b', -1, 'one')),
      group.append(append('fund-c', -1, 'three')),
    ]);
    expect(batches).toEqual([
      ['one', 'two', 'three'],
      ['rival', 'one'],
    ]);
  });

  it('never sends what stands on an append that failed, even if the revision would fit', async () => {
    // 600 and 600 events do not fit one batch, so the second waits on the first.
    const { group, batches } = answering({ refused: new Map([['fund-a', 599]]) });
    const results = await Promise.all([
      group.append(append('fund-a', -1, 'first', 600)),
      group.append(append('fund-a', 599, 'on top', 600)),
      group.append(append('fund-a', 1199, 'on top of that')),
      group.append(append('fund-b', -1, 'other')),
    ]);
    const conflict = { outcome: 'conflict', revision: 599 };
    expect(results.slice(0, 3)).toEqual([conflict, conflict, conflict]);
    expect(results[3]).toMatchObject({ outcome: 'appended' });
    expect(batches).toEqual([['first', 'other']]);
  });

  it('keeps the chain of one stream small where the store asks for that', async () => {
    const batches: string[][] = [];
    const bytes = checked(append('fund-a', -1, 'one')).bytes;
    const group = new GroupCommit((batch) => {
      batches.push(batch.map(({ key }) => key));
      return Promise.resolve(
        inOrder(batch, { firstNumber: 1, refused: new Map(), known: new Map() }),
      );
    }, 2 * bytes);
    await Promise.all([
      group.append(append('fund-a', -1, 'one')),
      group.append(append('fund-a', 0, 'two')),
      group.append(append('fund-a', 1, 'six')),
      group.append(append('fund-b', -1, 'ten')),
    ]);
    expect(batches).toEqual([['one', 'two', 'ten'], ['six']]);
  });

  it('lets each append of a batch have its own end', async () => {
    const group = new GroupCommit((batch) =>
      Promise.resolve(
        batch.map(({ stream }) =>
          stream === 'fund-a' ? { error: new Error('Lost.') } : { firstNumber: 7, lastNumber: 7 },
        ),
      ),
    );
    const results = await Promise.allSettled([
      group.append(append('fund-a', -1, 'one')),
      group.append(append('fund-b', -1, 'two')),
      group.append(append('fund-a', 0, 'on top')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected']);
    expect(results[1]).toMatchObject({ value: { firstNumber: 7, lastNumber: 7 } });
  });

  it('rejects all of a batch whose transaction fails, and what stands on them, then goes on', async () => {
    const { group, batches } = answering(new Error('The disk is full.'));
    const results = await Promise.allSettled([
      group.append(append('fund-a', -1, 'first', 600)),
      group.append(append('fund-a', 599, 'on top', 600)),
      group.append(append('fund-b', -1, 'other')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await group.append(append('fund-a', -1, 'later'))).toMatchObject({ firstNumber: 1 });
    expect(batches).toEqual([['first', 'other'], ['later']]);
  });

  it('numbers what was appended, passing over streams that dropped out', async () => {
    const { group } = answering({ firstNumber: 7, refused: new Map([['fund-b', 3]]) });
    const results = await Promise.all([
      group.append(append('fund-a', -1, 'one', 2)),
      group.append(append('fund-b', -1, 'two')),
      group.append(append('fund-c', -1, 'three')),
    ]);
    expect(results).toMatchObject([
      { outcome: 'appended', firstNumber: 7, lastNumber: 8 },
      { outcome: 'conflict', revision: 3 },
      { outcome: 'appended', firstNumber: 9, lastNumber: 9 },
    ]);
  });
});

function append(stream: string, expectedRevision: number, key: string, count = 1): Append {
  const events = Array.from({ length: count }, (_, part): Envelope => ({
    type: 'StepTaken',
    version: 1,
    stream,
    revision: expectedRevision + 1 + part,
    id: '0',
    stamp: '2026-04-01T09:00:00.000000Z',
    effective: '2026-04-01',
    actor: 'treasurer',
    organisation: 'GB-LAE-NOR',
    authority: 'delegation',
    reason: 'sample',
    key,
    requestHash: 'hash',
    data: {},
  }));
  return { stream, expectedRevision, key, requestHash: 'hash', events };
}
