import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import { opening } from '#test/support/figures.js';
import { followedSources } from './followed-sources.js';

const source = (id: string, attributes: object = {}): AnyFact =>
  ({
    ...{ entity: 'source', id, fund: 'pool', provider: 'none', number: 1 },
    ...{ effective: '2020-04-01', attributes: { name: id, ...attributes } },
  }) as AnyFact;
const facts = new FactsAt([
  source('grant'),
  source('ibcf', { mergedInto: 'grant', mergedOn: '2025-04-01' }),
  source('discharge', { mergedInto: 'ibcf', mergedOn: '2024-04-01' }),
]);
const followed = (id: string, day: string): readonly string[] =>
  followedSources({ facts, moment: { ...opening.moment, day } })(id);

it('reads a source along what it went into, as far as the day has come', () => {
  expect(followed('discharge', '2024-03-31')).toEqual([]);
  expect(followed('discharge', '2024-04-01')).toEqual(['ibcf']);
  expect(followed('discharge', '2025-04-01')).toEqual(['ibcf', 'grant']);
  expect(followed('ibcf', '2025-04-01')).toEqual(['grant']);
  expect(followed('grant', '2025-04-01')).toEqual([]);
  expect(followed('nobody', '2025-04-01')).toEqual([]);
});

it('ends where names that are recorded out of order lead back', () => {
  const circle = new FactsAt([
    source('a', { mergedInto: 'b', mergedOn: '2025-04-01' }),
    source('b', { mergedInto: 'a', mergedOn: '2025-04-01' }),
  ]);
  const of = followedSources({ facts: circle, moment: { ...opening.moment, day: '2026-04-01' } });
  expect(of('a')).toEqual(['b']);
});
