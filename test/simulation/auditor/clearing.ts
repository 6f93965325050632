import { inProportion, must, smaller, there, total, totalOf, whole, yearOfDay } from './amounts.js';
import type { AuditBy, Read } from './auditor.js';
import type { Books } from './books.js';
import { counts, type Part, type Spent } from './spending.js';

/** Spending that was accrued: for whom, on what, and whose money. */
export interface Accrued {
  readonly provider: string;
  readonly award: string;
  readonly nature: string;
  /** By source, scheme and what it drew on, in the order in which it was recorded: what no invoice has cleared. */
  readonly parts: ReadonlyMap<string, { readonly of: Part; pence: bigint }>;
  /** By the same: what came back after its year, and is held. */
  readonly held: Map<string, bigint>;
  /** By invoice: what it cleared. */
  readonly clearedBy: Map<string, ReadonlyMap<string, bigint>>;
  open: boolean;
}

export const clearingAudit = {
  /** The year-end, 2: unspent money of a year is held until its funder decides. */
  UnspentMoneyHeld: (auditor, event) => {
    const books = auditor.books(event);
    const { award, nature, parts } = event.data;
    const year = counts(books, event);
    for (const { scheme, source, certainty, drawsOn, amount } of parts) {
      const of = { certainty, year, nature, source };
      const from =
        drawsOn === 'commitment'
          ? { account: 'committed', scheme, award }
          : { account: 'scheme', scheme };
      books.pass(whole(amount), of, from, { account: 'held' });
      const due = books.givenBack.get(source) ?? 0n;
      must(
        `the year-end, 2: ${amount} of ${source} is held of ${due} that came back after its year`,
        whole(amount) > 0n && whole(amount) <= due,
      );
      books.givenBack.set(source, due - whole(amount));
    }
    hold(books.accrued.get(event.data.expenditure), parts, 1n);
  },

  /** Its invoice has come: it was not unspent. It is charged by the command that lets it go, or nobody’s. */
  UnspentMoneyReleased: (auditor, event) => {
    const books = auditor.books(event);
    const { expenditure, award, nature, parts } = event.data;
    const year = counts(books, event);
    const accrual = there(books.accrued.get(expenditure), expenditure);
    must(`rule 4: ${expenditure} was reversed before`, !accrual.open);
    books.givenBackBy = event.key;
    for (const { scheme, source, certainty, drawsOn, amount } of parts) {
      const to =
        drawsOn === 'commitment'
          ? { account: 'committed', scheme, award }
          : { account: 'scheme', scheme };
      books.pass(whole(amount), { certainty, year, nature, source }, { account: 'held' }, to);
      must(
        `the year-end, 2: no more of ${source} is let go than is held`,
        whole(amount) > 0n && books.sum('held', { year, nature, source }) >= 0n,
      );
      books.givenBack.set(source, (books.givenBack.get(source) ?? 0n) + whole(amount));
    }
    hold(accrual, parts, -1n);
  },
} satisfies AuditBy;

function hold(accrual: Accrued | undefined, parts: readonly Part[], sign: 1n | -1n): void {
  for (const part of accrual ? parts : []) {
    const held = (accrual?.held.get(portion(part)) ?? 0n) + sign * whole(part.amount);
    must(`the year-end, 2: what is let go of ${part.source} was held for its accrual`, held >= 0n);
    accrual?.held.set(portion(part), held);
  }
}

export function accrue(books: Books, data: Read<'ExpenditureAccrued'>['data']): void {
  const parts = new Map<string, { of: Part; pence: bigint }>();
  for (const part of data.parts) {
    const before = parts.get(portion(part))?.pence ?? 0n;
    parts.set(portion(part), { of: part, pence: before + whole(part.amount) });
  }
  const { provider, award, nature } = data;
  const before = { held: new Map<string, bigint>(), clearedBy: new Map() };
  books.accrued.set(data.expenditure, { provider, award, nature, parts, ...before, open: true });
}

/** By portion, what of an accrual an invoice clears. */
type Cleared = Map<string, bigint>;

export const portion = ({ source, scheme, drawsOn }: Part): string =>
  `${source}|${scheme}|${drawsOn}`;
const ofPortion = (parts: readonly Part[], key: string): bigint =>
  total(parts.filter((part) => portion(part) === key).map(({ amount }) => whole(amount)));

/**
 * The year-end, 1: an accrual reverses when its invoice comes, and the difference falls in the year
 * it comes. So the invoice is charged where the accrual was, up to what no other invoice has cleared
 * of it. By portion, what it clears. Where the accrual had reversed before, its money may have been
 * promised anew: what is missing is spent of the same source without the award.
 */
export function clears(
  books: Books,
  { key, data }: Read<'ExpenditureVerified'> | Read<'AlignedPaymentRecorded'>,
): Cleared {
  const cleared = new Map<string, bigint>();
  if (data.accrual === null) return cleared;
  const accrual = there(books.accrued.get(data.accrual), data.accrual);
  must('rule 4: the accrual that is cleared is reversed before', !accrual.open);
  must(
    `rule 4: ${data.expenditure} clears an accrual of its own provider and award`,
    (accrual.provider === data.provider || accrual.provider === 'unknown') &&
      accrual.award === data.award &&
      accrual.nature === data.nature,
  );
  const cost = whole(data.cost);
  const accrued = [...accrual.parts.values()];
  const all = total(accrued.map(({ pence }) => pence));
  const most =
    all === 0n
      ? []
      : inProportion(
          smaller(cost, all),
          accrued.map(({ pence }) => pence),
        );
  const isReversedHere = books.reversed?.key === key;
  const own = accrued.map(({ of, pence }, place) => {
    const alike = (other: Part): boolean =>
      isReversedHere
        ? portion(other) === portion(of)
        : other.source === of.source && other.scheme === of.scheme;
    const charged = totalOf(data.parts.filter(alike));
    const left = total(accrued.filter((one) => alike(one.of)).map((one) => one.pence));
    must(
      `the year-end, 1: ${of.source} bears ${charged} of an invoice for which it had ${left} accrued`,
      cost >= all ? charged >= left : charged <= left,
    );
    return data.award === 'none' ? smaller(charged, pence) : (most[place] ?? 0n);
  });
  accrued.forEach((accruedPart, place) => {
    const { of } = accruedPart;
    const pence = own[place] ?? 0n;
    accruedPart.pence -= pence;
    const drawn = ofPortion(data.parts, portion(of));
    const found = isReversedHere ? pence : smaller(pence, drawn);
    const ofAward = {
      award: data.award,
      source: of.source,
      scheme: of.scheme,
      nature: data.nature,
    };
    must(
      `sources of a payment: ${of.source} clears ${data.accrual ?? ''} without its award only when that has nothing left`,
      of.drawsOn !== 'commitment' ||
        found === pence ||
        books.sum('committed', { ...ofAward, year: yearOfDay(data.period) }) <= found,
    );
    const anew = portion({ ...of, drawsOn: 'scheme' });
    cleared.set(portion(of), (cleared.get(portion(of)) ?? 0n) + found);
    cleared.set(anew, (cleared.get(anew) ?? 0n) + pence - found);
    // What it clears came back for it alone.
    const due = books.givenBack.get(of.source) ?? 0n;
    books.givenBack.set(of.source, due - smaller(due, pence));
  });
  const byPortion = accrued.map(({ of }, place) => [portion(of), own[place] ?? 0n] as const);
  accrual.clearedBy.set(data.expenditure, new Map(byPortion));
  return cleared;
}

/** Rule 1: nothing stands of the invoice, so nothing of what it cleared does. */
export function clearedNoMore(books: Books, invoice: string): void {
  for (const { parts, clearedBy } of books.accrued.values())
    for (const [key, pence] of clearedBy.get(invoice) ?? []) {
      const part = parts.get(key);
      if (part) part.pence += pence;
    }
}

/** What an invoice draws beyond the accrual that it clears. */
export function beyondCleared(
  of: Spent & { readonly cost: string },
  cleared: ReadonlyMap<string, bigint>,
): { readonly cost: bigint; readonly of: (part: Part) => bigint } {
  return {
    cost: whole(of.cost) - total(cleared.values()),
    of: (part) => ofPortion(of.parts, portion(part)) - (cleared.get(portion(part)) ?? 0n),
  };
}

/**
 * Rule 18: no money crosses the year without the rule that permits it. What comes back of spending of
 * an earlier year, of money that its funder bound to that year, is nobody's in the year in which it
 * comes back: it is charged again at once, or held.
 */
export function giveBack(
  books: Books,
  event: { readonly key: string; readonly effective: string },
  of: Spent & { readonly expenditure: string },
): void {
  books.givenBackBy = event.key;
  const spentIn = there(books.spentIn.get(of.expenditure), of.expenditure);
  const year = yearOfDay(of.period);
  if (spentIn >= year) return;
  const fences = [`${Number(spentIn.slice(0, 4)) + 1}-03-31`, event.effective].flatMap((day) =>
    books.fencesOn(day),
  );
  for (const { source, certainty, amount } of of.parts) {
    const pence = whole(amount) < 0n ? -whole(amount) : whole(amount);
    const bound = fences.some(
      (fence) =>
        fence.source === source &&
        fence.natures.includes(of.nature) &&
        (fence.yearLimited || (fence.years !== null && !fence.years.includes(year))),
    );
    if (bound && certainty === 'confirmed')
      books.givenBack.set(source, (books.givenBack.get(source) ?? 0n) + pence);
  }
}

/** By the end of the command that gave it back. */
export function nothingLoose(books: Books, key: string): void {
  must(
    'rule 4: what is claimed and not verified stays open',
    books.claimLeft === undefined || books.claimLeft.key === key,
  );
  const { reversed, unflagged } = books;
  must(
    `rule 15: ${unflagged?.what ?? ''} is flagged`,
    unflagged === undefined || unflagged.key === key,
  );
  if (reversed !== undefined && reversed.key !== key) {
    const left = books.tasks.get(books.taskOf.get(reversed.expenditure) ?? '') ?? 0n;
    must(`rule 19: what was reversed needs no cover: ${reversed.expenditure}`, left === 0n);
    books.reversed = undefined;
  }
  if (books.givenBackBy === key) return;
  for (const [source, pence] of books.givenBack)
    must(`rule 18: ${pence} of ${source} came back after its year and is held`, pence === 0n);
}
