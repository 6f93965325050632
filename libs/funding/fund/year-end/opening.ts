import type { FundCommandOf } from '#contracts/commands/fund.js';
import type { FundEvent } from '#contracts/events/fund.js';
import {
  BalancesBroughtProvisionally,
  ProvisionalBalancesConfirmed,
} from '#contracts/events/fund/year-end.js';
import { firstDayOf, yearAfter, yearBefore } from '#contracts/financial-year.js';
import type { Nature } from '#contracts/values.js';
import { formatPence, maxPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../../decision.js';
import { restated } from '../contributions.js';
import type { FundContext } from '../deciders.js';
import type { Fund } from '../fund.js';
import { certaintiesBestFirst } from '../holdings.js';
import { budgetPeriod } from '../periods.js';
import { positions, type Position } from './position.js';
import { movedOn, potKey } from './years.js';

/** What was brought into a year so far, provisionally or by a closing. */
export function broughtInto(
  fund: Fund,
  year: string,
  of: { readonly source: string; readonly nature: Nature },
): { readonly held: Pence; readonly other: Pence } {
  const held = fund.broughtHeld.get(`${year}|${potKey(of)}`) ?? 0n;
  const { source, nature } = of;
  const all = -sumPence(
    certaintiesBestFirst.map((certainty) =>
      fund.totals.sum({ account: `budget:brought-forward:${certainty}`, source, nature, year }),
    ),
  );
  return { held, other: all - held };
}

/**
 * A year begins before the one before it is closed: it stands on what that is expected to leave (rule
 * 8), which is never certain before the close, and no more than the source owns and has not promised.
 */
export function bringBalancesProvisionally(
  fund: Fund,
  command: FundCommandOf<'bring-balances-provisionally'>,
  context: FundContext,
): Decision<FundEvent> {
  const { year, basis, balances, effective } = command;
  const earlier = yearBefore(year);
  if (fund.years.get(earlier)?.state === 'closed')
    return refused('year-stands-closed', { year: earlier });
  if (context.today < firstDayOf(year))
    return refused('year-not-begun', { year, first: firstDayOf(year) });
  const stood = positions(fund, earlier);
  for (const [nth, pot] of balances.entries()) {
    const position = stood.find((one) => potKey(one) === potKey(pot));
    if (!position)
      return refused('not-found', { what: 'source', id: pot.source, where: 'the fund' });
    const { source, nature, yearLimited } = position;
    if (yearLimited) return refused('provisional-year-limited', { source, nature, earlier });
    // Whose unrestricted money is left over says nothing of whose it becomes by sharing.
    const together = stood.filter((one) =>
      position.settled === 'shared' ? one.settled === 'shared' : one === position,
    );
    const before = balances
      .slice(0, nth)
      .filter((one) => together.some((other) => potKey(other) === potKey(one)));
    const left =
      sumPence(together.map((one) => expectedOf(fund, earlier, one))) -
      sumPence(before.map(({ amount }) => parsePence(amount)));
    const asked = parsePence(pot.amount);
    if (asked > left)
      return refused('provisional-exceeds', {
        ...{ source, nature, earlier },
        left: formatPence(maxPence(0n, left)),
        short: formatPence(asked - maxPence(0n, left)),
      });
  }
  const period = budgetPeriod(fund, year, firstDayOf(year), context);
  if (typeof period !== 'string') return { refused: period };
  return happened(
    BalancesBroughtProvisionally.of(effective, {
      year,
      period,
      certainty: 'expected',
      basis,
      brought: balances.map((pot) => ({ ...pot, to: 'unallocated' })),
    }),
  );
}

/** What a year is expected to leave of a pot and nobody was promised, less what was brought of it. */
function expectedOf(fund: Fund, year: string, position: Position): Pence {
  const { source, nature, broughtForward, own, held } = position;
  const promised = fund.holdings.sum({ holding: 'committed', year, source, nature });
  const already = broughtInto(fund, yearAfter(year), position);
  return (
    broughtForward +
    own -
    maxPence(0n, held) -
    promised -
    already.held -
    already.other -
    movedOn(fund, year, position)
  );
}

/** What was brought before the close is certain by it, wherever it stands: commitments first. */
export const confirmedByClosing = (
  fund: Fund,
  year: string,
  opens: string,
  effective: string,
): ReturnType<typeof ProvisionalBalancesConfirmed.of>[] =>
  positions(fund, year).flatMap(({ source, nature }) => {
    const next = yearAfter(year);
    const pence = fund.provisional.get(`${next}|${potKey({ source, nature })}`) ?? 0n;
    if (pence === 0n) return [];
    const was = 'expected' as const;
    return [
      ProvisionalBalancesConfirmed.of(effective, {
        ...{ source, nature, year: next, period: opens, was },
        amount: formatPence(pence),
        restated: restated(fund, { source, nature, year: next }, was, pence),
      }),
    ];
  });
