import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import { none } from '#libs/ledger/posting.js';
import { formatPence, parsePence } from '#libs/money/pence.js';
import type { FiledLine } from '#projections/reading/reading.js';
import { areaSpending } from './area-spending.js';
import { withoutPassedDown } from './passed-down.js';

const fact = (entity: string, id: string, attributes: object, fund = none): AnyFact =>
  ({ entity, id, fund, provider: none, number: 1, effective: '2026-04-01', attributes }) as AnyFact;
const passDown = (id: string, more: object = {}): AnyFact =>
  fact(
    'pass-down',
    id,
    {
      ...{ to: 'district', toFund: 'district', award: 'handing-on', year: '2026-27' },
      ...{ nature: 'revenue', amount: '60.00', ...more },
    },
    'lead',
  );
const line = (amount: string, day: string, more: object = {}): FiledLine => ({
  ...{ fund: 'lead', area: 'place', day, pence: parsePence(amount) },
  handedOn: {
    ...{ award: 'handing-on', provider: 'district', year: '2026-27', nature: 'revenue', ...more },
  },
});
const own = { ...line('7.00', '2026-05-01'), handedOn: null };
const spent = { ...own, fund: 'district', pence: parsePence('40.00') };

const after = (facts: readonly AnyFact[], ...lines: FiledLine[]): string[] => {
  const fund = fact('fund', 'district', { name: 'District' });
  const left = withoutPassedDown([...lines, own, spent], new FactsAt([fund, ...facts]));
  const sum = left.lines.reduce((total, { pence }) => total + pence, 0n);
  return [formatPence(sum), formatPence(left.passedDown)];
};

it('leaves out in the lead authority’s fund what its award was paid, and counts it where it is spent', () =>
  expect(after([passDown('a')], line('40.00', '2026-06-01'))).toEqual(['47.00', '40.00']));

it('leaves out no more than was passed down, and credits that come between count against it', () => {
  const lines = [line('50.00', '2026-06-01'), line('30.00', '2026-07-01')];
  expect(after([passDown('a')], ...lines)).toEqual(['67.00', '60.00']);
  expect(after([passDown('a')], ...lines, line('-5.00', '2026-06-15'))).toEqual(['62.00', '60.00']);
});

it('is of its year, nature and award only', () =>
  expect(
    after(
      [passDown('a')],
      line('1.00', '2026-06-01', { year: '2027-28' }),
      line('2.00', '2026-06-01', { nature: 'capital' }),
      line('4.00', '2026-06-01', { award: 'another' }),
    ),
  ).toEqual(['54.00', '0.00']));

it('without an award leaves out what the body was paid under none', () =>
  expect(
    after(
      [passDown('a', { award: null })],
      line('1.00', '2026-06-01', { award: none }),
      line('2.00', '2026-06-01'),
      line('4.00', '2026-06-01', { award: none, provider: 'another' }),
    ),
  ).toEqual(['53.00', '1.00']));

it('leaves out nothing where no fund of this ledger holds it', () => {
  expect(after([passDown('a', { toFund: null })], line('40.00', '2026-06-01'))).toEqual([
    '87.00',
    '0.00',
  ]);
  expect(after([passDown('a', { toFund: 'unheard-of' })], line('40.00', '2026-06-01'))).toEqual([
    '87.00',
    '0.00',
  ]);
});

it('has left also for whoever does not see the fund that it went to', () => {
  const lines = [line('40.00', '2026-06-01'), own];
  const left = withoutPassedDown(lines, new FactsAt([passDown('a')]), new Set(['district']));
  expect(formatPence(left.passedDown)).toBe('40.00');
  expect(left.lines.map(({ pence }) => formatPence(pence))).toEqual(['7.00', '0.00']);
});

it('is told beside the spending of an area', () => {
  const facts = new FactsAt([
    fact('fund', 'district', { name: 'District' }),
    fact('area', 'place', { name: 'Place', kind: 'local' }),
    passDown('a'),
  ]);
  const lines = [line('40.00', '2026-06-01'), own, spent];
  expect(areaSpending(['place'], lines, facts, '2027-03-31')).toMatchObject({
    within: { pence: parsePence('47.00') },
    passedDown: parsePence('40.00'),
  });
});
