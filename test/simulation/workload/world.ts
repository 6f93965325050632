import type { z } from 'zod';
import type { delegationCommands } from '#contracts/commands/delegation.js';
import type { FundCommand } from '#contracts/commands/fund.js';
import { command } from '#test/support/given.js';

/** A small world: three sources, one of them ring-fenced; four schemes, one demand-led. */
export const sources = ['council', 'foundation', 'icb'] as const;
export const schemes = {
  navigators: 'navigation',
  participation: 'participation',
  brokerage: 'skills',
  crisis: 'crisis',
} as const;
/** Wards, a district, the ICB's area over it, and one that is drawn across them. */
export const places = ['E05000001', 'E05000002', 'E06000001', 'E54000001', 'E54000002'] as const;
/** Where each scheme is at work. */
export const areas: Readonly<Record<string, string>> = {
  navigators: places[0],
  participation: places[1],
  brokerage: places[2],
};
export const schemeNames = Object.keys(schemes);
export const years = ['2026-27', '2027-28'];
export const natures = ['revenue', 'revenue', 'revenue', 'revenue', 'capital'] as const;
export const providers = ['harbour-lights', 'two-rivers'];
/** Small, so that they are soon reached. */
export const limits = { indicative: 300n, expected: 200n };

/** How a fund begins: a little money of each source in two years, some of it allocated. */
export const setUp = (
  kind: 'pooled' | 'aligned' | 'grant',
  agreement?: string,
): readonly FundCommand[] => [
  command('establish-fund', {
    name: kind,
    kind,
    host: 'host',
    ...(agreement === undefined ? {} : { agreement }),
  }),
  ...sources.map((source) =>
    command('open-source', {
      source,
      name: source,
      role: source === 'foundation' ? 'funder' : 'partner',
      organisation: source,
    }),
  ),
  ...Object.entries(schemes).map(([scheme, category]) =>
    command('open-scheme', {
      ...{ scheme, name: scheme, category, demandLed: scheme === 'crisis' },
      area: areas[scheme] ?? 'unknown',
    }),
  ),
  command('define-ring-fence', {
    ringFence: 'participation',
    name: 'Participation',
    source: 'foundation',
    categories: ['participation'],
    evidence: 'Offer letter',
  }),
  ...years.flatMap((year, place) => [
    ...sources.map((source) =>
      command('pledge-contribution', {
        contribution: `${source}-${year}`,
        source,
        year,
        certainty: source === 'icb' ? 'expected' : 'indicative',
        amount: '9.00',
        recurrent: true,
        schedule: { parts: 4, firstDue: `${year.slice(0, 4)}-04-01`, everyMonths: 3 },
      }),
    ),
    ...(place === 0
      ? [command('confirm-contribution', { contribution: `council-${year}`, evidence: 'Signed' })]
      : []),
    ...(['council', 'icb'] as const).map((source, nth) =>
      command('allocate-budget', {
        scheme: 'navigators',
        source,
        year,
        amount: nth === 0 ? '7.00' : '4.00',
      }),
    ),
  ]),
];

/** What an organisation decides together with others, as they agree on it. */
const together = {
  power: 'together',
  office: 'chief',
  decisions: [
    'virement' as const,
    'recoding' as const,
    'allocation' as const,
    'commitment' as const,
    'override' as const,
    'permission' as const,
    'reopening' as const,
  ],
  limit: '4.00',
  recurrent: true,
};
/** The host's scheme is silent about most decisions, so that they stand on their own authority. */
export const powersOf = (organisation: string): readonly DelegatedPower[] =>
  organisation === 'host' ? powers : [...powers, together];
type DelegatedPower = z.input<(typeof delegationCommands)['adopt-delegation']>['powers'][number];

/** Small, so that limits are soon reached: a head alone, a director for others, finance with a second. */
const powers: readonly DelegatedPower[] = [
  {
    power: 'heads',
    office: 'head',
    decisions: ['virement', 'technical-virement', 'forgetting'],
    limit: '0.50',
    cumulative: { amount: '1.00' },
    decides: 'alone',
  },
  {
    power: 'directors',
    office: 'director',
    decisions: ['virement', 'technical-virement', 'recoding', 'reopening', 'forgetting'],
    limit: '3.00',
    boundaries: ['within-scheme', 'between-schemes', 'between-funds'],
    recurrent: true,
  },
  {
    power: 'finance',
    office: 'finance',
    decisions: ['virement', 'revenue-to-capital'],
    boundaries: ['within-scheme', 'between-schemes', 'between-funds', 'between-years'],
    decides: 'with-second',
    seconds: ['director'],
  },
];
