import { decideFund } from '#libs/funding/fund/decide.js';
import {
  command,
  given,
  on,
  type Told,
  after,
  untold,
  expectRefused,
  expectBalances,
} from '#test/support/given.js';
import { checkedData } from '#contracts/events/all.js';
import { awarded, invoice } from '#test/support/small-fund.js';
import type { FundCommand } from '#contracts/commands/fund.js';
import type { AwardInForce } from '../award/in-force.js';
import { evolveFund } from './evolve.js';

const hold = (amount: string): FundCommand =>
  command(
    'hold-retention',
    { expenditure: 'i1', amount, cause: 'Work to be finished' },
    '2026-05-02',
  );
const release = (amount?: string): FundCommand =>
  command('release-retention', { expenditure: 'i1', amount, cause: 'Finished' }, '2026-06-01');
const pay = command('pay-expenditure', { expenditure: 'i1', remittance: 'BACS' }, '2026-06-02');

const retained = { account: 'cash:creditor:retained' } as const;

it('keeps back what is owed, by source as it is owed', () =>
  given(...awarded, invoice('i1', '1.10'))
    .when(hold('0.11'))
    .then(
      ['kept back', retained, '-0.11'],
      ['of it council', { ...retained, source: 'council' }, '-0.07'],
      ['payable', { account: 'cash:creditor' }, '-0.99'],
    ));

it('is not paid until it is released', () => {
  given(...awarded, invoice('i1', '1.10'), hold('0.11'))
    .when(pay)
    .then(['paid', { account: 'cash:held' }, '-0.99'], ['kept back', retained, '-0.11']);
  given(...awarded, invoice('i1', '1.10'), hold('0.11'), release())
    .when(pay)
    .then(['paid', { account: 'cash:held' }, '-1.10'], ['kept back', retained, '0.00']);
});

it('is nothing any more when the invoice is taken back whole', () =>
  given(...awarded, invoice('i1', '1.10'), hold('0.11'), pay)
    .when(command('reverse-expenditure', { expenditure: 'r1', corrects: 'i1' }, '2026-06-03'))
    .then(['kept back', retained, '0.00'], ['owed back', { account: 'cash:creditor' }, '0.99']));

it('covers what a credit note takes back before the provider owes anything', () => {
  const credit = (cost: string): FundCommand =>
    command(
      'credit-expenditure',
      { expenditure: 'c1', credits: 'i1', cost, reference: 'CN 1' },
      '2026-06-03',
    );
  given(...awarded, invoice('i1', '1.10'), hold('0.11'))
    .when(credit('1.10'))
    .then(['kept back', retained, '0.00'], ['owed', { account: 'cash:creditor' }, '0.00']);
  given(...awarded, invoice('i1', '1.10'), hold('0.11'), pay)
    .when(credit('0.50'))
    .then(['kept back', retained, '0.00'], ['owed back', { account: 'cash:creditor' }, '0.39']);
  given(...awarded, invoice('i1', '1.10'), hold('0.11'))
    .when(credit('0.50'))
    .then(['kept back', retained, '-0.11'], ['payable', { account: 'cash:creditor' }, '-0.49']);
});

it('is refused beyond what is owed, and released up to what is kept back', () => {
  given(...awarded, invoice('i1', '1.10'))
    .when(hold('1.11'))
    .thenRefused('retention-exceeds-invoice', { rule: 4, short: '0.01' });
  given(...awarded, invoice('i1', '1.10'), hold('0.11'))
    .when(release('0.12'))
    .thenRefused('nothing-retained', { rule: 4, short: '0.01' });
});

describe('by the terms of the contract', () => {
  const terms: AwardInForce = {
    award: 'lights',
    retention: { percent: '0.1', most: '0.25', until: '2026-05-31' },
    retainedElsewhere: 0n,
    unmet: null,
    claims: null,
    onStages: undefined,
  };

  /** The same, with what the award's own stream says. */
  function told(ofAward: AwardInForce, ...commands: readonly FundCommand[]): Told {
    const one = after(untold(), awarded);
    for (const asked of commands) {
      const context = { ...on(asked.effective), agreement: undefined, ofAward };
      for (const event of decideFund(one.fund, asked, context).events ?? []) {
        checkedData(event.type, event.data);
        const standing = { ...event, stream: one.stream };
        evolveFund(one.fund, standing);
        one.happened.push(standing);
      }
    }
    return one;
  }

  it('is a share of each invoice, up to the most', () => {
    expectBalances(told(terms, invoice('i1', '1.10')), [['a tenth', retained, '-0.11']]);
    expectBalances(told(terms, invoice('i1', '1.10'), invoice('i2', '2.00')), [
      ['the most', retained, '-0.25'],
    ]);
    // The most is for the award, whichever of its funds keep back.
    const other = { ...terms, retainedElsewhere: 20n };
    expectBalances(told(other, invoice('i1', '1.10')), [['what is left', retained, '-0.05']]);
    const full = { ...terms, retainedElsewhere: 25n };
    expectBalances(told(full, invoice('i1', '1.10')), [['nothing', retained, '0.00']]);
  });

  it('is kept back no longer than agreed', () =>
    expectBalances(
      told(
        { ...terms, retention: { percent: '0.1', most: null, until: '2026-04-30' } },
        invoice('i1', '1.10'),
      ),
      [['nothing', retained, '0.00']],
    ));

  it('nothing is paid before a condition that gates it is met', () => {
    const gated = { ...terms, unmet: { condition: 'policy', text: 'A policy is adopted' } };
    const { fund } = told(gated, invoice('i1', '1.10'));
    const context = { ...on('2026-06-02'), agreement: undefined };
    expectRefused(
      decideFund(fund, pay, { ...context, ofAward: gated }).refused,
      'condition-not-met',
      { award: 'lights', condition: 'policy' },
    );
    expect(decideFund(fund, pay, { ...context, ofAward: terms }).refused).toBeUndefined();
  });

  it('nothing is paid in advance where claims are in arrears', () => {
    const advance = command('pay-advance', {
      advance: 'a1',
      provider: 'harbour-lights',
      award: 'lights',
      amount: '1.00',
      remittance: 'BACS',
    });
    const { fund } = told(terms);
    const context = { ...on('2026-04-01'), agreement: undefined };
    const inArrears = { ...terms, claims: 'in-arrears' } as const;
    expectRefused(
      decideFund(fund, advance, { ...context, ofAward: inArrears }).refused,
      'paid-in-arrears',
      { award: 'lights' },
    );
    expect(decideFund(fund, advance, { ...context, ofAward: terms }).refused).toBeUndefined();
  });
});
