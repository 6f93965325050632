import type { RecordedEvent } from '#contracts/envelope.js';
import { BudgetAllocated } from '#contracts/events/fund/budget.js';
import { CommitmentConfirmed, CommitmentReserved } from '#contracts/events/fund/commitments.js';
import {
  ContributionConfirmed,
  ContributionPledged,
  InstalmentInvoiced,
  InstalmentReceived,
} from '#contracts/events/fund/contributions.js';
import {
  ExpenditureClaimed,
  ExpenditurePaid,
  ExpenditureVerified,
  PaymentRecorded,
} from '#contracts/events/fund/spending.js';
import { FundEstablished, SchemeOpened, SourceOpened } from '#contracts/events/fund/set-up.js';
import { type CommitmentLine } from '#contracts/events/fund/shapes.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { firstDayOf, monthsOf, yearOf } from '#contracts/financial-year.js';
import { stampAt } from '#libs/event-store/instant.js';
import { formatPence } from '#libs/money/pence.js';

/** A place of this size has the dimensions of a real one: 400 awards over three years. */
export const funds = Array.from({ length: 10 }, (_, place) => `fund-${place + 1}`);
export const sources = ['council', 'icb', 'programme'] as const;
export const schemes = [
  'navigators',
  'brokerage',
  'home-care',
  'reablement',
  'carers',
  'equipment',
];
export const years = ['2026-27', '2027-28', '2028-29'] as const;
const months = years.flatMap((year) => monthsOf(year));
const awardsPerFund = 40;
const epochMicroseconds = BigInt(Date.parse('2026-04-01T00:00:00Z')) * 1000n;
const area = 'unknown';
const host = 'northmoor-council';

interface Happening {
  readonly fund: string;
  readonly draft: FundEvent;
}

/** Numbers from 0 up to 1, the same for the same seed: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A history of so many events of pooled funds, in number order, over 36 months: agreed first, then
 * claimed, verified, paid and received. The same for the same count.
 */
export function* history(count: number): Generator<RecordedEvent> {
  const revisions = new Map<string, number>();
  const random = randomFrom(count);
  const month = (done: number): string => months[Math.floor((done / count) * months.length)] ?? '';
  let number = 0;
  for (const happening of [...funds.flatMap(agreed)].slice(0, count)) yield record(happening);
  while (number < count)
    for (const happening of spending(random, month(number), number))
      if (number < count) yield record(happening);

  function record({ fund, draft }: Happening): RecordedEvent {
    const stream = `fund-${fund}`;
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    number += 1;
    const recorded = stampAt(epochMicroseconds + BigInt(number) * 90_000_000n);
    const { type, version, effective, data } = draft;
    return {
      ...{ type, version, effective, stream, revision, number, recorded, stamp: recorded },
      id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      actor: 'A. Finance Officer',
      organisation: host,
      authority: 'scheme of delegation, payments',
      reason: 'monthly run',
      key: `bench/${number}`,
      requestHash: String(number).padStart(64, '0'),
      data: data,
    };
  }
}

/** What stands before the first payment: terms, contributions, budgets and awards. */
function agreed(fund: string): Happening[] {
  const day = firstDayOf(years[0]);
  const drafts: FundEvent[] = [
    FundEstablished.of(day, { name: `Fund ${fund}`, kind: 'pooled', host, agreement: null, area }),
    ...sources.map((source) =>
      SourceOpened.of(day, {
        ...{ source, name: source, role: 'partner', organisation: host },
        ...{ through: null, power: 's75', notParty: false },
      }),
    ),
    ...schemes.map((scheme) =>
      SchemeOpened.of(day, {
        ...{ scheme, name: scheme, category: 'unknown', need: null },
        ...{ cohort: null, area, demandLed: false, accountingBasis: 'unknown' },
      }),
    ),
    ...years.flatMap((year) => sources.flatMap((source) => contribution(source, year))),
    ...years.flatMap((year) =>
      schemes.flatMap((scheme) =>
        sources.map((source) =>
          BudgetAllocated.of(day, {
            ...{ scheme, source, year, nature: 'revenue', area, amount: '1000000.00' },
            period: monthsOf(year)[0] ?? '',
            override: null,
            parts: [{ certainty: 'confirmed', amount: '1000000.00' }],
          }),
        ),
      ),
    ),
    ...Array.from({ length: awardsPerFund }, (_, place) => award(place)).flat(),
  ];
  return drafts.map((draft) => ({ fund, draft }));
}

function contribution(source: string, year: string): FundEvent[] {
  const day = firstDayOf(years[0]);
  const id = `${source}-${year}`;
  const period = monthsOf(year)[0] ?? '';
  const alike = {
    contribution: id,
    source,
    year,
    nature: 'revenue',
    period,
    form: 'cash',
  } as const;
  const amount = '6000000.00';
  const instalments = monthsOf(year).map((due, place) => ({
    instalment: String(place + 1),
    due: `${due}-01`,
    amount: '500000.00',
  }));
  return [
    ContributionPledged.of(day, {
      ...alike,
      ...{ recurrent: true, certainty: 'expected', amount, instalments, power: 's75' },
    }),
    ContributionConfirmed.of(day, {
      ...alike,
      ...{ was: 'expected', amount, evidence: 'Signed schedule' },
      conditions: [],
      instalments: instalments.map((due) => ({ ...due, period: due.due.slice(0, 7) })),
      restated: [
        {
          ...{ holding: 'unallocated', scheme: 'none', award: 'none', provider: 'none' },
          ...{ area: 'none', amount },
        },
      ],
    }),
  ];
}

const awardAt = (place: number) => ({
  award: `award-${place + 1}`,
  provider: `GB-COH-${String(place + 1).padStart(8, '0')}`,
  scheme: schemes[place % schemes.length] ?? '',
  /** Two of the three sources pay for an award. */
  paying: sources.filter((_, which) => which !== place % sources.length),
});

function award(place: number): FundEvent[] {
  const day = firstDayOf(years[0]);
  const { award: id, provider, scheme, paying } = awardAt(place);
  const lines = years.flatMap((year) =>
    paying.map((source): CommitmentLine => ({
      ...{ scheme, source, certainty: 'confirmed', area, year },
      ...{ period: monthsOf(year)[0] ?? '', nature: 'revenue', amount: '60000.00' },
    })),
  );
  return [
    CommitmentReserved.of(day, {
      ...{ award: id, provider, lines, kind: 'contract', obligation: 'none' },
      legalBasis: null,
      costShares: [],
      ...{
        expires: '2026-04-01T12:00:00Z',
        overBudget: '0.00',
        override: null,
        agreementRevision: -1,
      },
    }),
    CommitmentConfirmed.of(day, {
      ...{ award: id, provider, lines },
      costLines: years.map((year) => ({
        ...{ year, period: monthsOf(year)[0] ?? '', category: 'delivery', amount: '120000.00' },
      })),
    }),
  ];
}

/** One or two things that happen on some day of a month, in some fund; ids follow from `next`. */
function spending(random: () => number, month: string, next: number): Happening[] {
  const one = <Of>(of: readonly Of[]): Of => of[Math.floor(random() * of.length)] as Of;
  const fund = one(funds);
  const { award: id, provider, scheme, paying } = awardAt(Math.floor(random() * awardsPerFund));
  const day = `${month}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
  const expenditure = `exp-${next}`;
  const share = BigInt(100 + Math.floor(random() * 250_000));
  const half = formatPence(share);
  const amount = formatPence(share * 2n);
  const place = { scheme, certainty: 'confirmed', area, drawsOn: 'commitment' } as const;
  const parts = paying.map((source) => ({ ...place, source, amount: half }));
  const spent = {
    ...{ expenditure, provider, award: id, nature: 'revenue' as const },
    ...{ period: month, relatesTo: yearOf(month), parts },
  };
  const of = (...drafts: FundEvent[]): Happening[] => drafts.map((draft) => ({ fund, draft }));

  const chance = random();
  if (chance < 0.5)
    return of(
      ExpenditureVerified.of(day, {
        ...spent,
        parts: parts.map((part) => ({ ...part, recoverableVat: '0.00' })),
        ...{ reference: `INV-${next}`, net: amount, irrecoverableVat: '0.00' },
        ...{ recoverableVat: '0.00', cost: amount, gross: amount, overBudget: '0.00' },
        ...{ accrual: null, stage: null },
      }),
      ExpenditurePaid.of(day, { ...spent, amount, remittance: `BACS-${next}` }),
    );
  if (chance < 0.85)
    return of(
      PaymentRecorded.of(day, {
        ...spent,
        ...{ kind: 'payment', reference: `PAY-${next}`, net: amount, irrecoverableVat: 'unknown' },
        ...{ cost: amount, overBudget: '0.00', published: { directorate: 'Adults and Health' } },
        besideStages: '0.00',
      }),
    );
  if (chance < 0.95)
    return of(
      ExpenditureClaimed.of(day, {
        expenditure,
        provider,
        award: id,
        amount,
        reference: 'claim',
        besideStages: '0.00',
      }),
    );
  const source = one(sources);
  const received = {
    ...{ contribution: `${source}-${yearOf(month)}`, source, year: yearOf(month) },
    period: month,
    ...{ nature: 'revenue' as const, instalment: '1', amount: half, reference: `RCT-${next}` },
  };
  return of(
    InstalmentInvoiced.of(day, received),
    InstalmentReceived.of(day, { ...received, method: 'bank', invoiced: half }),
  );
}
