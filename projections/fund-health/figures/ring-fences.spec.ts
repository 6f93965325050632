import { close, spend } from '#test/support/closing.js';
import { inPounds, october } from '#test/support/figures.js';
import { fundView, recorded } from '#test/support/fund-view.js';
import { after, command, untold } from '#test/support/given.js';
import { confirm, pledge, small } from '#test/support/small-fund.js';
import { ringFences } from './ring-fences.js';

it('says what is left that must be used for one purpose, and by when', () => {
  expect(inPounds(ringFences(october))).toMatchObject([
    {
      ringFence: 'participation',
      confirmed: '90000.00',
      actual: '7500.00',
      left: '82500.00',
      by: null,
    },
    { ringFence: 'people-and-skills', left: '125000.00', uncommitted: '0.00', by: '2027-03-31' },
    { ringFence: 'programme-capital', left: '50000.00', uncommitted: '50000.00', by: '2027-03-31' },
  ]);
});

/** Of 100.00 of 2026-27 the 70.00 unspent go on into 2027-28, which has 100.00 of its own. */
it('counts money once that a closed year left', () => {
  const { happened } = after(untold(), [
    ...small,
    command('define-ring-fence', {
      ...{ ringFence: 'guidance', name: 'Guidance', source: 'council', evidence: 'Offer' },
    }),
    pledge('council', '100.00'),
    confirm('council'),
    pledge('council', '100.00', { contribution: 'next', year: '2027-28' }),
    confirm('next'),
    spend('council', '30.00'),
    close({
      unspent: [{ source: 'council', nature: 'revenue', decision: 'carry', basis: 'Its word' }],
    }),
  ]);
  const found = ringFences(fundView('northmoor', recorded(happened), '2027-06-01'));
  expect(inPounds(found)).toMatchObject([
    { confirmed: '200.00', actual: '30.00', left: '170.00', uncommitted: '170.00' },
  ]);
});
