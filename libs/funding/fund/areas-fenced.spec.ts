import type { FundCommand } from '#contracts/commands/fund.js';
import type { AreaSet, AreaSets } from '#libs/funding/area/membership.js';
import { after, command, expectRefused, on, tell, untold, type Told } from '#test/support/given.js';
import { allocate, confirm, pledge, small } from '#test/support/small-fund.js';

const [district, ward, other] = ['E07000111', 'E05009991', 'E05009992'];
const set = (from: string, members: string[]): AreaSet => ({
  ...{ from, members, complete: false, overlaps: [] },
});
/** The ward is in the district from May 2026 on, and no longer from May 2027 on. */
const places: AreaSets = new Map([
  [district, [set('2026-05-01', [ward]), set('2027-05-01', [other])]],
]);
const told = (areas: AreaSets | undefined, ...more: readonly FundCommand[]): Told => ({
  ...after(untold(), [
    ...small,
    command('open-scheme', { scheme: 'local', name: 'Local', area: ward }),
    command('open-scheme', { scheme: 'next', name: 'Next door', area: other }),
    ...['2026-27', '2027-28'].flatMap((year) => [
      pledge('foundation', '12.00', { contribution: year, year }),
      confirm(year),
    ]),
    command('define-ring-fence', {
      ...{ ringFence: 'district', name: 'The district', source: 'foundation' },
      ...{ areas: [district], evidence: 'Offer letter' },
    }),
    ...more,
  ]),
  ...(areas ? { areas } : {}),
});
const give = (scheme: string, effective: string, year = '2026-27'): FundCommand => ({
  ...allocate(scheme, 'foundation', '1.00', { year }),
  effective,
});
const refusedIn = (of: Told, asked: FundCommand, today = asked.effective): void =>
  expectRefused(tell(of, asked, on(today)).refused, 'ring-fence-forbids', {
    ...{ rule: 18, allowed: district },
  });
const passesIn = (of: Told, asked: FundCommand): void =>
  expect(tell(of, asked).refused).toBeUndefined();

describe('a ring-fence on an area', () => {
  it('lets through what lies within it on the day, and nothing beside it', () => {
    passesIn(told(places), give('local', '2026-05-01'));
    refusedIn(told(places), give('next', '2026-05-01'));
    refusedIn(told(places), give('local', '2026-04-30'));
    refusedIn(told(places), give('local', '2027-05-01', '2027-28'));
    passesIn(told(places), give('next', '2027-05-01', '2027-28'));
  });

  it('is judged by where the boundaries are on the day it is decided, too', () => {
    refusedIn(told(places), give('local', '2026-05-01'), '2026-04-30');
    refusedIn(told(places), give('local', '2026-06-01'), '2027-05-01');
  });

  it('lets through what lies within one that lies within it', () => {
    const county = 'E10000011';
    const above: AreaSets = new Map([...places, [county, [set('2026-04-01', [district])]]]);
    const onCounty = command(
      'change-ring-fence',
      {
        ...{ ringFence: 'district', name: 'The county', areas: [county] },
        evidence: 'Letter',
      },
      '2026-04-02',
    );
    passesIn(told(above, onCounty), give('local', '2026-05-01'));
  });

  it('lets through only what it names where nobody has said what that is made of', () =>
    refusedIn(told(undefined), give('local', '2026-05-01')));

  it('binds spending whose source is named, and recodings, alike', () => {
    const bill = (scheme: string, source = 'foundation', id = 'bill'): FundCommand =>
      command(
        'verify-expenditure',
        {
          ...{ expenditure: id, provider: 'p', scheme, net: '1.00', reference: 'Invoice' },
          sources: [{ source, amount: '1.00' }],
        },
        '2026-06-01',
      );
    passesIn(told(places), bill('local'));
    refusedIn(told(places), bill('next'));
    const recode = (scheme: string): FundCommand =>
      command(
        'recode-spending',
        {
          ...{ expenditure: 'anew', corrects: 'own', scheme },
          sources: [{ source: 'foundation', amount: '1.00' }],
        },
        '2026-06-01',
      );
    const spent = told(places, bill('local', 'council', 'own'));
    refusedIn(spent, recode('next'));
    passesIn(spent, recode('local'));
  });
});
