import { broughtForward, close, pool, spend } from '#test/support/closing.js';
import { northmoor } from '#test/support/northmoor.js';
import { northmoorClosing, northmoorYear } from '#test/support/northmoor-year-end.js';
import { fundCommand, toldSoFar } from '#test/support/steps.js';
import { agreementWith } from '#test/support/agreement.js';
import {
  after,
  command,
  expectBalances,
  expectRefused,
  given,
  tell,
  untold,
  type Told,
} from '#test/support/given.js';

describe('provisional balances', () => {
  const provisional = command(
    'bring-balances-provisionally',
    {
      year: '2027-28',
      basis: 'Forecast of February',
      balances: [{ source: 'council', amount: '9.00' }],
    },
    '2027-04-01',
  );

  it('can be allocated, and the close brings the difference', () => {
    const told = after({ ...untold(), agreement: agreementWith() }, [
      ...pool,
      spend('council', '115.00'),
      spend('icb', '73.00'),
      provisional,
      command(
        'allocate-budget',
        {
          scheme: 'navigators',
          source: 'council',
          year: '2027-28',
          amount: '9.00',
        },
        '2027-04-02',
      ),
      close(),
    ]);
    expectBalances(told, [
      broughtForward('council', '-7.20'),
      [
        'nothing is uncertain any more',
        { account: 'budget:scheme:expected', source: 'council', year: '2027-28' },
        '0.00',
      ],
      [
        'unallocated of the council',
        { account: 'budget:unallocated:confirmed', source: 'council', year: '2027-28' },
        '-1.80',
      ],
    ]);
  });

  it('are expected until the close, and no certain authority', () =>
    given(...pool, spend('council', '115.00'), spend('icb', '73.00'))
      .when(provisional)
      .then(
        ['expected', { account: 'budget:unallocated:expected', year: '2027-28' }, '9.00'],
        ['confirmed', { account: 'budget:unallocated:confirmed', year: '2027-28' }, '0.00'],
      ));

  it('are no more than the year is expected to leave', () => {
    const bring = (amount: string, year = '2027-28', day = '2027-04-01') =>
      command(
        'bring-balances-provisionally',
        { year, basis: 'Guess', balances: [{ source: 'council', amount }] },
        day,
      );
    const spent = [...pool, spend('council', '115.00'), spend('icb', '73.00')];
    given(...spent)
      .when(bring('12.01'))
      .thenRefused('provisional-exceeds', { rule: 8, left: '12.00', short: '0.01' });
    given(...spent, bring('12.00'))
      .when(bring('0.01'))
      .thenRefused('provisional-exceeds', { left: '0.00', short: '0.01' });
    given(...spent)
      .when(bring('1.00', '2030-31'))
      .thenRefused('year-not-begun', { rule: 8, first: '2030-04-01' });
  });

  it('are never of money that is limited to its year', () =>
    given(
      ...pool,
      command('define-ring-fence', {
        ...{ ringFence: 'x', name: 'This year', source: 'council', yearLimited: true },
        evidence: 'Letter',
      }),
    )
      .when(provisional)
      .thenRefused('provisional-year-limited', { rule: 18, source: 'council' }));

  it('come too late once the year before is closed', () =>
    given(...pool, close())
      .when(provisional)
      .thenRefused('year-stands-closed', { year: '2026-27' }));
});

describe('what is held for its funder', () => {
  const closed = (): Told => {
    const told = toldSoFar(...northmoor, ...northmoorYear);
    return after(told, [fundCommand(northmoorClosing)]);
  };
  const of = { source: 'programme', nature: 'capital', year: '2027-28' } as const;

  it('is used in another year and as another nature, as the funder’s letter says', () => {
    const told = after(closed(), [
      command(
        'reprofile-held-money',
        {
          ...of,
          amount: '8000.00',
          intoYear: '2028-29',
          intoNature: 'revenue',
          reference: 'Letter',
        },
        '2027-06-01',
      ),
      command('return-held-money', { ...of, amount: '500.00', reference: 'Letter' }, '2027-06-01'),
    ]);
    expectBalances(told, [
      ['held', { account: 'budget:held:confirmed' }, '0.00'],
      [
        'for use in 2028-29',
        {
          account: 'budget:unallocated:confirmed',
          source: 'programme',
          nature: 'revenue',
          year: '2028-29',
        },
        '8000.00',
      ],
      ['owed to the funder', { account: 'cash:returnable', source: 'programme' }, '-500.00'],
      [
        'income by transfer of revenue',
        { account: 'cash:transfer', source: 'programme', nature: 'revenue' },
        '-8000.00',
      ],
    ]);
  });

  it('is no more than there is', () => {
    const held = (name: 'reprofile-held-money' | 'return-held-money') =>
      tell(closed(), command(name, { ...of, amount: '8500.01', reference: 'x' }, '2027-06-01'));
    for (const name of ['reprofile-held-money', 'return-held-money'] as const)
      expectRefused(held(name).refused, 'exceeds-held', { rule: 18, short: '0.01' });
  });
});

describe('an invoice for what was accrued', () => {
  it('falls in the year in which it comes by the difference, favourable where it is less', () => {
    const told = toldSoFar(...northmoor, ...northmoorYear);
    const brokerage = {
      provider: 'name:dale-skills',
      scheme: 'brokerage',
      sources: [{ source: 'council', amount: '5000.00' }],
    };
    after(told, [
      command(
        'accrue-expenditure',
        { expenditure: 'accrued', ...brokerage, cost: '5000.00', description: 'March' },
        '2027-03-31',
      ),
      fundCommand(northmoorClosing),
      command(
        'verify-expenditure',
        {
          expenditure: 'late',
          ...brokerage,
          sources: [{ source: 'council', amount: '4800.00' }],
          net: '4800.00',
          irrecoverableVat: '0.00',
          reference: 'Invoice of 20 March 2027',
          accrual: 'accrued',
        },
        '2027-03-20',
      ),
    ]);
    expectBalances(told, [
      ['in 2027-28', { account: 'cash:expenditure', year: '2027-28' }, '-200.00'],
    ]);
  });
});
