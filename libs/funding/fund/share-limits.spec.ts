import { close } from '#test/support/closing.js';
import { after, command, expectRefused, tell, untold, type Told } from '#test/support/given.js';
import { allocate, confirm, pledge, small } from '#test/support/small-fund.js';

/** 4 % of 1,000.00 for the panel, of which 25.00 is spent when the year is closed. */
const closed = (over: 'year' | 'programme'): Told =>
  after(untold(), [
    ...small,
    pledge('council', '1000.00'),
    confirm('council'),
    command('set-share-limit', {
      ...{ limit: 'management', name: 'Management', source: 'council', kind: 'maximum' },
      ...{ rate: '0.04', over, schemes: ['panel'], evidence: 'Prospectus' },
    }),
    allocate('panel', 'council', '40.00'),
    command(
      'verify-expenditure',
      {
        ...{ expenditure: 'x', provider: 'p', scheme: 'panel', net: '25.00', reference: 'Invoice' },
        sources: [{ source: 'council', amount: '25.00' }],
      },
      '2027-03-20',
    ),
    close(),
  ]);
const panel = (amount: string) => ({
  ...allocate('panel', 'council', amount, { year: '2027-28' }),
  effective: '2027-05-01',
});
describe('a maximum share after the end of a year', () => {
  it('over all years counts what was spent of a closed one, and not what went on', () => {
    const told = closed('programme');
    expectRefused(tell(told, panel('15.01')).refused, 'share-exceeded', {
      rule: 18,
      short: '0.01',
    });
    after(told, [panel('15.00')]);
  });

  it('over one year is a share of what was brought into it, too', () => {
    const told = closed('year');
    expectRefused(tell(told, panel('39.01')).refused, 'share-exceeded', {
      base: '975.00',
      short: '0.01',
    });
    after(told, [panel('39.00')]);
  });
});
