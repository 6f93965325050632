import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import { awardName } from './award-name.js';

const award = (id: string, title: string): AnyFact =>
  ({
    ...{ entity: 'award', id, fund: 'care', provider: 'p', number: 1, effective: '2026-04-01' },
    attributes: { title },
  }) as unknown as AnyFact;
const facts = new FactsAt([
  award('pb-1', 'Personal budget'),
  award('pb-2', 'Personal budget'),
  award('carers', 'Support for carers'),
]);

it.each([
  ['carers', 'Support for carers'],
  ['pb-2', 'Personal budget (pb-2)'],
  ['not-heard-of', 'not-heard-of'],
])('calls %s %s', (id, name) => {
  expect(awardName(facts, id)).toBe(name);
});
