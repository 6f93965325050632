import type { Entity, FactTypes } from '#libs/ledger/fact-types.js';
import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import type { FundView } from '#projections/reading/reading.js';
import { imported, october } from '#test/support/figures.js';
import { rulesOn } from '../health-rules.js';
import type { DimensionHealth } from '../level.js';
import { governanceHealth } from './governance.js';

function fact<Kind extends Entity>(
  entity: Kind,
  id: string,
  attributes: Partial<FactTypes[Kind]>,
  effective = '2026-04-01',
): AnyFact {
  const about = { fund: 'northmoor', provider: 'none', number: 7, effective };
  return { entity, id, ...about, attributes } as unknown as AnyFact;
}

const on = (day: string, ...facts: readonly AnyFact[]): DimensionHealth =>
  governanceHealth(
    {
      ...october,
      moment: { ...october.moment, day },
      facts: october.facts.with(new FactsAt(facts)),
    },
    rulesOn(october),
  );

const told = (day: string, ...facts: readonly AnyFact[]): unknown[] => {
  const { level, reasons } = on(day, ...facts);
  return [level, ...reasons];
};

/** What green says. */
const allWell =
  'Reviews, year ends, sign-offs and publications are up to date, and no recoding waits too long';

it('is green where everything is done in its time', () => {
  expect(on('2026-10-31')).toEqual({
    dimension: 'governance',
    level: 'green',
    reasons: [allWell],
  });
});

it('does not know how a fund is run of which only spending is recorded', () => {
  expect(governanceHealth(imported, rulesOn(imported))).toMatchObject({
    level: 'not known',
    reasons: ['Only spending is recorded, not how the fund is run'],
  });
});

it('says of a fund without anything that nothing is recorded', () => {
  const empty = { ...imported, balances: imported.balances.where({ account: 'none' }) };
  expect(governanceHealth(empty as FundView, rulesOn(imported))).toMatchObject({
    level: 'green',
    reasons: ['Nothing is recorded yet'],
  });
});

it('is amber from the day after a review that nobody has held, and red after ninety', () => {
  const late = 'The agreement’s review due on 30 September 2027 is not held';
  // Aligned, so that its years have no close to wait for.
  const deed = [
    fact('fund', 'northmoor', { kind: 'aligned', agreement: 'deed' }),
    fact('agreement', 'deed', { partners: [], reviews: ['2027-09-30'], terminated: null }),
  ];
  expect(told('2027-09-30', ...deed)).toEqual(['green', allWell]);
  expect(told('2027-10-01', ...deed)).toEqual(['amber', late]);
  expect(told('2027-12-28', ...deed)).toEqual(['amber', late]);
  expect(told('2027-12-29', ...deed)).toEqual(['red', late]);
  const held = { agreement: 'deed', due: '2027-09-30', held: '2027-10-02', outcome: 'On' };
  expect(told('2027-12-29', ...deed, fact('review', 'deed/2027-09-30', held))).toEqual([
    'green',
    allWell,
  ]);
});

it('counts the days of recodings that wait, and is red past their last day', () => {
  const recoding = (id: string, since: string, expires: string | null): AnyFact =>
    fact('recoding-proposal', id, { state: 'proposed', expires }, since);
  const one = recoding('one', '2026-09-21', null);
  expect(told('2026-10-20', one)).toEqual(['green', allWell]);
  expect(told('2026-10-21', one)).toEqual(['amber', 'A proposed recoding has waited for 30 days']);
  expect(told('2026-10-31', one, recoding('two', '2026-09-01', '2026-10-31'))).toEqual([
    'amber',
    '2 proposed recodings wait, the oldest for 60 days',
  ]);
  expect(told('2026-10-31', recoding('two', '2026-10-01', '2026-10-30'))).toEqual([
    'red',
    'A recoding could be approved until 30 October 2026 and is not decided',
  ]);
  const decided = fact('recoding-proposal', 'one', { state: 'decided' }, '2026-09-01');
  expect(told('2026-10-31', decided)).toEqual(['green', allWell]);
});

it('waits ninety days from a year’s end for its periods to be closed, each year by itself', () => {
  const open = [...new Set(october.balances.rows.map(({ period }) => period))].filter(
    (period) => period <= '2027-03-adj',
  );
  expect(open.length).toBeGreaterThan(1);
  const late = (days: number): string =>
    `2026-27 ended ${days} days ago and ${open.length} periods of it are not closed`;
  expect(told('2027-06-28')).toEqual(['green', allWell]);
  expect(told('2027-06-29')).toEqual(['amber', late(90)]);
  expect(told('2027-12-26')).toEqual(expect.arrayContaining(['red', late(270)]));
  const closed = open.map((period) => fact('period', period, { state: 'soft-closed' }));
  expect(told('2027-06-29', ...closed)).toEqual(['green', allWell]);
  expect(told('2027-06-29', ...closed.slice(1))).toEqual([
    'amber',
    '2026-27 ended 90 days ago and a period of it is not closed',
  ]);
});

it('leaves the books of aligned money to who keeps them', () => {
  expect(told('2027-06-29', fact('fund', 'northmoor', { kind: 'aligned' }))).toEqual([
    'green',
    allWell,
  ]);
});

describe('a statement', () => {
  const finance = { organisation: 'GB-LAE-NMR', office: 'section-151-officer' };
  const board = { organisation: 'GB-NHS-QMR', office: 'chief-finance-officer' };
  const account = (of: Partial<FactTypes['statement']> = {}): AnyFact =>
    fact(
      'statement',
      'account',
      { state: 'issued', signatories: [finance, board], ...of },
      '2026-07-01',
    );
  const signed = (office: typeof finance): AnyFact =>
    fact('sign-off', `account/${office.organisation}/${office.office}`, {
      statement: 'account',
      ...office,
    });

  it('is to be signed within thirty days by everybody whom the agreement names', () => {
    const late = (days: number): string =>
      `A statement issued ${days} days ago is not signed by all who are to sign it`;
    expect(told('2026-07-30', account())).toEqual(['green', allWell]);
    expect(told('2026-07-31', account(), signed(finance))).toEqual(['amber', late(30)]);
    expect(told('2026-09-29', account(), signed(finance))).toEqual(['red', late(90)]);
    expect(told('2026-09-29', account(), signed(finance), signed(board))).toEqual([
      'green',
      allWell,
    ]);
  });

  it('is nobody’s to sign where the agreement asks nobody, or where another took its place', () => {
    for (const said of [{ signatories: [] }, { state: 'superseded' as const }])
      expect(told('2026-10-31', account(said))).toEqual(['green', allWell]);
  });

  it('is to be restated, which is no cover to find', () => {
    const task = fact('task', 'restate/account', {
      ...{ kind: 'restate-statement', statement: 'account', amount: '0.00', left: '0.00' },
      ...{ award: 'none', open: true, event: 7, since: '2026-08-02' },
    });
    const stale = account({ state: 'to be restated' });
    expect(told('2026-08-02', stale, task)).toEqual(['green', allWell]);
    expect(told('2026-10-30', stale, task)).toEqual([
      'amber',
      'A statement has waited for 89 days to be restated',
    ]);
    expect(told('2026-10-31', stale, task)).toEqual([
      'red',
      'A statement has waited for 90 days to be restated',
    ]);
  });
});

it('asks for publications by the day that the fund’s policy brings with it', () => {
  const policy = fact('publication-policy', 'northmoor', { standard: 'transparency-code' });
  expect(told('2026-07-31', policy)).toEqual(['green', allWell]);
  const late = 'Spending up to 30 June 2026 was to be published by 31 July 2026';
  expect(told('2026-08-01', policy)).toEqual(['amber', late]);
  expect(told('2026-10-29', policy)).toEqual(['red', late]);
});

it('names a source that gives as a partner until the agreement names its body', () => {
  const source = (organisation: string): AnyFact =>
    fact('source', 'college', { name: 'Moor College', organisation, notParty: true });
  expect(told('2026-10-31', source('GB-UKPRN-10009999'))).toEqual([
    'amber',
    'Moor College gives as a partner and is none by the agreement',
  ]);
  expect(told('2026-10-31', source('GB-NHS-QMR'))).toEqual(['green', allWell]);
});
