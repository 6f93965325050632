import type {
  AwardChange,
  AwardStep,
  ContractChange,
  GrantChange,
} from '#contracts/commands/award.js';
import type { GrantCommandOf } from '#contracts/commands/award/grant.js';
import {
  AwardChangeLapsed,
  AwardLapsed,
  ContractAwarded,
  GrantAwarded,
  type AwardEvent,
} from '#contracts/events/award.js';
import { ContractTermsAgreed } from '#contracts/events/award/contract.js';
import {
  GrantAccepted,
  GrantDeclined,
  GrantOffered,
  GrantOfferLapsed,
  GrantTermsAgreed,
} from '#contracts/events/award/grant.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import { planContract } from './contract.js';
import { evolveMade, madeBy } from './evolve.js';
import { beforeAward } from './in-force.js';
import { planGrant, withConditions } from './grant.js';
import { lastDaysAgreed } from './options.js';
import { personalBudgetAwarded } from './personal-budget.js';
import type { Made } from './made.js';
import { totalOf } from './money.js';
import { moneyOf, type Plan, type SetAside } from './plan.js';

type Offer = Extract<AwardEvent, { type: 'GrantOffered' }>['data'];

/** Made, lapsed or on offer: what was recorded first is the point of no return of an award. */
export type Award =
  | { readonly outcome: 'open' }
  | { readonly outcome: 'offered'; readonly from: string; readonly offer: Offer }
  | { readonly outcome: 'lapsed'; readonly cause: string; readonly funds: readonly string[] }
  | Made;

export const newAward = (): Award => ({ outcome: 'open' });

export function evolveAward(award: Award, event: AwardEvent): Award {
  switch (event.type) {
    case 'AwardLapsed':
      return { outcome: 'lapsed', cause: event.data.cause, funds: [] };
    case 'GrantOffered':
      return { outcome: 'offered', from: event.effective, offer: event.data };
    case 'GrantDeclined':
      return { outcome: 'lapsed', cause: 'declined', funds: fundsOfAward(award) };
    case 'GrantOfferLapsed':
      return { outcome: 'lapsed', cause: 'expired', funds: fundsOfAward(award) };
    case 'ContractAwarded':
    case 'GrantAwarded':
      return madeBy(event);
    default:
      return award.outcome === 'awarded' ? evolveMade(award, event) : award;
  }
}

/** The funds that have a part in an award, or kept money for an offer of one. */
export function fundsOfAward(award: Award): readonly string[] {
  switch (award.outcome) {
    case 'open':
      return [];
    case 'offered':
      return [...new Set(award.offer.funding.map(({ fund }) => fund))];
    case 'lapsed':
    case 'awarded':
      return award.funds;
  }
}

export function decideAward(
  award: Award,
  step: AwardStep,
  id: string,
  today: string,
): Decision<AwardEvent> {
  if (award.outcome === 'lapsed') return refused('award-lapsed', { award: id, cause: award.cause });
  if (award.outcome === 'awarded')
    return refused('already-exists', { what: 'award', id, where: 'The ledger' });
  switch (step.command) {
    case 'lapse-award':
      return happened<AwardEvent>(
        ...(award.outcome === 'offered'
          ? offerOver(award.offer, step)
          : [AwardLapsed.of(step.effective, { cause: step.cause })]),
      );
    case 'accept-grant':
    case 'decline-grant':
      return answered(award, step, id, today);
    case 'award-personal-budget':
      return personalBudgetAwarded(step, id);
    case 'award-contract':
    case 'award-grant':
    case 'offer-grant':
      return award.outcome === 'offered'
        ? refused('already-exists', { what: 'offer', id, where: 'The ledger' })
        : happened<AwardEvent>(...firstOf(step));
  }
}

/** Nothing is set aside for an offer that is over before anybody could take it. */
export function barsOffer(
  { effective, until }: GrantCommandOf<'offer-grant'>,
  today: string,
): Refusal | undefined {
  const from = effective < today ? today : effective;
  return until < from ? refusal('ends-before-it-begins', { from, to: until }) : undefined;
}

/** What a command says of the award itself: on what its promise rests is recorded in the funds. */
function ofAward<Step extends Extract<AwardStep, { command: 'award-contract' | 'award-grant' }>>({
  command: _,
  obligation: __,
  legalBasis: ___,
  override: ____,
  ...more
}: Step) {
  return more;
}

/** An award, or an offer of one. What it says beside its money is recorded with it, where it says so. */
function firstOf(
  step: Extract<AwardStep, { command: 'award-contract' | 'award-grant' | 'offer-grant' }>,
): AwardEvent[] {
  switch (step.command) {
    case 'award-contract': {
      const { effective, terms, ...asked } = ofAward(step);
      const options = asked.optionMonths.map((_, place) => ({
        option: place + 1,
        exerciseBy: null,
      }));
      return [
        ContractAwarded.of(effective, { ...asked, value: valueOf(asked) }),
        ...(terms
          ? [
              ContractTermsAgreed.of(effective, {
                ...terms,
                lastDays: lastDaysAgreed(options, terms.options, asked.end),
              }),
            ]
          : []),
      ];
    }
    case 'award-grant': {
      const { effective, terms, ...asked } = ofAward(step);
      return [
        GrantAwarded.of(effective, { ...asked, value: valueOf(asked) }),
        ...(terms ? [GrantTermsAgreed.of(effective, withConditions(terms, new Map()))] : []),
      ];
    }
    case 'offer-grant': {
      const { command: _, effective, override: __, ...asked } = step;
      const offered = withConditions(asked, new Map());
      return [GrantOffered.of(effective, { ...offered, value: valueOf(asked) })];
    }
  }
}

/** The one to whom it is offered takes it, and it is awarded; or not, and its money is free again. */
function answered(
  award: Extract<Award, { outcome: 'open' | 'offered' }>,
  step: GrantCommandOf<'accept-grant' | 'decline-grant'>,
  id: string,
  today: string,
): Decision<AwardEvent> {
  if (award.outcome === 'open')
    return refused('not-found', { what: 'offer', id, where: 'the ledger' });
  const { effective } = step;
  const early = beforeAward(award, id, effective);
  if (early) return { refused: early };
  if (step.command === 'decline-grant')
    return happened(GrantDeclined.of(effective, { cause: step.cause }));
  const { until, conditions, claims, match, leadProvider, ...offer } = award.offer;
  if (effective > until || today > until) return refused('offer-over', { award: id, until });
  return happened<AwardEvent>(
    GrantAccepted.of(effective, { by: step.by }),
    GrantAwarded.of(effective, {
      ...offer,
      statedMonths: null,
      payment: 'on-claim',
      conditions: [],
      disbursed: null,
    }),
    GrantTermsAgreed.of(effective, { conditions, claims, match, leadProvider }),
  );
}

/** An offer that stands is over after its last day, whatever became of other requests for the award. */
const offerOver = (
  { until }: Offer,
  { cause, effective }: Extract<AwardStep, { command: 'lapse-award' }>,
): AwardEvent[] =>
  cause === 'expired' && effective > until ? [GrantOfferLapsed.of(effective, { until })] : [];

const valueOf = ({
  funding,
}: {
  readonly funding: readonly { readonly amount: string }[];
}): string => formatPence(totalOf(funding));

/** What a change of an award comes to on a day, or why it is not to be made. Pure. */
export function planChange(
  award: Award,
  command: AwardChange,
  id: string,
  today: string,
): Plan | Refusal {
  if (award.outcome !== 'awarded')
    return award.outcome === 'lapsed'
      ? refusal('award-lapsed', { award: id, cause: award.cause })
      : refusal('not-found', { what: 'award', id, where: 'the ledger' });
  const known = 'change' in command ? award.changes.get(command.change) : undefined;
  if (known && 'change' in command)
    return known.outcome === 'lapsed'
      ? refusal('change-lapsed', { award: id, change: command.change, cause: known.cause })
      : refusal('already-exists', {
          what: 'change',
          id: command.change,
          where: `The award ${id}`,
        });
  // What was paid may be owed back long after a grant was closed.
  if (award.over && command.command !== 'demand-clawback')
    return refusal('award-over', { award: id });
  const early = beforeAward(award, id, command.effective);
  if (early) return early;
  return award.kind === 'contract'
    ? planContract(award, command as ContractChange, today)
    : planGrant(award, command as GrantChange);
}

/** The point of no return of a change: decided with what the funds have set aside for it. */
export function decideChange(
  award: Award,
  command: AwardChange,
  id: string,
  today: string,
  setAside: SetAside,
): Decision<AwardEvent> {
  const plan = planChange(award, command, id, today);
  if ('problem' in plan) return { refused: plan };
  if (award.outcome !== 'awarded') throw new Error('only an award that is made can be changed');
  const money = moneyOf(award, id, plan, setAside);
  return 'problem' in money ? { refused: money } : happened(plan.happens(money));
}

/** A change that was reserved and not made. */
export function lapseChange(
  award: Award,
  change: string,
  id: string,
  effective: string,
  cause: 'expired' | 'refused',
): Decision<AwardEvent> {
  const known = award.outcome === 'awarded' ? award.changes.get(change) : undefined;
  return known
    ? refused('already-exists', { what: 'change', id: change, where: `The award ${id}` })
    : happened(AwardChangeLapsed.of(effective, { change, cause }));
}
