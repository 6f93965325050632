import { ContractAwarded, GrantAwarded } from '#contracts/events/award.js';
import {
  BudgetAllocated,
  CommitmentConfirmed,
  CommitmentReserved,
  ContributionConfirmed,
  ContributionPledged,
  FundEstablished,
  RingFenceDefined,
  SchemeOpened,
  SourceOpened,
  type CommitmentLine,
  type Instalment,
} from '#contracts/events/fund.js';
import { AgreementSigned, OrganisationRegistered } from '#contracts/events/party.js';
import { monthsOf } from '#contracts/financial-year.js';
import type { Certainty, CostCategory, Nature } from '#contracts/values.js';
import { apportion } from '#libs/money/apportion.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import type { Happened } from './fund-view.js';

import { area, day, fund, organisations } from './northmoor-place.js';

const on = (stream: string, draft: Happened['draft']): Happened => ({ stream, draft });
const pounds = (amount: string): string => `${amount.replaceAll(',', '')}.00`;

const organisation = (
  id: string,
  name: string,
  sector: 'council' | 'nhs' | 'central-government' | 'foundation' | 'voluntary' | 'private',
  vcse: 'yes' | 'no',
): Happened =>
  on(
    `organisation-${id}`,
    OrganisationRegistered.of(day, {
      name,
      identifiers: [id],
      sector,
      vcse,
      size: sector === 'voluntary' ? 'small' : 'large',
      areas: vcse === 'yes' ? [area] : [],
    }),
  );

const source = (id: string, name: string, role: 'partner' | 'funder', of: string): Happened =>
  on(
    fund,
    SourceOpened.of(day, {
      source: id,
      name,
      role,
      organisation: of,
      through: role === 'funder' ? organisations.council : null,
      power: role === 'funder' ? 'grant determination' : 's75',
    }),
  );

const fence = (
  ringFence: string,
  name: string,
  of: string,
  natures: Nature[],
  categories: string[] | null,
  yearLimited: boolean,
): Happened =>
  on(
    fund,
    RingFenceDefined.of(day, {
      ringFence,
      name,
      source: of,
      natures,
      years: yearLimited ? ['2026-27'] : null,
      schemes: null,
      categories,
      yearLimited,
      until: null,
      evidence: 'Offer letter',
    }),
  );

const scheme = (id: string, name: string, category: string): Happened =>
  on(
    fund,
    SchemeOpened.of(day, {
      scheme: id,
      name,
      category,
      need: null,
      cohort: null,
      area,
      demandLed: false,
    }),
  );

function parts(year: string, amount: string, count: 1 | 4 | 12): Instalment[] {
  const months = monthsOf(year).filter((_, place) => place % (12 / count) === 0);
  return apportion(
    parsePence(amount),
    months.map(() => 1n),
  ).map((share, place) => ({
    instalment: String(place + 1),
    due: `${months[place] ?? ''}-01`,
    amount: formatPence(share),
  }));
}

function contribution(
  of: string,
  year: string,
  amount: string,
  certainty: Certainty,
  count: 1 | 4 | 12,
  nature: Nature = 'revenue',
): Happened[] {
  const id = `${of}-${nature}-${year}`;
  const alike = { contribution: id, source: of, year, nature, form: 'cash' as const };
  const instalments = parts(year, pounds(amount), count);
  const pledge = ContributionPledged.of(day, {
    ...alike,
    recurrent: true,
    certainty: certainty === 'confirmed' ? 'expected' : certainty,
    amount: pounds(amount),
    instalments,
  });
  const nowhere = { scheme: 'none', award: 'none', provider: 'none', area: 'none' };
  const confirmation = ContributionConfirmed.of(day, {
    ...alike,
    was: 'expected',
    amount: pounds(amount),
    evidence: 'Signed schedule',
    restated: [{ ...nowhere, holding: 'unallocated', amount: pounds(amount) }],
    instalments,
  });
  return [on(fund, pledge), ...(certainty === 'confirmed' ? [on(fund, confirmation)] : [])];
}

const allocation = (
  to: string,
  of: string,
  amount: string,
  year = '2026-27',
  nature: Nature = 'revenue',
  certainty: Certainty = 'confirmed',
): Happened =>
  on(
    fund,
    BudgetAllocated.of(day, {
      scheme: to,
      source: of,
      year,
      nature,
      area,
      amount: amount.includes('.') ? amount : pounds(amount),
      parts: [{ certainty, amount: amount.includes('.') ? amount : pounds(amount) }],
    }),
  );

type Promise = [year: string, source: string, amount: string, certainty?: Certainty];

interface Award {
  readonly kind: 'contract' | 'grant';
  readonly award: string;
  readonly title: string;
  readonly provider: string;
  readonly scheme: string;
  readonly start: string;
  readonly end: string;
  readonly promises: readonly Promise[];
  readonly costShares: readonly { category: CostCategory; share: number }[];
}

function award(of: Award): Happened[] {
  const lines = of.promises.map(
    ([year, from, amount, certainty = 'confirmed']): CommitmentLine => ({
      scheme: of.scheme,
      source: from,
      certainty,
      area,
      year,
      nature: 'revenue',
      amount,
    }),
  );
  const years = [...new Set(lines.map(({ year }) => year))];
  const yearly = years.map((year) => ({
    year,
    amount: sumPence(
      lines.filter((line) => line.year === year).map((line) => parsePence(line.amount)),
    ),
  }));
  const terms = {
    title: of.title,
    provider: of.provider,
    start: of.start,
    end: of.end,
    statedMonths: null,
    value: formatPence(sumPence(yearly.map(({ amount }) => amount))),
    funding: yearly.map(({ year, amount }) => ({
      fund: 'northmoor',
      scheme: of.scheme,
      year,
      nature: 'revenue' as const,
      amount: formatPence(amount),
      sources: 'as-scheme' as const,
    })),
    costShares: [...of.costShares],
  };
  const promise = { award: of.award, provider: of.provider, lines };
  return [
    on(
      fund,
      CommitmentReserved.of(day, {
        ...promise,
        kind: of.kind,
        expires: '2026-04-02T09:00:00Z',
        obligation: 'none',
        overBudget: '0.00',
        agreementRevision: 0,
      }),
    ),
    of.kind === 'contract'
      ? on(
          `contract-${of.award}`,
          ContractAwarded.of(day, {
            ...terms,
            payment: 'monthly-in-arrears',
            optionMonths: [12, 12],
            optionsValue: '1920000.00',
            regime: 'Provider Selection Regime',
          }),
        )
      : on(
          `grant-${of.award}`,
          GrantAwarded.of(day, { ...terms, payment: 'on-claim', conditions: [], disbursed: null }),
        ),
    on(
      fund,
      CommitmentConfirmed.of(day, {
        ...promise,
        costLines: yearly.flatMap(({ year, amount }) =>
          apportion(
            amount,
            of.costShares.map(({ share }) => BigInt(share)),
          ).map((share, place) => ({
            year,
            category: of.costShares[place]?.category ?? 'delivery',
            amount: formatPence(share),
          })),
        ),
      }),
    ),
  ];
}

/** The worked story up to its awards, event by event. */
export const northmoor: readonly Happened[] = [
  organisation(organisations.council, 'Northmoor Council', 'council', 'no'),
  organisation(organisations.icb, 'Moorland ICB', 'nhs', 'no'),
  organisation(organisations.programme, 'Northmoor Growth Programme', 'central-government', 'no'),
  organisation(organisations.foundation, 'Moor Community Foundation', 'foundation', 'yes'),
  organisation(organisations.harbourLights, 'Harbour Lights CIC', 'voluntary', 'yes'),
  organisation(organisations.twoRivers, 'Two Rivers Employment Ltd', 'private', 'no'),
  organisation(organisations.moorside, 'Moorside Voices', 'voluntary', 'yes'),
  on(
    'agreement-northmoor',
    AgreementSigned.of(day, {
      title: 'Northmoor Wellbeing and Work',
      power: 's75',
      host: organisations.council,
      partners: [organisations.council, organisations.icb],
      until: null,
      noticeNotBefore: '2030-03-31',
      commitmentLimits: { indicative: '300000.00', expected: '0.00' },
      riskShare: 'by-contribution',
    }),
  ),
  on(
    fund,
    FundEstablished.of(day, {
      name: 'Northmoor Wellbeing and Work',
      kind: 'pooled',
      host: organisations.council,
      agreement: 'northmoor',
      area,
    }),
  ),
  source('council', 'Northmoor Council', 'partner', organisations.council),
  source('icb', 'Moorland ICB', 'partner', organisations.icb),
  source('programme', 'Northmoor Growth Programme', 'funder', organisations.programme),
  source('foundation', 'Moor Community Foundation', 'funder', organisations.foundation),
  fence(
    'programme-revenue',
    'Growth programme: people and skills',
    'programme',
    ['revenue'],
    ['people-and-skills'],
    true,
  ),
  fence('programme-capital', 'Growth programme: capital', 'programme', ['capital'], null, true),
  fence(
    'foundation',
    'Foundation: participation',
    'foundation',
    ['revenue'],
    ['participation'],
    false,
  ),
  scheme('navigators', 'Navigators', 'navigation'),
  scheme('brokerage', 'Employer brokerage', 'people-and-skills'),
  scheme('infrastructure', 'Shared infrastructure', 'infrastructure'),
  scheme('participation', 'Participation', 'participation'),
  ...['2026-27', '2027-28', '2028-29'].flatMap((year) =>
    contribution('council', year, '1,200,000', 'confirmed', 12),
  ),
  ...contribution('council', '2029-30', '1,200,000', 'indicative', 12),
  ...['2026-27', '2027-28'].flatMap((year) => contribution('icb', year, '800,000', 'confirmed', 4)),
  ...['2028-29', '2029-30'].flatMap((year) =>
    contribution('icb', year, '800,000', 'indicative', 4),
  ),
  ...contribution('programme', '2026-27', '300,000', 'confirmed', 1),
  ...contribution('programme', '2026-27', '50,000', 'confirmed', 1, 'capital'),
  ...['2026-27', '2027-28', '2028-29'].flatMap((year) =>
    contribution('foundation', year, '30,000', 'confirmed', 1),
  ),
  allocation('navigators', 'council', '700,000'),
  allocation('navigators', 'icb', '400,000'),
  allocation('brokerage', 'council', '220,000'),
  allocation('brokerage', 'icb', '100,000'),
  allocation('brokerage', 'programme', '300,000'),
  allocation('infrastructure', 'council', '150,000'),
  allocation('infrastructure', 'icb', '180,000'),
  allocation('infrastructure', 'programme', '50,000', '2026-27', 'capital'),
  allocation('participation', 'council', '50,000'),
  allocation('participation', 'icb', '50,000'),
  allocation('participation', 'foundation', '30,000'),
  allocation('navigators', 'council', '610909.09', '2027-28'),
  allocation('navigators', 'icb', '349090.91', '2027-28'),
  allocation('navigators', 'council', '960,000', '2028-29'),
  allocation('navigators', 'council', '240,000', '2029-30', 'revenue', 'indicative'),
  allocation('brokerage', 'council', '300,000', '2027-28'),
  allocation('participation', 'foundation', '30,000', '2027-28'),
  allocation('participation', 'foundation', '30,000', '2028-29'),
  ...award({
    kind: 'contract',
    award: 'harbour-lights',
    title: 'Navigators for people facing complex disadvantage',
    provider: organisations.harbourLights,
    scheme: 'navigators',
    start: '2026-07-01',
    end: '2029-06-30',
    promises: [
      ['2026-27', 'council', '458181.82'],
      ['2026-27', 'icb', '261818.18'],
      ['2027-28', 'council', '610909.09'],
      ['2027-28', 'icb', '349090.91'],
      ['2028-29', 'council', '960000.00'],
      ['2029-30', 'council', '240000.00', 'indicative'],
    ],
    costShares: [
      { category: 'delivery', share: 80 },
      { category: 'workforce', share: 8 },
      { category: 'participation', share: 5 },
      { category: 'infrastructure', share: 3 },
      { category: 'core', share: 4 },
    ],
  }),
  ...award({
    kind: 'contract',
    award: 'two-rivers',
    title: 'Employer brokerage',
    provider: organisations.twoRivers,
    scheme: 'brokerage',
    start: '2026-04-01',
    end: '2028-03-31',
    promises: [
      ['2026-27', 'programme', '300000.00'],
      ['2027-28', 'council', '300000.00'],
    ],
    costShares: [{ category: 'delivery', share: 100 }],
  }),
  ...award({
    kind: 'grant',
    award: 'moorside',
    title: 'Lived experience panel',
    provider: organisations.moorside,
    scheme: 'participation',
    start: '2026-04-01',
    end: '2029-03-31',
    promises: [
      ['2026-27', 'foundation', '30000.00'],
      ['2027-28', 'foundation', '30000.00'],
      ['2028-29', 'foundation', '30000.00'],
    ],
    costShares: [{ category: 'participation', share: 100 }],
  }),
];
