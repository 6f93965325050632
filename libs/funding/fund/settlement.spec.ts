import { command, given } from '#test/support/given.js';
import { awarded, invoice } from '#test/support/small-fund.js';

const pay = (amount?: string) =>
  command('pay-expenditure', {
    expenditure: 'i',
    ...(amount === undefined ? {} : { amount }),
    remittance: 'BACS',
  });
const credit = (cost: string, expenditure = 'cn') =>
  command('credit-expenditure', { expenditure, credits: 'i', cost, reference: 'Credit note' });
const reverse = (expenditure = 'r') =>
  command('reverse-expenditure', { expenditure, corrects: 'i' });
const owed = (source: string, amount: string) =>
  [`owed by ${source}`, { account: 'cash:creditor', source }, amount] as const;
/** Two pence, one of each source. */
const tiny = [
  ...awarded,
  invoice('i', '0.02', {
    award: undefined,
    scheme: 'navigators',
    sources: [
      { source: 'council', amount: '0.01' },
      { source: 'icb', amount: '0.01' },
    ],
  }),
];

describe('paying', () => {
  it('pays an invoice in parts, each source its own share to the penny', () =>
    given(...tiny, pay('0.01'))
      .when(pay('0.01'))
      .then(owed('council', '0.00'), owed('icb', '0.00')));

  it('pays VAT that comes back with the cost', () =>
    given(...awarded, invoice('i', '5.00', { recoverableVat: '1.00' }))
      .when(pay())
      .then(
        ['owed', { account: 'cash:creditor' }, '0.00'],
        ['to reclaim', { account: 'cash:vat-recoverable' }, '1.00'],
        ['held', { account: 'cash:held' }, '-6.00'],
      ));

  it('is refused beyond what is owed, also after a credit note', () => {
    given(...awarded, invoice('i', '5.00'))
      .when(pay('5.01'))
      .thenRefused('payment-exceeds-invoice', { rule: 4, left: '5.00', short: '0.01' });
    given(...awarded, invoice('i', '5.00'), pay(), credit('2.00'))
      .when(pay())
      .thenRefused('payment-exceeds-invoice', { left: '0.00' });
  });

  it('is refused on what is not verified', () => {
    given(...awarded)
      .when(pay())
      .thenRefused('not-found', { id: 'i' });
    given(...awarded, invoice('i', '5.00'), reverse())
      .when(pay())
      .thenRefused('wrong-order', { rule: 4, state: 'reversed', needed: 'verified' });
  });
});

describe('a credit note', () => {
  it('un-matches in proportion, and the last one takes all that is left', () =>
    given(...awarded, invoice('i', '5.00', { recoverableVat: '0.99' }), credit('1.67', 'a'))
      .when(credit('3.33', 'b'))
      .then(
        ['committed', { account: 'budget:committed:confirmed' }, '11.00'],
        owed('council', '0.00'),
        owed('icb', '0.00'),
        ['VAT of the council', { account: 'cash:vat-recoverable', source: 'council' }, '0.00'],
      ));

  it('may be larger than what is unpaid: then the provider owes', () =>
    given(...awarded, invoice('i', '5.00'), pay())
      .when(credit('2.00'))
      .then(['owed to the fund', { account: 'cash:creditor' }, '2.00']));

  it('is refused beyond the invoice, and under a name in use', () => {
    given(...awarded, invoice('i', '5.00'))
      .when(credit('5.01'))
      .thenRefused('credit-exceeds-invoice', { rule: 4, left: '5.00', short: '0.01' });
    given(...awarded, invoice('i', '5.00'))
      .when(credit('1.00', 'i'))
      .thenRefused('already-exists', { id: 'i' });
    given(...awarded)
      .when(credit('1.00'))
      .thenRefused('not-found', { id: 'i' });
  });
});

describe('a correction', () => {
  it('takes an invoice back whole', () =>
    given(...awarded, invoice('i', '5.00'))
      .when(reverse())
      .then(
        ['committed', { account: 'budget:committed:confirmed' }, '11.00'],
        ['owed', { account: 'cash:creditor' }, '0.00'],
      ));

  it('happens once, under a name of its own, and not after a credit note', () => {
    given(...awarded, invoice('i', '5.00'), reverse())
      .when(reverse('s'))
      .thenRefused('wrong-order', { rule: 4, state: 'reversed' });
    given(...awarded, invoice('i', '5.00'))
      .when(reverse('i'))
      .thenRefused('already-exists', { id: 'i' });
    given(...awarded, invoice('i', '5.00'), credit('1.00'))
      .when(reverse())
      .thenRefused('wrong-order', { state: 'credited in part' });
  });
});
