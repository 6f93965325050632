import { imported, october, opening } from '#test/support/figures.js';
import { usualThresholds } from '#contracts/events/fund/health-rules.js';
import { Balances } from '#libs/ledger/balances.js';
import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import type { FundView } from '#projections/reading/reading.js';
import { health, healthByYear } from './health.js';

const dimension = (view: FundView, name: string) =>
  health(view).dimensions.find((of) => of.dimension === name);

it('gives the reason in a sentence', () => {
  expect(dimension(opening, 'certainty')).toEqual({
    dimension: 'certainty',
    level: 'amber',
    reasons: ['2029-30: £240,000.00 committed, nothing confirmed'],
  });
  expect(dimension(opening, 'coverage')).toMatchObject({
    level: 'amber',
    reasons: ['2029-30: revenue is covered 0.00 times'],
  });
});

it('is judged by nothing where no money is recorded, and not called well', () => {
  const empty = { ...opening, balances: new Balances([]) };
  expect(dimension(empty, 'certainty')).toEqual({
    dimension: 'certainty',
    level: 'not known',
    reasons: ['No money is recorded yet'],
  });
  expect(health(empty).whole).toBe('not known');
});

it('says of an aligned fund that its partners hold their own', () => {
  const aligned = {
    ...opening,
    facts: { list: () => [], get: () => ({ attributes: { kind: 'aligned' } }) },
  } as unknown as FundView;
  expect(dimension(aligned, 'cash')?.reasons).toEqual([
    'Each partner holds its own money; nothing is overdue',
  ]);
});

it('turns red as the year without cover comes near', () => {
  const near = { ...opening, moment: { ...opening.moment, day: '2028-04-02' } };
  expect(dimension(near, 'certainty')?.level).toBe('red');
});

it('is red in cash when an instalment is thirty days late', () => {
  expect(dimension(opening, 'cash')?.level).toBe('green');
  expect(dimension(october, 'cash')).toMatchObject({
    level: 'red',
    reasons: ['£200,000.00 overdue in 1 instalment, the oldest for 30 days'],
  });
});

it('warns of year-limited money that nobody has promised yet', () => {
  expect(dimension(october, 'ring-fences')).toMatchObject({
    level: 'amber',
    reasons: ['Growth programme: capital: £50,000.00 not called on, to be used by 31 March 2027'],
  });
});

it('names the awards that end soon', () => {
  const late = { ...opening, moment: { ...opening.moment, day: '2028-02-01' } };
  expect(dimension(late, 'cliff edges')).toMatchObject({
    level: 'red',
    reasons: ['Employer brokerage, £600,000.00 in all, ends on 31 March 2028'],
    awards: ['two-rivers'],
  });
});

it('is as a whole its worst dimension', () => {
  expect(health(opening).whole).toBe('amber');
  expect(health(october).whole).toBe('red');
});

it('neither praises nor blames what is not known', () => {
  const then = { ...imported, moment: { ...imported.moment, day: '2012-03-31' } };
  expect(health(then)).toMatchObject({ whole: 'not known' });
});

it('judges a day by the rules that the fund has set by then, the usual ones before', () => {
  const setOn = (effective: string, overdueRedDays: number, number: number): AnyFact => ({
    ...{ entity: 'health-rules', id: effective, fund: 'northmoor', provider: 'none' },
    ...{ number, effective },
    attributes: { ...usualThresholds, overdueRedDays, evidence: 'Minute 14' },
  });
  const judgedBy = (...facts: readonly AnyFact[]) =>
    health({ ...october, facts: october.facts.with(new FactsAt(facts)) });
  expect(judgedBy().rules).toMatchObject({ from: '2000-04-01', set: null, overdueRedDays: 30 });
  // A later word about an earlier day leaves the rules of the later day.
  const own = judgedBy(setOn('2026-10-01', 31, 90), setOn('2026-07-01', 7, 91));
  expect(own.rules).toMatchObject({
    ...{ from: '2026-10-01', overdueRedDays: 31 },
    set: { event: 90, evidence: 'Minute 14' },
  });
  expect(own.dimensions.find((of) => of.dimension === 'cash')?.level).toBe('amber');
});

it('judges every year by itself, past ones too', () => {
  expect(healthByYear(opening).map(({ year, level }) => [year, level])).toEqual([
    ['2026-27', 'green'],
    ['2027-28', 'green'],
    ['2028-29', 'green'],
    ['2029-30', 'amber'],
  ]);
  expect(healthByYear(imported)[0]).toEqual({
    year: '2011-12',
    level: 'not known',
    reasons: ['2011-12: sources of spending are not known', '2011-12: coverage is not computable'],
  });
});
