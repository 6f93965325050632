import type { RecordedEvent } from '#contracts/envelope.js';
import type { PublishedLine } from '#contracts/events/fund/publication.js';
import type { Asked, Balances, Dimension } from '#libs/ledger/balances.js';
import type { FactLine, FactsAt } from '#libs/ledger/facts-at.js';
import type { Account, Dimensions } from '#libs/ledger/posting.js';
import type { Standing } from '#libs/ledger/whose.js';
import type { Measure } from '../ecosystem-investment/figures/measures.js';
import type { Found, Part, Search } from '../publication/published.js';
import type { Pence } from '#libs/money/pence.js';
import type { Sort } from './sort.js';

/** The point that a reader asks about; without it, everything recorded so far. */
export interface Point {
  /**
   * A log number, an instant (UTC) or a day (its end, Europe/London). `187@2026-11-22` is a number as it
   * was seen on a later day: what was overdue then, for how long.
   */
  readonly asKnownAt?: string | undefined;
  /** Only what has taken effect by this day. */
  readonly effectiveOn?: string | undefined;
}

/** The point that an answer holds for. Every answer states it. */
export interface Moment {
  readonly number: number;
  /** Recorded time of that number; null for the empty log. */
  readonly recorded: string | null;
  /** False where events recorded later may still fall before the instant that was asked about. */
  readonly final: boolean;
  readonly effectiveOn: string | null;
  /** The day whose facts hold: effectiveOn, else today, or for the past the one asked about, or that of its number. */
  readonly day: string;
}

/** A fund at a moment: the input of every figure about it. */
export interface FundView extends FundTerms, FundBalances {}

/** What was posted of a fund up to a moment, without what was said of it. */
export interface FundBalances {
  readonly fund: string;
  readonly moment: Moment;
  readonly balances: Balances;
}

export interface FundTerms {
  readonly fund: string;
  readonly moment: Moment;
  readonly facts: FactsAt;
}

/** What one fund has of a provider: a view in which nothing but that provider's stands. */
export interface ProviderFund extends FundView {
  /** What was said of its claims and invoices, in the order of the log: a fact has the last word only. */
  readonly said: readonly FactLine[];
}

/** A provider at a moment, over all funds: the input of every figure about it. */
export interface ProviderView {
  /** As it was asked about. */
  readonly provider: string;
  /** Everything that the one body is called. */
  readonly identifiers: readonly string[];
  readonly moment: Moment;
  /** In code-point order; those without a line of the provider are left out. */
  readonly funds: readonly ProviderFund[];
  /** About the body itself and its awards. */
  readonly facts: FactsAt;
}

/** A fund as far as one of its awards goes: the input of what is said of the award in the fund. */
export interface AwardView extends ProviderFund {
  /** What promised, set aside or agreed something of it, newest first. */
  readonly decided: readonly Concerning[];
}

/** What has been proposed, over all funds: the input of the inbox of approvals. */
export interface Waiting {
  readonly moment: Moment;
  readonly facts: FactsAt;
  /** What is proposed within a fund, and what its schemes and sources are called. */
  readonly funds: readonly { readonly fund: string; readonly facts: FactsAt }[];
}

/** What one event did to lines of a provider, or said of them. */
export interface Concerning {
  readonly number: number;
  readonly postings: readonly PostedLine[];
  readonly facts: readonly FactLine[];
}

/** One posting with the event that made it: the last step down from a figure. */
export interface PostedLine {
  readonly number: number;
  readonly line: number;
  readonly on: Dimensions & { readonly year: string };
  readonly effective: string;
  readonly pence: Pence;
}

/** What was posted of one day under one area of one fund. */
export interface FiledLine {
  readonly fund: string;
  readonly area: string;
  /** The day on which it took effect. */
  readonly day: string;
  readonly pence: Pence;
  /** Where money may be passed down by it: by which award or to which body, of which year and nature. */
  readonly handedOn: HandedOn | null;
}

/** What was spent, or is promised, under one source, scheme, award and provider; years are those of the accounts. */
export interface InvestedLine extends FiledLine {
  readonly measure: Measure;
  readonly year: string;
  readonly nature: string;
  readonly source: string;
  readonly scheme: string;
  readonly award: string;
  readonly provider: string;
}

/** Money over all funds: the input of every figure of ecosystem investment. */
export interface Invested {
  readonly moment: Moment;
  /** About parties, places and awards. */
  readonly facts: FactsAt;
  /** What each fund says of its schemes, sources and ring-fences. */
  readonly ofFund: ReadonlyMap<string, FactsAt>;
  readonly lines: readonly InvestedLine[];
  /** What awards have in their cost lines: by fund, award, year and account `memo:line:…`. */
  readonly costs: readonly Sum[];
}

export interface HandedOn {
  readonly award: string;
  readonly provider: string;
  readonly year: string;
  readonly nature: string;
}

/** What one event posted under a provider, with what it has in common: accounts and sources together. */
export interface Movement {
  readonly number: number;
  readonly on: string;
  readonly provider: string;
  readonly award: string;
  readonly scheme: string;
  readonly area: string;
  readonly relatesTo: string;
  readonly pence: Pence;
}

/** What is public of every fund that publishes, but its lines. */
export interface Published {
  readonly moment: Moment;
  readonly facts: FactsAt;
  /** What a fund calls a scheme that its published totals name. */
  readonly schemeName: (fund: string, scheme: string) => string | undefined;
}

/** Published lines that have all of this in common, over all publications. */
export interface PublishedSum extends Pick<
  PublishedLine,
  'kind' | 'recipient' | 'provider' | 'vcse' | 'area' | 'year'
> {
  readonly fund: string;
  /** Of an award; its dates are those of the line that was published last, of a redacted one its own. */
  readonly award: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly count: number;
  readonly pence: Pence;
}

/** Up to a number and a day, and behind such a place; of days from one on, or of all. */
export interface Window {
  readonly number: number;
  readonly until: string;
  readonly after: { readonly number: number; readonly until: string } | undefined;
  readonly from: string | undefined;
}

/** By what postings are sorted. */
export type PostingSort = 'number' | 'effective' | 'amount';

/** Some of a list, and where the next part begins. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** A sum of postings, and what they have in common, by the dimensions that were asked for. */
export type Sum = Readonly<Partial<Record<Dimension, string>>> & { readonly pence: Pence };

/** Questions to the read models. Refusals (a future moment, an unknown fund) are thrown as `Refused`. */
export interface Reading {
  /**
   * Whether a sum of what is asked about may be a sum of only some of it: the lines that whoever asks is
   * shown. Every answer with such a sum says so.
   */
  partial(asked: Asked): boolean;
  moment(point: Point): Promise<Moment>;
  /** Facts that belong to no one fund, and every fund's own. */
  place(point: Point): Promise<{ readonly moment: Moment; readonly facts: FactsAt }>;
  /**
   * The last number at which it may have changed who acts for whom or whose a fund is; what this
   * process has recorded counts.
   */
  standsSince(): Promise<number>;
  /** Whose each fund is, and what bodies are called, as it stands now. */
  standing(): Promise<Standing>;
  /** The appointments of a person, as they stand now. */
  appointments(person: string): Promise<{ readonly moment: Moment; readonly facts: FactsAt }>;
  /** A file that was taken in, with what is told of its rows; nothing where there is none. */
  imported(id: string, point: Point): Promise<{ readonly moment: Moment; readonly facts: FactsAt }>;
  fund(fund: string, point: Point): Promise<FundView>;
  /** Everything about a fund but its balances, which take the longest. */
  terms(fund: string, point: Point): Promise<FundTerms>;
  /** Nothing of a fund but its balances; refused where there is no such fund. */
  balances(fund: string, point: Point): Promise<FundBalances>;
  /** The accounting years in which a fund has balances, the earliest first. */
  years(fund: string, moment: Moment): Promise<readonly string[]>;
  /** Of a fund what is of one award, whoever has it; refused where there is no such fund. */
  award(fund: string, award: string, point: Point): Promise<AwardView>;
  waiting(point: Point): Promise<Waiting>;
  /** Of one body, under all the identifiers given, the first being the one asked about. */
  provider(identifiers: readonly string[], point: Point): Promise<ProviderView>;
  /** Events after a number that touched lines of the body, newest first; `next` is a number. */
  concerning(
    identifiers: readonly string[],
    after: number,
    point: Point,
    before?: number,
    limit?: number,
  ): Promise<Page<Concerning> & { readonly moment: Moment }>;
  /** The sum of what is asked about; zero where nothing was posted. */
  balance(
    fund: string,
    asked: Asked,
    point: Point,
  ): Promise<{ readonly moment: Moment; readonly pence: Pence }>;
  /**
   * Sums over all funds by some dimensions, in their order; those that are zero are left out. What is
   * asked about (a fund, source, scheme, award, provider or area) must have been heard of by then.
   */
  sums(
    by: readonly Dimension[],
    asked: Asked,
    point: Point,
  ): Promise<{ readonly moment: Moment; readonly sums: readonly Sum[] }>;
  /** Postings behind a sum, oldest first or sorted; `total` is the sum of all of them, not of the page. */
  postings(
    fund: string,
    asked: Asked,
    point: Point,
    cursor?: string,
    limit?: number,
    sort?: Sort<PostingSort>,
  ): Promise<
    Page<PostedLine> & { readonly moment: Moment; readonly total: Pence; readonly count: number }
  >;
  /** What funds say they publish, their publications, and who publishes: for anybody. */
  published(point: Point): Promise<Published>;
  /** The contracts that bodies have published in registers of theirs. */
  registers(point: Point): Promise<{ readonly moment: Moment; readonly facts: FactsAt }>;
  /** What all funds have published line by line, added up, with what they say they publish; for anybody. */
  publishedSums(point: Point): Promise<Published & { readonly sums: readonly PublishedSum[] }>;
  publishedLines(
    search: Search,
    part: Part,
    point: Point,
  ): Promise<Found & { readonly moment: Moment }>;
  /** What events posted to providers in these accounts, in the order of the log; what nets to nought is left out. */
  movements(
    fund: string,
    accounts: readonly Account[],
    window: Window,
  ): Promise<readonly Movement[]>;
  /** What every fund filed in these accounts, by area and day; of one accounting year, or of all. */
  filed(
    accounts: readonly Account[],
    year: string | undefined,
    point: Point,
  ): Promise<{
    readonly moment: Moment;
    readonly facts: FactsAt;
    readonly lines: readonly FiledLine[];
  }>;
  /** Spending and commitments of every fund that is seen, with what is known about them. */
  invested(point: Point): Promise<Invested>;
  /** An event with its postings; undefined where the number is not reached. */
  event(
    number: number,
  ): Promise<
    { readonly event: RecordedEvent; readonly postings: readonly PostedLine[] } | undefined
  >;
}
