import { closedInWords, periodInWords } from './periods-in-words.js';

const closed = (state: string, ...periods: string[]) =>
  periods.map((period) => ({ period, state }));

it('calls a month by its name, and the adjustment period by its year-end', () => {
  expect(periodInWords('2026-04')).toBe('April 2026');
  expect(periodInWords('2027-03-adj')).toBe('the adjustment period of March 2027');
});

it('tells months that follow each other and are closed in one way as one', () => {
  const year = ['2026-11', '2026-12', '2027-01', '2027-02', '2027-03', '2027-03-adj', '2027-04'];
  expect(closedInWords(closed('hard-closed', ...year))).toBe(
    'November 2026 to April 2027 (hard-closed)',
  );
  expect(closedInWords(closed('hard-closed', ...year.slice(0, 6)))).toBe(
    'November 2026 to March 2027 and the adjustment period of March 2027 (hard-closed)',
  );
});

it('tells a gap, and months that are closed in another way, apart', () => {
  expect(
    closedInWords([
      ...closed('hard-closed', '2026-04', '2026-05', '2026-07'),
      ...closed('soft-closed', '2026-08', '2026-09'),
    ]),
  ).toBe(
    'April 2026 to May 2026 (hard-closed), July 2026 (hard-closed), August 2026 to September 2026 (soft-closed)',
  );
});
