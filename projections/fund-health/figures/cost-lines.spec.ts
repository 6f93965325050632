import { formatPence, sumPence } from '#libs/money/pence.js';
import { imported, opening } from '#test/support/figures.js';
import { costLines } from './cost-lines.js';

const ofHarbourLights = (year: string): object =>
  Object.fromEntries(
    costLines(opening)
      .lines.filter((line) => line.award === 'harbour-lights' && line.year === year)
      .map(({ category, amount, bySource }) => [
        category,
        [
          formatPence(amount.pence),
          ...bySource.map(({ source, amount: part }) => `${source} ${formatPence(part)}`),
        ],
      ]),
  );

it('is each category of an award’s year, and pro rata whose money it is', () => {
  expect(costLines(opening).basis).toBe('pro rata');
  expect(ofHarbourLights('2026-27')).toEqual({
    core: ['28800.00', 'council 18327.27', 'icb 10472.73'],
    delivery: ['576000.00', 'council 366545.46', 'icb 209454.54'],
    infrastructure: ['21600.00', 'council 13745.45', 'icb 7854.55'],
    participation: ['36000.00', 'council 22909.09', 'icb 13090.91'],
    workforce: ['57600.00', 'council 36654.55', 'icb 20945.45'],
  });
  expect(ofHarbourLights('2029-30')).toMatchObject({ core: ['9600.00', 'council 9600.00'] });
});

it('sums to the category, to the penny', () => {
  for (const { amount, bySource } of costLines(opening).lines)
    expect(sumPence(bySource.map((part) => part.amount))).toBe(amount.pence);
});

it('is of awards that state their lines only', () => expect(costLines(imported).lines).toEqual([]));
