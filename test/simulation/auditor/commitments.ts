import { londonDay } from '#contracts/financial-year.js';
import {
  inProportion,
  larger,
  must,
  smaller,
  there,
  total,
  totalOf,
  whole,
  yearOfDay,
} from './amounts.js';
import { awaitsEach, inForceOn, judgedBy, notOver } from './agreements.js';
import type { Auditor, AuditBy, Read } from './auditor.js';
import type { Books } from './books.js';
import { costsAsSetAside, costsOfPromise, linesShrink } from './cost-limits.js';
import { decidedOn } from './judged-days.js';
import { undecided } from './authority.js';
import { isDecision } from './given-up.js';
import { permittedAt } from './permissions.js';
import { insideCostFences } from './ring-fences.js';

export const commitmentAudit = {
  CommitmentReserved: (auditor, event) => {
    const books = auditor.books(event);
    const { award, kind, provider, overBudget, costShares } = event.data;
    if (event.data.obligation === 'published-fact') inTheirYearsOrLate(books, event);
    else inTheirYears(books, event.data.lines);
    const lines = fallingOn(event.data.lines);
    must(`rule 4: money is reserved for ${award} once`, !books.awards.has(award));
    if (event.data.obligation === 'none') {
      notOver(auditor, books, event);
      awaitsEach(auditor, books, event, 'commitment', totalOf(lines));
    }
    withinBudget(books, decidedOn(event), { ...event.data, lines });
    judgedBy(auditor, books.hostedOn(event.effective)?.agreement ?? null, event.effective, event);
    aheadOfConfirmed(auditor, books, { ...event.data, stamp: event.stamp });
    overriddenBy(books, award, event.data);
    costsOfPromise(books, event, lines);
    const relatesTo = new Map(
      event.data.lines.map(({ period, year }) => [yearOfDay(period), year]),
    );
    if (event.data.obligation === 'none') isDecision(auditor, books, event, 'commitment', award);
    if (event.data.override) isDecision(auditor, books, event, 'override', award);
    // What was published has happened, and is kept (rule 15).
    const known = event.data.obligation === 'published-fact';
    const onlyFor = known ? [] : books.costsAllowed(lines, decidedOn(event));
    books.awards.set(award, {
      state: 'reserved',
      kind,
      provider,
      costShares,
      lines,
      relatesTo,
      onlyFor,
    });
    books.flag(event, 'over-budget', overBudget);
    for (const line of lines)
      books.pass(
        whole(line.amount),
        placeOf(line),
        { account: 'scheme' },
        { account: 'reserved', award },
      );
  },

  CommitmentConfirmed: (auditor, event) => {
    const books = auditor.books(event);
    const { award, costLines } = event.data;
    inTheirYears(books, costLines);
    const lines = asReserved(books, award, event.data.lines);
    const promised = there(books.awards.get(award), award);
    must('rule 4: what is confirmed was reserved', promised.state === 'reserved');
    promised.state = 'committed';
    costsAsSetAside(books, award, costLines);
    for (const line of lines)
      books.pass(
        whole(line.amount),
        { ...placeOf(line), award },
        { account: 'reserved' },
        { account: 'committed' },
      );
    nothingReserved(books, award);
    insideCostFences(award, promised.onlyFor, costLines);
    for (const { year, category, amount } of costLines)
      books.enter(`line ${category}`, whole(amount), { nature: 'unknown', year, award });
    for (const year of new Set(costLines.map((line) => line.year)))
      must(
        `rule 2: the cost lines of ${award} for ${year} sum to its money`,
        totalOf(costLines.filter((line) => line.year === year)) ===
          totalOf(promised.lines.filter((line) => line.year === year)),
      );
  },

  CommitmentReleased: (auditor, event) => {
    const books = auditor.books(event);
    const { award, from } = event.data;
    if (from === 'committed') inTheirYears(books, event.data.lines);
    const lines =
      from === 'committed' ? event.data.lines : asReserved(books, award, event.data.lines);
    const promised = there(books.awards.get(award), award);
    must(`rule 4: what is released was ${from}`, promised.state === from);
    if (from === 'committed') proportionately(books, event);
    for (const line of lines)
      books.pass(
        whole(line.amount),
        placeOf(line),
        { account: from, award },
        { account: 'scheme' },
      );
    linesShrink(books, event);
    if (from === 'committed') return;
    promised.state = 'lapsed';
    books.costsAside.delete(award);
    nothingReserved(books, award);
    undecided(auditor, books, award, event.effective);
  },
} satisfies AuditBy;

/** Rule 17: what was published of a year that nobody could post into counts in the first open period after it. */
function inTheirYearsOrLate(
  books: Books,
  { data, effective }: Pick<Read<'CommitmentReserved'>, 'data' | 'effective'>,
): void {
  for (const { year, period } of data.lines)
    if (yearOfDay(period) === year) books.counts(period, { year });
    else {
      must(
        `rule 18: nothing of ${year} was open when it fell on ${period}`,
        books.isShut(year, true),
      );
      const lastDay = `${Number(year.slice(0, 4)) + 1}-03-31`;
      books.counts(period, { day: effective > lastDay ? effective : lastDay });
    }
}

/** Lines by the year on whose budget they fall, which is not the year that they relate to where they came late. */
const fallingOn = <Of extends { readonly period: string; readonly year: string }>(
  lines: readonly Of[],
): Of[] => lines.map((line) => ({ ...line, year: yearOfDay(line.period) }));

/** What was reserved passes on in the year on whose budget it was reserved, and relates to the same years. */
function asReserved<Of extends { readonly period: string; readonly year: string }>(
  books: Books,
  award: string,
  lines: readonly Of[],
): Of[] {
  const { relatesTo } = there(books.awards.get(award), award);
  for (const { year, period } of lines) {
    const falls = books.counts(period, {});
    must(
      `rule 17: what of ${award} falls on ${falls} relates to ${relatesTo.get(falls) ?? falls}`,
      year === (relatesTo.get(falls) ?? falls),
    );
  }
  return fallingOn(lines);
}

/** A commitment is of a year, and counts in it (rule 17). */
export function inTheirYears(
  books: Books,
  lines: Iterable<{ readonly year: string; readonly period: string }>,
): void {
  for (const { year, period } of lines) books.counts(period, { year });
}

export interface Line {
  readonly scheme: string;
  readonly source: string;
  readonly year: string;
  readonly nature: string;
  readonly certainty: string;
  readonly amount: string;
}
export const placeOf = ({
  scheme,
  source,
  year,
  nature,
  certainty,
}: Line): Omit<Line, 'amount'> => ({
  scheme,
  source,
  year,
  nature,
  certainty,
});

/** Rule 19: by source and year, no more than is uncommitted; what exceeds it says by how much and why. */
export function withinBudget(
  books: Books,
  days: readonly string[],
  of: {
    readonly lines: readonly Line[];
    readonly obligation: string;
    readonly legalBasis: string | null;
    readonly overBudget: string;
    readonly override: Override;
  },
): void {
  const { lines, obligation, legalBasis, overBudget, override } = of;
  must('rule 19: what is obliged needs no override', obligation === 'none' || override === null);
  must(
    'rule 19: an obligation in law says what it rests on',
    (obligation === 'law') === (legalBasis !== null),
  );
  must('rule 19: an override has its reason', override?.reason !== '');
  const chosen = new Map(
    override?.beyondScheme.map((one) => [budgetKey(one), whole(one.amount)] as const),
  );
  let beyond = 0n;
  for (const key of new Set(lines.map(budgetKey))) {
    const same = lines.filter((line) => budgetKey(line) === key);
    const [line] = same;
    if (!line) continue;
    const over = larger(0n, totalOf(same) - larger(0n, books.uncommitted(line)));
    if (line.scheme !== 'unknown' && line.nature !== 'unknown') beyond += over;
    must(
      `rule 19: nothing is promised beyond the budget of ${key} but by an obligation or an override`,
      obligation !== 'none' || over === (chosen.get(key) ?? 0n),
    );
    chosen.delete(key);
    must(
      `rule 18: an override takes no money of another use, nature or year for ${key}`,
      obligation !== 'none' || over === 0n || allocatedTo(books, line) > 0n,
    );
    must(
      'rule 18: nothing is promised across a ring-fence',
      obligation === 'published-fact' ||
        books.fenced(line, days) === undefined ||
        totalOf(same) <= permittedAt(books, line),
    );
  }
  must('rule 19: an override names only what is promised', chosen.size === 0);
  must(
    `rule 19: over budget by ${beyond}, and it says ${overBudget}`,
    whole(overBudget) === beyond,
  );
  must(
    'rule 19: only schemes marked demand-led make it an obligation',
    obligation !== 'demand-led' ||
      lines.every((line) => books.schemes.get(line.scheme)?.demandLed ?? false),
  );
}

type Override = Read<'CommitmentReserved'>['data']['override'];
type Budget = Pick<Line, 'scheme' | 'source' | 'year' | 'nature'>;

/** What a scheme was given of a source, wherever it now stands. */
const allocatedTo = (books: Books, { scheme, source, year, nature }: Budget): bigint =>
  total(
    ['scheme', 'reserved', 'committed', 'matched', 'spent'].map((account) =>
      books.sum(account, { scheme, source, year, nature }),
    ),
  );

const budgetKey = ({ scheme, source, year, nature }: Budget): string =>
  [scheme, source, year, nature].join(' ');

/** Rule 19: ahead of confirmed money up to the agreement's limits, one for each certainty. */
export function aheadOfConfirmed(
  auditor: Auditor,
  books: Books,
  of: {
    readonly lines: readonly Line[];
    readonly obligation: string;
    readonly agreementRevision: number;
    readonly override: Override;
    readonly stamp: string;
  },
): void {
  const { lines, obligation, agreementRevision, override } = of;
  const chosen = new Map(
    override?.beyondLimit.map((one) => [`${one.certainty} ${one.year}`, whole(one.amount)]),
  );
  if (obligation !== 'none') return;
  const limits = limitsToday(auditor, books, agreementRevision, of.stamp);
  for (const certainty of ['indicative', 'expected'])
    for (const year of new Set(lines.map((line) => line.year))) {
      const added = totalOf(
        lines.filter((line) => line.certainty === certainty && line.year === year),
      );
      if (added === 0n) continue;
      const ahead = ['reserved', 'committed', 'matched'].map((account) =>
        books.sum(account, { certainty, year }),
      );
      must(
        `rule 19: ${certainty} money of ${year} is promised within the agreement's limit, but by an override`,
        limits.some((limit) => {
          const over = larger(0n, total(ahead) + added - (limit[certainty] ?? 0n));
          const own = over < added ? over : added;
          return own === (chosen.get(`${certainty} ${year}`) ?? 0n);
        }),
      );
      chosen.delete(`${certainty} ${year}`);
    }
  must('rule 19: an override names only the limits that it goes beyond', chosen.size === 0);
}

/** The tighter limits of those of its day and of today, by what may have been known of it. */
function limitsToday(
  auditor: Auditor,
  books: Books,
  revision: number,
  stamp: string,
): Readonly<Record<string, bigint>>[] {
  const own = auditor.limits(books, revision);
  const agreement = books.hostedOn(londonDay(new Date(stamp)))?.agreement ?? null;
  if (agreement === null) return [own];
  return inForceOn(auditor, agreement, londonDay(new Date(stamp)), stamp).map((today) => {
    const then = today < 0 ? own : auditor.limits(books, today);
    return Object.fromEntries(
      ['indicative', 'expected'].map((certainty) => [
        certainty,
        smaller(own[certainty] ?? 0n, then[certainty] ?? 0n),
      ]),
    );
  });
}

/** How far a promise goes beyond what there is, by choice. */
export function overriddenBy(
  books: Books,
  subject: string,
  { override }: { readonly override: Override },
): void {
  if (override === null) return;
  const { beyondScheme, beyondLimit } = override;
  const beyond = totalOf(beyondScheme) + totalOf(beyondLimit);
  must('rule 19: an override is of what goes beyond', beyond > 0n);
  books.overridden.set(subject, beyond);
}

/** What is given up comes from each source in proportion to what is left of it. */
function proportionately(books: Books, event: Read<'CommitmentReleased'>): void {
  const { award, lines } = event.data;
  for (const year of new Set(lines.map((line) => line.year))) {
    const released = lines.filter((line) => line.year === year);
    const left = bySource(books.list('committed', { award, year }));
    const amount = totalOf(released);
    must(
      `rule 4: no more of ${award} is released than is outstanding in ${year}`,
      amount > 0n && amount <= total(left.map(({ pence }) => pence)),
    );
    const parts = inProportion(
      amount,
      left.map(({ pence }) => pence),
    );
    left.forEach(({ scheme, source, nature }, place) => {
      const part = totalOf(
        released.filter(
          (line) => line.scheme === scheme && line.source === source && line.nature === nature,
        ),
      );
      must('rule 2: a release falls on sources by largest remainder', part === parts[place]);
    });
  }
}

/** An amount by what it is spent on and whose money it is. */
interface Share {
  readonly scheme: string;
  readonly source: string;
  readonly nature: string;
  readonly pence: bigint;
}

/** Amounts whatever their certainty, in the order of scheme and source. */
export function bySource(entries: readonly Share[]): Share[] {
  const merged = new Map<string, Share>();
  for (const { scheme, source, nature, pence } of entries) {
    const key = `${scheme}\u0000${source}\u0000${nature}`;
    merged.set(key, { scheme, source, nature, pence: pence + (merged.get(key)?.pence ?? 0n) });
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, share]) => share);
}

function nothingReserved(books: Books, award: string): void {
  for (const { pence } of books.list('reserved', { award }))
    must('rule 4: the whole reservation passes on', pence === 0n);
}
