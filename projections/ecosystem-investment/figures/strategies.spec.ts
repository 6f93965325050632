import { FactsAt, type AnyFact } from '#libs/ledger/facts-at.js';
import { none } from '#libs/ledger/posting.js';
import { formatPence } from '#libs/money/pence.js';
import { opening } from '#test/support/figures.js';
import { everything, investedIn } from '#test/support/invested.js';
import { investment } from './investment.js';
import { strategiesServed, strategiesTogether } from './strategies.js';

const said = { provider: none, number: 1 };
const strategy = (id: string, effective: string, until: string | null = null): AnyFact => ({
  ...{ ...said, entity: 'strategy', id: `${id}/${effective}`, fund: none, effective },
  attributes: { ...{ strategy: id, title: id, document: 'Minute 8' }, adoptedBy: ['us'], until },
});
const serves = (fund: string, scheme: string, effective: string, ...strategies: string[]) =>
  ({
    ...{ ...said, entity: 'served-strategies', id: `${fund}/${scheme}/${effective}`, fund },
    ...{ effective, attributes: { scheme, strategies, evidence: 'Plan' } },
  }) satisfies AnyFact;

/** The fund of the story, and beside it another which has promised the same, from a scheme of one name. */
function told(...more: readonly AnyFact[]) {
  const one = investedIn(opening);
  const facts = one.facts.with(new FactsAt(more));
  const beside = one.lines.map((line) => ({ ...line, fund: 'another' }));
  return investment({ ...one, facts, lines: [...one.lines, ...beside] }, everything);
}
const promised = (...more: readonly AnyFact[]) =>
  strategiesServed(told(...more)).map(({ strategy: id, amounts, schemes }) => [
    id,
    formatPence(amounts.commitments),
    schemes.join(),
  ]);
const day = '2026-04-01';
const two = [strategy('homes', '2024-04-01'), strategy('work', day, '2030-03-31')];

it('is what schemes that serve it have across funds, whole in each, and once in all together', () => {
  const facts = [
    ...two,
    serves('northmoor', 'navigators', day, 'homes', 'work'),
    serves('another', 'navigators', day, 'homes'),
    serves('northmoor', 'brokerage', day, 'work'),
  ];
  expect(promised(...facts)).toEqual([
    ['homes', '5760000.00', 'another/navigators,northmoor/navigators'],
    ['work', '3480000.00', 'northmoor/brokerage,northmoor/navigators'],
  ]);
  const { any, none: rest } = strategiesTogether(told(...facts));
  expect([any, rest].map(({ commitments }) => formatPence(commitments))).toEqual([
    '6360000.00',
    '780000.00',
  ]);
});

it('is not served before its day, nor after its last, and by what was said last for a day by then', () => {
  const late = [
    serves('northmoor', 'navigators', '2025-04-01'),
    serves('northmoor', 'navigators', '2024-04-01', 'homes'),
  ];
  expect(promised(...two, ...late)).toEqual([
    ['homes', '0.00', ''],
    ['work', '0.00', ''],
  ]);
  const over = strategy('homes', '2024-04-01', '2026-03-31');
  expect(promised(over, serves('northmoor', 'navigators', '2024-04-01', 'homes'))).toEqual([]);
});
