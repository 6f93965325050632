import { formatPence } from '#libs/money/pence.js';
import { imported, opening } from '#test/support/figures.js';
import { everything, investedIn } from '#test/support/invested.js';
import { investment } from './investment.js';
import { providerConcentration } from './providers.js';

it('is 6,796.84 over the awards of the worked story', () => {
  const { commitments } = providerConcentration(investment(investedIn(opening), everything));
  expect(commitments).toMatchObject({ hhi: '6796.84', fiveLargest: '100.00' });
  expect(commitments.named.map(({ provider, share }) => [provider, share])).toEqual([
    ['GB-COH-19990001', '80.67'],
    ['GB-COH-19990002', '16.81'],
    ['GB-CHC-1999902', '2.52'],
  ]);
});

it('puts redacted and unmatched suppliers in a bucket of their own, never one supplier', () => {
  const { spending } = providerConcentration(investment(investedIn(imported), everything));
  // 60² + 30² + 10², over the 1,000 of those that have a name.
  expect(spending.hhi).toBe('4600.00');
  expect(formatPence(spending.unnamed.pence)).toBe('500.00');
  // Of all 1,500.
  expect(spending.unnamed.share).toBe('33.33');
});

it('takes a name that nobody has joined to a body for nobody in particular', () => {
  const known = investedIn(opening);
  const unjoined = known.lines.map((line) =>
    line.provider === 'GB-COH-19990002' ? { ...line, provider: 'name:two-rivers' } : line,
  );
  const { commitments } = providerConcentration(
    investment({ ...known, lines: unjoined }, everything),
  );
  expect(commitments.named.map(({ provider }) => provider)).toEqual([
    'GB-COH-19990001',
    'GB-CHC-1999902',
  ]);
  expect(formatPence(commitments.unnamed.pence)).toBe('600000.00');
});
