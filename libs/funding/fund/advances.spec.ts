import { after, command, expectRefused, given, tell, untold } from '#test/support/given.js';
import { awarded, invoice, made, reserve } from '#test/support/small-fund.js';

const advance = (amount: string, more: object = {}) =>
  command('pay-advance', {
    advance: 'a',
    provider: 'harbour-lights',
    award: 'lights',
    amount,
    remittance: 'BACS',
    ...more,
  });
const evidence = (cost: string, expenditure = 'e', effective = '2026-06-30') =>
  command(
    'evidence-advance',
    { advance: 'a', expenditure, cost, reference: 'Accounts' },
    effective,
  );
const giveBack = (amount?: string) =>
  command('return-advance', {
    advance: 'a',
    ...(amount === undefined ? {} : { amount }),
    reference: 'BACS',
  });
const inAdvance = (source: string, amount: string) =>
  [`paid in advance, ${source}`, { account: 'cash:paid-in-advance', source }, amount] as const;
const budgetOf = (holding: string, source: string, amount: string) =>
  [`${holding}, ${source}`, { account: `budget:${holding}:confirmed`, source }, amount] as const;
const held = (amount: string) => ['held', { account: 'cash:held' }, amount] as const;
const cost = (amount: string) => ['cost', { account: 'cash:expenditure' }, amount] as const;

describe('an advance', () => {
  it('is cash that a provider has, no cost yet: it matches nothing', () =>
    given(...awarded)
      .when(advance('5.50'))
      .then(
        held('-5.50'),
        cost('0.00'),
        inAdvance('council', '3.50'),
        inAdvance('icb', '2.00'),
        budgetOf('matched', 'council', '0.00'),
      ));

  it('is no more than the award has outstanding for the year, less what was advanced', () => {
    given(...awarded, advance('5.50'))
      .when(advance('5.51', { advance: 'b' }))
      .thenRefused('advance-exceeds-commitment', {
        rule: 4,
        award: 'lights',
        year: '2026-27',
        outstanding: '5.50',
        short: '0.01',
      });
    given(...awarded, invoice('i', '8.00'))
      .when(advance('3.01'))
      .thenRefused('advance-exceeds-commitment', { outstanding: '3.00', short: '0.01' });
    given(...awarded)
      .when(advance('1.00', { relatesTo: '2027-28' }))
      .thenRefused('advance-exceeds-commitment', { year: '2027-28', outstanding: '0.00' });
  });

  it('is not paid again once its commitment has gone on into another year', () => {
    const told = after(untold(), [...awarded, advance('5.50')]);
    const carried = { year: '2026-27', commitments: [{ award: 'lights', decision: 'carry' }] };
    const close = command('close-year', carried as never, '2027-05-01');
    expect(tell(told, close).refused).toBeUndefined();
    const more = (amount: string) => ({
      ...advance(amount, { advance: 'b' }),
      effective: '2027-05-02',
    });
    expectRefused(tell(told, more('5.51')).refused, 'advance-exceeds-commitment', {
      ...{ year: '2027-28', outstanding: '5.50', short: '0.01' },
    });
    expect(tell(told, more('5.50')).refused).toBeUndefined();
  });

  it('is paid once, on an award that was made, to its provider', () => {
    given(...awarded, advance('1.00'))
      .when(advance('1.00'))
      .thenRefused('already-exists', { id: 'a' });
    given(...awarded)
      .when(advance('1.00', { award: 'y' }))
      .thenRefused('not-found', { id: 'y' });
    given(...awarded)
      .when(advance('1.00', { provider: 'two-rivers' }))
      .thenRefused('other-provider', { rule: 4 });
    given(...awarded, reserve('second', '1.00'))
      .when(advance('1.00', { award: 'second' }))
      .thenRefused('advance-exceeds-commitment', { outstanding: '0.00' });
  });
});

describe('evidence', () => {
  it('is where the cost arises, and the commitment is matched', () =>
    given(...awarded, advance('5.50'))
      .when(evidence('1.10'))
      .then(
        cost('1.10'),
        held('-5.50'),
        inAdvance('council', '2.80'),
        inAdvance('icb', '1.60'),
        budgetOf('matched', 'council', '0.70'),
        budgetOf('matched', 'icb', '0.40'),
        ['owed', { account: 'cash:creditor' }, '0.00'],
      ));

  it('falls on the scheme, naming the award, where the commitment has been used', () =>
    given(...awarded, advance('5.50'), invoice('i', '11.00'))
      .when(evidence('5.50'))
      .then(budgetOf('matched', 'icb', '4.00'), budgetOf('spent', 'icb', '2.00'), [
        'naming it',
        { account: 'budget:spent:confirmed', award: 'lights' },
        '5.50',
      ]));

  it('is no more than the advance, under a name of its own', () => {
    given(...awarded, advance('5.50'), evidence('5.00'))
      .when(evidence('0.51', 'f'))
      .thenRefused('exceeds-advance', { rule: 4, left: '0.50', short: '0.01' });
    given(...awarded, advance('5.50'), evidence('1.00'))
      .when(evidence('1.00'))
      .thenRefused('already-exists', { id: 'e' });
    given(...awarded)
      .when(evidence('1.00'))
      .thenRefused('not-found', { id: 'a' });
  });

  it('that was wrong is reversed like any expenditure: then the provider owes it', () =>
    given(
      ...awarded,
      advance('5.50'),
      evidence('5.50'),
      command('reverse-expenditure', { expenditure: 'r', corrects: 'e' }, '2026-07-01'),
    )
      .when(command('recover-expenditure', { expenditure: 'e', reference: 'BACS' }))
      .then(held('0.00'), cost('0.00'), budgetOf('matched', 'council', '0.00')));
});

describe('an unspent advance', () => {
  it('comes back to each source, and may be advanced again', () => {
    given(...awarded, advance('11.00'), evidence('5.50'))
      .when(giveBack())
      .then(held('-5.50'), inAdvance('council', '0.00'), inAdvance('icb', '0.00'));
    given(...awarded, reserve('second', '11.00'), made('second'), advance('11.00'), giveBack())
      .when(advance('11.00', { advance: 'b' }))
      .then(held('-11.00'));
  });

  it('is no more than is open', () =>
    given(...awarded, advance('5.50'), evidence('5.00'))
      .when(giveBack('0.51'))
      .thenRefused('exceeds-advance', { left: '0.50', short: '0.01' }));
});
