import { command, given, type Expected } from '#test/support/given.js';
import {
  allocate,
  awarded,
  confirm,
  funded,
  invoice,
  pledge,
  small,
} from '#test/support/small-fund.js';

const payment = (expenditure: string, net: string, more: object = {}) =>
  command('record-payment', { expenditure, reference: expenditure, net, ...more }, '2026-05-01');
/** Two of Navigators and one of nobody knows what: 16.50 in all, from an unknown source. */
const published = [
  ...funded,
  payment('one', '5.50', { provider: 'harbour-lights', scheme: 'panel', nature: 'revenue' }),
  payment('two', '3.30', { provider: 'harbour-lights', scheme: 'panel' }),
  payment('three', '7.70', { provider: 'moorside' }),
];
const recode = (more: object = {}, day = '2026-06-01') =>
  command(
    'recode-payments',
    {
      recoding: 'first',
      from: { year: '2026-27', source: 'unknown' },
      to: { scheme: 'navigators', sources: 'as-scheme', nature: 'revenue' },
      ...more,
    } as never,
    day,
  );
const cost = (amount: string, more: object = {}): Expected => [
  `cost of ${Object.values(more).join(' ')}`,
  { account: 'cash:expenditure', ...more },
  amount,
];

it('recodes all that is unknown by the shares of a scheme, in one command', () =>
  given(...published)
    .when(recode())
    .then(
      cost('10.50', { source: 'council' }),
      cost('6.00', { source: 'icb' }),
      cost('0.00', { source: 'unknown' }),
      cost('0.00', { nature: 'unknown' }),
      cost('7.70', { provider: 'moorside' }),
      ['the host paid it', { account: 'cash:held' }, '-16.50'],
      ['of council money', { account: 'cash:held', source: 'council' }, '-10.50'],
      ['nobody is owed', { account: 'cash:creditor' }, '0.00'],
      ['Navigators spent it', { account: 'budget:spent:confirmed', scheme: 'navigators' }, '16.50'],
      ['of its budget', { account: 'budget:scheme:confirmed', scheme: 'navigators' }, '93.50'],
      ['nothing else is spent', { account: 'budget:spent:confirmed' }, '16.50'],
    ));

it('says what was taken from where, in code-point order, and counts in the year that it stood in', () =>
  given(...published)
    .when(recode({ payments: ['one', 'two'] }, '2027-04-20'))
    .thenHappened({
      type: 'PaymentsRecoded',
      data: {
        period: '2027-03',
        cost: '16.50',
        overBudget: '0.00',
        payments: ['one', 'two'],
        was: [
          expect.objectContaining({ scheme: 'panel', nature: 'revenue', amount: '5.50' }),
          expect.objectContaining({ scheme: 'panel', nature: 'unknown', amount: '3.30' }),
          expect.objectContaining({ scheme: 'unknown', nature: 'unknown', amount: '7.70' }),
        ],
        is: [
          expect.objectContaining({
            provider: 'harbour-lights',
            source: 'council',
            amount: '5.60',
          }),
          expect.objectContaining({ provider: 'harbour-lights', source: 'icb', amount: '3.20' }),
          expect.objectContaining({ provider: 'moorside', source: 'council', amount: '4.90' }),
          expect.objectContaining({ provider: 'moorside', source: 'icb', amount: '2.80' }),
        ],
      },
    }));

it('takes an amount from the first coding on, and leaves the rest', () =>
  given(...published)
    .when(recode({ amount: '6.00', to: { source: 'icb' } }))
    .then(
      cost('6.00', { source: 'icb' }),
      cost('5.50', { source: 'icb', nature: 'revenue' }),
      cost('2.80', { source: 'unknown', scheme: 'panel' }),
      cost('7.70', { source: 'unknown', scheme: 'unknown' }),
    ));

it('keeps what it does not name: scheme, provider, nature and whose cost it is', () =>
  given(...published)
    .when(recode({ from: { year: '2026-27', scheme: 'unknown' }, to: { scheme: 'crisis' } }))
    .then(cost('7.70', { scheme: 'crisis', provider: 'moorside', source: 'unknown' })));

it('splits named amounts over the codings, each source to the penny', () =>
  given(...published)
    .when(
      recode({
        to: {
          sources: [
            { source: 'council', amount: '10.01' },
            { source: 'icb', amount: '6.49' },
          ],
        },
      }),
    )
    .then(
      cost('10.01', { source: 'council' }),
      cost('6.49', { source: 'icb' }),
      cost('3.30', { scheme: 'panel', nature: 'unknown' }),
    ));

it('takes credit notes along with what they were for', () =>
  given(...published, payment('back', '-2.20', { provider: 'other', kind: 'credit-note' }))
    .when(
      recode({
        from: { year: '2026-27', scheme: 'unknown' },
        to: { nature: 'revenue', sources: [{ source: 'council', amount: '5.50' }] },
      }),
    )
    .then(
      cost('5.50', { source: 'council' }),
      cost('-2.20', { provider: 'other', source: 'council' }),
      cost('0.00', { source: 'unknown', scheme: 'unknown' }),
      [
        'restored',
        { account: 'budget:scheme:confirmed', source: 'unknown', scheme: 'unknown' },
        '0.00',
      ],
    ));

it('can be recoded again, or back', () =>
  given(...published, recode({ to: { source: 'icb', nature: 'revenue' } }))
    .when(
      recode({
        recoding: 'again',
        from: { year: '2026-27', source: 'icb' },
        to: { source: 'unknown' },
      }),
    )
    .then(
      cost('0.00', { source: 'icb' }),
      cost('16.50', { source: 'unknown', nature: 'revenue' }),
    ));

describe('an award', () => {
  const paid = [
    ...awarded,
    payment('one', '5.50', { provider: 'harbour-lights' }),
    payment('two', '8.80'),
  ];
  const onAward = (more: object = {}) =>
    recode({ from: { year: '2026-27' }, to: { award: 'lights' }, ...more });

  it('is matched by its own shares as far as it has money left; the rest is spent without it', () =>
    given(...paid)
      .when(onAward())
      .then(
        ['all is matched', { account: 'budget:matched:confirmed' }, '11.00'],
        ['nothing is left', { account: 'budget:committed:confirmed' }, '0.00'],
        ['beyond it', { account: 'budget:spent:confirmed', award: 'lights' }, '3.30'],
        cost('14.30', { award: 'lights', provider: 'harbour-lights', nature: 'revenue' }),
        cost('9.10', { source: 'council' }),
      ));

  it('is of its own provider', () =>
    given(...paid, payment('three', '1.00', { provider: 'moorside' }))
      .when(onAward())
      .thenRefused('other-provider', { rule: 4, asked: 'moorside' }));

  it('gets back what it had matched', () =>
    given(...paid, onAward())
      .when(
        recode({
          recoding: 'again',
          from: { year: '2026-27', award: 'lights' },
          to: { scheme: 'panel', source: 'council' },
        }),
      )
      .then(
        ['committed again', { account: 'budget:committed:confirmed', award: 'lights' }, '11.00'],
        ['not matched', { account: 'budget:matched:confirmed' }, '0.00'],
        cost('14.30', { award: 'none', scheme: 'panel', source: 'council' }),
      ));

  it('must be in the fund', () =>
    given(...paid)
      .when(onAward({ to: { award: 'no-such' } }))
      .thenRefused('not-found', { what: 'award' }));
});

describe('a budget', () => {
  it('that does not suffice is flagged, and cover is to be found', () =>
    given(...published)
      .when(recode({ to: { scheme: 'panel', source: 'council', nature: 'revenue' } }))
      .thenHappened({ type: 'PaymentsRecoded', data: { overBudget: '16.50' } }));

  it('that what is taken back restores, suffices', () =>
    given(...funded, payment('one', '110.00', { scheme: 'navigators', nature: 'revenue' }))
      .when(
        recode({
          from: { year: '2026-27', source: 'icb' },
          to: { source: 'icb', scheme: 'crisis' },
        }),
      )
      .then([
        'ICB budget is back',
        { account: 'budget:scheme:confirmed', source: 'icb', scheme: 'navigators' },
        '40.00',
      ]));

  it('of another certainty stays what it is', () =>
    given(
      ...small,
      pledge('council', '70.00'),
      allocate('navigators', 'council', '70.00'),
      payment('one', '5.50', { scheme: 'navigators', source: 'council', nature: 'revenue' }),
      confirm('council'),
    )
      .when(recode({ from: { year: '2026-27' }, to: { source: 'icb' } }))
      .then(
        ['council has it', { account: 'budget:scheme:confirmed', source: 'council' }, '70.00'],
        cost('5.50', { source: 'icb' }),
      ));
});

describe('never more than stands', () => {
  it('under the old coding', () =>
    given(...published)
      .when(recode({ amount: '16.51' }))
      .thenRefused('recoding-exceeds-payments', { rule: 4, left: '16.50', short: '0.01' }));

  it('as published: an invoice that the fund keeps is recoded by its name', () =>
    given(...awarded, invoice('one', '5.50'))
      .when(recode({ from: { year: '2026-27' } }))
      .thenRefused('nothing-to-recode', { rule: 1 }));

  it('in that year', () =>
    given(...published)
      .when(recode({ from: { year: '2025-26', source: 'unknown' } }))
      .thenRefused('nothing-to-recode'));

  it('that would be coded otherwise', () =>
    given(...published)
      .when(recode({ to: { source: 'unknown' } }))
      .thenRefused('nothing-to-recode', { where: '2026-27, source unknown' }));

  it('once', () =>
    given(...published, recode())
      .when(recode())
      .thenRefused('already-exists', { what: 'recoding' }));

  it('by amounts that come to it', () =>
    given(...published)
      .when(recode({ to: { sources: [{ source: 'council', amount: '16.00' }] } }))
      .thenRefused('does-not-add-up', { sum: '16.00', amount: '16.50' }));
});

it.each([
  ['scheme', { scheme: 'no-such' }],
  ['source', { source: 'no-such' }],
  ['source', { sources: [{ source: 'no-such', amount: '16.50' }] }],
])('a %s must be in the fund', (what, to) =>
  given(...published)
    .when(recode({ to }))
    .thenRefused('not-found', { what, id: 'no-such' }),
);

it.each([
  ['nothing', {}],
  ['two owners', { source: 'icb', sources: 'as-scheme' }],
  ['an award and its owner', { award: 'lights', source: 'icb' }],
])('cannot become %s', (_, to) => expect(() => recode({ to })).toThrow());

it('is refused in a year that is closed', () =>
  given(
    ...published,
    ...[...Array(12).keys()].map((month) =>
      command(
        'hard-close-period',
        { period: `${month < 9 ? 2026 : 2027}-${String(((month + 3) % 12) + 1).padStart(2, '0')}` },
        '2027-05-01',
      ),
    ),
    command('hard-close-period', { period: '2027-03-adj' }, '2027-05-01'),
  )
    .when(recode({}, '2027-05-01'))
    .thenRefused('year-closed', { rule: 17, year: '2026-27' }));

describe('a ring-fence', () => {
  const fenced = [
    ...published,
    command('define-ring-fence', {
      ringFence: 'participation',
      name: 'Participation',
      source: 'foundation',
      categories: ['participation'],
      evidence: 'Offer letter',
    }),
  ];
  const toFoundation = (scheme: string | undefined, more: object = {}) =>
    recode({
      to: { ...(scheme === undefined ? {} : { scheme }), source: 'foundation', nature: 'revenue' },
      ...more,
    });

  it('binds whose money it is said to be', () =>
    given(...fenced)
      .when(toFoundation('navigators'))
      .thenRefused('ring-fence-forbids', { rule: 18, source: 'foundation' }));

  it('lets through what is inside it', () =>
    given(...fenced)
      .when(toFoundation('panel'))
      .then(cost('16.50', { source: 'foundation', scheme: 'panel' })));

  it('has no more room because another provider gave something back', () =>
    given(...fenced, payment('back', '-16.50', { provider: 'other', kind: 'refund' }))
      .when(toFoundation('navigators'))
      .thenRefused('ring-fence-forbids'));

  it('binds the money of the award that is named, too', () =>
    given(
      ...awarded,
      payment('old', '2.20', { relatesTo: '2025-26' }),
      command('define-ring-fence', {
        ...{ ringFence: 'of-its-year', name: 'Of its year', source: 'icb' },
        ...{ years: ['2026-27'], evidence: 'Offer letter' },
      }),
    )
      .when(recode({ to: { award: 'lights', nature: 'revenue' } }))
      .thenRefused('ring-fence-forbids', { rule: 18, source: 'icb' }));

  it('does not hold what nobody knows', () =>
    given(...fenced)
      .when(toFoundation(undefined))
      .thenRefused('ring-fence-forbids', { scheme: 'unknown' }));
});

describe('capital', () => {
  const capital = [...funded, payment('one', '5.50', { scheme: 'panel', nature: 'capital' })];
  const written = { scheme: 'navigators', source: 'council', nature: 'revenue' };

  it('becomes revenue as abortive cost only, with its reason', () => {
    given(...capital)
      .when(recode({ to: written }))
      .thenRefused('recoding-crosses-nature', { rule: 18, was: 'capital' });
    given(...capital)
      .when(recode({ to: written, abortive: 'The building was never begun' }))
      .then(cost('0.00', { nature: 'capital' }), cost('5.50', { nature: 'revenue' }));
  });

  it('is not made of revenue', () =>
    given(...published)
      .when(recode({ to: { nature: 'capital' }, abortive: 'No reason' }))
      .thenRefused('recoding-crosses-nature', { was: 'revenue' }));
});

it('says so when one command cannot list all, and how much one can', () => {
  const many = [
    ...funded,
    ...[...Array(402).keys()].map((row) =>
      payment(`p${row}`, '1.00', { provider: `p${1000 + row}` }),
    ),
  ];
  given(...many)
    .when(recode())
    .thenRefused('recodes-too-much', { rule: 1, found: '402', most: '400', within: '400.00' });
  given(...many)
    .when(recode({ amount: '400.00', to: { source: 'council' } }))
    .then(cost('400.00', { source: 'council' }), cost('2.00', { source: 'unknown' }));
});

it('keeps aligned money with its owner: income and cost move together', () =>
  given(
    command('establish-fund', { name: 'Aligned', kind: 'aligned', host: 'council' }),
    ...small.slice(1),
    payment('one', '5.50'),
  )
    .when(recode({ to: { source: 'icb' } }))
    .then(
      cost('5.50', { source: 'icb' }),
      ['its own income', { account: 'cash:income:contribution', source: 'icb' }, '-5.50'],
      ['nobody else’s', { account: 'cash:income:contribution' }, '-5.50'],
      ['nothing is held', { account: 'cash:held' }, '0.00'],
    ));
