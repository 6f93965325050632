import { after, command, given, tell, untold } from '#test/support/given.js';
import {
  allocate,
  awarded,
  confirm,
  funded,
  invoice,
  made,
  pledge,
  reserve,
  small,
} from '#test/support/small-fund.js';

const giveUp = (amount: string, more: object = {}) =>
  command(
    'give-up-budget',
    { scheme: 'navigators', source: 'council', year: '2026-27', amount, ...more },
    '2026-09-01',
  );
const close = (scheme: string) =>
  command('close-scheme', { scheme, cause: 'The need is met' }, '2026-10-01');

describe('giving up budget', () => {
  it('makes it unallocated again, the least certain first', () =>
    given(
      ...funded,
      pledge('council', '5.00', { contribution: 'more' }),
      allocate('navigators', 'council', '5.00'),
    )
      .when(giveUp('12.00'))
      .then(
        ['unallocated, indicative', { account: 'budget:unallocated:indicative' }, '5.00'],
        ['unallocated, confirmed', { account: 'budget:unallocated:confirmed' }, '7.00'],
        ['left', { account: 'budget:scheme:confirmed', source: 'council' }, '63.00'],
      ));

  it('is refused beyond what is uncommitted', () =>
    given(...awarded)
      .when(giveUp('63.01'))
      .thenRefused('budget-exceeded', { rule: 19, uncommitted: '63.00', short: '0.01' }));

  it('is refused for a scheme that the fund does not have', () =>
    given(...funded)
      .when(giveUp('1.00', { scheme: 'x' }))
      .thenRefused('not-found', { id: 'x' }));
});

describe('closing a scheme', () => {
  const emptied = [...funded, giveUp('70.00'), giveUp('40.00', { source: 'icb' })];

  it('is refused while budget or commitments are open', () => {
    given(...funded)
      .when(close('navigators'))
      .thenRefused('scheme-open', { rule: 4, open: '110.00' });
    given(...awarded, giveUp('63.00'), giveUp('36.00', { source: 'icb' }))
      .when(close('navigators'))
      .thenRefused('scheme-open', { open: '11.00' });
    given(...small, invoice('over', '1.00', { award: undefined, scheme: 'crisis' }))
      .when(close('crisis'))
      .thenRefused('scheme-open', { open: '1.00' });
  });

  it('takes no more budget from its day on, and is closed once', () => {
    const closed = [...emptied, close('navigators')];
    given(...closed)
      .when({ ...allocate('navigators', 'council', '1.00'), effective: '2026-10-01' })
      .thenRefused('scheme-closed', { rule: 19, closed: '2026-10-01' });
    given(...closed)
      .when({ ...allocate('navigators', 'council', '1.00'), effective: '2026-09-30' })
      .then();
    given(...closed)
      .when(close('navigators'))
      .thenRefused('scheme-closed');
    given(...emptied)
      .when(close('x'))
      .thenRefused('not-found', { id: 'x' });
  });
});

describe('finding cover', () => {
  /** Crisis care has no budget: 9.00 of council money are spent on it all the same. */
  const overspent = [
    ...small,
    pledge('council', '20.00'),
    confirm('council'),
    pledge('icb', '20.00'),
    confirm('icb'),
    allocate('navigators', 'council', '15.00'),
    invoice('urgent', '9.00', {
      award: undefined,
      scheme: 'crisis',
      sources: [{ source: 'council', amount: '9.00' }],
    }),
  ];
  const task = String(overspent.length - 1);
  const cover = (by: object) =>
    command('cover-overspend', { task, cover: by as never }, '2026-06-01');
  const from = (more: object = {}) =>
    cover({
      from: 'unallocated',
      scheme: 'crisis',
      source: 'council',
      year: '2026-27',
      ...more,
    });

  it('takes unallocated money of the same source, and says what is still open', () => {
    given(...overspent)
      .when(from({ amount: '5.00' }))
      .thenHappened({ type: 'OverspendCovered', data: { amount: '5.00', left: '4.00' } });
    given(...overspent)
      .when(from({ amount: '5.00' }))
      .then(
        ['in the scheme', { account: 'budget:scheme:confirmed', scheme: 'crisis' }, '-4.00'],
        ['unallocated', { account: 'budget:unallocated:confirmed', source: 'council' }, '0.00'],
      );
  });

  it('gets round no maximum share', () => {
    const capped = command('set-share-limit', {
      limit: 'crisis',
      name: 'Crisis cap',
      source: 'council',
      kind: 'maximum',
      rate: '0.25',
      schemes: ['crisis'],
      evidence: 'Prospectus',
    });
    given(...overspent, capped)
      .when(from({ amount: '5.01' }))
      .thenRefused('share-exceeded', { rule: 18, allowed: '5.00', short: '0.01' });
    given(...overspent, capped)
      .when(from({ amount: '5.00' }))
      .thenHappened({ type: 'OverspendCovered', data: { left: '4.00' } });
  });

  it('or what was found elsewhere, once the budget is in order', () => {
    const elsewhere = cover({ from: 'elsewhere', reference: 'New allocation of 1 June' });
    given(...overspent)
      .when(elsewhere)
      .thenRefused('not-covered', { rule: 19, scheme: 'crisis', short: '9.00' });
    given(
      ...overspent,
      pledge('council', '9.00', { contribution: 'more' }),
      allocate('crisis', 'council', '9.00'),
    )
      .when(elsewhere)
      .thenHappened({
        type: 'OverspendCovered',
        data: { left: '0.00', reference: 'New allocation of 1 June', moved: null },
      });
  });

  it('is refused for more than is missing or than there is, and outside what went over', () => {
    given(...overspent)
      .when(from({ amount: '9.01' }))
      .thenRefused('cover-exceeds-overspend', { rule: 19, missing: '9.00', short: '0.01' });
    given(...overspent)
      .when(from())
      .thenRefused('cover-exceeds-budget', { rule: 19, available: '5.00', short: '4.00' });
    given(...overspent)
      .when(from({ source: 'icb' }))
      .thenRefused('not-found', { id: 'crisis' });
  });

  it('covers a promise that law obliges to', () => {
    const obliged = [...small, reserve('lights', '3.00', { obligation: 'law' }), made('lights')];
    const told = after(untold(), obliged);
    expect([...told.fund.overspends]).toMatchObject([
      [String(small.length), { left: 300n, places: [{ scheme: 'navigators', source: 'unknown' }] }],
    ]);
    expect(
      tell(
        told,
        command('cover-overspend', {
          task: String(small.length),
          cover: { from: 'elsewhere', reference: 'None' },
        }),
      ).refused,
    ).toMatchObject({ problem: 'not-covered' });
  });
});
