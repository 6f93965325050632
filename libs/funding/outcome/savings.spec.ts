import { formatPence } from '#libs/money/pence.js';
import { expectRefused } from '#test/support/given.js';
import { outcomeAfter as after, put as decide, type Asked } from '#test/support/outcomes.js';
import { newOutcome } from './outcome.js';

const defined: Asked = [
  'define-outcome',
  {
    measure: 'Bed days',
    unit: 'days',
    better: 'lower',
    cohort: 'People of the navigators',
    area: 'E06000999',
    from: '2026-04-01',
    to: '2027-03-31',
  },
];
const agreedBy = ['council', 'icb'];
const evidence = 'Schedule 7';
const baseline: Asked = ['agree-baseline', { value: '4120', agreedBy, evidence }];
const measured = (value: string): Asked => ['measure-outcome', { value, evidence }];
const terms = (more: object = {}): Asked => [
  'agree-savings-share',
  {
    fund: 'northmoor',
    source: 'icb',
    payer: 'icb',
    unitSaving: '210.00',
    rate: '0.4',
    agreedBy,
    evidence,
    ...more,
  },
];
const assess: Asked = ['assess-savings-share', {}];
const confirm: Asked = ['confirm-savings-share', { confirmedBy: 'icb', evidence: 'Letter' }];

const assessed = (...before: Asked[]) =>
  decide(after(defined, ...before), assess).events?.[0]?.data;

it('has one period, one baseline, and values that supersede each other', () => {
  expectRefused(
    decide(newOutcome(), [defined[0], { ...defined[1], to: '2026-03-31' }]).refused,
    'ends-before-it-begins',
    { to: '2026-03-31' },
  );
  expectRefused(decide(after(defined), defined).refused, 'already-exists', { what: 'outcome' });
  expectRefused(decide(newOutcome(), baseline).refused, 'not-found', { what: 'outcome' });
  expectRefused(decide(after(defined, baseline), baseline).refused, 'baseline-agreed', {
    value: '4120',
  });
  const supersede: Asked = ['supersede-baseline', { value: '4080.5', agreedBy, evidence }];
  expectRefused(decide(after(defined), supersede).refused, 'baseline-missing', {
    outcome: 'outcome',
  });
  expect(decide(after(defined, baseline), supersede).events?.[0]).toMatchObject({
    type: 'BaselineSuperseded',
    data: { was: '4120', value: '4080.5', agreedBy },
  });
  expect(decide(after(defined, measured('3700')), measured('3680.5')).events?.[0]?.data).toEqual({
    value: '3680.5',
    was: '3700',
    evidence,
  });
});

describe('a savings share', () => {
  it('is the agreed share of what the difference saves', () =>
    expect(assessed(baseline, measured('3720'), terms())).toMatchObject({
      difference: '400',
      saving: '84000.00',
      share: '33600.00',
    }));

  it('ends at its cap', () =>
    expect(assessed(baseline, measured('3720'), terms({ cap: '30000.00' }))).toMatchObject({
      saving: '84000.00',
      share: '30000.00',
    }));

  it('is nothing where the outcome does not beat the baseline', () =>
    expect(assessed(baseline, measured('4130.5'), terms())).toMatchObject({
      difference: '-10.5',
      saving: '0.00',
      share: '0.00',
    }));

  it('cannot be assessed before all that it rests on is there', () => {
    expectRefused(decide(after(defined), assess).refused, 'baseline-missing', {});
    expectRefused(decide(after(defined, baseline, terms()), assess).refused, 'not-assessable', {
      lacks: 'a measured value',
    });
    const untermed = after(defined, baseline, measured('3720'));
    expectRefused(decide(untermed, assess).refused, 'not-assessable', { lacks: 'agreed terms' });
  });

  it('is confirmed as assessed, and not after what it rests on has changed', () => {
    const whole: Asked[] = [defined, baseline, measured('3720'), terms()];
    expectRefused(decide(after(...whole), confirm).refused, 'assessment-outdated', {});
    expectRefused(
      decide(after(...whole, assess, measured('3800')), confirm).refused,
      'assessment-outdated',
      { rule: 12 },
    );
    const confirmed = after(...whole, assess, confirm);
    expect(formatPence(confirmed.savings.confirmed?.share ?? 0n)).toBe('33600.00');
    expectRefused(decide(confirmed, confirm).refused, 'share-confirmed', { share: '33600.00' });
    expectRefused(decide(confirmed, terms()).refused, 'share-confirmed', { share: '33600.00' });
  });

  it('is confirmed anew after a later value, naming what it replaces', () => {
    const later = [baseline, measured('3720'), terms(), assess, confirm, measured('3820'), assess];
    expect(decide(after(defined, ...later), confirm).events?.[0]?.data).toMatchObject({
      was: '33600.00',
      share: '25200.00',
    });
  });
});

it('is confirmed by who pays it, and by nobody in its place', () => {
  const before = [defined, baseline, measured('3700'), terms(), assess];
  const by = (confirmedBy: string): Asked => [
    'confirm-savings-share',
    { confirmedBy, evidence: 'Letter' },
  ];
  expectRefused(decide(after(...before), by('council')).refused, 'not-the-payer', {
    rule: 20,
    payer: 'icb',
  });
  expect(decide(after(...before), by('icb')).events).toHaveLength(1);
});
