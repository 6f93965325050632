import {
  reallocationCommands,
  type ReallocationCommand,
} from '#contracts/commands/reallocation.js';
import type { EventStore } from '#libs/event-store/port.js';
import { carryOut, LedgerCommand } from '#apps/service/ledger/commands.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { asking, place, TwoFunds } from '../support/two-funds.js';

/** A move from one fund to another, the service killed between any two of its steps. */
let of: TwoFunds;

beforeAll(async () => {
  of = await TwoFunds.open('1000.00');
});
afterAll(() => of.app.stop());

const propose = (id: string): Promise<object> =>
  of.client.done(`reallocations/${id}/propose-reallocation`, {
    legs: [{ amount: '10.00', from: place('east'), to: place('west') }],
  });

/** Scheme, set aside and in transfer, in each fund. */
async function standing(): Promise<Record<string, string>[]> {
  await of.caughtUp();
  return Promise.all(
    ['east', 'west'].map(async (fund) => {
      const { body } = await of.client.get(`funds/${fund}/balances?by=account&scheme=one`);
      const rows = body['balances'] as unknown as { account: string; amount: string }[];
      return Object.fromEntries(
        rows.map(({ account, amount }) => [account.split(':')[1] ?? '', amount]),
      );
    }),
  );
}
const pence = (amount = '0.00'): bigint => parsePence(amount);
/** Whatever is where, the two funds have 2,000.00 together, and in transfer nothing is lost. */
async function total(): Promise<string> {
  const funds = await standing();
  return formatPence(
    sumPence(
      funds.flatMap(({ scheme, moving, transfer }) =>
        [scheme, moving, transfer].map((amount) => pence(amount)),
      ),
    ),
  );
}

it('is proposed as its funds are at one moment, whenever one of them moves on', async () => {
  const { store } = of.app.runtime;
  const all = { scheme: 'one', source: 'council', year: '2026-27', amount: '1000.00' };
  const proposal: ReallocationCommand = {
    ...reallocationCommands['propose-reallocation'].parse({
      legs: [{ amount: '10.00', from: place('east'), to: place('west') }],
    }),
    command: 'propose-reallocation',
    effective: '2026-05-01',
  };
  const found: string[] = [];
  for (let nth = 1, reads = nth; reads >= nth; nth += 1) {
    reads = 0;
    const emptied = Object.create(store, {
      readStream: {
        value: async function* (...asked: Parameters<EventStore['readStream']>) {
          if (asked[0] === 'fund-east' && ++reads === nth)
            await of.client.done('funds/east/give-up-budget', all);
          yield* store.readStream(...asked);
        },
      },
    }) as EventStore;
    const answer = await carryOut(
      of.ledger(emptied),
      new LedgerCommand(
        { ...asking(`while-${nth}`), dryRun: true },
        { kind: 'reallocation', id: `while-${nth}`, command: proposal },
      ),
    );
    if (reads >= nth) await of.client.done('funds/east/allocate-budget', all);
    found.push(
      'refused' in answer
        ? answer.refused.problem
        : answer.wouldRecord.map(({ draft: { data } }) => JSON.stringify(data)).join(),
    );
  }
  // Of a fund that is empty by then nothing is proposed; of one that is not yet, from what it has.
  expect(found.filter((said) => said !== 'move-exceeds-budget')).not.toEqual([]);
  for (const said of found)
    expect(said === 'move-exceeds-budget' || !said.includes('"after":"-')).toBe(true);
});

// The appends: the approval, east set aside, west asked, the decision, east out, west in.
describe('killed after', () => {
  it.each([4, 5])('%i appends, once the move is decided, is finished in both funds', async (at) => {
    const id = `decided-${at}`;
    await propose(id);
    const before = await standing();
    await of.killed(at, id);
    expect(await total()).toBe('2000.00');
    await of.finish();
    const after = await standing();
    expect(pence(before[0]?.['scheme']) - pence(after[0]?.['scheme'])).toBe(1000n);
    expect(pence(after[1]?.['scheme']) - pence(before[1]?.['scheme'])).toBe(1000n);
    expect(after.map(({ moving }) => moving)).toEqual([undefined, undefined]);
  });

  it.each([2, 3])('%i appends, before it is decided, is free again in time', async (at) => {
    const id = `open-${at}`;
    await propose(id);
    const before = await standing();
    await of.killed(at, id);
    await of.finish();
    expect((await standing())[0]).toMatchObject({ moving: '10.00' });
    of.later(16);
    await of.finish();
    expect(await standing()).toEqual(before);
    // What was approved can be carried out once more.
    const ask = { ...asking(`${id}-again`) };
    const command: ReallocationCommand = {
      command: 'carry-out-reallocation',
      effective: '2026-05-01',
    };
    const answer = await carryOut(
      of.ledger(),
      new LedgerCommand(ask, { kind: 'reallocation', id, command }),
    );
    expect(answer).not.toHaveProperty('refused');
    expect((await standing())[0]).not.toHaveProperty('moving');
    // The key is that request's now: with other content it is refused (rule 9).
    expect(
      await carryOut(
        of.ledger(),
        new LedgerCommand(
          { ...ask, asked: ['another', id] },
          { kind: 'reallocation', id: `${id}-other`, command },
        ),
      ),
    ).toMatchObject({ refused: { problem: 'key-reused' } });
  });

  it.each([1, 2, 3, 4, 5])('%i appends, is finished by the same request again', async (at) => {
    const id = `again-${at}`;
    await propose(id);
    const before = await standing();
    await of.killed(at, id);
    const first = await of.approve(of.ledger(), id);
    expect(first).not.toHaveProperty('refused');
    const after = await standing();
    expect(pence(after[1]?.['scheme']) - pence(before[1]?.['scheme'])).toBe(1000n);
    const again = await of.approve(of.ledger(), id);
    expect(again).toMatchObject({
      repeated: true,
      streams: (first as { streams: object[] }).streams,
    });
    expect(await total()).toBe('2000.00');
  });
});
