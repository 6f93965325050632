import { command, given } from '#test/support/given.js';
import { allocate, awarded, confirm, funded, invoice, pledge } from '#test/support/small-fund.js';

/** Council money of 20.00 for the panel beside, and an invoice of 5.50 paid of which 3.30 is paid. */
const spent = [
  ...awarded,
  pledge('council-2', '20.00', { source: 'council' }),
  confirm('council-2'),
  allocate('panel', 'council', '20.00'),
  invoice('one', '5.50'),
  command('pay-expenditure', { expenditure: 'one', amount: '3.30', remittance: 'BACS' }),
];
const recode = (more: object = {}) =>
  command(
    'recode-spending',
    {
      expenditure: 'one-again',
      corrects: 'one',
      scheme: 'panel',
      sources: [{ source: 'council', amount: '5.50' }],
      ...more,
    },
    '2026-06-01',
  );

it('takes spending back from where it was and records it anew, with what was paid of it', () =>
  given(...spent)
    .when(recode())
    .then(
      [
        'the award has it again',
        { account: 'budget:committed:confirmed', award: 'lights' },
        '11.00',
      ],
      ['nothing is matched', { account: 'budget:matched:confirmed' }, '0.00'],
      ['the panel has spent it', { account: 'budget:spent:confirmed', scheme: 'panel' }, '5.50'],
      ['it costs what it did', { account: 'cash:expenditure' }, '5.50'],
      ['the ICB bears none', { account: 'cash:expenditure', source: 'icb' }, '0.00'],
      ['nor has it paid', { account: 'cash:held', source: 'icb' }, '0.00'],
      ['the council has', { account: 'cash:held', source: 'council' }, '-3.30'],
      ['the same is owed', { account: 'cash:creditor' }, '-2.20'],
      ['by the council', { account: 'cash:creditor', source: 'council' }, '-2.20'],
    ));

it('is paid on, under its new name', () =>
  given(...spent, recode())
    .when(
      command('pay-expenditure', { expenditure: 'one-again', remittance: 'BACS' }, '2026-06-02'),
    )
    .then(
      ['nothing is owed', { account: 'cash:creditor' }, '0.00'],
      ['all is paid', { account: 'cash:held', source: 'council' }, '-5.50'],
    ));

it('names what it corrects, and happens once', () => {
  given(...spent)
    .when(recode())
    .thenHappened({ type: 'SpendingRecoded', data: { corrects: 'one', cost: '5.50' } });
  given(...spent, recode())
    .when(recode({ expenditure: 'one-more' }))
    .thenRefused('wrong-order', { rule: 4 });
});

it('moves what has been spent, and not before it was', () => {
  given(...spent)
    .when({ ...recode(), effective: '2026-04-30' })
    .thenRefused('recoded-before-spending', { rule: 4, spent: '2026-05-01', asked: '2026-04-30' });
  given(...spent)
    .when({ ...recode(), effective: '2026-05-01' }, '2026-06-01')
    .thenHappened({ type: 'SpendingRecoded' });
  // What is asked for ahead is recorded for its own day.
  given(...spent)
    .when({ ...recode(), effective: '2026-05-02' }, '2026-04-15')
    .thenHappened({ type: 'SpendingRecoded' });
});

it('is not recoded again from a day before it was recoded', () => {
  const again = (effective: string) =>
    command(
      'recode-spending',
      { expenditure: 'two', corrects: 'one-again', award: 'lights' },
      effective,
    );
  given(...spent, recode())
    .when(again('2026-05-31'), '2026-07-01')
    .thenRefused('recoded-before-spending', { spent: '2026-06-01' });
  given(...spent, recode())
    .when(again('2026-06-01'), '2026-07-01')
    .thenHappened({ type: 'SpendingRecoded' });
});

describe('a part', () => {
  const part = (more: object = {}) =>
    recode({ amount: '2.20', sources: [{ source: 'council', amount: '2.20' }], ...more });

  it('goes with its share of what was paid; the rest stays where it was, to the penny', () =>
    given(...spent)
      .when(part())
      .then(
        ['of the award', { account: 'budget:matched:confirmed', award: 'lights' }, '3.30'],
        ['council of it', { account: 'budget:matched:confirmed', source: 'council' }, '2.10'],
        ['of the panel', { account: 'budget:spent:confirmed', scheme: 'panel' }, '2.20'],
        ['the panel paid', { account: 'cash:held', scheme: 'panel' }, '-1.32'],
        ['all that was paid', { account: 'cash:held' }, '-3.30'],
        ['it costs what it did', { account: 'cash:expenditure' }, '5.50'],
      ));

  it('is paid apart from what stays, as far as each was approved', () => {
    const approved = [
      ...awarded,
      pledge('council-2', '20.00', { source: 'council' }),
      confirm('council-2'),
      allocate('panel', 'council', '20.00'),
      invoice('one', '5.50'),
      command('approve-expenditure', { expenditure: 'one', amount: '2.50' }),
      part(),
    ];
    const pay = (expenditure: string, amount: string) =>
      command('pay-expenditure', { expenditure, amount, remittance: 'BACS' }, '2026-06-02');
    given(...approved)
      .when(pay('one-again', '1.01'))
      .thenRefused('payment-exceeds-invoice', { short: '0.01' });
    given(...approved, pay('one-again', '1.00'))
      .when(pay('one', '1.51'))
      .thenRefused('payment-exceeds-invoice', { short: '0.01' });
    given(...approved, pay('one-again', '1.00'))
      .when(pay('one', '1.50'))
      .then(['all that was approved', { account: 'cash:held' }, '-2.50']);
  });

  it('leaves the rest to be recoded, and no more', () => {
    const rest = (amount?: string) =>
      recode({
        expenditure: 'one-rest',
        ...(amount === undefined ? {} : { amount }),
        sources: 'as-scheme',
      });
    given(...spent, part())
      .when(rest('3.31'))
      .thenRefused('recoding-exceeds-spending', { rule: 4, left: '3.30', short: '0.01' });
    given(...spent, part())
      .when(rest())
      .thenHappened({ type: 'SpendingRecoded', data: { cost: '3.30', left: '0.00' } });
    given(...spent, part(), rest())
      .when(recode({ expenditure: 'one-more' }))
      .thenRefused('wrong-order', { state: 'reversed' });
  });

  it('can be re-sourced within its award’s scheme, its VAT with it', () =>
    given(...awarded, invoice('one', '5.50', { recoverableVat: '1.10' }))
      .when(
        part({
          scheme: 'navigators',
          amount: '2.20',
          sources: [{ source: 'icb', amount: '2.20' }],
        }),
      )
      .then(
        ['ICB cost', { account: 'cash:expenditure', source: 'icb' }, '3.40'],
        ['council cost', { account: 'cash:expenditure', source: 'council' }, '2.10'],
        ['ICB VAT', { account: 'cash:vat-recoverable', source: 'icb' }, '0.68'],
        ['council VAT', { account: 'cash:vat-recoverable', source: 'council' }, '0.42'],
        ['all is owed', { account: 'cash:creditor' }, '-6.60'],
      ));
});

it('checks the conditions of the money that now pays', () =>
  given(
    ...spent,
    command('define-ring-fence', {
      ringFence: 'participation',
      name: 'Participation',
      source: 'foundation',
      categories: ['participation'],
      evidence: 'Offer letter',
    }),
  )
    .when(recode({ scheme: 'navigators', sources: [{ source: 'foundation', amount: '5.50' }] }))
    .thenRefused('ring-fence-forbids', { rule: 18, source: 'foundation' }));

describe('an award that is charged instead', () => {
  const bound = (years: string[]) =>
    command('define-ring-fence', {
      ...{ ringFence: 'of-its-year', name: 'Of its year', source: 'icb' },
      ...{ years, evidence: 'Offer letter' },
    });
  const old = (more: object = {}) =>
    command('verify-expenditure', {
      ...{ expenditure: 'one', provider: 'harbour-lights', scheme: 'panel', net: '5.50' },
      ...{ reference: 'Late invoice', relatesTo: '2025-26', ...more },
    });
  const recoded = recode({ award: 'lights' });

  it('brings the conditions of its money: it is bound to another year', () =>
    given(...awarded, bound(['2026-27']), old())
      .when(recoded)
      .thenRefused('ring-fence-forbids', { rule: 18, source: 'icb' }));

  it('is charged where they allow the year whose cost it is', () =>
    given(...awarded, bound(['2025-26', '2026-27']), old())
      .when(recoded)
      .then(['ICB', { account: 'budget:matched:confirmed', source: 'icb' }, '2.00']));

  it('crosses nothing with what the same money has paid for all along', () =>
    given(
      ...awarded,
      old({
        scheme: 'navigators',
        sources: [
          { source: 'council', amount: '3.50' },
          { source: 'icb', amount: '2.00' },
        ],
      }),
      bound(['2026-27']),
    )
      .when(recoded)
      .then(['ICB', { account: 'budget:matched:confirmed', source: 'icb' }, '2.00']));
});

describe('capital', () => {
  const capital = [
    ...funded,
    pledge('works', '9.00', { source: 'council', nature: 'capital' }),
    confirm('works'),
    allocate('panel', 'council', '9.00', { nature: 'capital' }),
    command('verify-expenditure', {
      expenditure: 'one',
      provider: 'builder',
      scheme: 'panel',
      sources: [{ source: 'council', amount: '5.50' }],
      nature: 'capital',
      net: '5.50',
      reference: 'Drawings',
    }),
  ];
  const written = { scheme: 'navigators', nature: 'revenue' };

  it('becomes revenue as abortive cost only, with its reason', () => {
    given(...capital)
      .when(recode(written))
      .thenRefused('recoding-crosses-nature', { rule: 18, was: 'capital' });
    given(...capital)
      .when(recode({ ...written, abortive: 'The building was never begun' }))
      .then(
        ['revenue bears it', { account: 'cash:expenditure', nature: 'revenue' }, '5.50'],
        ['capital does not', { account: 'cash:expenditure', nature: 'capital' }, '0.00'],
        ['its budget is back', { account: 'budget:scheme:confirmed', nature: 'capital' }, '9.00'],
      );
  });
});

describe('what a credit note has left', () => {
  const creditNote = (cost: string) =>
    command(
      'credit-expenditure',
      { expenditure: 'note', credits: 'one', cost, reference: 'CN-1' },
      '2026-05-01',
    );
  const left = (amount: string, more: object = {}) =>
    recode({ sources: [{ source: 'council', amount }], ...more });

  it('is recoded, with all that was paid', () =>
    given(...spent, creditNote('1.10'))
      .when(left('4.40'))
      .then(
        ['it costs what is left', { account: 'cash:expenditure' }, '4.40'],
        ['the ICB bears none', { account: 'cash:expenditure', source: 'icb' }, '0.00'],
        ['the award has it again', { account: 'budget:matched:confirmed' }, '0.00'],
        ['the council has paid', { account: 'cash:held', source: 'council' }, '-3.30'],
        ['and owes the rest', { account: 'cash:creditor', source: 'council' }, '-1.10'],
      ));

  it('is recoded in part', () =>
    given(...spent, creditNote('1.10'))
      .when(left('2.20', { amount: '2.20' }))
      .thenHappened({ type: 'SpendingRecoded', data: { cost: '2.20', left: '2.20' } }));

  it('takes along what the provider owes, who pays it back under the new name', () =>
    given(...spent, creditNote('3.30'), left('2.20'))
      .when(
        command(
          'recover-expenditure',
          { expenditure: 'one-again', amount: '1.10', reference: 'BACS' },
          '2026-06-02',
        ),
      )
      .then(
        ['nothing is owed', { account: 'cash:creditor' }, '0.00'],
        ['the ICB has paid nothing', { account: 'cash:held', source: 'icb' }, '0.00'],
        ['the council what it costs', { account: 'cash:held', source: 'council' }, '-2.20'],
      ));

  it('is never more than that, and nothing where all was credited', () => {
    given(...spent, creditNote('1.10'))
      .when(left('4.41', { amount: '4.41' }))
      .thenRefused('recoding-exceeds-spending', { left: '4.40', short: '0.01' });
    given(...spent, creditNote('5.50'))
      .when(left('5.50'))
      .thenRefused('wrong-order', { state: 'credited in full' });
  });
});
