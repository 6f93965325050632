import { monthOf, yearOf } from '#contracts/financial-year.js';
import type { FundCommandOf } from '#contracts/commands/fund.js';
import {
  AccrualReversed,
  ExpenditureAccrued,
  ExpenditureClaimed,
  ExpenditureVerified,
  PaymentRecorded,
  type FundEvent,
} from '#contracts/events/fund.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { streamOf } from '#contracts/events/all.js';
import { none } from '#libs/ledger/posting.js';
import { postings } from '#libs/ledger/postings.js';
import type { NatureOrUnknown } from '#contracts/values.js';
import { formatPence, parsePence, type Pence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import { draw, type Charge } from './draw.js';
import type { Expenditure, Fund } from './fund.js';

type Decided = Decision<FundEvent>;

/** Work done and not yet invoiced is a cost of the month in which it was done. */
export function accrueExpenditure(
  fund: Fund,
  command: FundCommandOf<'accrue-expenditure'>,
): Decided {
  if (fund.expenditures.has(command.expenditure)) return exists(command.expenditure);
  const drawn = draw(fund, chargeOf(command), parsePence(command.cost));
  if ('problem' in drawn) return { refused: drawn };
  return happened(
    ExpenditureAccrued.of(command.effective, {
      ...spendingOf(command),
      parts: drawn.parts,
      cost: command.cost,
      overBudget: formatPence(drawn.overBudget),
      description: command.description,
    }),
  );
}

export function reverseAccrual(fund: Fund, command: FundCommandOf<'reverse-accrual'>): Decided {
  const accrual = accrued(fund, command.expenditure);
  return 'problem' in accrual
    ? { refused: accrual }
    : happened(accrualReversed(command.expenditure, accrual, command.effective));
}

/** A claim or an invoice as it came in. It posts nothing until it is verified. */
export function claimExpenditure(fund: Fund, command: FundCommandOf<'claim-expenditure'>): Decided {
  const { expenditure, provider, award, amount, reference } = command;
  if (fund.expenditures.has(expenditure)) return exists(expenditure);
  if (!fund.commitments.has(award))
    return refused('not-found', { what: 'award', id: award, where: 'the fund' });
  return happened(
    ExpenditureClaimed.of(command.effective, { expenditure, provider, award, amount, reference }),
  );
}

/**
 * The invoice or claim is right: the spending counts and the creditor arises. An accrual that it
 * names is reversed first, so that the money it had matched is there to be matched again.
 */
export function verifyExpenditure(
  fund: Fund,
  command: FundCommandOf<'verify-expenditure'>,
): Decided {
  const before = fund.expenditures.get(command.expenditure);
  if (before && before.state !== 'claimed') return exists(command.expenditure);

  const reversal: FundEvent[] = [];
  if (command.accrual !== undefined) {
    const accrual = accrued(fund, command.accrual);
    if ('problem' in accrual) return { refused: accrual };
    reversal.push(accrualReversed(command.accrual, accrual, command.effective));
  }
  const cost = costOf(command);
  const drawn = fund.holdings.asIf(
    reversal.flatMap((event) => postings({ ...event, stream: streamOf('fund', none) })),
    () => draw(fund, chargeOf(command), cost),
  );
  if ('problem' in drawn) return { refused: drawn };
  return happened<FundEvent>(
    ...reversal,
    ExpenditureVerified.of(command.effective, {
      ...spendingOf(command),
      parts: drawn.parts,
      reference: command.reference,
      net: command.net,
      irrecoverableVat: command.irrecoverableVat,
      recoverableVat: command.recoverableVat,
      cost: formatPence(cost),
      gross: formatPence(cost + parsePence(command.recoverableVat)),
      overBudget: formatPence(drawn.overBudget),
      accrual: command.accrual ?? null,
    }),
  );
}

/** A payment as published: nothing about it is refused, for it has happened (rule 15). */
export function recordPayment(fund: Fund, command: FundCommandOf<'record-payment'>): Decided {
  const cost = costOf(command);
  const sources =
    command.source === 'unknown'
      ? 'as-scheme'
      : [{ source: command.source, amount: formatPence(cost) }];
  const drawn = draw(fund, chargeOf({ ...command, sources }), cost);
  if ('problem' in drawn) return { refused: drawn };
  return happened(
    PaymentRecorded.of(command.effective, {
      ...spendingOf(command),
      parts: drawn.parts,
      kind: command.kind,
      reference: command.reference,
      net: command.net,
      irrecoverableVat: command.irrecoverableVat,
      cost: formatPence(cost),
      overBudget: formatPence(drawn.overBudget),
      published: command.published,
    }),
  );
}

/** Cost = net + irrecoverable VAT, where that is stated (rule 14: unknown VAT is not nil VAT). */
function costOf(of: { readonly net: string; readonly irrecoverableVat: string }): Pence {
  const vat = of.irrecoverableVat;
  const stated = vat !== 'unknown' && vat !== 'not-applicable';
  return parsePence(of.net) + (stated ? parsePence(vat) : 0n);
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

const chargeOf = ({ award, scheme, sources, nature, effective }: Spending): Charge => ({
  award,
  scheme,
  sources,
  nature,
  year: yearOf(effective),
});

const spendingOf = (command: Omit<Spending, 'sources'>) => ({
  expenditure: command.expenditure,
  provider: command.provider,
  award: command.award ?? none,
  nature: command.nature,
  period: monthOf(command.effective),
  relatesTo: command.relatesTo ?? yearOf(command.effective),
});

const accrualReversed = (expenditure: string, accrual: Expenditure, effective: string) =>
  AccrualReversed.of(effective, {
    expenditure,
    provider: accrual.provider,
    award: accrual.award,
    nature: accrual.nature,
    period: monthOf(effective),
    relatesTo: accrual.relatesTo,
    parts: [...accrual.parts],
    cost: formatPence(accrual.cost),
  });

function accrued(fund: Fund, id: string): Expenditure | Refusal {
  const found = fund.expenditures.get(id);
  if (!found) return refusal('not-found', { what: 'accrual', id, where: 'the fund' });
  return found.state === 'accrued'
    ? found
    : refusal('wrong-order', {
        what: 'The expenditure',
        id,
        state: found.state,
        needed: 'accrued',
      });
}

const exists = (id: string) =>
  refused('already-exists', { what: 'expenditure', id, where: 'The fund' });
