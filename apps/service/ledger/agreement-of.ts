import { streamOf } from '#contracts/events/all.js';
import { agreementInForce } from '#libs/funding/agreement/agreement.js';
import { londonDay } from '#contracts/financial-year.js';
import type { AgreementInForce } from '#libs/funding/agreement/in-force.js';
import type { Agreements } from '#libs/funding/fund/move-authority.js';
import { agreementDecider, fundDecider } from './deciders.js';
import type { Ledger } from './ledger.js';

/** The agreement of each fund, which never changes once the fund is established. */
const named = new WeakMap<Ledger, Map<string, string | null>>();

/** The version in force on the day that a decision is for, as known now (rule 12). */
export async function agreementOf(
  ledger: Ledger,
  fund: string,
  day: string,
): Promise<AgreementInForce | undefined> {
  const agreement = await nameOf(ledger, fund);
  if (agreement === undefined || agreement === null) return undefined;
  return ledger.read(streamOf('agreement', agreement), agreementDecider, (state) =>
    agreementInForce(state, agreement, fund, day, londonDay(ledger.now())),
  );
}

/** The same by the days that a decision about money is judged by: that from which it counts, and today. */
export async function agreementsOf(
  ledger: Ledger,
  fund: string,
  effective: string,
): Promise<Agreements> {
  const today = londonDay(ledger.now());
  const agreement = await agreementOf(ledger, fund, effective);
  const agreementToday = effective === today ? agreement : await agreementOf(ledger, fund, today);
  return { agreement, agreementToday };
}

/** Kept, so that the commands of a busy fund do not each look at it twice. */
async function nameOf(ledger: Ledger, fund: string): Promise<string | null | undefined> {
  const known = named.get(ledger) ?? new Map<string, string | null>();
  named.set(ledger, known);
  if (known.has(fund)) return known.get(fund);
  const stream = streamOf('fund', fund);
  const found = await ledger.read(stream, fundDecider, (state) => state.terms?.agreement);
  if (found !== undefined) known.set(fund, found);
  return found;
}
