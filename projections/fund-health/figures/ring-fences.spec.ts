import { inPounds, october } from '#test/support/figures.js';
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
