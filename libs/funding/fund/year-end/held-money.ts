import type { FundCommandOf } from '#contracts/commands/fund.js';
import type { FundEvent } from '#contracts/events/fund.js';
import {
  HeldMoneyReprofiled,
  HeldMoneyReturnable,
  MoneyReturned,
} from '#contracts/events/fund/year-end.js';
import { yearOf } from '#contracts/financial-year.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { Nature } from '#contracts/values.js';
import { none } from '#libs/ledger/posting.js';
import { formatPence, parsePence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../../decision.js';
import type { FundContext } from '../deciders.js';
import type { Fund } from '../fund.js';
import { permitted } from '../permissions.js';
import { accountingPeriod, budgetPeriod } from '../periods.js';
import { powerOf } from '../power.js';

type Decided = Decision<FundEvent>;

/** The funder's decision on what was held for it: use it, in this year or another (step 2). */
function reprofileHeldMoney(
  fund: Fund,
  command: FundCommandOf<'reprofile-held-money'>,
  context: FundContext,
): Decided {
  const { source, nature, year, amount, reference, effective } = command;
  const short = shortHeld(fund, command);
  if (short) return { refused: short };
  const intoYear = command.intoYear ?? year;
  const intoNature = command.intoNature ?? nature;
  const period = budgetPeriod(fund, year, effective, context);
  if (typeof period !== 'string') return { refused: period };
  const intoPeriod = budgetPeriod(fund, intoYear, effective, context);
  if (typeof intoPeriod !== 'string') return { refused: intoPeriod };
  // A funder's letter is its permission; a partner's own capital needs the government's (rule 18).
  const uses =
    nature === 'capital' && intoNature === 'revenue' && fund.sources.get(source)?.role === 'partner'
      ? permitted(fund, {
          ...{ source, permits: 'capital-to-revenue', year, forYear: intoYear, scheme: none },
          ...{ nature: intoNature, amount: parsePence(amount), on: effective, by: 'held-money' },
        })
      : [];
  if ('problem' in uses) return { refused: uses };
  return happened<FundEvent>(
    ...uses,
    HeldMoneyReprofiled.of(effective, {
      source,
      nature,
      year,
      period,
      intoNature,
      intoYear,
      intoPeriod,
      amount,
      reference,
    }),
  );
}

/** The funder wants it back. */
function returnHeldMoney(
  fund: Fund,
  command: FundCommandOf<'return-held-money'>,
  context: FundContext,
): Decided {
  const { source, nature, year, amount, reference, effective } = command;
  const short = shortHeld(fund, command);
  if (short) return { refused: short };
  const period = budgetPeriod(fund, year, effective, context);
  if (typeof period !== 'string') return { refused: period };
  return happened(
    HeldMoneyReturnable.of(effective, { source, nature, year, period, amount, reference }),
  );
}

function shortHeld(
  fund: Fund,
  {
    source,
    nature,
    year,
    amount,
  }: {
    readonly source: string;
    readonly nature: Nature;
    readonly year: string;
    readonly amount: string;
  },
): Refusal | undefined {
  const left = fund.holdings.sum({
    holding: 'held',
    certainty: 'confirmed',
    source,
    nature,
    year,
  });
  const asked = parsePence(amount);
  return asked > left
    ? refusal('exceeds-held', {
        source,
        nature,
        year,
        left: formatPence(left),
        short: formatPence(asked - left),
      })
    : undefined;
}

/** Cash goes back to whom it is owed, never more than is owed. */
function payBack(fund: Fund, command: FundCommandOf<'pay-back'>, context: FundContext): Decided {
  const { source, nature, amount, reference, effective } = command;
  const left = -fund.totals.sum({ account: 'cash:returnable', source, nature });
  const asked = parsePence(amount);
  if (asked > left)
    return refused('exceeds-returnable', {
      source,
      nature,
      left: formatPence(left),
      short: formatPence(asked - left),
    });
  const period = accountingPeriod(fund, effective, context);
  return happened(
    MoneyReturned.of(effective, {
      source,
      power: powerOf(fund, command),
      nature,
      period,
      relatesTo: command.relatesTo ?? yearOf(effective),
      amount,
      reference,
    }),
  );
}

export const heldMoneyDeciders = {
  'reprofile-held-money': reprofileHeldMoney,
  'return-held-money': returnHeldMoney,
  'pay-back': payBack,
} as const;
