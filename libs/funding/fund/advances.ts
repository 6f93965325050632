import { yearOf } from '#contracts/financial-year.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import { AdvanceEvidenced, AdvancePaid, AdvanceReturned } from '#contracts/events/fund/advances.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { NatureOrUnknown } from '#contracts/values.js';
import { formatPence, maxPence, parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import { barsPayment } from '../award/in-force.js';
import { happened, refused, type Decision } from '../decision.js';
import { owedOnlyOnStages } from './beside-stages.js';
import { bySchemeAndSource, drawOnSource, split, together, type Share } from './draw.js';
import { expenditureExists } from './expenditures.js';
import type { FundContext } from './deciders.js';
import type { Fund } from './fund.js';
import { accountingPeriod } from './periods.js';
import { withOther } from './spending.js';

type Decided = Decision<FundEvent>;

/** Money that a provider has and has not yet accounted for. */
export interface Advance {
  readonly provider: string;
  readonly award: string;
  readonly nature: NatureOrUnknown;
  readonly relatesTo: string;
  /** By whose money it is: neither evidenced nor returned. */
  parts: readonly Share[];
}

/** Pays ahead of the work, up to what the award has outstanding for the year and was not advanced. */
function payAdvance(
  fund: Fund,
  command: FundCommandOf<'pay-advance'>,
  context: FundContext,
): Decided {
  const { advance, provider, award, nature } = command;
  if (fund.advances.has(advance))
    return refused('already-exists', { what: 'advance', id: advance, where: 'The fund' });
  const commitment = fund.commitments.get(award);
  if (!commitment) return refused('not-found', { what: 'award', id: award, where: 'the fund' });
  const other =
    withOther(fund, award, provider) ??
    barsPayment(context.ofAward, 'advance') ??
    owedOnlyOnStages(fund, award, parsePence(command.amount), context.ofAward);
  if (other) return { refused: other };

  const year = command.relatesTo ?? yearOf(command.effective);
  const left = notAdvanced(fund, { award, provider, nature, year });
  const outstanding = sumPence(left.map((share) => share.amount));
  const amount = parsePence(command.amount);
  if (amount > outstanding)
    return refused('advance-exceeds-commitment', {
      award,
      year,
      outstanding: formatPence(outstanding),
      short: formatPence(amount - outstanding),
    });
  return happened(
    AdvancePaid.of(command.effective, {
      advance,
      provider,
      award,
      nature,
      period: accountingPeriod(fund, command.effective, context),
      relatesTo: year,
      parts: written(split(amount, left)),
      amount: command.amount,
      remittance: command.remittance,
    }),
  );
}

/**
 * What an award has outstanding for a year, by scheme and source, less advances still open on it: also
 * those for earlier years, whose commitments have gone on into it.
 */
function notAdvanced(
  fund: Fund,
  of: {
    readonly award: string;
    readonly provider: string;
    readonly nature: NatureOrUnknown;
    readonly year: string;
  },
): Share[] {
  const open = [...fund.advances.values()]
    .filter(
      ({ award, nature, relatesTo }) =>
        award === of.award && nature === of.nature && relatesTo <= of.year,
    )
    .flatMap(({ parts }) => parts);
  return bySchemeAndSource(
    fund.holdings
      .list({ holding: 'committed', ...of })
      .map((held) => ({ ...held, amount: held.pence })),
  ).map((share) => {
    const advanced = open.filter(
      ({ scheme, source }) => scheme === share.scheme && source === share.source,
    );
    return {
      ...share,
      amount: maxPence(0n, share.amount - sumPence(advanced.map(({ amount }) => amount))),
    };
  });
}

/**
 * The advance was spent: the cost arises, each source's own, and its commitment is matched. What the
 * commitment has no longer is spent without an award, naming it.
 */
function evidenceAdvance(
  fund: Fund,
  command: FundCommandOf<'evidence-advance'>,
  context: FundContext,
): Decided {
  if (fund.expenditures.has(command.expenditure)) return expenditureExists(command.expenditure);
  const found = findAdvance(fund, command.advance, command.cost);
  if ('problem' in found) return { refused: found };
  const { advance, amount, left } = found;
  const { award, provider, nature } = advance;
  const period = accountingPeriod(fund, command.effective, context);
  const charge = { award, provider, nature, year: yearOf(period) };
  const drawn = together(
    split(amount, advance.parts).map((share) => drawOnSource(fund, charge, share)),
  );
  return happened(
    AdvanceEvidenced.of(command.effective, {
      ...standing(command.advance, advance, period),
      expenditure: command.expenditure,
      parts: drawn.parts,
      cost: command.cost,
      overBudget: formatPence(drawn.overBudget),
      reference: command.reference,
      left: formatPence(left - amount),
    }),
  );
}

/** What the provider did not need comes back, to each source its own. */
function returnAdvance(
  fund: Fund,
  command: FundCommandOf<'return-advance'>,
  context: FundContext,
): Decided {
  const found = findAdvance(fund, command.advance, command.amount);
  if ('problem' in found) return { refused: found };
  const { advance, amount, left } = found;
  return happened(
    AdvanceReturned.of(command.effective, {
      ...standing(command.advance, advance, accountingPeriod(fund, command.effective, context)),
      parts: written(split(amount, advance.parts)),
      amount: formatPence(amount),
      reference: command.reference,
      left: formatPence(left - amount),
    }),
  );
}

/** An advance of which so much is open; all of it where no amount is named. */
function findAdvance(
  fund: Fund,
  id: string,
  asked: string | undefined,
): { readonly advance: Advance; readonly amount: Pence; readonly left: Pence } | Refusal {
  const advance = fund.advances.get(id);
  if (!advance) return refusal('not-found', { what: 'advance', id, where: 'the fund' });
  const left = sumPence(advance.parts.map((part) => part.amount));
  const amount = asked === undefined ? left : parsePence(asked);
  return amount > left || amount === 0n
    ? refusal('exceeds-advance', {
        advance: id,
        left: formatPence(left),
        short: formatPence(amount - left),
      })
    : { advance, amount, left };
}

const standing = (
  advance: string,
  { provider, award, nature, relatesTo }: Advance,
  period: string,
) => ({ advance, provider, award, nature, period, relatesTo });

const written = (shares: readonly Share[]) =>
  shares
    .filter(({ amount }) => amount !== 0n)
    .map(({ scheme, source, area, amount }) => ({
      scheme,
      source,
      area,
      amount: formatPence(amount),
    }));

export const advanceDeciders = {
  'pay-advance': payAdvance,
  'evidence-advance': evidenceAdvance,
  'return-advance': returnAdvance,
} as const;
