import type { ContractCommandOf } from '#contracts/commands/award/contract.js';
import type { ContractChange } from '#contracts/commands/award.js';
import {
  AwardLinesMoved,
  BreakNoticeGiven,
  ContractEnded,
  ContractTermsAgreed,
  ContractVaried,
  TransparencyNoticePublished,
  type ContractTerms,
} from '#contracts/events/award/contract.js';
import { monthsAfter } from '#contracts/calendar.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, parsePence } from '#libs/money/pence.js';
import { allowanceOf } from './flexibility.js';
import type { Made } from './made.js';
import { amountAfter, totalOf } from './money.js';
import { exerciseOption, lapseOption, lastDaysAgreed, lastDaysBy, openOptions } from './options.js';
import { agreeOutcomePayments } from './outcome-payments.js';
import { novate } from './novate.js';
import { passOn } from './passing-on.js';
import { reassessPersonalBudget } from './personal-budget.js';
import { alone, noEffect, twiceNamed, type Plan } from './plan.js';
import { upliftContract } from './uplift.js';
import { variedBy } from './varied.js';

type Planned = Plan | Refusal;

/** More or less of the same, later or sooner: tested by the regime where the commissioner chose it. */
function varyContract(made: Made, command: ContractCommandOf<'vary-contract'>): Planned {
  const { adds, releases, end, ground, effective, override, change } = command;
  const { obligation, legalBasis } = command;
  if (!command.keepsCharacter) return refusal('changes-character', { change });
  if (adds.length + releases.length === 0 && end === undefined)
    return refusal('invalid-request', { detail: 'say what the variation changes' });
  if (made.contract.person !== null && adds.length + releases.length > 0)
    return refusal('reassess-instead', { change });
  const twice = twiceNamed(command);
  if (twice) return twice;

  const own = ground === 'own-decision';
  const more = own ? totalOf(adds) - totalOf(releases) : 0n;
  const { variation, reached } = variedBy(made, more, own ? effective : null);
  if (reached && command.notwithstanding === undefined) return reached;
  return {
    change,
    effect: { ...noEffect, adds, releases, obligation, legalBasis, override },
    happens: (money) =>
      ContractVaried.of(effective, {
        change,
        ...money,
        description: command.description,
        ground,
        end: end ?? made.end,
        ...variation,
        notwithstanding: reached ? (command.notwithstanding ?? null) : null,
        lastDays: lastDaysBy(made, end ?? made.end),
      }),
  };
}

/**
 * Ends the contract early by one of its clauses: what lies after the last day is released. A notice of
 * the commissioner is given as it is recorded; one of the provider came on its day.
 */
function giveBreakNotice(
  made: Made,
  command: ContractCommandOf<'give-break-notice'>,
  today: string,
): Planned {
  const { change, by, cause, end, effective } = command;
  const clause = made.contract.terms.breaks.find((known) => known.break === command.break);
  if (!clause)
    return refusal('not-found', { what: 'break clause', id: command.break, where: 'the contract' });
  if (clause.by !== 'either' && clause.by !== by)
    return refusal('break-not-theirs', { break: clause.break, by: clause.by, asked: by });
  const given = by === 'commissioner' && today > effective ? today : effective;
  const earliest = monthsAfter(given, clause.noticeMonths);
  const first = earliest > clause.from ? earliest : clause.from;
  if (end < first)
    return refusal('break-too-soon', {
      break: clause.break,
      from: clause.from,
      noticeMonths: clause.noticeMonths,
      earliest: first,
    });
  const releases = made.funding
    .map((line) => ({ ...line, amount: formatPence(amountAfter(line, made, end)) }))
    .filter(({ amount }) => amount !== '0.00');
  return {
    change,
    effect: { ...noEffect, releases, upTo: true },
    happens: (money) =>
      BreakNoticeGiven.of(effective, {
        change,
        ...money,
        break: clause.break,
        by,
        cause,
        end,
        lapses: openOptions(made),
      }),
  };
}

/** Within the allowance nobody is asked; beyond it a reallocation decides. */
function moveBetweenLines(made: Made, command: ContractCommandOf<'move-between-lines'>): Planned {
  const { change, fund, year, from, to, amount, effective } = command;
  const allowance = allowanceOf(made.contract.terms.flexibility, made.funding, year);
  const used = (made.contract.moved.get(year) ?? 0n) + parsePence(amount);
  if (used > allowance)
    return refusal('beyond-allowance', {
      year,
      allowance: formatPence(allowance),
      left: formatPence(allowance - used + parsePence(amount)),
      short: formatPence(used - allowance),
    });
  return {
    change,
    effect: { ...noEffect, costMoves: [{ fund, year, from, to, amount }] },
    happens: () =>
      AwardLinesMoved.of(effective, {
        change,
        fund,
        year,
        from,
        to,
        amount,
        allowance: formatPence(allowance),
        used: formatPence(used),
      }),
  };
}

/** It is over: what is still outstanding is released. */
function endContract(
  made: Made,
  command: ContractCommandOf<'end-contract'>,
  today: string,
): Planned {
  const { change, end, cause, effective } = command;
  const on = effective < today ? effective : today;
  if (end > on) return refusal('not-over-yet', { end, on });
  return {
    change,
    effect: {
      ...noEffect,
      releasesAll: true,
    },
    happens: (money) =>
      ContractEnded.of(effective, { change, ...money, end, cause, lapses: openOptions(made) }),
  };
}

/**
 * What is named replaces what was agreed, also by nothing; the rest stays. Options stand in the contract
 * one by one: none is said again that was not named.
 */
function termsAsNow(
  { contract: { terms } }: Made,
  said: ContractCommandOf<'agree-contract-terms'>,
): ContractTerms {
  const {
    options = [],
    breaks = terms.breaks,
    indexation = terms.indexation,
    flexibility = terms.flexibility,
    retention = terms.retention,
    leadProvider = terms.leadProvider,
  } = said;
  return { options, breaks, indexation, flexibility, retention, leadProvider };
}

/** What a change of a contract comes to, or why its terms or the law do not allow it. Pure. */
export function planContract(made: Made, command: ContractChange, today: string): Planned {
  switch (command.command) {
    case 'agree-contract-terms': {
      const { effective } = command;
      const terms = termsAsNow(made, command);
      const open = made.contract.options.filter(({ state }) => state === 'open');
      const lastDays = lastDaysAgreed(open, terms.options, made.end);
      return alone(ContractTermsAgreed.of(effective, { ...terms, lastDays }));
    }
    case 'agree-outcome-payments':
      return agreeOutcomePayments(made, command);
    case 'vary-contract':
      return varyContract(made, command);
    case 'reassess-personal-budget':
      return reassessPersonalBudget(made, command);
    case 'publish-transparency-notice':
      return made.contract.notice === 'due'
        ? alone(TransparencyNoticePublished.of(command.effective, { reference: command.reference }))
        : refusal('no-notice-due', { notice: made.contract.notice });
    case 'exercise-option':
      return exerciseOption(made, command, today);
    case 'lapse-option':
      return lapseOption(made, command, today);
    case 'uplift-contract':
      return upliftContract(made, command);
    case 'give-break-notice':
      return giveBreakNotice(made, command, today);
    case 'move-between-lines':
      return moveBetweenLines(made, command);
    case 'record-subcontract':
    case 'vary-subcontract':
      return passOn(made, command);
    case 'novate-contract':
      return novate(made, command);
    case 'end-contract':
      return endContract(made, command, today);
  }
}
