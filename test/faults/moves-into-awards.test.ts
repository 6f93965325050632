import { carryOut, LedgerCommand, type Answer } from '#apps/service/ledger/commands.js';
import { contractCommands } from '#contracts/commands/award/contract.js';
import { appendingBy, asking, place, TwoFunds } from '../support/two-funds.js';

/** Money that moves into an award, while the service is killed or others change the award. */
let of: TwoFunds;

beforeAll(async () => {
  of = await TwoFunds.open('20000000.00');
});
afterAll(() => of.app.stop());

const line = (fund: string, amount: string) => ({
  ...{ fund, scheme: 'one', year: '2026-27', nature: 'revenue' },
  ...{ amount, sources: 'as-scheme' },
});

/** A contract of both funds, of 1.6m, procured under the Provider Selection Regime. */
const contract = (award: string): Promise<object> =>
  of.client.done(`contracts/${award}/award-contract`, {
    ...{ title: award, provider: 'harbour-lights', start: '2026-04-01', end: '2027-03-31' },
    regime: 'Provider Selection Regime',
    funding: [line('east', '800000.00'), line('west', '800000.00')],
  });

const proposed = (id: string, award: string, amount: string): Promise<object> =>
  of.client.done(`reallocations/${id}/propose-reallocation`, {
    legs: [{ amount, from: place('east'), to: { ...place('east'), kind: 'award', award } }],
  });

/** More from the other fund, which knows nothing of the move. */
const vary = (award: string, change: string, amount: string): Promise<Answer> =>
  carryOut(
    of.ledger(),
    new LedgerCommand(asking(`${award}/${change}`), {
      kind: 'contract',
      id: award,
      command: {
        command: 'vary-contract',
        effective: '2026-05-01',
        ...contractCommands['vary-contract'].parse({
          ...{ change, description: 'More of the same' },
          adds: [line('west', amount)],
        }),
      },
    }),
  );

const reached = {
  refused: { problem: 'variation-exceeds-regime', facts: { total: '520000.00' } },
};

/** What the award is worth, and what east has committed to it and still sets aside for it. */
async function standing(award: string): Promise<object> {
  await of.caughtUp();
  const { body } = await of.client.get('funds/east');
  const awards = body['awards'] as unknown as { id: string; value: string }[];
  const held = await of.client.get(`funds/east/balances?by=account&award=${award}`);
  const rows = held.body['balances'] as unknown as { account: string; amount: string }[];
  const balance = (account: string) => rows.find((row) => row.account === account)?.amount;
  return {
    value: awards.find(({ id }) => id === award)?.value,
    committed: balance('budget:committed:confirmed'),
    moving: balance('budget:moving:confirmed'),
  };
}

// The appends: the approval, east set aside, the award set aside, the decision, the award, and east.
describe('a variation that is decided before append', () => {
  it.each([0, 1, 2])('%i leaves no room for the move, which is refused', async (at) => {
    const award = `varied-${at}`;
    await contract(award);
    await proposed(award, award, '70000.00');
    let before = at;
    const meanwhile = appendingBy(of.app.runtime.store, async (append) => {
      if (before-- === 0) expect(await vary(award, 'v', '450000.00')).not.toHaveProperty('refused');
      return append();
    });
    expect(await of.approve(of.ledger(meanwhile), award)).toMatchObject(reached);
    expect(await standing(award)).toMatchObject({
      value: '2050000.00',
      committed: '800000.00',
    });
  });

  it.each([3, 4, 5])('%i is refused, for the move is set aside', async (at) => {
    const award = `moved-${at}`;
    await contract(award);
    await proposed(award, award, '70000.00');
    let before = at;
    const meanwhile = appendingBy(of.app.runtime.store, async (append) => {
      if (before-- === 0) expect(await vary(award, 'v', '450000.00')).toMatchObject(reached);
      return append();
    });
    expect(await of.approve(of.ledger(meanwhile), award)).not.toHaveProperty('refused');
    expect(await standing(award)).toMatchObject({
      value: '1670000.00',
      committed: '870000.00',
    });
  });
});

it('of two moves at once only one comes in, where both are too much', async () => {
  const award = 'two-moves';
  await contract(award);
  await Promise.all(['a', 'b'].map((id) => proposed(`two-${id}`, award, '260000.00')));
  const answers = await Promise.all(['a', 'b'].map((id) => of.approve(of.ledger(), `two-${id}`)));
  expect(answers.filter((answer) => 'refused' in answer)).toMatchObject([reached]);
  expect(await standing(award)).toMatchObject({ value: '1860000.00' });
});

describe('killed after', () => {
  it('it was set aside in the award, and before it was decided, makes room again in time', async () => {
    const award = 'killed';
    await contract(award);
    await proposed(award, award, '70000.00');
    await of.killed(3, award);
    await of.finish();
    expect(await vary(award, 'at-once', '450000.00')).toMatchObject(reached);
    of.later(16);
    await of.finish();
    expect(await vary(award, 'in-time', '450000.00')).not.toHaveProperty('refused');
    // Who was thought dead comes back, and finds that the try is over.
    expect(await of.approve(of.ledger(), award)).toMatchObject({
      refused: { problem: 'not-carried-out' },
    });
    expect(await standing(award)).toMatchObject({ value: '2050000.00' });
  });

  it('east alone set it aside, the award takes nothing of a try that has run out', async () => {
    const award = 'slow';
    await contract(award);
    await proposed(award, award, '70000.00');
    let before = 2;
    const slow = appendingBy(of.app.runtime.store, async (append) => {
      if (before-- === 0) {
        of.later(16);
        await of.finish();
      }
      return append();
    });
    expect(await of.approve(of.ledger(slow), award)).toMatchObject({
      refused: { problem: 'not-carried-out' },
    });
    expect(await vary(award, 'v', '450000.00')).not.toHaveProperty('refused');
  });

  it.each([2, 3, 4, 5])('%i appends, an award gains what it is given, once', async (at) => {
    const award = `gift-${at}`;
    await contract(award);
    await proposed(award, award, '3.00');
    await of.killed(at, award);
    await (at < 4 ? of.approve(of.ledger(), award) : of.finish());
    await of.finish();
    expect(await standing(award)).toMatchObject({
      value: '1600003.00',
      committed: '800003.00',
    });
    expect(await vary(award, 'v', '499996.99')).not.toHaveProperty('refused');
  });
});
