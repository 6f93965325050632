import type { Approval } from '#contracts/events/fund/move-shapes.js';
import type { Counted } from '#contracts/events/fund/moves.js';
import type { FundEvent } from '#contracts/events/fund.js';
import type { Boundary } from '#contracts/events/delegation.js';
import { yearOf } from '#contracts/financial-year.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { maxPence, parsePence } from '#libs/money/pence.js';
import { inForceOn, type DelegationInForce } from '../delegation/delegation.js';
import { countedIfSufficient, onEachHead, type AtHead } from '../delegation/judged.js';
import {
  headOf,
  mayDecide,
  type MayDecide,
  type OnHead,
  type Question,
} from '../delegation/may-decide.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { hostedOn } from './hosting.js';
import { partnersAsked } from './joint-decisions.js';
import { countKey } from './move-authority.js';

/** A recoding as offices are asked to decide it. */
export interface Recoded {
  readonly of: 'spending' | 'payments';
  readonly recoding: string;
  readonly cost: string;
  /** The accounting year in which it counts. */
  readonly year: string;
  readonly from: readonly Place[];
  readonly to: readonly Place[];
}
interface Place {
  readonly scheme: string;
  readonly amount: string;
}

/** What a decision to recode comes to. Throws where it recodes nothing, which no such decision does. */
export function recodedIn(events: readonly FundEvent[]): Recoded {
  for (const { type, data } of events) {
    if (type === 'SpendingRecoded') {
      const { expenditure: recoding, cost, period, was, is } = data;
      const year = yearOf(period);
      return { of: 'spending', recoding, cost, year, from: was.parts, to: is.parts };
    }
    if (type === 'PaymentsRecoded') {
      const { recoding, cost, year, was, is } = data;
      return { of: 'payments', recoding, cost, year, from: was, to: is };
    }
  }
  throw new Error('a recoding recodes something');
}

/**
 * Whose approval a recoding needs: the host's where its scheme of delegation in force says who may
 * recode, and each partner's where the agreement says so. Where neither does it needs none.
 */
export function decideOnRecoding(
  fund: Fund,
  { cost: amount }: Pick<Recoded, 'cost'>,
  context: FundContext,
): string[] {
  const { delegations = [], today } = context;
  const host = hostedOn(fund, today)?.host;
  const hosts = delegations.filter(
    (one) =>
      one.organisation === host &&
      inForceOn(one, today)?.powers.some(({ decisions }) => decisions.includes('recoding')),
  );
  const partners = partnersAsked(context, { decision: 'recoding', amount });
  return [...new Set([...hosts.map(({ organisation }) => organisation), ...partners])];
}

/** What the scheme of delegation of who decides says to it today. */
export function judgedToday(
  fund: Fund,
  recoded: Recoded,
  { organisation, office, today, delegations = [], fund: id = '' }: FundContext,
): { readonly may: MayDecide; readonly delegation: number } {
  const found = delegations.find((one) => one.organisation === organisation);
  const inForce = found && inForceOn(found, today);
  if (!inForce) {
    const reason = refusal('no-delegation', { organisation, day: today });
    return { may: { decides: 'no', reason }, delegation: -1 };
  }
  const question = asking(fund, id, recoded, inForce, { office, day: today });
  return { may: mayDecide(inForce, office, question), delegation: inForce.revision };
}

/**
 * Whether the approvals suffice, each by the scheme of delegation of its day, for the amount and with
 * what the office decided before on each budget head and year (rule 20); then what is counted.
 */
export function authorisedRecoding(
  fund: Fund,
  recoded: Recoded,
  by: {
    readonly proposer: string;
    readonly organisations: readonly string[];
    readonly approvals: readonly Approval[];
  },
  { delegations = [], fund: id = '' }: FundContext,
): Counted[] | Refusal {
  return countedIfSufficient(by, by.approvals, delegations, (inForce, given) =>
    asking(fund, id, recoded, inForce, given),
  );
}

function asking(
  fund: Fund,
  id: string,
  recoded: Recoded,
  delegation: DelegationInForce,
  { office, day }: Pick<Approval, 'office' | 'day'>,
): Question {
  return {
    decision: 'recoding',
    day,
    amount: maxPence(0n, parsePence(recoded.cost)),
    recurrent: false,
    boundaries: [crossed(recoded, delegation, id)],
    onHeads: onHeads(fund, id, recoded, delegation, office),
  };
}

/** What it comes to on each budget head: what leaves it or what comes to it, whichever is more. */
function onHeads(
  fund: Fund,
  id: string,
  { from, to, year }: Recoded,
  delegation: DelegationInForce,
  office: string,
): OnHead[] {
  const { organisation } = delegation;
  const at = (places: readonly Place[], way: 'out' | 'in'): AtHead[] =>
    places.map(({ scheme, amount }) => ({
      ...{ head: headOf(delegation, id, scheme).head, year, way },
      pence: parsePence(amount),
    }));
  return onEachHead(
    [...at(from, 'out'), ...at(to, 'in')],
    (of) => fund.delegated.get(countKey({ organisation, office, ...of })) ?? 0n,
  );
}

function crossed({ from, to }: Recoded, delegation: DelegationInForce, id: string): Boundary {
  const schemes = new Set([...from, ...to].map(({ scheme }) => scheme));
  if (schemes.size <= 1) return 'within-scheme';
  const directorates = new Set(
    [...schemes].flatMap((scheme) => headOf(delegation, id, scheme).directorate ?? []),
  );
  return directorates.size > 1 ? 'between-directorates' : 'between-schemes';
}
