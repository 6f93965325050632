import { command, given, type Expected } from '#test/support/given.js';
import { allocate, confirm, made, pledge, reserve, small } from '#test/support/small-fund.js';

const vary = (amount: string, more: object = {}, effective = '2026-05-01') =>
  command(
    'vary-contribution',
    { contribution: 'council', amount, evidence: 'Deed of variation', ...more },
    effective,
  );
const withdraw = (amount?: string, effective = '2026-05-01') =>
  command(
    'withdraw-contribution',
    {
      contribution: 'council',
      evidence: 'Letter of 1 May 2026',
      ...(amount === undefined ? {} : { amount }),
    },
    effective,
  );
const inParts = (parts: number) => ({ schedule: { parts, firstDue: '2026-04-01' } });
const due = [...small, pledge('council', '100.00', inParts(4)), confirm('council')];
const invoiced = (instalment: string, amount: string) =>
  command('invoice-instalment', { contribution: 'council', instalment, amount, reference: 'I' });
const received = (instalment: string, amount: string) =>
  command('receive-instalment', { contribution: 'council', instalment, amount, reference: 'R' });

const contributed = (amount: string): Expected => [
  'contributed',
  { account: 'budget:contributed:confirmed' },
  amount,
];
const unallocated = (certainty: string, amount: string): Expected => [
  `unallocated, ${certainty}`,
  { account: `budget:unallocated:${certainty}` },
  amount,
];
const owed = (amount: string): Expected => ['due', { account: 'cash:debtor:due' }, amount];

describe('varying', () => {
  it('changes the amount, and what falls due in proportion', () =>
    given(...due)
      .when(vary('120.00'))
      .then(
        contributed('-120.00'),
        unallocated('confirmed', '120.00'),
        owed('120.00'),
        ['income', { account: 'cash:income:contribution' }, '-120.00'],
        ['of July', { account: 'cash:debtor:due', period: '2026-07' }, '30.00'],
      ));

  it('leaves what is settled as it is, and puts the rest on new days', () =>
    given(...due, received('1', '25.00'))
      .when(vary('90.00', { schedule: { parts: 2, firstDue: '2026-10-01' } }))
      .thenHappened({
        type: 'ContributionVaried',
        data: {
          was: '100.00',
          amount: '90.00',
          certainty: 'confirmed',
          instalments: [
            { instalment: '2', due: '2026-10-01', amount: '32.50' },
            { instalment: '3', due: '2026-11-01', amount: '32.50' },
          ].map((one) => expect.objectContaining(one) as object),
        },
      }));

  it('owes more on a new instalment where all others are settled', () =>
    given(...small, pledge('council', '10.00'), confirm('council'), received('1', '10.00'))
      .when(vary('12.00'))
      .then(owed('2.00'), ['in May', { account: 'cash:debtor:due', period: '2026-05' }, '2.00']));

  it('keeps uncertain money uncertain, and owes nothing for it', () =>
    given(...small, pledge('council', '10.00'))
      .when(vary('12.00'))
      .then(unallocated('indicative', '12.00'), owed('0.00')));

  it('keeps what is in kind out of the money', () =>
    given(...small, pledge('council', '10.00', { form: 'in-kind' }), confirm('council'))
      .when(vary('12.00'))
      .then(
        ['in kind', { account: 'budget:contributed-in-kind:confirmed' }, '-12.00'],
        unallocated('confirmed', '0.00'),
        owed('0.00'),
      ));

  it('makes good first what was promised of money that went', () =>
    given(
      ...due,
      allocate('navigators', 'council', '100.00'),
      reserve('lights', '80.00'),
      made('lights'),
      withdraw('50.00'),
    )
      .when(vary('90.00'))
      .then(
        unallocated('indicative', '-10.00'),
        ['committed, confirmed', { account: 'budget:committed:confirmed' }, '80.00'],
        ['in the scheme, confirmed', { account: 'budget:scheme:confirmed' }, '10.00'],
        ['in the scheme, indicative', { account: 'budget:scheme:indicative' }, '10.00'],
      ));

  it('begins again where all of it had been withdrawn', () =>
    given(...due, received('1', '25.00'), withdraw())
      .when(vary('10.00'))
      .then(contributed('-10.00'), owed('10.00')));

  it('is refused where nothing changes, and where there is no such contribution', () => {
    given(...due)
      .when(vary('100.00'))
      .thenRefused('nothing-changes', { id: 'council' });
    given(...small)
      .when(vary('100.00'))
      .thenRefused('not-found', { id: 'council' });
  });
});

describe('withdrawing confirmed money', () => {
  it('takes what is unallocated first', () =>
    given(...due, allocate('navigators', 'council', '60.00'))
      .when(withdraw('40.00'))
      .then(
        contributed('-60.00'),
        unallocated('confirmed', '0.00'),
        unallocated('indicative', '0.00'),
        ['allocated', { account: 'budget:scheme:confirmed' }, '60.00'],
      ));

  it('then allocations, then commitments, which stay promised and are confirmed no more', () =>
    given(
      ...due,
      allocate('navigators', 'council', '90.00'),
      reserve('lights', '50.00'),
      made('lights'),
    )
      .when(withdraw('70.00'))
      .then(
        contributed('-30.00'),
        unallocated('confirmed', '0.00'),
        unallocated('indicative', '-60.00'),
        ['in the scheme, confirmed', { account: 'budget:scheme:confirmed' }, '0.00'],
        ['in the scheme, indicative', { account: 'budget:scheme:indicative' }, '40.00'],
        ['committed, confirmed', { account: 'budget:committed:confirmed' }, '30.00'],
        ['committed, indicative', { account: 'budget:committed:indicative' }, '20.00'],
      ));

  it('is undone by new money, commitments first', () =>
    given(
      ...due,
      allocate('navigators', 'council', '90.00'),
      reserve('lights', '50.00'),
      made('lights'),
      withdraw('70.00'),
      pledge('council', '25.00', { contribution: 'again' }),
    )
      .when(confirm('again'))
      .then(
        unallocated('indicative', '-35.00'),
        ['committed, confirmed', { account: 'budget:committed:confirmed' }, '50.00'],
        ['in the scheme, confirmed', { account: 'budget:scheme:confirmed' }, '5.00'],
      ));

  it('takes back first what falls due last', () =>
    given(...due)
      .when(withdraw('30.00'))
      .then(
        owed('70.00'),
        ['of July', { account: 'cash:debtor:due', period: '2026-07' }, '0.00'],
        ['of June', { account: 'cash:debtor:due', period: '2026-06' }, '20.00'],
      ));

  it('takes back what is not invoiced, then what is not received; what was received is returnable', () => {
    const settled = [...due, received('1', '20.00'), invoiced('2', '10.00')];
    given(...settled)
      .when(withdraw('70.00'))
      .then(
        owed('0.00'),
        ['invoiced', { account: 'cash:debtor:invoiced' }, '10.00'],
        ['returnable', { account: 'cash:returnable' }, '0.00'],
      );
    given(...settled)
      .when(withdraw())
      .then(
        contributed('0.00'),
        owed('0.00'),
        ['invoiced', { account: 'cash:debtor:invoiced' }, '0.00'],
        ['held', { account: 'cash:held' }, '20.00'],
        ['returnable', { account: 'cash:returnable' }, '-20.00'],
        ['returned out of the year', { account: 'cash:returned', year: '2026-27' }, '20.00'],
        ['income', { account: 'cash:income:contribution' }, '-20.00'],
      );
  });

  it('counts what was due already on its own day', () =>
    given(...due)
      .when(withdraw(undefined, '2026-06-15'))
      .then(
        ['due in April', { account: 'cash:debtor:due', period: '2026-04' }, '25.00'],
        [
          'due in June, less April to June',
          { account: 'cash:debtor:due', period: '2026-06' },
          '-50.00',
        ],
        ['not due in July', { account: 'cash:debtor:due', period: '2026-07' }, '0.00'],
      ));

  it('leaves nothing to invoice, receive or confirm', () => {
    given(...due, received('1', '20.00'), withdraw())
      .when(received('1', '0.01'))
      .thenRefused('receipt-exceeds-instalment', { left: '0.00' });
    given(...due, invoiced('1', '20.00'), withdraw('95.00'))
      .when(invoiced('1', '0.01'))
      .thenRefused('invoice-exceeds-instalment', { left: '0.00' });
    const gone = [...small, pledge('council', '10.00'), withdraw()];
    given(...gone)
      .when(confirm('council'))
      .thenRefused('wrong-order', { state: 'withdrawn' });
    given(...gone)
      .when(command('schedule-contribution', { contribution: 'council', ...inParts(2) }))
      .thenRefused('wrong-order', { state: 'withdrawn' });
  });

  it('is refused beyond what was contributed', () =>
    given(...due)
      .when(withdraw('100.01'))
      .thenRefused('withdrawal-exceeds-contribution', { amount: '100.00', short: '0.01' }));
});

describe('confirming a part', () => {
  const partly = (amount: string, rest?: string) =>
    command('confirm-contribution', {
      contribution: 'council',
      amount,
      evidence: 'Resolution',
      ...(rest === undefined ? {} : { rest }),
    });
  const pledged = [...small, pledge('council', '100.00', inParts(3))];

  it('sets the rest apart, as uncertain as it was and on the same days', () => {
    given(...pledged)
      .when(partly('40.00'))
      .then(
        contributed('-40.00'),
        unallocated('confirmed', '40.00'),
        unallocated('indicative', '60.00'),
        owed('40.00'),
      );
    given(...pledged, partly('40.00', 'rest'))
      .when(confirm('rest'))
      .then(unallocated('confirmed', '100.00'), owed('100.00'));
    given(...pledged, partly('40.00', 'rest'))
      .when(confirm('council'))
      .thenRefused('already-confirmed', { contribution: 'council' });
  });

  it('is refused for more than there is, or under a name in use', () => {
    given(...pledged)
      .when(partly('100.01'))
      .thenRefused('confirms-too-much', { rule: 6, short: '0.01' });
    given(...pledged, pledge('icb', '1.00'))
      .when(partly('40.00', 'icb'))
      .thenRefused('already-exists', { id: 'icb' });
  });
});
