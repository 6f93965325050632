import type { FundCommandOf } from '#contracts/commands/fund.js';
import type { ExitLine } from '#contracts/events/agreement/exit.js';
import type { FundEvent } from '#contracts/events/fund.js';
import {
  ExitSettled,
  SettlementPaid,
  type SettledLine,
} from '#contracts/events/fund/partner-settlements.js';
import { yearOf } from '#contracts/financial-year.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, maxPence, parsePence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { hostedOn } from './hosting.js';
import { accountingPeriod } from './periods.js';
import { powerOf } from './power.js';

/** What was posted for a partner that left, and in which event of the agreement it was agreed. */
export interface SettledExit {
  readonly revision: number;
  readonly lines: readonly SettledLine[];
}

/** Posts what the agreement's parties settled on; agreed again, it is reversed and posted anew (rule 1). */
function settleExit(
  fund: Fund,
  { partner, power, effective }: FundCommandOf<'settle-exit'>,
  context: FundContext,
): Decision<FundEvent> {
  const { agreement } = context;
  const exit = agreement?.exits.find((agreed) => agreed.partner === partner);
  if (!agreement || !exit)
    return refused('exit-not-agreed', {
      partner,
      agreement: hostedOn(fund, effective)?.agreement ?? 'none',
    });
  const settled = fund.settledExits.get(partner);
  if (!settled && exit.lines.length === 0)
    return refused('exit-not-agreed', { partner, agreement: agreement.agreement });
  if (settled?.revision === exit.revision)
    return refused('already-exists', { what: 'settled exit of', id: partner, where: 'The fund' });
  for (const line of exit.lines) {
    const wrong = otherSource(fund, line, partner);
    if (wrong) return { refused: wrong };
  }
  return happened(
    ExitSettled.of(effective, {
      partner,
      agreement: agreement.agreement,
      agreementRevision: exit.revision,
      lines: exit.lines.map((line) => ({
        ...line,
        power: powerOf(fund, { source: line.source, power }),
      })),
      reversed: [...(settled?.lines ?? [])],
      period: accountingPeriod(fund, effective, context),
      relatesTo: yearOf(effective),
    }),
  );
}

/** What is settled is the partner's own money, against that of sources which the fund has. */
function otherSource(
  fund: Fund,
  { source, counterpart }: ExitLine,
  partner: string,
): Refusal | undefined {
  for (const id of counterpart === null ? [source] : [source, counterpart])
    if (!fund.sources.has(id))
      return refusal('not-found', { what: 'source', id, where: 'the fund' });
  const organisation = fund.sources.get(source)?.organisation ?? '';
  return organisation === partner
    ? undefined
    : refusal('not-its-source', { source, organisation, partner });
}

/** What pool and partner owe each other is paid: whatever it came from, never more than it is. */
function recordSettlementPayment(
  fund: Fund,
  command: FundCommandOf<'record-settlement-payment'>,
  context: FundContext,
): Decision<FundEvent> {
  const { source, nature, direction, reference, effective } = command;
  if (!fund.sources.has(source))
    return refused('not-found', { what: 'source', id: source, where: 'the fund' });
  const owedByPartner = fund.totals.sum({ account: 'cash:settlement', source, nature });
  const left = maxPence(0n, direction === 'to-partner' ? -owedByPartner : owedByPartner);
  const amount = command.amount === undefined ? left : parsePence(command.amount);
  if (amount > left || amount === 0n)
    return refused('settlement-smaller', {
      ...{ source, nature, direction },
      left: formatPence(left),
      short: formatPence(amount - left),
    });
  return happened(
    SettlementPaid.of(effective, {
      ...{ source, nature, direction, reference },
      power: powerOf(fund, command),
      amount: formatPence(amount),
      period: accountingPeriod(fund, effective, context),
      relatesTo: yearOf(effective),
    }),
  );
}

export const partnerSettlementDeciders = {
  'settle-exit': settleExit,
  'record-settlement-payment': recordSettlementPayment,
} as const;
