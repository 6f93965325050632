import {
  ExpenditurePaid,
  ExpenditureVerified,
  InstalmentInvoiced,
  InstalmentReceived,
  PaymentRecorded,
  type SpendingPart,
} from '#contracts/events/fund.js';
import { monthOf, yearOf } from '#contracts/financial-year.js';
import type { Nature } from '#contracts/values.js';
import { apportion } from '#libs/money/apportion.js';
import { formatPence, parsePence } from '#libs/money/pence.js';
import type { Happened } from './fund-view.js';
import { area, fund, organisations } from './northmoor-place.js';

/**
 * The first months of the worked story, up to the end of October 2026: money comes in, four of
 * Harbour Lights' nine payments are made, and the ICB's third quarter is late.
 */
const on = (draft: Happened['draft']): Happened => ({ stream: fund, draft });

const receipt = (
  source: string,
  instalment: string,
  day: string,
  amount: string,
  nature: Nature = 'revenue',
): Happened =>
  on(
    InstalmentReceived.of(day, {
      contribution: `${source}-${nature}-2026-27`,
      source,
      year: '2026-27',
      nature,
      instalment,
      method: source === 'council' ? 'journal' : 'bank',
      amount,
      invoiced: '0.00',
      reference: `${source} ${instalment}`,
    }),
  );

interface Cost {
  readonly expenditure: string;
  readonly award: string;
  readonly provider: string;
  readonly scheme: string;
  readonly shares: readonly (readonly [source: string, amount: string])[];
  readonly day: string;
  readonly drawsOn?: SpendingPart['drawsOn'];
  readonly paid?: string;
}

function cost(of: Cost): Happened[] {
  const amount = formatPence(of.shares.reduce((sum, [, share]) => sum + parsePence(share), 0n));
  const spending = {
    expenditure: of.expenditure,
    provider: of.provider,
    award: of.award,
    nature: 'revenue' as const,
    period: monthOf(of.day),
    relatesTo: yearOf(of.day),
    parts: of.shares.map(([source, share]): SpendingPart => ({
      scheme: of.scheme,
      source,
      certainty: 'confirmed',
      area,
      drawsOn: of.drawsOn ?? 'commitment',
      amount: share,
    })),
  };
  return [
    on(
      ExpenditureVerified.of(of.day, {
        ...spending,
        parts: spending.parts.map((part) => ({ ...part, recoverableVat: '0.00' })),
        reference: `invoice ${of.expenditure}`,
        net: amount,
        irrecoverableVat: '0.00',
        recoverableVat: '0.00',
        cost: amount,
        gross: amount,
        overBudget: '0.00',
        accrual: null,
      }),
    ),
    ...(of.paid === undefined
      ? []
      : [
          on(
            ExpenditurePaid.of(of.paid, {
              ...spending,
              period: monthOf(of.paid),
              amount,
              remittance: `BACS ${of.expenditure}`,
            }),
          ),
        ]),
  ];
}

/** Each payment is split by what each source has left, so that the last one exhausts all exactly. */
function harbourLightsShares(count: number): [string, string][][] {
  let left = [parsePence('458181.82'), parsePence('261818.18')];
  return Array.from({ length: count }, () => {
    const shares = apportion(parsePence('80000.00'), left);
    left = left.map((amount, place) => amount - (shares[place] ?? 0n));
    return [
      ['council', formatPence(shares[0] ?? 0n)],
      ['icb', formatPence(shares[1] ?? 0n)],
    ];
  });
}

const month = (place: number): string => `2026-${String(place).padStart(2, '0')}`;

export const firstMonths: readonly Happened[] = [
  ...[4, 5, 6, 7, 8, 9, 10].map((at) =>
    receipt('council', String(at - 3), `${month(at)}-01`, '100000.00'),
  ),
  receipt('icb', '1', '2026-04-09', '200000.00'),
  receipt('icb', '2', '2026-07-03', '200000.00'),
  on(
    InstalmentInvoiced.of('2026-09-15', {
      contribution: 'icb-revenue-2026-27',
      source: 'icb',
      year: '2026-27',
      nature: 'revenue',
      instalment: '3',
      amount: '200000.00',
      reference: 'NC-1003',
    }),
  ),
  receipt('programme', '1', '2026-05-20', '300000.00'),
  receipt('programme', '1', '2026-05-20', '50000.00', 'capital'),
  receipt('foundation', '1', '2026-04-15', '30000.00'),
  ...[4, 5, 6, 7, 8, 9, 10].flatMap((at) =>
    cost({
      expenditure: `two-rivers-${month(at)}`,
      award: 'two-rivers',
      provider: organisations.twoRivers,
      scheme: 'brokerage',
      shares: [['programme', '25000.00']],
      day: `${month(at)}-28`,
      ...(at < 10 ? { paid: `${month(at + 1)}-14` } : {}),
    }),
  ),
  ...harbourLightsShares(4).flatMap((shares, place) =>
    cost({
      expenditure: `harbour-lights-${month(7 + place)}`,
      award: 'harbour-lights',
      provider: organisations.harbourLights,
      scheme: 'navigators',
      shares,
      day: `${month(7 + place)}-28`,
      ...(place < 3 ? { paid: `${month(8 + place)}-20` } : {}),
    }),
  ),
  ...cost({
    expenditure: 'moorside-q1',
    award: 'moorside',
    provider: organisations.moorside,
    scheme: 'participation',
    shares: [['foundation', '7500.00']],
    day: '2026-07-10',
    paid: '2026-07-31',
  }),
  ...cost({
    expenditure: 'venue',
    award: 'none',
    provider: 'GB-COH-19990003',
    scheme: 'infrastructure',
    shares: [
      ['council', '12000.00'],
      ['icb', '18000.00'],
    ],
    day: '2026-06-12',
    drawsOn: 'scheme',
    paid: '2026-07-08',
  }),
].sort((a, b) =>
  a.draft.effective < b.draft.effective ? -1 : a.draft.effective > b.draft.effective ? 1 : 0,
);

/** A payment as a body published it, whose source and scheme nobody stated. */
export const published = (
  number: number,
  provider: string,
  amount: string,
  day: string,
): Happened => ({
  stream: 'fund-imported',
  draft: PaymentRecorded.of(day, {
    expenditure: `row-${number}`,
    provider,
    award: 'none',
    nature: 'unknown',
    period: monthOf(day),
    relatesTo: yearOf(day),
    parts: [
      {
        scheme: 'unknown',
        source: 'unknown',
        certainty: 'confirmed',
        area: 'unknown',
        drawsOn: 'scheme',
        amount,
      },
    ],
    kind: amount.startsWith('-') ? 'credit-note' : 'payment',
    reference: `T${number}`,
    net: amount,
    irrecoverableVat: 'unknown',
    cost: amount,
    overBudget: '0.00',
    published: {},
  }),
});
