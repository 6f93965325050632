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
