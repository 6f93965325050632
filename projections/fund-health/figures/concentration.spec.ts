import { formatPence } from '#libs/money/pence.js';
import { imported, inPounds, northmoorAfter, opening } from '#test/support/figures.js';
import { northmoor, organisations } from '#test/support/northmoor.js';
import { awardConcentration, spendingConcentration } from './concentration.js';

it('is 6,796.84 over the awards of the worked story', () => {
  expect(awardConcentration(opening)).toMatchObject({ hhi: '6796.84', fiveLargest: '100.00' });
});

it('puts redacted and unknown providers in a bucket of their own', () => {
  const { named, unnamed, hhi } = spendingConcentration(imported);
  expect(inPounds(named)).toEqual([
    { provider: 'GB-COH-00000001', amount: '600.00', share: '60.00' },
    { provider: 'GB-COH-00000002', amount: '300.00', share: '30.00' },
    { provider: 'GB-COH-00000003', amount: '100.00', share: '10.00' },
  ]);
  expect(formatPence(unnamed.pence)).toBe('500.00');
  // 60² + 30² + 10²
  expect(hhi).toBe('4600.00');
});

it('is not a number where nothing is spent', () => {
  expect(spendingConcentration(opening)).toMatchObject({ named: [], hhi: undefined });
});

describe('of one body under two identifiers', () => {
  const { harbourLights, moorside } = organisations;
  const two = northmoor.map((step) =>
    step.id === harbourLights
      ? { ...step, body: { ...step.body, identifiers: [harbourLights, moorside] } }
      : step,
  );

  it('is one provider, named by where it has most', () => {
    const { named, hhi } = awardConcentration(northmoorAfter(two));
    expect(inPounds(named)).toEqual([
      { provider: harbourLights, amount: '2970000.00', share: '83.19' },
      { provider: organisations.twoRivers, amount: '600000.00', share: '16.81' },
    ]);
    // 83.193…² + 16.806…²
    expect(hhi).toBe('7203.59');
  });
});
