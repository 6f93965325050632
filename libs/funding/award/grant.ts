import type { GrantCommandOf } from '#contracts/commands/award/grant.js';
import type { GrantChange } from '#contracts/commands/award.js';
import {
  ClawbackDemanded,
  GrantClosed,
  GrantConditionMet,
  GrantConditionNotMet,
  GrantTermsAgreed,
  GrantVaried,
  type GrantTerms,
  MatchFundingSecured,
  SubsidyControlRecorded,
} from '#contracts/events/award/grant.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, maxPence, parsePence } from '#libs/money/pence.js';
import type { ConditionState, GrantState, Made } from './made.js';
import { novate } from './novate.js';
import { agreeOutcomePayments } from './outcome-payments.js';
import { passOn } from './passing-on.js';
import { alone, noEffect, twiceNamed, type Plan } from './plan.js';

type Planned = Plan | Refusal;

/** Terms with their conditions as these stand: open where nothing is known of them yet. */
export const withConditions = <Terms extends Pick<GrantCommandOf<'offer-grant'>, 'conditions'>>(
  terms: Terms,
  known: ReadonlyMap<string, Pick<ConditionState, 'state'>>,
): Terms & Pick<GrantTerms, 'conditions'> => ({
  ...terms,
  conditions: terms.conditions.map((condition) => ({
    ...condition,
    state: known.get(condition.condition)?.state ?? 'open',
  })),
});

/**
 * What is named replaces what was agreed, also by nothing; the rest stays. Conditions stand in the grant
 * one by one: none is said again that was not named.
 */
function termsAsNow(
  { terms, secured }: GrantState,
  said: GrantCommandOf<'agree-grant-terms'>,
): Pick<GrantCommandOf<'offer-grant'>, keyof GrantTerms> {
  const {
    conditions = [],
    claims = terms?.claims ?? 'in-arrears',
    match = (terms?.match ?? []).map((sought) => asSecured(sought, secured)),
    leadProvider = terms?.leadProvider ?? false,
  } = said;
  return { conditions, claims, match, leadProvider };
}

/** What has been secured since stays secured. */
function asSecured(
  sought: GrantTerms['match'][number],
  secured: GrantState['secured'],
): GrantTerms['match'][number] {
  const come = secured.get(sought.match) ?? 0n;
  return come < parsePence(sought.amount)
    ? sought
    : { ...sought, amount: formatPence(come), state: 'secured' };
}

function varyGrant(made: Made, command: GrantCommandOf<'vary-grant'>): Planned {
  const { change, adds, releases, end, description, override, effective } = command;
  const { obligation, legalBasis } = command;
  if (adds.length + releases.length === 0 && end === undefined)
    return refusal('invalid-request', { detail: 'say what the variation changes' });
  const twice = twiceNamed(command);
  if (twice) return twice;
  return {
    change,
    effect: { ...noEffect, adds, releases, obligation, legalBasis, override },
    happens: (money) =>
      GrantVaried.of(effective, { change, ...money, description, end: end ?? made.end }),
  };
}

/** The provider owes some of what it was paid: the cost is taken back, and what was paid is a debt. */
function demandClawback(command: GrantCommandOf<'demand-clawback'>): Planned {
  const { command: _, effective, ...demand } = command;
  const { change, fund, expenditure, amount } = demand;
  return {
    change,
    effect: { ...noEffect, clawback: { fund, expenditure, amount } },
    happens: () => ClawbackDemanded.of(effective, demand),
  };
}

/** It is over: what was not claimed is released. */
const closeGrant = ({ change, cause, effective }: GrantCommandOf<'close-grant'>): Plan => ({
  change,
  effect: { ...noEffect, releasesAll: true },
  happens: (money) => GrantClosed.of(effective, { change, ...money, cause }),
});

/** What a change of a grant comes to, or why its terms do not allow it. Pure. */
export function planGrant(made: Made, command: GrantChange): Planned {
  const { grant } = made;
  switch (command.command) {
    case 'agree-grant-terms': {
      const terms = withConditions(termsAsNow(grant, command), grant.conditions);
      return alone(GrantTermsAgreed.of(command.effective, terms));
    }
    case 'meet-condition':
    case 'fail-condition':
      if (!grant.conditions.has(command.condition))
        return refusal('not-found', {
          what: 'condition',
          id: command.condition,
          where: 'the grant',
        });
      return alone(
        command.command === 'meet-condition'
          ? GrantConditionMet.of(command.effective, {
              condition: command.condition,
              evidence: command.evidence,
            })
          : GrantConditionNotMet.of(command.effective, {
              condition: command.condition,
              cause: command.cause,
            }),
      );
    case 'secure-match-funding': {
      const { match, amount, evidence, effective } = command;
      const sought = grant.terms?.match.find((known) => known.match === match);
      if (!sought)
        return refusal('not-found', { what: 'match funding', id: match, where: 'the grant' });
      const before = grant.secured.get(match) ?? 0n;
      const whole = parsePence(sought.amount);
      if (before >= whole)
        return refusal('wrong-order', {
          what: 'The match funding',
          id: match,
          state: 'secured',
          needed: 'being secured',
        });
      const secured = before + parsePence(amount);
      const left = formatPence(maxPence(0n, whole - secured));
      return alone(
        MatchFundingSecured.of(effective, {
          ...{ match, amount, secured: formatPence(secured), left, evidence },
        }),
      );
    }
    case 'record-subsidy-control': {
      const { command: _, effective, ...record } = command;
      return alone(SubsidyControlRecorded.of(effective, record));
    }
    case 'record-subcontract':
    case 'vary-subcontract':
      return passOn(made, command);
    case 'agree-outcome-payments':
      return agreeOutcomePayments(made, command);
    case 'vary-grant':
      return varyGrant(made, command);
    case 'demand-clawback':
      return demandClawback(command);
    case 'novate-grant':
      return novate(made, command);
    case 'close-grant':
      return closeGrant(command);
  }
}
