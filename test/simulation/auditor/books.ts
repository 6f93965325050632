import { mayLieWithin, type Made } from './areas.js';
import { must, periodAfter, whole, yearOfDay } from './amounts.js';
import type { DecidedFor } from './authority.js';
import type { Accrued } from './clearing.js';
import type { Cost } from './cost-limits.js';
import { Journal } from './journal.js';
import { daysFor } from './judged-days.js';
import type {
  Advanced,
  Bill,
  Contributed,
  Fence,
  Hosting,
  Letting,
  Permitted,
  Promised,
  Side,
  Source,
  Terms,
  Use,
} from './kept.js';
import type { ShareLimit } from './share-limits.js';
import type { Issued } from './statements.js';

/** What an entry in the auditor's books is about; `none` where the dimension does not apply. */
export interface Of {
  /** Budget only: how sure the money is. */
  readonly certainty: string;
  /** The accounting year. */
  readonly year: string;
  readonly nature: string;
  readonly source: string;
  readonly scheme: string;
  readonly award: string;
}

const nothing: Of = {
  certainty: 'none',
  year: 'none',
  nature: 'none',
  source: 'none',
  scheme: 'none',
  award: 'none',
};

/** Of a scheme that nobody opened nothing is known. */
const nowhere = { category: 'unknown', area: 'unknown', need: null, cohort: null };

export interface Entry extends Of {
  readonly pence: bigint;
}
interface Kept extends Of {
  pence: bigint;
}

const keyOf = (of: Of): string =>
  `${of.certainty}|${of.year}|${of.nature}|${of.source}|${of.scheme}|${of.award}`;

/** The auditor's books of one fund: what stands where, and what is known of each thing in it. */
export class Books {
  readonly #accounts = new Map<string, Map<string, Kept>>();
  readonly journal = new Journal();
  terms: Terms | undefined;
  readonly sources = new Map<string, Source>();
  readonly schemes = new Map<
    string,
    {
      readonly category: string;
      readonly demandLed: boolean;
      readonly area: string;
      readonly need: string | null;
      readonly cohort: string | null;
    }
  >();
  /** Every version of every ring-fence, in the order of their numbers. */
  readonly fences: Fence[] = [];
  /** Every version of every share limit, in the order of their numbers. */
  readonly shareLimits: ShareLimit[] = [];
  /** From which day. */
  readonly closedSchemes = new Map<string, string>();
  /** What is still to be covered, by the number of the event that went over its budget. */
  readonly tasks = new Map<string, bigint>();
  /** By task: a budget that the event went over. */
  readonly overspent = new Map<string, Pick<Of, 'scheme' | 'source' | 'year' | 'nature'>>();
  /** By year, source and nature: what closings of the year have passed on and given back so far. */
  readonly closings = new Map<string, { transferred: bigint; returnable: bigint }>();
  /** By contribution: what was given in kind in all, and last. */
  readonly inKind = new Map<string, { key: string; given: bigint; last: bigint }>();
  /** By accrual or invoice: the task that it opened. */
  readonly taskOf = new Map<string, string>();
  /** What the command that is being read has still to flag. */
  unflagged: { readonly key: string; readonly what: string } | undefined;
  /** What was reversed by the command that is being read. */
  reversed: { readonly key: string; readonly expenditure: string } | undefined;
  readonly contributions = new Map<string, Contributed>();
  readonly awards = new Map<string, Promised>();
  readonly bills = new Map<string, Bill>();
  readonly accrued = new Map<string, Accrued>();
  /** By expenditure: the accounting year in which it counts. */
  readonly spentIn = new Map<string, string>();
  /** By source: what came back after the year to which it is bound, in the command that gave it back. */
  readonly givenBack = new Map<string, bigint>();
  givenBackBy = '';
  /** What was claimed, and is neither right nor wrong yet. */
  readonly claims = new Map<
    string,
    { readonly provider: string; readonly award: string; readonly amount: string }
  >();
  /** Of a claim, what is not verified: open, until the command that verified it claims it anew. */
  claimLeft: { readonly key: string; readonly award: string; readonly pence: bigint } | undefined;
  /** The day, the time and the number of the event that is being read. */
  day = '';
  stamp = '';
  number = 0;
  /** Of whoever asked, where the event's authority tells it as `finance of host`. */
  office: string | undefined;
  /** What came into the host's cash and went out of it, by the number of its event. */
  readonly cashBook = new Map<
    number,
    { readonly day: string; readonly bySource: Map<string, bigint> }
  >();
  /** Cost, by scheme and day. */
  readonly spent = new Map<string, { scheme: string; day: string; pence: bigint }>();
  /** By coding and year: what stands of payments as they were published. */
  readonly published = new Map<string, bigint>();
  readonly incomes = new Set<string>();
  /** What came in, went out or was given and stands, by its place in the stream: as it was recorded. */
  readonly entries = new Map<number, string>();
  readonly advances = new Map<string, Advanced>();
  readonly permissions = new Map<string, Permitted>();
  /** Recodings that others have to decide: who asked, and who approved. */
  readonly proposals = new Map<
    string,
    { readonly proposer: string; readonly approvers: string[]; open: boolean }
  >();
  /** Who kept the fund from which day on, and under which agreement, as it was recorded. */
  readonly hostings: Hosting[] = [];
  readonly movesDecided = new Map<string, readonly string[]>();
  /** By attempt: what moves that are neither made nor let go will bring here, and take from here. */
  readonly moves = new Map<string, readonly Side[]>();
  /** By source, year and nature: what each scheme gave up and nobody was given since. */
  readonly givenUp = new Map<string, Map<string, bigint>>();
  /** By request: budget of other schemes that was given to a scheme, until it is decided as a virement. */
  readonly virements = new Map<string, { readonly pence: bigint; readonly needed: boolean }>();
  /** By request and kind: what each partner has to decide, until it is said that they did. */
  readonly together = new Set<string>();
  /** Decisions that the host's scheme of delegation names, and that nobody is shown to have decided. */
  readonly undecided: {
    readonly key: string;
    readonly decision: string;
    readonly subject: string;
  }[] = [];
  /** By organisation, office, budget head and year: what the office has decided (rule 20). */
  readonly counted = new Map<string, bigint>();
  /** By decision, word for word: who let somebody else take it, and until when. */
  readonly lettings = new Map<string, readonly Letting[]>();
  /** By award, or award and change: how far it was promised beyond what there is, by choice. */
  readonly overridden = new Map<string, bigint>();
  /** By award, or award and change: what was counted for whoever decided it, and what let them. */
  readonly decided = new Map<string, readonly DecidedFor[]>();
  readonly uses: { by: string; permits: string; source: string; scheme: string; pence: bigint }[] =
    [];
  /** Claims on outcomes that are never to be paid here, by the name that their payment would have. */
  readonly barred = new Set<string>();
  readonly statements = new Map<string, Issued>();
  /** By partner that left: what was settled with it last. */
  readonly settled = new Map<string, string>();
  /** Statements that a reopened period makes stale, and that nobody has said so of yet. */
  readonly stale = new Set<string>();
  /** By source, scheme, year and nature: what its funder let through outside its ring-fence. */
  readonly permitted = new Map<string, bigint>();
  /** What has been used of permissions by the command that is being read. */
  readonly used = { key: '', uses: [] as Use[] };
  /** Changes of awards that are reserved and neither made nor lapsed, and to whom the award passes by one. */
  readonly changes = new Map<string, string | null>();
  /** By change of an award: what the ring-fences of the money that it adds let it be for. */
  readonly changesFor = new Map<
    string,
    {
      readonly onlyFor: readonly (readonly string[])[];
      readonly lines: readonly { readonly category: string; readonly amount: string }[];
    }
  >();
  /** By award: what is set aside for it, or for its change, is to be for. */
  readonly costsAside = new Map<string, readonly Cost[]>();
  /** Periods that are not open: who may still post, where they are closed softly. */
  readonly closed = new Map<string, readonly string[] | 'hard'>();
  /** Once closed, also where they were reopened since. */
  readonly closedYears = new Set<string>();
  /** By source, nature and year: brought before the year before was closed, and not certain yet. */
  readonly provisional = new Set<string>();
  /** Contributions that were cut back: what was promised of them is promised of nothing now. */
  readonly shrunk = new Set<string>();
  /** Amounts by which something went beyond its budget or its award: each is flagged (rule 15). */
  readonly flags: { readonly number: number; readonly kind: string; readonly pence: bigint }[] = [];

  constructor(
    readonly id: string,
    readonly areas: ReadonlyMap<string, readonly Made[]>,
  ) {}

  enter(account: string, pence: bigint, about: Partial<Of>): void {
    if (pence === 0n) return;
    const of = { ...nothing, ...about };
    if (account === 'cost') {
      const key = `${of.scheme}|${this.day}`;
      const before = this.spent.get(key)?.pence ?? 0n;
      this.spent.set(key, { scheme: of.scheme, day: this.day, pence: before + pence });
    }
    if (account === 'cash') this.#inCash(of.source, pence);
    const entries = this.#accounts.get(account) ?? new Map<string, Kept>();
    this.#accounts.set(account, entries);
    this.journal.note(this.number, account, { ...of, pence });
    const entry = entries.get(keyOf(of));
    if (entry) entry.pence += pence;
    else entries.set(keyOf(of), { ...of, pence });
  }

  #inCash(source: string, pence: bigint): void {
    const { day, number } = this;
    const entry = this.cashBook.get(number) ?? { day, bySource: new Map<string, bigint>() };
    this.cashBook.set(number, entry);
    entry.bySource.set(source, (entry.bySource.get(source) ?? 0n) + pence);
  }

  /** Takes an amount from one place to another, alike but for what `from` and `to` say. */
  pass(pence: bigint, alike: Partial<Of>, from: Placed, to: Placed): void {
    const { account: left, ...leaving } = from;
    const { account: right, ...arriving } = to;
    this.enter(left, -pence, { ...alike, ...leaving });
    this.enter(right, pence, { ...alike, ...arriving });
  }

  /** Every entry of an account that is about what is asked. */
  list(account: string, where: Partial<Of> = {}): Entry[] {
    const asked = Object.entries(where) as [keyof Of, string][];
    return [...(this.#accounts.get(account)?.values() ?? [])].filter((entry) =>
      asked.every(([name, value]) => entry[name] === value),
    );
  }

  sum(account: string, where: Partial<Of> = {}): bigint {
    let sum = 0n;
    for (const { pence } of this.list(account, where)) sum += pence;
    return sum;
  }

  accounts(): string[] {
    return [...this.#accounts.keys()];
  }

  /** What a scheme was allocated and nobody has been promised or paid from. */
  uncommitted(of: Pick<Of, 'scheme' | 'source' | 'year' | 'nature'>): bigint {
    const { scheme, source, year, nature } = of;
    return this.sum('scheme', { scheme, source, year, nature });
  }

  /** The ring-fence in force on one of the days that the use would cross (rule 18). */
  fenced(use: Omit<Of, 'certainty' | 'award'>, days: readonly string[]): Fence | undefined {
    return days
      .flatMap((made) => daysFor(use.year, [made]).map((day) => this.#fencedOn(use, day, made)))
      .find((fence) => fence !== undefined);
  }

  /** What awards may be for, by each ring-fence of the money that they are promised (rule 18). */
  costsAllowed(
    uses: readonly Omit<Of, 'certainty' | 'award'>[],
    days: readonly string[],
  ): (readonly string[])[] {
    return uses.flatMap((use) =>
      daysFor(use.year, days)
        .flatMap((day) => this.fencesOn(day))
        .filter(
          ({ source, natures }) =>
            source === use.source && (use.nature === 'unknown' || natures.includes(use.nature)),
        )
        .flatMap(({ costCategories }) => (costCategories === null ? [] : [costCategories])),
    );
  }

  /** A scheme takes no budget from the day on which it is closed. */
  closedOn(scheme: string, year: string, days: readonly string[]): boolean {
    const closed = this.closedSchemes.get(scheme);
    return closed !== undefined && daysFor(year, days).some((day) => closed <= day);
  }

  /** By the terms of one day, and by what lies within their areas on the day of the decision. */
  #fencedOn(use: Omit<Of, 'certainty' | 'award'>, day: string, made: string): Fence | undefined {
    const { category, area, need, cohort } = this.schemes.get(use.scheme) ?? nowhere;
    const at = { day: made, stamp: this.stamp };
    return this.fencesOn(day).find(
      (fence) =>
        fence.source === use.source &&
        fence.natures.includes(use.nature) &&
        !(
          (fence.categories?.includes(category) ?? true) &&
          (fence.schemes?.includes(use.scheme) ?? true) &&
          (fence.areas === null || mayLieWithin(this.areas, area, fence.areas, at)) &&
          (fence.needs?.includes(need ?? '') ?? true) &&
          (fence.cohorts?.includes(cohort ?? '') ?? true) &&
          (fence.years?.includes(use.year) ?? true)
        ),
    );
  }

  /** Every ring-fence by the terms that it has on a day. */
  fencesOn(day: string): Fence[] {
    const inForce = new Map<string, Fence>();
    for (const fence of this.fences) {
      const before = inForce.get(fence.ringFence);
      if (fence.since <= day && (before === undefined || before.since <= fence.since))
        inForce.set(fence.ringFence, fence);
    }
    return [...inForce.values()].filter(({ until }) => until === null || day <= until);
  }

  /** Whether what is unspent of it on a day is held for its funder (the year-end, 2). */
  limitedToYear({ source, nature }: Pick<Of, 'source' | 'nature'>, day: string): boolean {
    return this.fencesOn(day).some(
      (fence) => fence.yearLimited && fence.source === source && fence.natures.includes(nature),
    );
  }

  /**
   * Rule 17: nothing posts while a period is hard-closed. What has a day counts in the first period
   * open after it; what belongs to a year counts in that year.
   */
  counts(period: string, where: { readonly day?: string; readonly year?: string }): string {
    must(`rule 17: ${period} is not hard-closed in ${this.id}`, this.closed.get(period) !== 'hard');
    const { day, year } = where;
    if (year !== undefined)
      must(`rule 18: money of ${year} stays in it, not in ${period}`, yearOfDay(period) === year);
    if (day !== undefined) {
      let first = day.slice(0, 7);
      while (first !== period && !this.#mayPost(first)) first = periodAfter(first);
      must(`rule 17: ${day} counts in ${first}, and not in ${period}`, first === period);
      must(
        `rule 17: ${this.office ?? 'nobody'} posts in ${period}, which is soft-closed`,
        this.office === undefined || this.#mayPost(period),
      );
    }
    return yearOfDay(period);
  }

  /** Soft-closed, a period is open to the offices that its closing names; whose office is not told skips it. */
  #mayPost(period: string): boolean {
    const closed = this.closed.get(period);
    return (
      closed === undefined ||
      (closed !== 'hard' && this.office !== undefined && closed.includes(this.office))
    );
  }

  /** The last that was recorded of the latest day that is not after it; of a day before the first, that. */
  hostedOn(day: string): Hosting | undefined {
    const begun = this.hostings.filter(({ since }) => since <= day);
    const latest = begun
      .map(({ since }) => since)
      .sort()
      .at(-1);
    return begun.filter(({ since }) => since === latest).at(-1) ?? this.hostings[0];
  }

  /**
   * What belongs to a year counts in it; a late fact of a year of which nothing is open counts in the
   * first period open after it (rule 17).
   */
  countsFor(year: string, period: string, day: string): { readonly in: string; late: boolean } {
    if (yearOfDay(period) === year) return { in: this.counts(period, { year }), late: false };
    must(`rule 18: money of ${year} stays in it, not in ${period}`, this.isShut(year));
    const lastDay = `${Number(year.slice(0, 4)) + 1}-03-31`;
    return { in: this.counts(period, { day: day > lastDay ? day : lastDay }), late: true };
  }

  /** No month of it is open, nor its adjustment period: all are closed hard, or at least softly. */
  isShut(year: string, softly = false): boolean {
    let period = `${year.slice(0, 4)}-04`;
    while (softly ? this.closed.has(period) : this.closed.get(period) === 'hard') {
      if (period.endsWith('-adj')) return true;
      period = periodAfter(period);
    }
    return false;
  }

  /** Something went beyond its budget: kept, flagged, and a task named for its place in the stream. */
  flag(
    { number, revision }: { readonly number: number; readonly revision: number },
    kind: string,
    amount: string,
  ): void {
    must(`rule 15: ${kind} by ${amount} is not below zero`, whole(amount) >= 0n);
    if (whole(amount) === 0n) return;
    this.flags.push({ number, kind, pence: whole(amount) });
    if (kind === 'over-budget') this.tasks.set(String(revision), whole(amount));
  }
}

type Placed = { readonly account: string } & Partial<Of>;
