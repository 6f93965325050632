import { formatPence } from '#libs/money/pence.js';
import type { AnyFact } from '#libs/ledger/facts-at.js';
import { opening } from '#test/support/figures.js';
import { everything, investedIn } from '#test/support/invested.js';
import { investment, type Group } from './investment.js';
import { passedOn, smallLocalVcse, systemShares } from './system-health.js';

const story = investment(investedIn(opening), everything);
const promised = (groups: readonly Group[]) =>
  groups.map(({ is, commitments }) => [is, formatPence(commitments.pence), commitments.share]);

it('is what of everything goes to workforce, participation and infrastructure', () =>
  expect(promised(systemShares(story))).toEqual([
    // 8, 5 and 3 % of 2,880,000, and 90,000 of the panel.
    ['workforce', '230400.00', '6.45'],
    ['participation', '234000.00', '6.55'],
    ['infrastructure', '86400.00', '2.42'],
  ]));

it('counts small bodies of the place that are voluntary; a large one is none wherever it is rooted', () =>
  expect(promised(smallLocalVcse(story))).toEqual([
    // Harbour Lights is medium, Two Rivers large.
    ['no', '3480000.00', '97.48'],
    ['yes', '90000.00', '2.52'],
  ]));

it('shows what a lead passes on as part of its award, and in no sum beside it', () => {
  const subcontract = {
    ...{ entity: 'subcontract', id: 'harbour-lights/one', fund: 'none', number: 99 },
    ...{ provider: 'none', effective: '2026-07-01' },
    attributes: { award: 'harbour-lights', provider: 'GB-CHC-1999902', value: '144000.00' },
  } as unknown as AnyFact;
  const with_ = investment(investedIn(opening, [subcontract]), everything);
  expect(passedOn(with_)).toEqual([
    {
      award: 'harbour-lights',
      lead: 'GB-COH-19990001',
      value: 288_000_000n,
      passedOn: 14_400_000n,
      subcontractors: [{ provider: 'GB-CHC-1999902', vcse: 'yes', value: 14_400_000n }],
    },
  ]);
  expect(promised(smallLocalVcse(with_))).toEqual(promised(smallLocalVcse(story)));
});
