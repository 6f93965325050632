import { monthsAfter } from '#contracts/calendar.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import { ContributionRolledForward } from '#contracts/events/fund/sources.js';
import { type FundEvent } from '#contracts/events/fund.js';
import type { Instalment } from '#contracts/events/fund/shapes.js';
import { firstDayOf, yearAfter } from '#contracts/financial-year.js';
import { apportion } from '#libs/money/apportion.js';
import { formatPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { rateOf } from '#libs/money/rate.js';
import { happened, refused, type Decision } from '../decision.js';
import type { AgreementInForce } from '../agreement/in-force.js';
import { findContribution } from './contributions.js';
import type { FundContext } from './deciders.js';
import type { Contribution, Fund } from './fund.js';
import { budgetPeriod } from './periods.js';
import { powerOf } from './power.js';
import { scheduled } from './schedule.js';
import { mergedAway } from './sources.js';

/**
 * Proposes another year's contribution: what recurs, with its changes, and of that the uplift more and
 * the efficiency less, each rounded by itself. It is expected until that year's agreement is signed.
 */
function rollForward(
  fund: Fund,
  command: FundCommandOf<'roll-forward-contribution'>,
  context: FundContext,
): Decision<FundEvent> {
  const { contribution, changes, rounding, effective } = command;
  const found = findContribution(fund, command.from);
  if ('problem' in found) return { refused: found };
  if (fund.contributions.has(contribution))
    return refused('already-exists', { what: 'contribution', id: contribution, where: 'The fund' });
  const year = command.year ?? yearAfter(found.year);
  const gone = mergedAway(fund, found.source, year, effective);
  if (gone) return { refused: gone };

  const recurs = found.recurrent ? found.amount : 0n;
  const recurrent = command.recurrent === undefined ? recurs : parsePence(command.recurrent);
  if (recurrent === 0n || recurrent > found.amount)
    return refused('not-recurrent', {
      contribution: command.from,
      recurrent: formatPence(command.recurrent === undefined ? 0n : found.amount),
    });
  const base = recurrent + sumPence(changes.map((change) => parsePence(change.amount)));
  const rates = ratesOf(fund, found.source, command, context.agreement);
  const uplift = rateOf(base, rates.uplift.rate, rounding);
  const efficiency = rateOf(base, rates.efficiency.rate, rounding);
  const amount = base + uplift - efficiency;
  if (amount <= 0n)
    return refused('invalid-request', {
      detail: `the contribution would amount to ${formatPence(amount)}`,
    });

  const instalments = command.schedule
    ? scheduled(command.schedule, amount)
    : onSameDays(found, year, amount);
  if ('problem' in instalments) return { refused: instalments };
  const period = budgetPeriod(fund, year, effective, context);
  if (typeof period !== 'string') return { refused: period };
  return happened(
    ContributionRolledForward.of(effective, {
      contribution,
      from: command.from,
      source: found.source,
      power: powerOf(fund, {
        source: found.source,
        power: command.power ?? found.power ?? undefined,
      }),
      year,
      nature: found.nature,
      period,
      form: found.form,
      amount: formatPence(amount),
      basis: {
        recurrent: formatPence(recurrent),
        changes,
        uplift: { ...rates.uplift, amount: formatPence(uplift) },
        efficiency: { ...rates.efficiency, amount: formatPence(efficiency) },
        rounding,
        agreementRevision: rates.agreementRevision,
      },
      instalments,
    }),
  );
}

interface RateSaid {
  readonly rate: string;
  readonly by: 'request' | 'agreement' | 'nobody';
}

/** What the request says, else what the agreement says of its partners; a funder is not bound by it. */
function ratesOf(
  fund: Fund,
  source: string,
  { uplift, efficiency }: FundCommandOf<'roll-forward-contribution'>,
  agreement: AgreementInForce | undefined,
) {
  const binds = fund.sources.get(source)?.role === 'partner';
  const agreed = binds ? agreement?.terms.contributionsVary : undefined;
  const said = (request: string | undefined, terms: string | null | undefined): RateSaid =>
    request !== undefined
      ? { rate: request, by: 'request' }
      : typeof terms === 'string'
        ? { rate: terms, by: 'agreement' }
        : { rate: '0', by: 'nobody' };
  const rates = {
    uplift: said(uplift, agreed?.uplift),
    efficiency: said(efficiency, agreed?.efficiency),
  };
  const used = Object.values(rates).some(({ by }) => by === 'agreement');
  return { ...rates, agreementRevision: used ? (agreement?.revision ?? null) : null };
}

/** The days of the year before in the later one, in the same proportions. */
function onSameDays(from: Contribution, year: string, amount: Pence): Instalment[] {
  const before = [...from.instalments.values()].filter((due) => due.amount !== '0.00');
  if (before.length === 0)
    return [{ instalment: '1', due: firstDayOf(year), amount: formatPence(amount) }];
  const months = 12 * (Number(year.slice(0, 4)) - Number(from.year.slice(0, 4)));
  const shares = apportion(
    amount,
    before.map((due) => parsePence(due.amount)),
  );
  return before.map(({ instalment, due }, place) => ({
    instalment,
    due: monthsAfter(due, months),
    amount: formatPence(shares[place] ?? 0n),
  }));
}

export const rollForwardDeciders = { 'roll-forward-contribution': rollForward } as const;
