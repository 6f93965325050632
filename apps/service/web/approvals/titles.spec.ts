import type { Leg } from '#contracts/events/fund/move-shapes.js';
import type { FactsAt, FactLine } from '#libs/ledger/facts-at.js';
import { standing } from '#libs/ledger/facts-at.js';
import type { Proposal } from '#projections/fund-health/figures/proposals.js';
import type { Waiting } from '#projections/reading/reading.js';
import { titleOf } from './titles.js';

const fact = (entity: FactLine['entity'], id: string, attributes: object): FactLine => ({
  ...{ entity, id, attributes, fund: 'pool', provider: 'none', number: 1 },
  effective: '2026-04-01',
});
const facts: FactsAt = standing([
  fact('source', 'council', { name: 'Council' }),
  fact('source', 'icb', { name: 'ICB' }),
  fact('scheme', 'navigators', { name: 'Navigators' }),
  fact('scheme', 'brokerage', { name: 'Brokerage' }),
  fact('award', 'lights', { kind: 'contract', title: 'Lights' }),
]);
const waiting: Waiting = {
  moment: { number: 1, recorded: null, final: true, effectiveOn: null, day: '2026-10-31' },
  facts,
  funds: [{ fund: 'pool', facts }],
};
const titled = (asked: Proposal['asked']): string =>
  titleOf({ asked, amount: 6_000_000n, funds: ['pool'] } as unknown as Proposal, waiting);

const place = { fund: 'pool', source: 'council', year: '2026-27', nature: 'revenue' } as const;
const navigators = { ...place, kind: 'scheme', scheme: 'navigators' } as const;
const brokerage = { ...place, kind: 'scheme', scheme: 'brokerage' } as const;
const moved = (...legs: readonly Omit<Leg, 'amount'>[]): string =>
  titled({ kind: 'reallocation', legs: legs.map((leg) => ({ amount: '1.00', ...leg })) });

it('says how much of whose money goes from where to where, and of which year', () => {
  expect(moved({ from: navigators, to: brokerage })).toBe(
    'Move £60,000.00 of Council from Navigators to Brokerage, 2026\u201127',
  );
});

it('names both sources, and both years, where they differ', () => {
  expect(moved({ from: navigators, to: { ...brokerage, source: 'icb', year: '2027-28' } })).toBe(
    'Move £60,000.00 from Navigators (Council), 2026\u201127, to Brokerage (ICB), 2027\u201128',
  );
});

it('names awards and their lines, and counts the other ways that money goes', () => {
  const line = { kind: 'line', fund: 'pool', award: 'lights', year: '2026-27' } as const;
  expect(
    moved(
      { from: { ...line, category: 'core' }, to: { ...line, category: 'delivery' } },
      { from: navigators, to: brokerage },
    ),
  ).toBe('Move £60,000.00 from core of Lights to delivery of Lights, 2026\u201127, and 1 more');
});

it('says what is recoded to what', () => {
  const spending = { command: 'recode-spending', expenditure: 'new', corrects: 'HL-7' } as const;
  const sources = 'as-scheme' as const;
  expect(titled({ kind: 'recoding', recoding: { ...spending, sources, award: 'lights' } })).toBe(
    'Recode £60,000.00 of spending \u201cHL-7\u201d to Lights',
  );
  const payments = { command: 'recode-payments', recoding: 'one', payments: [] } as const;
  const from = { year: '2026-27', scheme: 'navigators' };
  const to = { scheme: 'brokerage', source: 'icb' };
  expect(titled({ kind: 'recoding', recoding: { ...payments, from, to, payments: [] } })).toBe(
    'Recode £60,000.00 of payments of 2026\u201127 from Navigators to Brokerage, ICB',
  );
});
