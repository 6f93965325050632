import { z } from 'zod';
import type { RecordedEvent } from '#contracts/envelope.js';
import { kindOf, streamOf, type DomainEvent } from '#contracts/events/all.js';
import { StatementKind } from '#contracts/events/fund/statements.js';
import { londonDay, yearOf } from '#contracts/financial-year.js';
import { Balances } from '#libs/ledger/balances.js';
import { standing, type FactLine } from '#libs/ledger/facts-at.js';
import { facts } from '#libs/ledger/facts.js';
import type { Dimensions, Posting } from '#libs/ledger/posting.js';
import type { Moment, PostedLine } from '#projections/reading/reading.js';
import { SeriesBook, type Series } from '#projections/runner/series-book.js';
import { datedAccounts, otherYears } from '#projections/statements/figures/account.js';
import type { LogMadeFrom } from '#projections/statements/figures/head.js';
import { statementDocument, statementEntities } from '#projections/statements/figures/statement.js';

/** What a document says that it is; its figures are made anew, and not read. */
const Claims = z.object({
  format: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  kind: StatementKind,
  fund: z.object({ id: z.string() }),
  year: z.string().regex(/^\d{4}-\d{2}$/),
  quarter: z.int().min(1).max(4).nullable(),
  asKnownAt: z.int().min(1),
  effectiveOn: z.string().nullable(),
});

export type StatementClaims = z.infer<typeof Claims>;

/** What a document claims; undefined where it is none of a format that this release knows. */
export const claimsOf = (document: unknown): StatementClaims | undefined =>
  Claims.safeParse(document).data;

type Event = RecordedEvent & DomainEvent;

/** What statements read that no stream of a fund says. */
const besideFunds: ReadonlySet<string> = new Set(['organisation', 'outcome']);
const dated: ReadonlySet<string> = new Set(datedAccounts);

/**
 * Makes a statement anew out of the events of its fund, by the same functions as the views. It holds
 * the sums of the fund's series and what crosses the end of the year: no more, however many events.
 */
export class StatementFigures {
  readonly #stream: string;
  readonly #read: ReadonlySet<string>;
  readonly #book = new SeriesBook(0);
  readonly #series: { readonly on: Dimensions; readonly series: Series }[] = [];
  readonly #facts: FactLine[] = [];
  readonly #crossing: PostedLine[] = [];

  constructor(private readonly of: StatementClaims) {
    this.#stream = streamOf('fund', of.fund.id);
    this.#read = new Set(statementEntities(of));
  }

  /** An event up to the number that the statement is made at. */
  take(event: Event, posted: readonly Posting[]): void {
    // Of other streams a statement has names and outcomes alone: nothing else of them is in a view of the fund.
    const isOwn = event.stream === this.#stream;
    if (!isOwn && !besideFunds.has(kindOf(event.stream))) return;
    let line = 0;
    if (isOwn) for (const posting of posted) this.#post(event.number, line++, posting);
    for (const fact of facts(event))
      if (this.#read.has(fact.entity) && isOwn !== besideFunds.has(fact.entity))
        this.#facts.push({ ...fact, number: event.number });
  }

  #post(number: number, line: number, posting: Posting): void {
    const { effectiveOn, year } = this.of;
    const { on, effective, pence } = posting;
    if (effectiveOn !== null && effective > effectiveOn) return;
    let series = this.#book.find(posting);
    if (series === undefined) {
      series = this.#book.begin(posting);
      this.#series.push({ on, series });
    }
    series.running += pence;
    if (!dated.has(on.account)) return;
    const counts = yearOf(on.period);
    if ((counts === year) !== (on.relatesTo === year))
      this.#crossing.push({ number, line, on: { ...on, year: counts }, effective, pence });
  }

  /** The document that the events make, with when the last of them was recorded. */
  document(recorded: string, log: LogMadeFrom): ReturnType<typeof statementDocument> {
    const { kind, year, quarter, asKnownAt: number, effectiveOn, fund, format } = this.of;
    const day = effectiveOn ?? londonDay(new Date(recorded));
    const moment: Moment = { number, recorded, final: true, effectiveOn, day };
    const balances = Balances.of(
      this.#series
        .filter(({ series }) => series.running !== 0n)
        .map(({ on, series }) => ({ on, pence: series.running })),
    );
    const standingFacts = standing(this.#facts.filter(({ effective }) => effective <= day));
    const counted = new Set(otherYears(balances, 'year', year));
    const related = new Set(otherYears(balances, 'relatesTo', year));
    const lines = this.#crossing.filter(({ on }) =>
      on.relatesTo === year ? counted.has(on.year) : related.has(on.relatesTo),
    );
    return statementDocument(
      { fund: fund.id, moment, balances, facts: standingFacts },
      { kind, year, quarter },
      lines,
      format === 1 ? { format } : { format, log },
    );
  }
}
