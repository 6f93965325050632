import type { FundCommand } from '#contracts/commands/fund.js';
import { delegationCommands } from '#contracts/commands/delegation.js';
import { DelegationAdopted } from '#contracts/events/delegation.js';
import { agreementWith } from '#test/support/agreement.js';
import { after, command, expectRefused, on, tell, untold, type Told } from '#test/support/given.js';
import { allocate, confirm, invoice, pledge, small } from '#test/support/small-fund.js';
import { evolveDelegation, newDelegation, type Delegation } from '../delegation/delegation.js';

const host = 'council';
/** A manager moves up to 30.00 alone and 50.00 a year on a head; an allocator only allocates. */
const power = (office: string, decision: string, limit: string) => ({
  power: `${office}-${decision}`,
  office,
  decisions: [decision],
  limit,
  cumulative: { amount: '50.00' },
  decides: 'alone',
});
const scheme = (powers: readonly object[]): Delegation =>
  evolveDelegation(newDelegation(), {
    ...DelegationAdopted.of(
      '2026-04-01',
      delegationCommands['adopt-delegation'].parse({
        title: 'Scheme of delegation',
        evidence: 'Resolution',
        powers,
      }),
    ),
    stream: `delegation-${host}`,
  });
const moving = scheme([power('manager', 'virement', '30.00')]);
const allocating = scheme([
  power('manager', 'virement', '30.00'),
  power('allocator', 'allocation', '40.00'),
]);

/** Council money: 110.00 for the navigators, and 20.00 that nobody was given. */
const told = (delegations: readonly Delegation[] = [moving]): Told => {
  const fund = after(untold(), [
    ...small,
    pledge('council', '130.00', { contribution: 'first' }),
    confirm('first'),
    allocate('navigators', 'council', '110.00'),
  ]);
  fund.delegations = delegations;
  return fund;
};
const giveUp = (amount: string, from = 'navigators'): FundCommand =>
  command('give-up-budget', { scheme: from, source: 'council', year: '2026-27', amount });
const to = (amount: string, scheme = 'panel'): FundCommand => allocate(scheme, 'council', amount);
const as = (fund: Told, asked: FundCommand, office: string) =>
  tell(fund, asked, { ...on('2026-04-01'), office, actor: office, organisation: host });
const decided = (fund: Told, asked: FundCommand, office = 'manager') => {
  const { refused, events = [] } = as(fund, asked, office);
  if (refused) throw new Error(refused.problem);
  return events.filter(({ type }) => type === 'DecisionAuthorised').map(({ data }) => data);
};

describe('budget that one scheme gives up and another is given', () => {
  it('is a virement, on the heads of both', () => {
    const fund = told();
    after(fund, [giveUp('60.00')]);
    expect(decided(fund, to('45.00'))).toMatchObject([
      {
        decision: 'virement',
        subject: 'panel',
        of: 'navigators',
        amount: '25.00',
        how: 'alone',
        parts: [
          { scheme: 'navigators', amount: '-25.00' },
          { scheme: 'panel', amount: '25.00' },
        ],
        counted: [
          { head: 'navigators', amount: '25.00' },
          { head: 'panel', amount: '25.00' },
        ],
      },
    ]);
  });

  it('is refused to an office that may move none, or not as much, also in parts', () => {
    const fund = told();
    after(fund, [giveUp('60.00'), to('20.00')]);
    expectRefused(as(fund, to('1.00'), 'buyer').refused, 'not-delegated', { rule: 20 });
    expectRefused(as(fund, to('30.01'), 'manager').refused, 'exceeds-delegation', {
      rule: 20,
      short: '0.01',
    });
    decided(fund, to('30.00'));
    expectRefused(as(fund, to('20.01'), 'manager').refused, 'exceeds-cumulative', {
      already: '30.00',
      short: '0.01',
    });
  });

  it('is so as cover for an overspend, and shared out by a formula', () => {
    const fund = told();
    after(fund, [
      giveUp('60.00'),
      to('20.00'),
      invoice('urgent', '9.00', {
        award: undefined,
        scheme: 'crisis',
        sources: [{ source: 'council', amount: '9.00' }],
      }),
    ]);
    const task = String(fund.fund.revision - 1);
    const place = { scheme: 'crisis', source: 'council', year: '2026-27' };
    const cover = command('cover-overspend', { task, cover: { from: 'unallocated', ...place } });
    expectRefused(as(fund, cover, 'buyer').refused, 'not-delegated', {});
    expect(decided(fund, cover)).toMatchObject([{ decision: 'virement', amount: '9.00' }]);
    const formula = command('allocate-by-formula', {
      ...{ formula: 'f', source: 'council', year: '2026-27', amount: '10.00' },
      ...{ measure: 'People', measuredOn: '2026-01-01' },
      weights: [
        { area: 'unknown', scheme: 'panel', weight: '1' },
        { area: 'unknown', scheme: 'crisis', weight: '1' },
      ],
    });
    expect(decided(fund, formula)).toMatchObject([
      { decision: 'virement', subject: 'f', amount: '10.00' },
    ]);
  });

  it('is none where the scheme takes its own again, or takes what nobody was given', () => {
    const fund = told();
    after(fund, [giveUp('60.00')]);
    expect(decided(fund, to('20.00'), 'buyer')).toEqual([]);
    expect(decided(fund, to('60.00', 'navigators'), 'buyer')).toEqual([]);
    after(fund, [pledge('council', '5.00', { contribution: 'more' }), confirm('more')]);
    expect(decided(fund, to('5.00'), 'buyer')).toEqual([]);
  });

  it('needs each partner where the agreement asks for it of a move', () => {
    const agreement = agreementWith({
      partners: [host, 'icb'],
      eachPartnerDecides: [{ decisions: ['virement'], above: '10.00' }],
    });
    const fund: Told = { ...told(), agreement };
    after(fund, [giveUp('60.00'), to('20.00')]);
    expectRefused(as(fund, to('10.01'), 'manager').refused, 'approval-missing', {
      rule: 20,
      organisation: 'icb',
    });
    expect(decided(fund, to('10.00'))).toMatchObject([{ amount: '10.00' }]);
  });

  it('stands on the authority that it states where the host has no scheme of delegation', () => {
    const fund = told([]);
    after(fund, [giveUp('60.00')]);
    expect(decided(fund, to('80.00'), 'buyer')).toEqual([]);
  });
});

it('an allocation is judged where the scheme of delegation names it', () => {
  const fund = told([allocating]);
  after(
    fund,
    [giveUp('30.00')].map((asked) => ({ ...asked })),
  );
  expectRefused(as(fund, to('20.00'), 'manager').refused, 'not-delegated', {});
  expect(decided(fund, to('20.00'), 'allocator')).toMatchObject([
    { decision: 'allocation', subject: 'panel', of: 'none', amount: '20.00' },
  ]);
  // What comes from another scheme is a virement, and no allocation.
  expectRefused(as(fund, to('10.00'), 'allocator').refused, 'not-delegated', {});
  expect(decided(fund, to('10.00'))).toMatchObject([{ decision: 'virement' }]);
});
