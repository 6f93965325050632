import type { FundCommand } from '#contracts/commands/fund.js';
import type { FundEvent } from '#contracts/events/fund.js';
import { minPence } from '#libs/money/pence.js';
import type { AgreementInForce } from '../agreement/in-force.js';
import type { Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { usedOnEither } from './permissions.js';

/**
 * What is decided about money: whoever asks chooses the day on which it takes effect, and must not by
 * that choose the rules that it is judged by. Receipts, payments and invoices are no decisions: they
 * happened on their day.
 */
const decisions: ReadonlySet<FundCommand['command']> = new Set<FundCommand['command']>([
  'allocate-budget',
  'allocate-by-formula',
  'cover-overspend',
  'reprofile-held-money',
  'reserve-commitment',
  'reserve-change',
  'reserve-move',
  'recode-spending',
  'recode-payments',
  'propose-recoding',
  'rehearse-recoding',
  'approve-recoding',
]);

/** Whether a command is judged by the rules of the day on which it is made, beside those of its own day. */
const isJudgedToday = (command: FundCommand): boolean =>
  decisions.has(command.command) &&
  !('obligation' in command && command.obligation === 'published-fact');

type Decide = (fund: Fund, command: FundCommand, context: FundContext) => Decision<FundEvent>;

/**
 * Decides by the rules in force on the day from which it counts and, of what is decided about money,
 * by those in force on the day on which it is made: refused where either forbids (rules 12, 18 to 20).
 */
export function onBothDays(
  decide: Decide,
  fund: Fund,
  command: FundCommand,
  context: FundContext,
): Decision<FundEvent> {
  const decision = decide(fund, command, context);
  const { today, agreement, agreementToday } = context;
  if (decision.refused || command.effective === today || !isJudgedToday(command)) return decision;
  // An agreement that begins later binds what is decided for it before.
  const then = agreementToday ?? agreement;
  const made = decide(fund, { ...command, effective: today }, { ...context, agreement: then });
  if (made.refused) return made;
  // What an override goes beyond is the tighter of both limits.
  const judged =
    agreement && then && 'override' in command && command.override
      ? decide(fund, command, { ...context, agreement: withTighter(agreement, then) })
      : decision;
  return judged.refused ? judged : usedOnEither(fund, judged.events, made.events);
}

const withTighter = (agreement: AgreementInForce, { limits }: AgreementInForce) => ({
  ...agreement,
  limits: {
    indicative: minPence(agreement.limits.indicative, limits.indicative),
    expected: minPence(agreement.limits.expected, limits.expected),
  },
});
