import { formatPence } from '#libs/money/pence.js';
import { northmoor } from '#test/support/northmoor.js';
import { northmoorClosing, northmoorYear } from '#test/support/northmoor-year-end.js';
import { agreedSubject, budgetSet, sourcesMerged } from '#test/support/contributed.js';
import { inPounds, northmoorAfter, opening } from '#test/support/figures.js';
import { contributions } from './contributions.js';

const rows = contributions(opening);
const of = (source: string, year: string, nature = 'revenue') =>
  inPounds(
    rows.filter((row) => row.source === source && row.year === year && row.nature === nature),
  );

it('keeps what is confirmed apart from what is only indicated', () => {
  expect(of('council', '2026-27')).toMatchObject([{ confirmed: '1200000.00', indicative: '0.00' }]);
  expect(of('council', '2029-30')).toMatchObject([{ confirmed: '0.00', indicative: '1200000.00' }]);
  expect(of('icb', '2028-29')).toMatchObject([{ confirmed: '0.00', indicative: '800000.00' }]);
});

it('keeps capital apart from revenue', () => {
  expect(of('programme', '2026-27')).toMatchObject([{ confirmed: '300000.00' }]);
  expect(of('programme', '2026-27', 'capital')).toMatchObject([{ confirmed: '50000.00' }]);
});

it('says what no scheme has yet', () => {
  const unallocated = (source: string): string[] =>
    rows
      .filter((row) => row.source === source && row.year === '2026-27')
      .map((row) => formatPence(row.unallocated.confirmed.pence));
  expect(unallocated('council')).toEqual(['80000.00']);
  expect(unallocated('icb')).toEqual(['70000.00']);
});

it('explains what no scheme has by what is confirmed, brought in and allocated', () => {
  const carried = contributions(
    northmoorAfter([...northmoor, ...northmoorYear, northmoorClosing], '2027-05-31'),
  ).filter(({ broughtIn }) => broughtIn.pence !== 0n);
  expect(carried).not.toEqual([]);
  for (const { confirmed, broughtIn, allocated, unallocated } of [...rows, ...carried])
    expect(confirmed.pence + broughtIn.pence - allocated.pence).toBe(unallocated.confirmed.pence);
});

it('shows apart what is agreed subject to an annual budget, until that is set', () => {
  const subject = (steps: Parameters<typeof northmoorAfter>[0]): unknown[] =>
    inPounds(
      contributions(northmoorAfter(steps)).filter(
        ({ source, year }) => source === 'icb' && year === '2027-28',
      ),
    );
  expect(subject(agreedSubject)).toMatchObject([{ subjectToBudget: '5.00', indicative: '5.00' }]);
  expect(subject(budgetSet)).toMatchObject([{ subjectToBudget: '0.00', confirmed: '800005.00' }]);
});

it('names what a merged source went into in the end, once it has', () => {
  const merged = (day: string): unknown =>
    contributions(northmoorAfter(sourcesMerged, day)).find(({ source }) => source === 'foundation')
      ?.mergedInto;
  expect(merged('2027-03-31')).toEqual([]);
  expect(merged('2027-04-01')).toEqual(['programme']);
  expect(merged('2028-04-01')).toEqual(['programme', 'council']);
  expect(contributions(opening).flatMap(({ mergedInto }) => mergedInto)).toEqual([]);
});

it('leaves out a source that puts nothing in', () => {
  expect(of('programme', '2027-28')).toEqual([]);
});
