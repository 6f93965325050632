import { command, given } from '#test/support/given.js';
import { awarded, invoice } from '#test/support/small-fund.js';

const of = (expenditure: string, amount?: string) =>
  amount === undefined ? { expenditure } : { expenditure, amount };
const pay = (amount?: string) =>
  command('pay-expenditure', { ...of('i', amount), remittance: 'BACS' });
const approve = (amount?: string) => command('approve-expenditure', of('i', amount));
const dispute = (amount?: string, expenditure = 'i') =>
  command('dispute-expenditure', { ...of(expenditure, amount), cause: 'Not delivered' });
const resolve = (amount?: string, expenditure = 'i') =>
  command('resolve-dispute', { ...of(expenditure, amount), finding: 'Delivered' });
const credit = (cost: string) =>
  command('credit-expenditure', { expenditure: 'cn', credits: 'i', cost, reference: 'CN' });
const reverse = command('reverse-expenditure', { expenditure: 'r', corrects: 'i' });
const recover = (amount?: string, expenditure = 'i') =>
  command('recover-expenditure', { ...of(expenditure, amount), reference: 'BACS' });
const claim = command('claim-expenditure', {
  expenditure: 'c',
  provider: 'harbour-lights',
  award: 'lights',
  amount: '5.00',
  reference: 'Claim',
});
const reject = (expenditure = 'c') =>
  command('reject-expenditure', { expenditure, cause: 'Claimed twice' });
const owed = (amount: string) => ['owed', { account: 'cash:creditor' }, amount] as const;
const held = (amount: string) => ['held', { account: 'cash:held' }, amount] as const;

describe('approval', () => {
  it('posts nothing, and allows payment in parts up to what is approved', () => {
    given(...awarded, invoice('i', '5.00'))
      .when(approve('3.00'))
      .then(owed('-5.00'));
    given(...awarded, invoice('i', '5.00'), approve('3.00'), pay('1.00'))
      .when(pay())
      .then(held('-3.00'));
    given(...awarded, invoice('i', '5.00'), approve('3.00'), pay('1.00'))
      .when(pay('2.01'))
      .thenRefused('payment-exceeds-invoice', { rule: 4, left: '2.00', short: '0.01' });
  });

  it('counts what was paid before anybody approved', () =>
    given(...awarded, invoice('i', '5.00'), pay('1.00'))
      .when(approve())
      .thenHappened({
        type: 'ExpenditureApproved',
        data: { amount: '4.00', approved: '5.00' },
      }));

  it('is refused beyond what is owed, not in dispute and not yet approved', () => {
    const left = { rule: 4, left: '1.00', short: '0.01' };
    given(...awarded, invoice('i', '5.00'), dispute('1.00'), approve('3.00'))
      .when(approve('1.01'))
      .thenRefused('approval-exceeds-invoice', left);
    given(...awarded, claim)
      .when(command('approve-expenditure', of('c')))
      .thenRefused('wrong-order', { state: 'claimed', needed: 'verified' });
  });
});

describe('a dispute', () => {
  it('posts nothing, and what is contested is not paid, approved or not', () => {
    given(...awarded, invoice('i', '5.00'), approve())
      .when(dispute('2.00'))
      .then(owed('-5.00'));
    given(...awarded, invoice('i', '5.00'), approve(), dispute('2.00'))
      .when(pay('3.01'))
      .thenRefused('payment-exceeds-invoice', { left: '3.00', disputed: '2.00', short: '0.01' });
  });

  it('ends where the part is payable after all, or is credited', () => {
    given(...awarded, invoice('i', '5.00'), dispute(), resolve('1.50'))
      .when(pay())
      .then(held('-1.50'));
    given(...awarded, invoice('i', '5.00'), dispute('2.00'))
      .when(credit('3.00'))
      .thenHappened(
        { type: 'ExpenditureCredited' },
        {
          type: 'DisputeResolved',
          data: { amount: '2.00', disputed: '0.00', outcome: 'credited' },
        },
      );
    given(...awarded, invoice('i', '5.00'), dispute('2.00'), credit('1.00'))
      .when(pay())
      .then(held('-3.00'));
    given(...awarded, invoice('i', '5.00'), dispute('2.00'))
      .when(reverse)
      .thenHappened({ type: 'ExpenditureReversed' }, { type: 'DisputeResolved' });
  });

  it('is about no more than is open, and ends no more than there is', () => {
    given(...awarded, invoice('i', '5.00'), pay('1.00'), dispute('3.00'))
      .when(dispute('1.01'))
      .thenRefused('dispute-exceeds-invoice', { rule: 4, left: '1.00', short: '0.01' });
    given(...awarded, invoice('i', '5.00'), dispute('3.00'))
      .when(resolve('3.01'))
      .thenRefused('not-in-dispute', { rule: 4, disputed: '3.00', short: '0.01' });
    given(...awarded)
      .when(dispute())
      .thenRefused('not-found', { id: 'i' });
    given(...awarded, invoice('i', '5.00'), reverse)
      .when(dispute())
      .thenRefused('wrong-order', { state: 'reversed' });
  });

  it('keeps a claim from being verified', () => {
    given(...awarded, claim, dispute('1.00', 'c'))
      .when(invoice('c', '5.00'))
      .thenRefused('in-dispute', { rule: 4, expenditure: 'c', disputed: '1.00' });
    given(...awarded, claim, dispute('1.00', 'c'), resolve(undefined, 'c'))
      .when(invoice('c', '5.00'))
      .then(owed('-5.00'));
  });
});

describe('a rejected claim', () => {
  const accrued = command('accrue-expenditure', {
    expenditure: 'x',
    provider: 'harbour-lights',
    award: 'lights',
    cost: '5.00',
    description: 'Work done',
  });

  it('posts nothing; the accrual that it should have cleared stays', () =>
    given(...awarded, accrued, claim)
      .when(reject())
      .then(owed('-5.00')));

  it('takes its dispute with it', () =>
    given(...awarded, claim, dispute('1.00', 'c'))
      .when(reject())
      .thenHappened(
        { type: 'DisputeResolved', data: { outcome: 'rejected', disputed: '0.00' } },
        { type: 'ExpenditureRejected', data: { amount: '5.00' } },
      ));

  it('is a claim still: what is verified is credited or reversed instead', () => {
    given(...awarded, invoice('i', '5.00'))
      .when(reject('i'))
      .thenRefused('wrong-order', { rule: 4, state: 'verified', needed: 'claimed' });
    given(...awarded, claim, reject())
      .when(invoice('c', '5.00'))
      .thenRefused('already-exists', { id: 'c' });
  });
});

describe('recovery', () => {
  it('brings back what a credit note left the provider owing, each source its own', () =>
    given(...awarded, invoice('i', '5.00', { recoverableVat: '1.00' }), pay(), credit('2.00'))
      .when(recover())
      .then(owed('0.00'), held('-3.60'), [
        'owed back to the council',
        { account: 'cash:creditor', source: 'council' },
        '0.00',
      ]));

  it('brings back what was paid of an invoice that was reversed, in parts', () =>
    given(...awarded, invoice('i', '5.00'), pay('4.00'), reverse, recover('1.50'))
      .when(recover())
      .then(owed('0.00'), held('0.00')));

  it('is refused beyond what the provider owes', () => {
    given(...awarded, invoice('i', '5.00'), pay('4.00'), reverse, recover('1.50'))
      .when(recover('2.51'))
      .thenRefused('recovery-exceeds-debt', { rule: 4, left: '2.50', short: '0.01' });
    given(...awarded, invoice('i', '5.00'))
      .when(recover())
      .thenRefused('recovery-exceeds-debt', { left: '0.00' });
    given(...awarded, invoice('i', '5.00'), pay(), credit('2.00'))
      .when(recover(undefined, 'cn'))
      .thenRefused('wrong-order', { state: 'credit' });
  });
});
