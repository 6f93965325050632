import type { Account, Dimensions } from '#libs/ledger/posting.js';
import { formatPence } from '#libs/money/pence.js';
import { inPounds, northmoorAfter, october } from '#test/support/figures.js';
import { owed } from '#test/support/owed.js';
import { creditors, debtors } from './debtors-creditors.js';
import { otherBalances } from './other-balances.js';

const view = northmoorAfter(owed, '2026-11-10');

it('says what is paid in advance and for how long, and which VAT is to come back', () =>
  expect(inPounds(otherBalances(view))).toEqual([
    {
      kind: 'paid in advance',
      source: 'foundation',
      award: 'moorside',
      provider: 'GB-CHC-1999902',
      amount: '7500.00',
      owed: 'to the fund',
      oldestDays: 40,
      agreed: null,
    },
    {
      kind: 'recoverable VAT',
      source: 'council',
      award: 'none',
      provider: 'none',
      amount: '1200.00',
      owed: 'to the fund',
      oldestDays: null,
      agreed: null,
    },
  ]));

it('is empty where nothing of the kind is owed', () => expect(otherBalances(october)).toEqual([]));

it('says in words who owes: settlements either way, what is retained, what is returnable', () => {
  const on = (account: Account, source: string, provider = 'none') => ({
    ...{ fund: 'northmoor', account, source, provider, award: 'none', scheme: 'none' },
    ...{ period: '2027-04', relatesTo: '2026-27', nature: 'revenue', area: 'none' },
  });
  const balances = october.balances.and([
    { on: on('cash:settlement', 'icb') as Dimensions, pence: 2_200_000n },
    { on: on('cash:settlement', 'council') as Dimensions, pence: -2_200_000n },
    { on: on('cash:creditor:retained', 'council', 'builder') as Dimensions, pence: -500n },
    { on: on('cash:returnable', 'programme') as Dimensions, pence: -850_000n },
  ]);
  expect(
    otherBalances({ ...october, balances }).map(({ kind, source, provider, owed: who, amount }) =>
      [kind, source, provider, formatPence(amount.pence), who].join(', '),
    ),
  ).toEqual([
    'settlement, council, none, 22000.00, by the fund',
    'settlement, icb, none, 22000.00, to the fund',
    'retained, council, builder, 5.00, by the fund',
    'returnable, programme, none, 8500.00, by the fund',
  ]);
});

it('says of a debtor what the two sides found when they last compared', () => {
  const icb = debtors(view).find(({ source }) => source === 'icb');
  expect(inPounds([icb?.agreed ?? {}])).toEqual([
    {
      is: 'differs, explained',
      at: '2026-10-31',
      logNumber: 90,
      ours: '200000.00',
      theirs: '150000.00',
      difference: '50000.00',
      explanation: 'Invoice NC-1003 reached the ICB in part',
      event: expect.any(Number),
    },
  ]);
  expect(debtors(view).find(({ source }) => source === 'council')?.agreed).toBeNull();
});

it('says of a creditor that both sides agree', () => {
  const [harbourLights] = creditors(view);
  expect(harbourLights).toMatchObject({
    provider: 'GB-COH-19990001',
    agreed: { is: 'agreed', difference: 0n },
  });
});
