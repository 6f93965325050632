import type { FundCommandOf } from '#contracts/commands/fund.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { BalancesBroughtProvisionally } from '#contracts/events/fund/year-end.js';
import { firstDayOf, yearBefore } from '#contracts/financial-year.js';
import type { Nature } from '#contracts/values.js';
import { type Pence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../../decision.js';
import type { FundContext } from '../deciders.js';
import type { Fund } from '../fund.js';
import { budgetPeriod } from '../periods.js';
import { potKey } from './years.js';

/** What was brought into a year so far, provisionally or by a closing. */
export function broughtInto(
  fund: Fund,
  year: string,
  of: { readonly source: string; readonly nature: Nature },
): { readonly held: Pence; readonly other: Pence } {
  const held = fund.broughtHeld.get(`${year}|${potKey(of)}`) ?? 0n;
  const { source, nature } = of;
  const all = (['confirmed', 'expected', 'indicative'] as const).reduce(
    (sum, certainty) =>
      sum -
      fund.totals.sum({ account: `budget:brought-forward:${certainty}`, source, nature, year }),
    0n,
  );
  return { held, other: all - held };
}

/** A year begins before the one before it is closed: it stands on provisional balances (rule 8). */
export function bringBalancesProvisionally(
  fund: Fund,
  command: FundCommandOf<'bring-balances-provisionally'>,
  context: FundContext,
): Decision<FundEvent> {
  const { year, basis, balances, effective } = command;
  const earlier = yearBefore(year);
  if (fund.years.get(earlier)?.state === 'closed')
    return refused('year-stands-closed', { year: earlier });
  const stranger = balances.find(({ source }) => !fund.sources.has(source));
  if (stranger)
    return refused('not-found', { what: 'source', id: stranger.source, where: 'the fund' });
  const period = budgetPeriod(fund, year, firstDayOf(year), context);
  if (typeof period !== 'string') return { refused: period };
  return happened(
    BalancesBroughtProvisionally.of(effective, {
      year,
      period,
      basis,
      brought: balances.map((pot) => ({ ...pot, to: 'unallocated' })),
    }),
  );
}
