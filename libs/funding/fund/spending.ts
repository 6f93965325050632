import { yearOf } from '#contracts/financial-year.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import {
  AlignedCostAccrued,
  ExpenditureAccrued,
  ExpenditureClaimed,
  ExpenditureVerified,
  AlignedPaymentRecorded,
  PaymentRecorded,
} from '#contracts/events/fund/spending.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { none } from '#libs/ledger/posting.js';
import { unknown, type NatureOrUnknown } from '#contracts/values.js';
import { formatPence, parsePence, type Pence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import { beyondBesideStages, owedOnlyOnStages, owedUpToItsMost } from './beside-stages.js';
import { draw, outsideItsFence, type Charge } from './draw.js';
import { accrualReversed, drawnAfterClearing, type DrawnByInvoice } from './clearing.js';
import { coveredByReversal } from './cover-freed.js';
import type { FundContext } from './deciders.js';
import { givenBack } from './given-back.js';
import { expenditureAt, expenditureExists } from './expenditures.js';
import type { Expenditure, Fund } from './fund.js';
import { accountingPeriod } from './periods.js';
import { withVat } from './portions.js';
import { retainedAtOnce } from './retention.js';
import type { StageOfOutcome } from './stage-payments.js';

type Decided = Decision<FundEvent>;

/** Work done and not yet invoiced is a cost of the month in which it was done. */
function accrueExpenditure(
  fund: Fund,
  command: FundCommandOf<'accrue-expenditure'>,
  context: FundContext,
): Decided {
  if (fund.expenditures.has(command.expenditure)) return expenditureExists(command.expenditure);
  const period = accountingPeriod(fund, command.effective, context);
  const barred = notChargeable(fund, chargeOf(command, period), command.effective);
  if (barred) return { refused: barred };
  if (command.reversesOn !== undefined && command.reversesOn <= command.effective)
    return refused('invalid-request', {
      detail: `an accrual reverses after the day on which it counts; ${command.reversesOn} is not after ${command.effective}`,
    });
  const drawn = draw(fund, chargeOf(command, period), parsePence(command.cost));
  if ('problem' in drawn) return { refused: drawn };
  const accrued = fund.terms?.kind === 'aligned' ? AlignedCostAccrued : ExpenditureAccrued;
  return happened(
    accrued.of(command.effective, {
      ...spendingOf(command, period),
      parts: drawn.parts,
      cost: command.cost,
      overBudget: formatPence(drawn.overBudget),
      description: command.description,
      reversesOn: command.reversesOn ?? null,
    }),
  );
}

function reverseAccrual(
  fund: Fund,
  command: FundCommandOf<'reverse-accrual'>,
  context: FundContext,
): Decided {
  const accrual = expenditureAt(fund, command.expenditure, 'accrued');
  if ('problem' in accrual) return { refused: accrual };
  const { reversesOn } = accrual;
  if (command.onItsDay && (reversesOn === null || context.today < reversesOn))
    return refused('not-yet-due', {
      what: 'The accrual',
      id: command.expenditure,
      due: reversesOn ?? 'no day of its own',
      today: context.today,
    });
  const period = accountingPeriod(fund, command.effective, context);
  const { expenditure, effective } = command;
  const reversed = accrualReversed(fund, expenditure, accrual, effective, period);
  return happened<FundEvent>(
    reversed,
    ...coveredByReversal(fund, effective, expenditure),
    ...givenBack(fund, effective, accrual.year, { ...reversed.data, expenditure }),
  );
}

/** A claim or an invoice as it came in. It posts nothing until it is verified. */
function claimExpenditure(
  fund: Fund,
  command: FundCommandOf<'claim-expenditure'>,
  { ofAward }: FundContext,
): Decided {
  const { expenditure, provider, award, amount, reference } = command;
  if (fund.expenditures.has(expenditure)) return expenditureExists(expenditure);
  if (!fund.commitments.has(award))
    return refused('not-found', { what: 'award', id: award, where: 'the fund' });
  const other = withOther(fund, award, provider);
  if (other) return { refused: other };
  const beside = beyondBesideStages(fund, award, parsePence(amount), ofAward);
  return happened(
    ExpenditureClaimed.of(command.effective, {
      ...{ expenditure, provider, award, amount, reference },
      besideStages: formatPence(beside),
    }),
  );
}

/**
 * The invoice or claim is right: the spending counts and the creditor arises. An accrual that it
 * names is reversed first, so that the money it had matched is there to be matched again.
 */
const verifyInvoice = (
  fund: Fund,
  command: FundCommandOf<'verify-expenditure'>,
  context: FundContext,
): Decided => verifyExpenditure(fund, command, context, null);

/** An invoice, or a stage of an outcome. */
export function verifyExpenditure(
  fund: Fund,
  command: FundCommandOf<'verify-expenditure'>,
  context: FundContext,
  stage: StageOfOutcome | null,
): Decided {
  const before = fund.expenditures.get(command.expenditure);
  if (before && before.state !== 'claimed') return expenditureExists(command.expenditure);
  if (before && (before.provider !== command.provider || before.award !== command.award))
    return refused('not-as-claimed', {
      expenditure: command.expenditure,
      provider: before.provider,
      award: before.award,
    });
  if (before && before.disputed > 0n)
    return refused('in-dispute', {
      expenditure: command.expenditure,
      disputed: formatPence(before.disputed),
    });
  const period = accountingPeriod(fund, command.effective, context);
  const cost = costOf(command);
  const recoverableVat = statedVat(command.recoverableVat);
  const gross = cost + recoverableVat;
  if (before && gross > before.claimed)
    return refused('exceeds-claim', {
      expenditure: command.expenditure,
      claimed: formatPence(before.claimed),
      short: formatPence(gross - before.claimed),
    });
  const left = leftOfClaim(fund, command, before, gross);
  if ('problem' in left) return { refused: left };
  const onStages =
    command.award === undefined
      ? undefined
      : stage === null
        ? owedOnlyOnStages(fund, command.award, cost, context.ofAward)
        : owedUpToItsMost(fund, command.award, stage.outcome, cost, context.ofAward);
  if (onStages) return { refused: onStages };
  const drawn =
    command.accrual === undefined
      ? drawnAlone(fund, command, period, cost)
      : drawnAfterClearing(
          fund,
          { accrual: command.accrual, effective: command.effective, period, decided: true },
          chargeOf(command, period),
          cost,
        );
  if ('problem' in drawn) return { refused: drawn };
  return happened<FundEvent>(
    ...drawn.before,
    ExpenditureVerified.of(command.effective, {
      ...spendingOf(command, period),
      parts: withVat(drawn.parts, recoverableVat),
      reference: command.reference,
      net: command.net,
      irrecoverableVat: command.irrecoverableVat,
      recoverableVat: command.recoverableVat,
      cost: formatPence(cost),
      gross: formatPence(gross),
      overBudget: formatPence(drawn.overBudget),
      accrual: command.accrual ?? null,
      stage,
    }),
    ...left,
    ...retainedAtOnce(
      fund,
      {
        ...spendingOf(command, period),
        effective: command.effective,
        cost,
        parts: drawn.parts,
      },
      context,
    ),
  );
}

type Verify = FundCommandOf<'verify-expenditure'>;

/** What was claimed and is not verified stays open, as a claim of its own, until it is decided. */
function leftOfClaim(
  fund: Fund,
  { expenditure, rest = `${expenditure}:rest`, reference, effective }: Verify,
  claim: Expenditure | undefined,
  verified: Pence,
): FundEvent[] | Refusal {
  const left = (claim?.claimed ?? 0n) - verified;
  if (claim === undefined || left === 0n) return [];
  if (fund.expenditures.has(rest))
    return refusal('already-exists', { what: 'expenditure', id: rest, where: 'The fund' });
  const { provider, award } = claim;
  return [
    ExpenditureClaimed.of(effective, {
      ...{ expenditure: rest, provider, award, amount: formatPence(left), reference },
      // The whole claim was flagged where it went beyond.
      besideStages: '0.00',
    }),
  ];
}

function drawnAlone(
  fund: Fund,
  command: Verify,
  period: string,
  cost: Pence,
): DrawnByInvoice | Refusal {
  const charge = chargeOf(command, period);
  const barred = notChargeable(fund, charge, command.effective);
  return barred ?? drawnAtOnce(fund, charge, cost);
}

/** Nothing that was accrued is cleared before. */
function drawnAtOnce(fund: Fund, charge: Charge, cost: Pence): DrawnByInvoice | Refusal {
  const drawn = draw(fund, charge, cost);
  return 'problem' in drawn ? drawn : { ...drawn, before: [] };
}

/**
 * A payment as published: it has happened, so no budget and no ring-fence refuses it (rule 15). What
 * its award knows it need not say.
 */
function recordPayment(
  fund: Fund,
  published: FundCommandOf<'record-payment'>,
  context: FundContext,
): Decided {
  const command = { ...published, ...knownFromAward(fund, published) };
  const period = accountingPeriod(fund, command.effective, context);
  const cost = costOf(command);
  const sources =
    command.source === 'unknown'
      ? 'as-scheme'
      : [{ source: command.source, amount: formatPence(cost) }];
  const aligned = fund.terms?.kind === 'aligned';
  const { accrual, effective } = command;
  if (accrual !== undefined && !aligned)
    return refused('invalid-request', {
      detail: 'in a pool the invoice clears what was accrued for it: verify the invoice and pay it',
    });
  const charge = chargeOf({ ...command, sources }, period);
  const drawn =
    accrual === undefined
      ? drawnAtOnce(fund, charge, cost)
      : drawnAfterClearing(fund, { accrual, effective, period, decided: false }, charge, cost);
  if ('problem' in drawn) return { refused: drawn };
  const beside =
    command.award === undefined
      ? 0n
      : beyondBesideStages(fund, command.award, cost, context.ofAward);
  const paid = {
    ...spendingOf(command, period),
    parts: drawn.parts,
    kind: command.kind,
    reference: command.reference,
    net: command.net,
    irrecoverableVat: command.irrecoverableVat,
    cost: formatPence(cost),
    overBudget: formatPence(drawn.overBudget),
    published: command.published,
    besideStages: formatPence(beside),
  };
  return happened<FundEvent>(
    ...drawn.before,
    aligned
      ? AlignedPaymentRecorded.of(effective, { ...paid, accrual: accrual ?? null })
      : PaymentRecorded.of(effective, paid),
  );
}

/** Cost = net + irrecoverable VAT, where that is stated (rule 14: unknown VAT is not nil VAT). */
function costOf(of: { readonly net: string; readonly irrecoverableVat: string }): Pence {
  return parsePence(of.net) + statedVat(of.irrecoverableVat);
}

const statedVat = (vat: string): Pence =>
  vat === 'unknown' || vat === 'not-applicable' ? 0n : parsePence(vat);

/** The award's provider, and its nature where it has only one, in place of what is unknown. */
function knownFromAward(fund: Fund, { award, provider, nature }: FundCommandOf<'record-payment'>) {
  const commitment = award === undefined ? undefined : fund.commitments.get(award);
  if (!commitment) return {};
  const [first, ...others] = new Set(commitment.lines.map((line) => line.nature));
  return {
    provider: provider === unknown ? commitment.provider : provider,
    nature: nature === unknown && first !== undefined && others.length === 0 ? first : nature,
  };
}

/** Whose money is charged is a decision, unlike what was spent: ring-fences bind it (rule 18). */
const notChargeable = (fund: Fund, charge: Charge, on: string): Refusal | undefined =>
  charge.award === undefined
    ? outsideItsFence(fund, charge, on)
    : withOther(fund, charge.award, charge.provider);

/** An award is spent by its own provider. */
export function withOther(fund: Fund, award: string, provider: string): Refusal | undefined {
  const commitment = fund.commitments.get(award);
  return commitment && commitment.provider !== provider
    ? refusal('other-provider', { award, provider: commitment.provider, asked: provider })
    : undefined;
}

interface Spending {
  readonly expenditure: string;
  readonly effective: string;
  readonly provider: string;
  readonly award?: string | undefined;
  readonly scheme?: string | undefined;
  readonly sources: Charge['sources'];
  readonly nature: NatureOrUnknown;
  readonly relatesTo?: string | undefined;
}

const chargeOf = (
  { provider, award, scheme, sources, nature }: Omit<Spending, 'effective'>,
  period: string,
): Charge => ({
  provider,
  award,
  scheme,
  sources,
  nature,
  year: yearOf(period),
});

const spendingOf = (command: Omit<Spending, 'sources'>, period: string) => ({
  expenditure: command.expenditure,
  provider: command.provider,
  award: command.award ?? none,
  nature: command.nature,
  period,
  relatesTo: command.relatesTo ?? yearOf(command.effective),
});

export const spendingDeciders = {
  'accrue-expenditure': accrueExpenditure,
  'reverse-accrual': reverseAccrual,
  'claim-expenditure': claimExpenditure,
  'verify-expenditure': verifyInvoice,
  'record-payment': recordPayment,
} as const;
