import { fund, inFund, step, type Input, type Step } from './step.js';

/*
 * The worked story of the domain as what is asked of the ledger, step by step: what would be sent
 * to the API, and is. Stories over HTTP, specs of the fund and of the figures, and the example place
 * run it.
 */

export const organisations = {
  council: 'GB-LAE-NMR',
  icb: 'GB-NHS-QMR',
  programme: 'GB-GOV-NGP',
  foundation: 'GB-CHC-1999901',
  harbourLights: 'GB-COH-19990001',
  twoRivers: 'GB-COH-19990002',
  moorside: 'GB-CHC-1999902',
} as const;

const organisation = (id: string, about: Input<'organisation', 'register-organisation'>): Step =>
  step('organisation', id, 'register-organisation', { identifiers: [id], ...about });

const area = 'E06000999';

/** Who they are. */
export const northmoorParties: readonly Step[] = [
  organisation(organisations.council, { name: 'Northmoor Council', sector: 'council', vcse: 'no' }),
  organisation(organisations.icb, { name: 'Moorland ICB', sector: 'nhs', vcse: 'no' }),
  organisation(organisations.programme, {
    name: 'Northmoor Growth Programme',
    sector: 'central-government',
    vcse: 'no',
  }),
  organisation(organisations.foundation, {
    name: 'Moor Community Foundation',
    sector: 'foundation',
    vcse: 'yes',
    areas: [area],
  }),
  organisation(organisations.harbourLights, {
    name: 'Harbour Lights CIC',
    sector: 'voluntary',
    vcse: 'yes',
    size: 'medium',
    areas: [area],
  }),
  organisation(organisations.twoRivers, {
    name: 'Two Rivers Employment Ltd',
    sector: 'private',
    vcse: 'no',
    size: 'large',
  }),
  organisation(organisations.moorside, {
    name: 'Moorside Voices',
    sector: 'voluntary',
    vcse: 'yes',
    size: 'small',
    areas: [area],
  }),
];

const terms: readonly Step[] = [
  step('agreement', fund, 'sign-agreement', {
    title: 'Northmoor Wellbeing and Work',
    power: 's75',
    host: organisations.council,
    partners: [organisations.council, organisations.icb],
    noticeNotBefore: '2030-03-31',
    commitmentLimits: { indicative: '300000.00', expected: '0.00' },
  }),
  inFund('establish-fund', {
    name: 'Northmoor Wellbeing and Work',
    kind: 'pooled',
    host: organisations.council,
    agreement: fund,
    area,
  }),
  ...(['council', 'icb'] as const).map((source) =>
    inFund('open-source', {
      source,
      name: source === 'council' ? 'Northmoor Council' : 'Moorland ICB',
      role: 'partner',
      organisation: organisations[source],
      power: 's75',
    }),
  ),
  ...(['programme', 'foundation'] as const).map((source) =>
    inFund('open-source', {
      source,
      name: source === 'programme' ? 'Northmoor Growth Programme' : 'Moor Community Foundation',
      role: 'funder',
      organisation: organisations[source],
      through: organisations.council,
      power: 'grant determination',
    }),
  ),
  inFund('define-ring-fence', {
    ringFence: 'people-and-skills',
    name: 'Growth programme: people and skills',
    source: 'programme',
    natures: ['revenue'],
    years: ['2026-27'],
    categories: ['people-and-skills'],
    yearLimited: true,
    evidence: 'Grant determination 2026/17',
  }),
  inFund('define-ring-fence', {
    ringFence: 'programme-capital',
    name: 'Growth programme: capital',
    source: 'programme',
    natures: ['capital'],
    years: ['2026-27'],
    yearLimited: true,
    evidence: 'Grant determination 2026/17',
  }),
  inFund('define-ring-fence', {
    ringFence: 'participation',
    name: 'Foundation: participation',
    source: 'foundation',
    categories: ['participation'],
    evidence: 'Offer letter of 2 February 2026',
  }),
  ...(
    [
      ['navigators', 'Navigators', 'navigation'],
      ['brokerage', 'Employer brokerage', 'people-and-skills'],
      ['infrastructure', 'Shared infrastructure', 'infrastructure'],
      ['participation', 'Participation', 'participation'],
    ] as const
  ).map(([scheme, name, category]) => inFund('open-scheme', { scheme, name, category, area })),
];

type Nature = 'revenue' | 'capital';

/** Twelve parts, four or one, the first due on the first day of the year. */
function contribution(
  source: string,
  year: string,
  amount: string,
  parts: 1 | 4 | 12,
  confirmedBy: string | null,
  nature: Nature = 'revenue',
): Step[] {
  const id = `${source}-${nature}-${year}`;
  const pledge = inFund('pledge-contribution', {
    contribution: id,
    source,
    year,
    nature,
    recurrent: true,
    certainty: confirmedBy === null ? 'indicative' : 'expected',
    amount,
    schedule: { parts, firstDue: `${year.slice(0, 4)}-04-01`, everyMonths: 12 / parts },
  });
  return confirmedBy === null
    ? [pledge]
    : [pledge, inFund('confirm-contribution', { contribution: id, evidence: confirmedBy })];
}

const schedule = 'Signed contribution schedule';
const determination = 'Grant determination 2026/17';
const offer = 'Offer letter of 2 February 2026';

const contributions: readonly Step[] = [
  ...contribution('council', '2026-27', '1200000.00', 12, schedule),
  ...contribution('council', '2027-28', '1200000.00', 12, schedule),
  ...contribution('council', '2028-29', '1200000.00', 12, schedule),
  ...contribution('council', '2029-30', '1200000.00', 12, null),
  ...contribution('icb', '2026-27', '800000.00', 4, schedule),
  ...contribution('icb', '2027-28', '800000.00', 4, schedule),
  ...contribution('icb', '2028-29', '800000.00', 4, null),
  ...contribution('icb', '2029-30', '800000.00', 4, null),
  ...contribution('programme', '2026-27', '300000.00', 1, determination),
  ...contribution('programme', '2026-27', '50000.00', 1, determination, 'capital'),
  ...contribution('foundation', '2026-27', '30000.00', 1, offer),
  ...contribution('foundation', '2027-28', '30000.00', 1, offer),
  ...contribution('foundation', '2028-29', '30000.00', 1, offer),
];

const allocation = (
  year: string,
  scheme: string,
  source: string,
  amount: string,
  nature: Nature = 'revenue',
): Step => inFund('allocate-budget', { scheme, source, year, nature, amount });

const allocations: readonly Step[] = [
  allocation('2026-27', 'navigators', 'council', '700000.00'),
  allocation('2026-27', 'navigators', 'icb', '400000.00'),
  allocation('2026-27', 'brokerage', 'council', '220000.00'),
  allocation('2026-27', 'brokerage', 'icb', '100000.00'),
  allocation('2026-27', 'brokerage', 'programme', '300000.00'),
  allocation('2026-27', 'infrastructure', 'council', '150000.00'),
  allocation('2026-27', 'infrastructure', 'icb', '180000.00'),
  allocation('2026-27', 'infrastructure', 'programme', '50000.00', 'capital'),
  allocation('2026-27', 'participation', 'council', '50000.00'),
  allocation('2026-27', 'participation', 'icb', '50000.00'),
  allocation('2026-27', 'participation', 'foundation', '30000.00'),
  allocation('2027-28', 'navigators', 'council', '610909.09'),
  allocation('2027-28', 'navigators', 'icb', '349090.91'),
  allocation('2027-28', 'brokerage', 'council', '300000.00'),
  allocation('2027-28', 'participation', 'foundation', '30000.00'),
  allocation('2028-29', 'navigators', 'council', '960000.00'),
  allocation('2028-29', 'participation', 'foundation', '30000.00'),
  allocation('2029-30', 'navigators', 'council', '240000.00'),
];

/** On which terms, with which money, and what it may be spent on. */
export const northmoorFund: readonly Step[] = [...terms, ...contributions, ...allocations];

/** Who takes part, and the fund. */
export const northmoorSetUp: readonly Step[] = [...northmoorParties, ...northmoorFund];

const funding = (scheme: string, year: string, amount: string, source?: string) => ({
  fund,
  scheme,
  year,
  nature: 'revenue' as const,
  amount,
  sources: source === undefined ? ('as-scheme' as const) : [{ source, amount }],
});

export const northmoorAwards: readonly Step[] = [
  step('contract', 'harbour-lights', 'award-contract', {
    title: 'Navigators for people facing several disadvantages at once',
    provider: organisations.harbourLights,
    start: '2026-07-01',
    end: '2029-06-30',
    funding: [
      funding('navigators', '2026-27', '720000.00'),
      funding('navigators', '2027-28', '960000.00'),
      funding('navigators', '2028-29', '960000.00'),
      funding('navigators', '2029-30', '240000.00'),
    ],
    costShares: [
      { category: 'delivery', share: 80 },
      { category: 'workforce', share: 8 },
      { category: 'participation', share: 5 },
      { category: 'infrastructure', share: 3 },
      { category: 'core', share: 4 },
    ],
    optionMonths: [12, 12],
    optionsValue: '1920000.00',
    regime: 'Provider Selection Regime',
  }),
  step('contract', 'two-rivers', 'award-contract', {
    title: 'Employer brokerage',
    provider: organisations.twoRivers,
    start: '2026-04-01',
    end: '2028-03-31',
    funding: [
      funding('brokerage', '2026-27', '300000.00', 'programme'),
      funding('brokerage', '2027-28', '300000.00', 'council'),
    ],
    costShares: [{ category: 'delivery', share: 1 }],
  }),
  step('grant', 'moorside', 'award-grant', {
    title: 'Panel of people with lived experience',
    provider: organisations.moorside,
    start: '2026-04-01',
    end: '2029-03-31',
    funding: ['2026-27', '2027-28', '2028-29'].map((year) =>
      funding('participation', year, '30000.00', 'foundation'),
    ),
    costShares: [{ category: 'participation', share: 1 }],
  }),
];

/** Refused before any move: Navigators has 380,000 uncommitted for 2026-27. */
export const northmoorFurtherAward: Step = step('contract', 'further', 'award-contract', {
  title: 'More navigators',
  provider: organisations.harbourLights,
  funding: [funding('navigators', '2026-27', '400000.00')],
});
