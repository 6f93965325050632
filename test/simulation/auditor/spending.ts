import { inProportion, must, smaller, there, total, totalOf, whole, yearOfDay } from './amounts.js';
import type { Auditor, AuditBy, Read } from './auditor.js';
import type { Books } from './books.js';
import type { Bill } from './kept.js';
import { notGated } from './award-changes.js';
import { accrue, beyondCleared, clearedNoMore, clears, giveBack, portion } from './clearing.js';
import { bySource } from './commitments.js';
import { paysStage } from './outcomes.js';

export const spendingAudit = {
  ExpenditureAccrued: (auditor, event) => accrued(auditor, event, 'creditor'),
  AccrualReversed: (auditor, event) => accrualReversed(auditor, event, 'creditor'),

  /** Rules 6 and 18: what aligned money has yet to pay is its owner's cost, and owed by no pool. */
  AlignedCostAccrued: (auditor, event) => {
    ofAligned(auditor, event);
    accrued(auditor, event, 'income');
  },
  AlignedAccrualReversed: (auditor, event) => {
    ofAligned(auditor, event);
    accrualReversed(auditor, event, 'income');
  },

  ExpenditureClaimed: (auditor, event) => {
    const { expenditure, provider, award, amount } = event.data;
    const books = auditor.books(event);
    const { claims, claimLeft } = books;
    must(`rule 1: ${expenditure} is claimed once`, !claims.has(expenditure));
    claims.set(expenditure, { provider, award, amount });
    if (claimLeft?.key === event.key) {
      must(
        `rule 4: of a claim on ${claimLeft.award} ${claimLeft.pence} stays open, not ${amount}`,
        claimLeft.award === award && claimLeft.pence === whole(amount),
      );
      books.claimLeft = undefined;
    }
    flagBeside(auditor, event, award, whole(amount));
  },

  ExpenditureVerified: (auditor, event) => {
    const books = auditor.books(event);
    const { data } = event;
    counts(books, event);
    paysStage(auditor, books, event);
    // Rule 14: unknown VAT is not nil VAT, and stays unknown; cost is then what is known.
    const known = (vat: string): bigint =>
      vat === 'unknown' || vat === 'not-applicable' ? 0n : whole(vat);
    must(
      'cost = net + irrecoverable VAT',
      whole(data.cost) === whole(data.net) + known(data.irrecoverableVat),
    );
    must(
      'gross = cost + recoverable VAT',
      whole(data.gross) === whole(data.cost) + known(data.recoverableVat),
    );
    matchedInProportion(books, data, clears(books, event));
    books.spentIn.set(data.expenditure, yearOfDay(data.period));
    spend(books, data, 1n);
    const claim = books.claims.get(data.expenditure);
    must(
      'rule 4: no more of a claim is verified than was claimed',
      claim === undefined || whole(data.gross) <= whole(claim.amount),
    );
    books.claims.delete(data.expenditure);
    const open = claim === undefined ? 0n : whole(claim.amount) - whole(data.gross);
    if (open > 0n) books.claimLeft = { key: event.key, award: data.award, pence: open };
    books.bills.set(data.expenditure, {
      name:
        data.stage === null
          ? `invoice ${data.expenditure}`
          : `${data.stage.outcome}:${data.stage.claim}`,
      award: data.award,
      cost: whole(data.cost),
      owed: whole(data.gross),
      open: true,
      credited: false,
      disputed: 0n,
      retained: 0n,
      approved: undefined,
      paid: 0n,
      parts: new Map(),
    });
    owe(bill(books, data.expenditure), data.parts, 1n);
    flagBeyond(books, event, data);
    books.taskOf.set(data.expenditure, String(event.revision));
  },

  ExpenditureCredited: (auditor, event) => {
    const books = auditor.books(event);
    counts(books, event);
    spend(books, event.data, 1n);
    const of = bill(books, event.data.credits);
    must('rule 1: a credit note names an invoice that stands', of.open);
    giveBack(books, event, { ...event.data, expenditure: event.data.credits });
    of.cost += whole(event.data.cost);
    of.owed += whole(event.data.gross);
    of.credited = true;
    owe(of, event.data.parts, 1n);
    must('rule 4: no more is credited than was invoiced', of.cost >= 0n);
    if (of.cost === 0n) exhausted(of);
  },

  ExpenditureReversed: (auditor, event) => {
    const books = auditor.books(event);
    counts(books, event);
    spend(books, event.data, -1n);
    const of = bill(books, event.data.corrects);
    must('rule 1: a correction names what it corrects, once', of.open);
    books.reversed = { key: event.key, expenditure: event.data.corrects };
    giveBack(books, event, { ...event.data, expenditure: event.data.corrects });
    must('rule 1: a correction takes back the whole', of.cost === whole(event.data.cost));
    of.open = false;
    clearedNoMore(books, event.data.corrects);
    // What was paid of it the provider owes now.
    of.owed -= whole(event.data.gross);
  },

  ExpenditurePaid: (auditor, event) => {
    const books = auditor.books(event);
    const { data } = event;
    counts(books, event);
    must('rule 2: the parts of a payment sum to it', totalOf(data.parts) === whole(data.amount));
    pay(books, data);
    const of = bill(books, data.expenditure);
    must('rule 4: only what stands is paid', of.open);
    notGated(auditor, of.award, event.stamp);
    of.owed -= whole(data.amount);
    of.paid += whole(data.amount);
    owe(of, data.parts, -1n);
    must(
      'rule 4: no more is paid than is owed and not contested',
      of.owed >= of.disputed + of.retained,
    );
    must(
      'rule 4: no more is paid than was approved',
      of.approved === undefined || of.paid <= of.approved,
    );
    if (of.owed === 0n && !of.credited) exhausted(of);
  },

  PaymentRecorded: (auditor, event) => {
    const books = auditor.books(event);
    const { data } = event;
    counts(books, event);
    matchedInProportion(books, data);
    spend(books, data, 1n);
    pay(books, data);
    for (const part of data.parts) publish(books, { ...data, ...part }, yearOfDay(data.period), 1n);
    flagBeyond(books, event, data);
    flagBeside(auditor, event, data.award, whole(data.cost));
  },

  /**
   * Rules 6 and 18: its owner's income meets its owner's cost; nothing is held, nothing owed. The
   * year-end, 1: its accrual reverses when it is paid, for there is no invoice that a pool would owe.
   */
  AlignedPaymentRecorded: (auditor, event) => {
    const books = auditor.books(event);
    const { data } = event;
    counts(books, event);
    matchedInProportion(books, data, clears(books, event));
    spend(books, data, 1n, 'income');
    for (const part of data.parts) publish(books, { ...data, ...part }, yearOfDay(data.period), 1n);
    flagBeyond(books, event, data);
    flagBeside(auditor, event, data.award, whole(data.cost));
  },
} satisfies AuditBy;

function accrued(
  auditor: Auditor,
  event: Read<'ExpenditureAccrued'> | Read<'AlignedCostAccrued'>,
  owedFrom: 'creditor' | 'income',
): void {
  const books = auditor.books(event);
  counts(books, event);
  matchedInProportion(books, event.data);
  spend(books, event.data, 1n, owedFrom);
  accrue(books, event.data);
  books.spentIn.set(event.data.expenditure, yearOfDay(event.data.period));
  flagBeyond(books, event, event.data);
  books.taskOf.set(event.data.expenditure, String(event.revision));
}

function accrualReversed(
  auditor: Auditor,
  event: Read<'AccrualReversed'> | Read<'AlignedAccrualReversed'>,
  owedFrom: 'creditor' | 'income',
): void {
  const books = auditor.books(event);
  counts(books, event);
  spend(books, event.data, -1n, owedFrom);
  giveBack(books, event, event.data);
  books.reversed = { key: event.key, expenditure: event.data.expenditure };
  const accrual = books.accrued.get(event.data.expenditure);
  must('rule 4: an accrual reverses once', accrual?.open ?? false);
  if (accrual) accrual.open = false;
}

const ofAligned = (
  auditor: Auditor,
  event: Read<'AlignedCostAccrued'> | Read<'AlignedAccrualReversed'>,
): void =>
  must(
    'rule 6: only aligned money is accrued beside the pool',
    auditor.books(event).terms?.kind === 'aligned',
  );

export interface Part {
  readonly scheme: string;
  readonly source: string;
  readonly certainty: string;
  readonly drawsOn: string;
  readonly amount: string;
  readonly recoverableVat?: string;
}
export interface Spent {
  readonly award: string;
  readonly provider: string;
  readonly nature: string;
  readonly period: string;
  readonly parts: readonly Part[];
}

/** Rule 17: in the first open period from its day on; it keeps its day. */
export const counts = (
  books: Books,
  event: { readonly effective: string; readonly data: { readonly period: string } },
): string => books.counts(event.data.period, { day: event.effective });

/** What goes beyond its award or its budget is recorded, never refused, and flagged (rule 15). */
export function flagBeyond(
  books: Books,
  event: { readonly number: number; readonly revision: number },
  { award, parts, period, nature, overBudget }: Spent & { readonly overBudget: string },
): void {
  books.flag(event, 'over-budget', overBudget);
  const over = parts.find(({ drawsOn }) => drawsOn === 'scheme');
  if (over && whole(overBudget) > 0n)
    books.overspent.set(String(event.revision), {
      ...{ scheme: over.scheme, source: over.source },
      ...{ year: yearOfDay(period), nature },
    });
  if (award === 'none') return;
  for (const part of parts)
    if (part.drawsOn === 'scheme' && whole(part.amount) > 0n)
      books.flags.push({ number: event.number, kind: 'over-award', pence: whole(part.amount) });
}

/** What an award that pays on outcomes is asked beside their stages is kept, and flagged (rule 15). */
export function flagBeside(
  auditor: Auditor,
  event: {
    readonly stream: string;
    readonly number: number;
    readonly data: { readonly besideStages: string };
  },
  award: string,
  amount: bigint,
): void {
  const { besideStages } = event.data;
  const books = auditor.books(event);
  const pence = whole(besideStages);
  if (pence === 0n) return;
  must(
    `rule 15: ${besideStages} of ${amount} is beside the stages on which ${award} pays`,
    auditor.onStages.has(`${award}|${books.id}`) && pence > 0n && pence <= amount,
  );
  books.flags.push({ number: event.number, kind: 'beside-stages', pence });
}

/** Spending uses what was promised to its award, or the scheme's own budget; cost is owed. */
export function spend(
  books: Books,
  of: Spent & { readonly cost: string },
  sign: 1n | -1n,
  owedFrom = 'creditor',
): void {
  must('rule 2: the parts sum to the cost', totalOf(of.parts) === whole(of.cost));
  const year = yearOfDay(of.period);
  for (const part of of.parts) {
    const { scheme, source, certainty } = part;
    const pence = sign * whole(part.amount);
    const vat = sign * whole(part.recoverableVat ?? '0.00');
    const owner = { year, nature: of.nature, source, scheme };
    if (part.drawsOn === 'commitment')
      books.pass(
        pence,
        { ...owner, certainty, award: of.award },
        { account: 'committed' },
        { account: 'matched' },
      );
    else
      books.pass(
        pence,
        { ...owner, certainty },
        { account: 'scheme' },
        { account: 'spent', award: of.award },
      );
    const charged = { ...owner, award: of.award };
    books.enter('cost', pence, charged);
    books.enter('vat', vat, charged);
    books.enter(owedFrom, pence + vat, charged);
  }
}

export function pay(books: Books, of: Spent, sign: 1n | -1n = 1n): void {
  const year = yearOfDay(of.period);
  for (const { scheme, source, amount } of of.parts) {
    const charged = { year, nature: of.nature, source, scheme, award: of.award };
    books.enter('creditor', -sign * whole(amount), charged);
    books.enter('cash', -sign * whole(amount), charged);
  }
}

interface Coded extends Part {
  readonly award: string;
  readonly provider: string;
  readonly nature: string;
  readonly relatesTo: string;
}

export const codingOf = (of: Coded, year: string): string =>
  [of.scheme, of.source, of.nature, of.award, of.provider, of.drawsOn, year, of.relatesTo].join(
    ' ',
  );

/** A payment as published: what stands so can be recoded, and no more. */
export function publish(books: Books, of: Coded, year: string, sign: 1n | -1n): void {
  const coding = codingOf(of, year);
  books.published.set(coding, (books.published.get(coding) ?? 0n) + sign * whole(of.amount));
}

/**
 * *Sources of a payment*: in proportion to what each source has left in the commitment for the
 * year, by largest remainder; the last one exhausts all exactly; what goes beyond is spent without.
 */
function matchedInProportion(
  books: Books,
  of: Spent & { readonly cost: string },
  cleared: ReadonlyMap<string, bigint> = new Map(),
): void {
  if (of.award === 'none') return;
  const beyond = beyondCleared(of, cleared);
  const year = yearOfDay(of.period);
  // What went to another provider than the award's is not what was promised.
  const promised = there(books.awards.get(of.award), of.award).provider === of.provider;
  const left = bySource(
    promised ? books.list('committed', { award: of.award, year, nature: of.nature }) : [],
  ).map((share) => {
    const of = { ...share, drawsOn: 'commitment', certainty: '', amount: '' };
    return { ...share, of, pence: share.pence - (cleared.get(portion(of)) ?? 0n) };
  });
  const outstanding = total(left.map(({ pence }) => pence));
  const matched = smaller(beyond.cost, outstanding);
  const parts =
    matched > 0n
      ? inProportion(
          matched,
          left.map(({ pence }) => pence),
        )
      : left.map(() => 0n);
  left.forEach(({ source, of: share }, place) => {
    const part = beyond.of(share);
    must(
      `rules 2, 4: ${source} pays ${part} for ${of.award}, by largest remainder ${parts[place] ?? 0n}`,
      part === parts[place],
    );
  });
}

export function owe(of: Bill, parts: readonly Part[], sign: 1n | -1n): void {
  for (const part of parts) {
    const key = `${part.source}|${part.scheme}|${part.drawsOn}`;
    const pence = whole(part.amount) + whole(part.recoverableVat ?? '0.00');
    of.parts.set(key, (of.parts.get(key) ?? 0n) + sign * pence);
  }
}

/** Paid in full, or credited in full and not paid: nothing is left between the sources. */
function exhausted(of: Bill): void {
  if (of.owed !== 0n) return;
  for (const pence of of.parts.values())
    must('rule 2: no source is left with another one’s penny', pence === 0n);
}

export const bill = (books: Books, id: string): Bill => there(books.bills.get(id), id);
