import type { FundCommand } from '#contracts/commands/fund.js';
import { command, type Expected } from './given.js';
import { confirm, pledge, small } from './small-fund.js';

export const close = (input: object = {}, day = '2027-04-30', year = '2026-27'): FundCommand =>
  command('close-year', { year, ...input }, day);

/** Spent on Navigators without an award. */
export const spend = (source: string, amount: string, day = '2027-03-20'): FundCommand =>
  command(
    'verify-expenditure',
    {
      expenditure: `${source}-${day}-${amount}`,
      provider: 'p',
      scheme: 'navigators',
      sources: [{ source, amount }],
      net: amount,
      irrecoverableVat: '0.00',
      reference: 'Invoice',
    },
    day,
  );

/** Council 120.00 and ICB 80.00, in a pool that shares by contribution. */
export const pool: readonly FundCommand[] = [
  ...small,
  pledge('council', '120.00'),
  confirm('council'),
  pledge('icb', '80.00'),
  confirm('icb'),
];

/** A source's money in a year that the year before left. */
export const broughtForward = (source: string, amount: string, year = '2027-28'): Expected => [
  `brought forward to ${source}`,
  { account: 'budget:brought-forward:confirmed', source, year },
  amount,
];
