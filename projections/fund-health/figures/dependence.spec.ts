import { opening, inPounds } from '#test/support/figures.js';
import { dependence } from './dependence.js';

it('shows each share of the year, and the coverage without it', () => {
  expect(inPounds(dependence(opening, '2026-27'))).toEqual([
    // 1,200,000 of 2,380,000; without it 1,180,000 over 1,050,000.
    {
      source: 'council',
      year: '2026-27',
      confirmed: '1200000.00',
      share: '50.42',
      calledOn: '458181.82',
      coverageWithout: '1.12',
    },
    expect.objectContaining({ source: 'icb', share: '33.61', coverageWithout: '1.50' }),
    expect.objectContaining({ source: 'programme', share: '14.71', coverageWithout: '1.93' }),
    expect.objectContaining({ source: 'foundation', share: '1.26', coverageWithout: '2.24' }),
  ]);
});
