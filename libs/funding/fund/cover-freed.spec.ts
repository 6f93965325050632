import type { FundCommand } from '#contracts/commands/fund.js';
import { after, command, given, tell, untold } from '#test/support/given.js';
import { awarded, confirm, funded, made, pledge, reserve } from '#test/support/small-fund.js';

/** A scheme of 110.00; law obliges to promise 115.00, which is 5.00 beyond it. */
const beyond = reserve('care', '115.00', { obligation: 'law' });
const task = String(funded.length);
const lapse = command('lapse-commitment', { award: 'care' });
const giveUp = (amount: string): FundCommand =>
  command('release-commitment', { award: 'care', year: '2026-27', amount });
const from = (amount: string): FundCommand =>
  command('cover-overspend', {
    task,
    cover: {
      ...{ from: 'unallocated', scheme: 'navigators', source: 'council', amount },
      ...{ year: '2026-27', nature: 'revenue' },
    },
  });
const unallocated = [pledge('council', '2.00', { contribution: 'more' }), confirm('more')];
const covers = (left: string, amount: string, reference: string, of = task) =>
  ({
    type: 'OverspendCovered',
    data: { task: of, amount, left, reference, moved: null },
  }) as const;
const events = (asked: FundCommand, ...before: FundCommand[]) =>
  tell(after(untold(), before), asked).events?.map(({ type, data }) => ({ type, data }));

describe('what was promised beyond a budget', () => {
  it('needs no cover once it lapsed: its task closes', () => {
    expect(events(lapse, ...funded, beyond)).toMatchObject([
      { type: 'CommitmentReleased' },
      covers('0.00', '5.00', 'The promise was not made'),
    ]);
    given(...funded, beyond, lapse)
      .when(from('1.00'))
      .thenRefused('not-found', { what: 'open task', id: task });
  });

  it('needs cover only for what was not found before', () =>
    expect(events(lapse, ...funded, beyond, ...unallocated, from('2.00'))).toMatchObject([
      { type: 'CommitmentReleased' },
      covers('0.00', '3.00', 'The promise was not made'),
    ]));

  it('is covered by what its award gives back, as far as that goes', () => {
    const before = [...funded, beyond, made('care')];
    expect(events(giveUp('2.00'), ...before)).toMatchObject([
      { type: 'CommitmentReleased' },
      covers('3.00', '2.00', 'The award gave it back'),
    ]);
    expect(events(giveUp('9.00'), ...before, giveUp('2.00'))).toMatchObject([
      { type: 'CommitmentReleased' },
      covers('0.00', '3.00', 'The award gave it back'),
    ]);
    expect(events(giveUp('1.00'), ...before, giveUp('11.00'))).toHaveLength(1);
  });
});

describe('a change beyond a budget', () => {
  const change = (more: object): FundCommand =>
    command('reserve-change', {
      ...{ award: 'lights', change: 'v1', kind: 'contract', provider: 'harbour-lights' },
      ...{
        expires: '2026-04-01T09:15:00Z',
        obligation: 'law',
        legalBasis: 'Care Act 2014',
        ...more,
      },
    });
  const adds = [
    {
      ...{ scheme: 'navigators', year: '2026-27', nature: 'revenue', amount: '104.00' },
      sources: 'as-award',
    },
  ];

  it('needs no cover once it is not made', () => {
    const last = command('lapse-change', { award: 'lights', change: 'v1' });
    expect(events(last, ...awarded, change({ adds }))).toMatchObject([
      { type: 'CommitmentChangeReleased' },
      covers('0.00', '5.00', 'The promise was not made', String(awarded.length)),
    ]);
  });

  it('is covered by what a later change takes away', () => {
    const confirmed = (of: string) =>
      command('confirm-change', { award: 'lights', change: of, costShares: [] });
    const less = change({
      ...{ change: 'v2', obligation: 'none' },
      takes: [{ scheme: 'navigators', year: '2026-27', nature: 'revenue', amount: '4.00' }],
    });
    expect(
      events(confirmed('v2'), ...awarded, change({ adds }), confirmed('v1'), less),
    ).toMatchObject([
      { type: 'CommitmentChangeConfirmed' },
      covers('1.00', '4.00', 'The award gave it back', String(awarded.length)),
    ]);
  });
});

describe('what was spent beyond a budget', () => {
  const at = String(awarded.length);
  const bill = command('verify-expenditure', {
    ...{ expenditure: 'bill', provider: 'night-shelter', scheme: 'navigators' },
    ...{ net: '101.00', reference: 'Invoice' },
  });
  const over = [...awarded, bill];

  it('needs no cover once it is reversed', () => {
    const reverse = command('reverse-expenditure', { expenditure: 'r', corrects: 'bill' });
    expect(events(reverse, ...over)).toMatchObject([
      { type: 'ExpenditureReversed' },
      covers('0.00', '2.00', 'The spending was reversed', at),
    ]);
  });

  it('is covered by what is credited of it, as far as that goes', () => {
    const credit = command('credit-expenditure', {
      ...{ expenditure: 'n', credits: 'bill', cost: '1.00', reference: 'Credit note' },
    });
    expect(events(credit, ...over)).toMatchObject([
      { type: 'ExpenditureCredited' },
      covers('1.00', '1.00', 'The spending was credited', at),
    ]);
  });

  it('needs the cover of its invoice, once that clears the accrual', () => {
    const accrue = command('accrue-expenditure', {
      ...{ expenditure: 'accrued', provider: 'night-shelter', scheme: 'navigators' },
      ...{ cost: '101.00', description: 'March' },
    });
    const clears = { ...bill, accrual: 'accrued' } as FundCommand;
    expect(events(clears, ...awarded, accrue)).toMatchObject([
      { type: 'AccrualReversed' },
      covers('0.00', '2.00', 'The spending was reversed', at),
      { type: 'ExpenditureVerified', data: { overBudget: '2.00' } },
    ]);
  });
});
