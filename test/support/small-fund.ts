import type { FundCommand } from '#contracts/commands/fund.js';
import { command } from './given.js';

/** A pool of two partners and a funder whose money is for participation only. */
export const small: readonly FundCommand[] = [
  command('establish-fund', { name: 'Small pool', kind: 'pooled', host: 'council' }),
  ...(['council', 'icb', 'foundation'] as const).map((source) =>
    command('open-source', { source, name: source, role: 'partner', organisation: source }),
  ),
  command('open-scheme', { scheme: 'navigators', name: 'Navigators', category: 'navigation' }),
  command('open-scheme', { scheme: 'panel', name: 'Panel', category: 'participation' }),
  command('open-scheme', { scheme: 'crisis', name: 'Crisis care', demandLed: true }),
];

export const pledge = (source: string, amount: string, more: object = {}): FundCommand =>
  command('pledge-contribution', {
    contribution: source,
    source,
    year: '2026-27',
    amount,
    ...more,
  });
export const confirm = (contribution: string): FundCommand =>
  command('confirm-contribution', { contribution, evidence: 'Signed schedule' });
export const allocate = (
  scheme: string,
  source: string,
  amount: string,
  more: object = {},
): FundCommand => command('allocate-budget', { scheme, source, year: '2026-27', amount, ...more });

/** Council 70.00 and ICB 40.00, confirmed and allocated to Navigators. */
export const funded: readonly FundCommand[] = [
  ...small,
  pledge('council', '70.00'),
  confirm('council'),
  pledge('icb', '40.00'),
  confirm('icb'),
  allocate('navigators', 'council', '70.00'),
  allocate('navigators', 'icb', '40.00'),
];

export const reserve = (award: string, amount: string, more: object = {}): FundCommand =>
  command('reserve-commitment', {
    award,
    kind: 'contract',
    provider: 'harbour-lights',
    expires: '2026-04-01T09:15:00Z',
    obligation: 'none',
    legalBasis: 'Care Act 2014',
    lines: [
      { scheme: 'navigators', year: '2026-27', nature: 'revenue', amount, sources: 'as-scheme' },
    ],
    ...more,
  });
export const made = (award: string): FundCommand =>
  command('confirm-commitment', { award, costShares: [] });

/** An award of 11.00 to Harbour Lights: council 7.00, ICB 4.00. */
export const awarded: readonly FundCommand[] = [
  ...funded,
  reserve('lights', '11.00'),
  made('lights'),
];

export const invoice = (expenditure: string, net: string, more: object = {}): FundCommand =>
  command(
    'verify-expenditure',
    {
      expenditure,
      provider: 'harbour-lights',
      award: 'lights',
      net,
      reference: 'Invoice',
      ...more,
    },
    '2026-05-01',
  );
