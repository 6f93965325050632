import { after, command, expectBalances, given, untold } from '#test/support/given.js';
import { awarded, invoice } from '#test/support/small-fund.js';

const spend = (more: object) =>
  command(
    'accrue-expenditure',
    {
      expenditure: 'x',
      provider: 'harbour-lights',
      award: 'lights',
      cost: '11.00',
      description: 'Work done',
      ...more,
    },
    '2026-05-01',
  );
const direct = (more: object) => spend({ award: undefined, scheme: 'navigators', ...more });
const payment = (more: object) =>
  command(
    'record-payment',
    { expenditure: 'p', net: '5.00', reference: 'P1', ...more },
    '2026-05-01',
  );
const of = (holding: string, source: string, amount: string) =>
  [`${holding}, ${source}`, { account: `budget:${holding}:confirmed`, source }, amount] as const;

it('matches the commitment in proportion to what each source has left', () =>
  given(...awarded)
    .when(spend({ cost: '1.10' }))
    .then(of('matched', 'council', '0.70'), of('matched', 'icb', '0.40')));

it('spends what goes beyond the award from the scheme, naming the award', () =>
  given(...awarded)
    .when(spend({ cost: '22.00' }))
    .then(of('matched', 'council', '7.00'), of('spent', 'council', '7.00'), [
      'naming it',
      { account: 'budget:spent:confirmed', award: 'lights' },
      '11.00',
    ]));

it('records what goes beyond the budget, and says by how much', () =>
  given(...awarded)
    .when(direct({ cost: '99.01' }))
    .thenHappened({ type: 'ExpenditureAccrued', data: { cost: '99.01', overBudget: '0.01' } }));

it('is the award’s provider who spends the award', () => {
  const asked = { provider: 'two-rivers' };
  const facts = { rule: 4, award: 'lights', provider: 'harbour-lights', asked: 'two-rivers' };
  given(...awarded)
    .when(spend(asked))
    .thenRefused('other-provider', facts);
  given(...awarded)
    .when(invoice('x', '1.00', asked))
    .thenRefused('other-provider', facts);
  const claim = command('claim-expenditure', {
    expenditure: 'c',
    award: 'lights',
    amount: '1.00',
    reference: 'Claim',
    ...asked,
  });
  given(...awarded)
    .when(claim)
    .thenRefused('other-provider', facts);
});

it('asks what is charged, and knows it', () => {
  given(...awarded)
    .when(spend({ award: undefined }))
    .thenRefused('invalid-request');
  given(...awarded)
    .when(spend({ award: 'y' }))
    .thenRefused('not-found', { id: 'y' });
  given(...awarded)
    .when(direct({ scheme: 'y' }))
    .thenRefused('not-found', { id: 'y' });
  given(...awarded)
    .when(direct({ sources: [{ source: 'icb', amount: '1.00' }] }))
    .thenRefused('does-not-add-up', { rule: 2, sum: '1.00', amount: '11.00' });
  given(...awarded, spend({}))
    .when(spend({}))
    .thenRefused('already-exists', { id: 'x' });
});

it('charges no source across its ring-fence', () =>
  given(
    ...awarded,
    command('define-ring-fence', {
      ringFence: 'panel',
      name: 'For the panel',
      source: 'foundation',
      schemes: ['panel'],
      evidence: 'Offer letter',
    }),
  )
    .when(direct({ sources: [{ source: 'foundation', amount: '11.00' }] }))
    .thenRefused('ring-fence-forbids', {
      rule: 18,
      ruleDate: '2026-04-01',
      allowed: 'the schemes panel',
    }));

describe('an accrual', () => {
  it('is cleared by its invoice: the money it had matched is matched again', () =>
    given(...awarded, spend({}))
      .when(invoice('i', '11.00', { accrual: 'x' }))
      .then(of('matched', 'council', '7.00'), of('matched', 'icb', '4.00'), [
        'spent beside the award',
        { account: 'budget:spent:confirmed' },
        '0.00',
      ]));

  it('falls, with its difference, in the year in which the invoice comes', () =>
    given(...awarded, { ...spend({ cost: '5.00' }), effective: '2027-03-31' })
      .when({ ...invoice('i', '4.80', { accrual: 'x' }), effective: '2027-05-10' })
      .then(
        ['cost of 2026-27', { account: 'cash:expenditure', year: '2026-27' }, '5.00'],
        ['cost of 2027-28', { account: 'cash:expenditure', year: '2027-28' }, '-0.20'],
      ));

  it('reverses once', () => {
    const reverse = command('reverse-accrual', { expenditure: 'x' });
    given(...awarded, spend({}))
      .when(reverse)
      .then(of('matched', 'icb', '0.00'));
    given(...awarded, spend({}), reverse)
      .when(reverse)
      .thenRefused('wrong-order', { rule: 4, state: 'accrual-reversed', needed: 'accrued' });
    given(...awarded)
      .when(reverse)
      .thenRefused('not-found', { id: 'x' });
  });
});

describe('an accrual that names a day', () => {
  const dated = spend({ reversesOn: '2026-08-01' });
  const reverse = (day: string, onItsDay: boolean) =>
    command('reverse-accrual', { expenditure: 'x', onItsDay }, day);

  it('reverses on it, not before, and once', () => {
    given(...awarded, dated)
      .when(reverse('2026-07-31', true))
      .thenRefused('not-yet-due', { due: '2026-08-01', today: '2026-07-31' });
    given(...awarded, dated)
      .when(reverse('2026-08-01', true))
      .then(of('matched', 'icb', '0.00'));
    given(...awarded, dated, invoice('i', '11.00', { accrual: 'x' }))
      .when(reverse('2026-08-01', true))
      .thenRefused('wrong-order', { state: 'accrual-reversed' });
  });

  it('may be reversed earlier by hand; one that names none waits', () => {
    given(...awarded, dated)
      .when(reverse('2026-06-01', false))
      .then(of('matched', 'icb', '0.00'));
    given(...awarded, spend({}))
      .when(reverse('2026-08-01', true))
      .thenRefused('not-yet-due');
  });

  it('names one after the day on which it counts', () =>
    given(...awarded)
      .when(spend({ reversesOn: '2026-05-01' }))
      .thenRefused('invalid-request'));
});

describe('a claim', () => {
  const claim = command('claim-expenditure', {
    expenditure: 'c',
    provider: 'harbour-lights',
    award: 'lights',
    amount: '5.00',
    reference: 'Claim',
  });

  it('posts nothing until it is verified', () =>
    given(...awarded)
      .when(claim)
      .then(['owed', { account: 'cash:creditor' }, '0.00']));

  it('is verified as it was claimed', () =>
    given(...awarded, claim)
      .when(invoice('c', '5.00', { award: undefined, scheme: 'navigators' }))
      .thenRefused('not-as-claimed', { rule: 4, provider: 'harbour-lights', award: 'lights' }));

  it('is verified up to what was claimed, its VAT with it', () => {
    given(...awarded, claim)
      .when(invoice('c', '4.50', { recoverableVat: '0.51' }))
      .thenRefused('exceeds-claim', { rule: 4, claimed: '5.00', short: '0.01' });
    given(...awarded, claim)
      .when(invoice('c', '4.00'))
      .then(['owed', { account: 'cash:creditor' }, '-4.00']);
  });

  it('stays open with what is not verified, until that is verified too, or rejected', () => {
    const partly = (more: object = {}) => invoice('c', '4.00', more);
    given(...awarded, claim)
      .when(partly())
      .thenHappened(
        { type: 'ExpenditureVerified', data: { gross: '4.00' } },
        {
          type: 'ExpenditureClaimed',
          data: { expenditure: 'c:rest', award: 'lights', amount: '1.00' },
        },
      );
    given(...awarded, claim, partly({ rest: 'd' }))
      .when(invoice('d', '1.00'))
      .then(['owed', { account: 'cash:creditor' }, '-5.00']);
    const reject = command('reject-expenditure', { expenditure: 'c:rest', cause: 'Withdrawn' });
    given(...awarded, claim, partly())
      .when(reject)
      .thenHappened({ type: 'ExpenditureRejected', data: { amount: '1.00' } });
    given(...awarded, claim, partly({ rest: 'd' }), invoice('e', '1.00'))
      .when(invoice('d', '0.50', { rest: 'e' }))
      .thenRefused('already-exists', { id: 'e' });
  });

  it('is verified once, and is of an award that the fund has', () => {
    given(...awarded, claim, invoice('c', '5.00'))
      .when(invoice('c', '5.00'))
      .thenRefused('already-exists', { id: 'c' });
    given(...awarded, claim)
      .when(claim)
      .thenRefused('already-exists', { id: 'c' });
    given(...awarded)
      .when({ ...claim, award: 'y' } as typeof claim)
      .thenRefused('not-found', { id: 'y' });
  });
});

describe('a payment as published', () => {
  it('takes its provider and nature from its award', () =>
    given(...awarded)
      .when(payment({ award: 'lights' }))
      .thenHappened({
        type: 'PaymentRecorded',
        data: { provider: 'harbour-lights', nature: 'revenue' },
      }));

  it('to another provider uses up nothing of the award', () =>
    given(...awarded)
      .when(payment({ award: 'lights', provider: 'two-rivers', nature: 'revenue' }))
      .then(of('committed', 'council', '7.00'), [
        'spent, naming it',
        { account: 'budget:spent:confirmed', award: 'lights' },
        '5.00',
      ]));

  it('is over no budget where scheme or nature is unknown', () =>
    given(...awarded)
      .when(payment({ scheme: 'navigators' }))
      .thenHappened({ type: 'PaymentRecorded', data: { overBudget: '0.00' } }));

  it('gives back what came back, to the budget that it was spent from', () => {
    const from = { scheme: 'navigators', source: 'icb', nature: 'revenue', provider: 'p' };
    const told = after(untold(), [
      ...awarded,
      payment(from),
      payment({ ...from, net: '-2.00', kind: 'refund' }),
    ]);
    expectBalances(told, [
      of('spent', 'icb', '3.00'),
      ['held', { account: 'cash:held', provider: 'p' }, '-3.00'],
    ]);
  });
});

describe('what is not said', () => {
  it('of recoverable VAT is unknown, and not nil', () =>
    given(...awarded)
      .when(invoice('i', '1.00'))
      .thenHappened({
        type: 'ExpenditureVerified',
        data: { recoverableVat: 'unknown', gross: '1.00' },
      }));
});

describe('a payment by itself', () => {
  const payment = (kind: 'payment' | 'credit-note' | 'refund', net: string) => () =>
    command('record-payment', { expenditure: 'p', kind, net, reference: 'P', published: {} });

  it('is above zero, and what comes back is below', () => {
    for (const wrong of [
      payment('payment', '-1.00'),
      payment('payment', '0.00'),
      payment('credit-note', '1.00'),
      payment('refund', '0.00'),
    ])
      expect(wrong).toThrow(/zero/);
    expect(payment('payment', '1.00')).not.toThrow();
    expect(payment('refund', '-1.00')).not.toThrow();
  });
});
