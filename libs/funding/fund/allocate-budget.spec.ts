import { command, given } from '#test/support/given.js';
import { allocate, confirm, pledge, small } from '#test/support/small-fund.js';

const fence = (more: object = {}) =>
  command('define-ring-fence', {
    ringFence: 'participation',
    name: 'For participation',
    source: 'foundation',
    categories: ['participation'],
    evidence: 'Offer letter',
    ...more,
  });
const rich = [...small, pledge('council', '12.00'), confirm('council')];
const fenced = [...small, pledge('foundation', '12.00'), fence()];

it('allocates what the source still has', () =>
  given(...rich)
    .when(allocate('navigators', 'council', '12.00'))
    .then(['unallocated', { account: 'budget:unallocated:confirmed' }, '0.00']));

it('refuses a penny more, and says by how much', () =>
  given(...rich)
    .when(allocate('navigators', 'council', '12.01'))
    .thenRefused('allocation-exceeds-source', {
      rule: 19,
      unallocated: '12.00',
      short: '0.01',
      ruleDate: '2026-04-01',
    }));

describe('by sufficient authority', () => {
  const override = { authority: 'Cabinet, 3 May 2026', reason: 'The winter plan' };

  it('allocates beyond what the source has, and says who decided, why and by how much', () => {
    given(...rich)
      .when(allocate('navigators', 'council', '12.01', { override }))
      .thenHappened({
        type: 'BudgetAllocated',
        data: { amount: '12.01', override: { ...override, beyond: '0.01' } },
      });
    given(...rich)
      .when(allocate('navigators', 'council', '12.01', { override }))
      .then(['unallocated', { account: 'budget:unallocated:confirmed' }, '-0.01']);
    given(...rich)
      .when(allocate('navigators', 'council', '12.00', { override }))
      .thenHappened({ type: 'BudgetAllocated', data: { override: null } });
  });

  it('goes neither beyond a ring-fence nor across capital and revenue', () => {
    given(...fenced)
      .when(allocate('navigators', 'foundation', '13.00', { override }))
      .thenRefused('ring-fence-forbids', { rule: 18 });
    given(...rich)
      .when(allocate('navigators', 'council', '1.00', { nature: 'capital', override }))
      .thenRefused('crosses-nature', { rule: 18 });
  });
});

it('takes confirmed money before the rest', () =>
  given(...rich, pledge('council', '5.00', { contribution: 'later' }))
    .when(allocate('navigators', 'council', '13.00'))
    .thenHappened({
      type: 'BudgetAllocated',
      data: {
        parts: [
          { certainty: 'confirmed', amount: '12.00' },
          { certainty: 'indicative', amount: '1.00' },
        ],
      },
    }));

it('keeps years apart', () =>
  given(...rich)
    .when(allocate('navigators', 'council', '1.00', { year: '2027-28' }))
    .thenRefused('allocation-exceeds-source', { rule: 19, year: '2027-28', short: '1.00' }));

it('keeps capital and revenue apart, and in kind out of it', () => {
  given(...rich)
    .when(allocate('navigators', 'council', '1.00', { nature: 'capital' }))
    .thenRefused('crosses-nature', { rule: 18, holds: 'revenue', ruleDate: '2026-04-01' });
  given(...small, pledge('council', '9.00', { form: 'in-kind' }))
    .when(allocate('navigators', 'council', '1.00'))
    .thenRefused('allocation-exceeds-source', { short: '1.00' });
});

describe('a ring-fence', () => {
  it('keeps money for what it names, and names itself and its date', () =>
    given(...fenced)
      .when(allocate('navigators', 'foundation', '1.00'))
      .thenRefused('ring-fence-forbids', {
        rule: 18,
        ringFence: 'For participation',
        ruleDate: '2026-04-01',
        allowed: 'schemes of participation',
      }));

  it('lets through what it is for', () =>
    given(...fenced)
      .when(allocate('panel', 'foundation', '12.00'))
      .then(['panel', { account: 'budget:scheme:indicative', scheme: 'panel' }, '12.00']));

  it('holds to its last day, and not after it', () => {
    const until = [...small, pledge('foundation', '12.00'), fence({ until: '2026-06-30' })];
    const on = (effective: string) => ({
      ...allocate('navigators', 'foundation', '1.00'),
      effective,
    });
    given(...until)
      .when(on('2026-06-30'))
      .thenRefused('ring-fence-forbids', { rule: 18 });
    given(...until)
      .when(on('2026-07-01'))
      .then();
    // Before the year begins its money is judged as on its first day, too.
    given(...until)
      .when(on('2026-03-31'))
      .thenRefused('ring-fence-forbids', { rule: 18 });
  });

  it('binds only the natures that it names', () =>
    given(...small, pledge('foundation', '12.00'), fence({ natures: ['capital'] }))
      .when(allocate('navigators', 'foundation', '1.00'))
      .then());

  it('keeps money to its years', () =>
    given(
      ...small,
      pledge('foundation', '1.00', { year: '2027-28' }),
      fence({ years: ['2026-27'] }),
    )
      .when(allocate('panel', 'foundation', '1.00', { year: '2027-28' }))
      .thenRefused('ring-fence-forbids', { allowed: 'schemes of participation in 2026-27' }));
});

it('refuses a scheme or a source that the fund does not have', () => {
  given(...rich)
    .when(allocate('x', 'council', '1.00'))
    .thenRefused('not-found', { id: 'x' });
  given(...rich)
    .when(allocate('navigators', 'x', '1.00'))
    .thenRefused('not-found', { id: 'x' });
});
