import type { Boundary, DecisionKind, HowDecided, Power } from '#contracts/events/delegation.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { rateOf } from '#libs/money/rate.js';
import { formatPence, parsePence, type Pence } from '#libs/money/pence.js';
import type { DelegationInForce } from './delegation.js';

/** What an office is asked to decide. */
export interface Question {
  readonly decision: DecisionKind;
  /** The day of the decision: an office decides by the powers that it has then. */
  readonly day: string;
  /** The whole of it, however many parts it has. */
  readonly amount: Pence;
  /** No amount bounds it. */
  readonly openEnded?: boolean;
  readonly recurrent: boolean;
  readonly boundaries: readonly Boundary[];
  /** What it comes to on each budget head and year, and what the office decided there before. */
  readonly onHeads: readonly OnHead[];
}

export interface OnHead {
  readonly head: string;
  readonly year: string;
  readonly amount: Pence;
  readonly before: Pence;
}

/** Whether the office may decide, how, and by which rows; or why not. */
export type MayDecide =
  | {
      readonly decides: HowDecided;
      readonly powers: readonly string[];
      /** Who may be the second person, where one is needed. */
      readonly seconds: readonly string[];
    }
  | { readonly decides: 'no'; readonly reason: Refusal };

type May = Exclude<MayDecide, { readonly decides: 'no' }>;
const leastFree: readonly HowDecided[] = ['with-second', 'on-proposal', 'alone'];

/**
 * Judges a question by a scheme of delegation (rule 20). On each budget head the freest row counts
 * that suffices; over all heads the least free one. A refusal is that of the row with most power.
 */
export function mayDecide(
  delegation: DelegationInForce,
  office: string,
  question: Question,
): MayDecide {
  const found: May[] = [];
  for (const onHead of question.onHeads) {
    const judged = judgeHead(delegation, office, question, onHead);
    if (judged.decides === 'no') return judged;
    found.push(judged);
  }
  const decides =
    leastFree.find((how) => found.some((one) => one.decides === how)) ?? 'on-proposal';
  return {
    decides,
    powers: [...new Set(found.flatMap(({ powers }) => powers))],
    seconds: [...new Set(found.flatMap(({ seconds }) => seconds))],
  };
}

function judgeHead(
  delegation: DelegationInForce,
  office: string,
  question: Question,
  onHead: OnHead,
): MayDecide {
  const powers = powersOn(delegation, office, question, onHead.head);
  const facts = factsOf(delegation, office, question);
  let reason: Refusal | undefined;
  let best: May | undefined;
  for (const power of powers) {
    const barred = barredBy(delegation, power, question, onHead, facts);
    reason ??= barred;
    if (barred) continue;
    const { decides, seconds } = power;
    if (!best || leastFree.indexOf(decides) > leastFree.indexOf(best.decides))
      best = { decides, powers: [power.power], seconds };
  }
  return (
    best ?? {
      decides: 'no',
      reason: reason ?? refusal('not-delegated', { ...facts, head: onHead.head }),
    }
  );
}

type Facts = ReturnType<typeof factsOf>;
const factsOf = (
  { organisation, revision, since }: DelegationInForce,
  office: string,
  { decision, day }: Question,
) => ({ organisation, office, decision, day, delegationRevision: revision, ruleDate: since });

/** The office's rows for the decision on a head, those that name it before those for all; most power first. */
function powersOn(
  { powers }: DelegationInForce,
  office: string,
  { decision, day }: Question,
  head: string,
): Power[] {
  const ofOffice = powers.filter(
    (power) =>
      power.office === office &&
      covers(power, decision) &&
      (power.from ?? day) <= day &&
      day <= (power.until ?? day),
  );
  const named = ofOffice.filter(({ heads }) => heads?.includes(head));
  const rows = named.length > 0 ? named : ofOffice.filter(({ heads }) => heads === null);
  return rows.sort((a, b) => byLimit(b.limit, a.limit));
}

/** Who may move budget may also do so without a change of purpose. */
const covers = ({ decisions }: Power, asked: DecisionKind): boolean =>
  decisions.includes(asked) || (asked === 'technical-virement' && decisions.includes('virement'));

function byLimit(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const difference = parsePence(a) - parsePence(b);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

function barredBy(
  delegation: DelegationInForce,
  power: Power,
  { amount, openEnded = false, recurrent, boundaries }: Question,
  { head, year, amount: asked, before }: OnHead,
  facts: Facts,
): Refusal | undefined {
  const of = { ...facts, power: power.power };
  if (openEnded && (power.limit !== null || power.cumulative))
    return refusal('open-end-not-delegated', of);
  if (power.limit !== null && amount > parsePence(power.limit))
    return refusal('exceeds-delegation', {
      ...of,
      limit: power.limit,
      amount: formatPence(amount),
      short: formatPence(amount - parsePence(power.limit)),
    });
  const crossed = boundaries.find((boundary) => !power.boundaries.includes(boundary));
  if (crossed !== undefined)
    return refusal('boundary-not-delegated', { ...of, boundary: crossed.replace('-', ' ') });
  if (recurrent && !power.recurrent) return refusal('recurrence-not-delegated', of);
  const limit = cumulativeLimit(delegation, power, year);
  if (limit !== undefined && before + asked > limit)
    return refusal('exceeds-cumulative', {
      ...of,
      head,
      year,
      limit: formatPence(limit),
      already: formatPence(before),
      short: formatPence(before + asked - limit),
    });
  return undefined;
}

/** Per budget head and year: as an amount, or as a rate of the base stated for that year, down to the penny. */
export function cumulativeLimit(
  { bases }: Pick<DelegationInForce, 'bases'>,
  { cumulative }: Power,
  year: string,
): Pence | undefined {
  if (!cumulative) return undefined;
  if ('amount' in cumulative) return parsePence(cumulative.amount);
  const stated = bases.filter(({ base }) => base === cumulative.base);
  const ofYear =
    stated.find((base) => base.year === year) ?? stated.find((base) => base.year === null);
  return ofYear ? rateOf(parsePence(ofYear.amount), cumulative.rate, 'down-to-penny') : 0n;
}

/** The budget head that a scheme belongs to, and the directorate whose it is; a scheme by default. */
export function headOf(
  { heads }: Pick<DelegationInForce, 'heads'>,
  fund: string,
  scheme: string,
): { readonly head: string; readonly directorate: string | null } {
  const named = heads.find(({ schemes }) =>
    schemes.some((one) => one.fund === fund && one.scheme === scheme),
  );
  return named ?? { head: scheme, directorate: null };
}
