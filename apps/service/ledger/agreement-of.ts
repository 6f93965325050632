import { streamOf } from '#contracts/events/all.js';
import { agreementInForce } from '#libs/funding/agreement/agreement.js';
import { londonDay } from '#contracts/financial-year.js';
import type { AgreementInForce } from '#libs/funding/agreement/in-force.js';
import { hostedOn, type Hostings } from '#libs/funding/fund/hosting.js';
import type { Agreements } from '#libs/funding/fund/joint-decisions.js';
import { agreementDecider, fundDecider } from './deciders.js';
import type { Ledger } from './ledger.js';

/** Who keeps each fund and under which agreement, as last looked at. */
const kept = new WeakMap<Ledger, Map<string, Hostings>>();

/**
 * The version in force on the day that a decision is for, as known now (rule 12): of the agreement that
 * a command puts the fund under, or else of that under which it is.
 */
export async function agreementOf(
  ledger: Ledger,
  fund: string,
  day: string,
  named?: string,
): Promise<AgreementInForce | undefined> {
  const agreement = named ?? hostedOn(await hostingsOf(ledger, fund), day)?.agreement ?? null;
  if (agreement === null) return undefined;
  return ledger.read(streamOf('agreement', agreement), agreementDecider, (state) =>
    agreementInForce(state, agreement, fund, day, londonDay(ledger.now())),
  );
}

/** The same by the days that a decision about money is judged by: that from which it counts, and today. */
export async function agreementsOf(
  ledger: Ledger,
  fund: string,
  effective: string,
  named?: string,
): Promise<Agreements> {
  const today = londonDay(ledger.now());
  const agreement = await agreementOf(ledger, fund, effective, named);
  const agreementToday =
    effective === today ? agreement : await agreementOf(ledger, fund, today, named);
  return { agreement, agreementToday, today };
}

/** Kept, so that the commands of a busy fund do not each look at it twice. */
export async function hostingsOf(ledger: Ledger, fund: string): Promise<Hostings> {
  const known = kept.get(ledger) ?? new Map<string, Hostings>();
  kept.set(ledger, known);
  const before = known.get(fund);
  if (before) return before;
  const stream = streamOf('fund', fund);
  const found = await ledger.read(stream, fundDecider, ({ hostings }) => ({ hostings }));
  if (found.hostings.length > 0) known.set(fund, found);
  return found;
}

/** Another process may have changed it: it is looked at anew. */
export const hostingsMoved = (ledger: Ledger, fund: string): boolean =>
  kept.get(ledger)?.delete(fund) ?? false;
