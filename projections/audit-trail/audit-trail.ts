import type { DataSource, EntityManager } from 'typeorm';
import type { RecordedEvent } from '#contracts/envelope.js';
import type { EventStore } from '#libs/event-store/port.js';
import { live } from '../reading/live.js';
import { refuseUnheardOf } from '../reading/sums.js';
import { together } from '../reading/together.js';
import { theService, type ViewerOf } from '../reading/viewer.js';
import type { Moment, Point, PostedLine, Reading } from '../reading/reading.js';
import type { Asked, Dimension } from '#libs/ledger/balances.js';
import { changesBetween, type Change } from './changes.js';
import { chainOf, type Chain } from './chain.js';
import { entriesWhere, Values, type Entry } from './entries.js';
import { judgementOf, type Judgement } from './judgement.js';
import { compareViews, type Comparison } from './compare.js';
import { sampleOf, type Sample } from './sample.js';
import { spanOf, type Span } from './span.js';
import { alikeInOtherFiles, type AlikeRow, type PublishedPayment } from './tests/alike.js';
import type { AuditTest, Finding } from './tests/audit-test.js';
import { searchEntries, type Found, type Paging, type Search } from './search.js';

/** An event with all that an auditor asks of it. */
export interface OpenedEvent {
  readonly moment: Moment;
  readonly event: RecordedEvent;
  readonly postings: readonly PostedLine[];
  readonly entry: Entry;
  /** The bytes as the log keeps them: what is hashed. */
  readonly canonical: string;
  readonly chain: Chain;
  readonly judgement: Judgement | null;
}

/** A command's events stand together; more of them than this are not looked through. */
const neighboursMax = 60;

/** Questions that auditors ask of the log, as known at any number and effective on any day. */
export class AuditTrail {
  constructor(
    private readonly source: DataSource,
    private readonly store: EventStore,
    private readonly reading: Reading,
    private readonly viewer: ViewerOf = theService,
  ) {}

  /** The same trail, as somebody sees it; `reading` is as the same sees it. */
  seenBy(viewer: ViewerOf, reading: Reading): AuditTrail {
    return new AuditTrail(this.source, this.store, reading, viewer);
  }

  async search(
    search: Search,
    point: Point,
    paging: Paging,
  ): Promise<Found & { readonly moment: Moment }> {
    const moment = await this.reading.moment(point);
    const found = await this.live((models) => searchEntries(models, moment, search, paging));
    return { moment, ...found };
  }

  /** What of the numbers after one, up to another that the views have reached, the viewer sees anything of. */
  changes(after: number, upTo: number): Promise<Change[]> {
    return this.live((models) => changesBetween(models, after, upTo));
  }

  /** Undefined where the log, as known at the point, has no such number. */
  async open(number: number, point: Point): Promise<OpenedEvent | undefined> {
    const moment = await this.reading.moment(point);
    const found = number <= moment.number ? await this.reading.event(number) : undefined;
    if (!found) return undefined;
    const canonical = await this.bytesOf(number);
    const beside = await this.besides(found.event);
    return this.live(async (models) => {
      const values = new Values();
      const entries = await entriesWhere(
        models,
        `e.number = any(${values.at([number, ...beside])}::bigint[])`,
        values,
      );
      const entry = entries.find((each) => each.number === number);
      if (!entry) throw new Error(`the audit trail lacks event ${number}`);
      return {
        ...{ moment, ...found, entry, canonical },
        chain: await chainOf(models, moment, entry),
        judgement: await judgementOf(
          models,
          entry,
          entries.filter((each) => each !== entry),
        ),
      };
    });
  }

  /** Events by their numbers, as the trail has them; those that the viewer does not see are left out. */
  async entries(numbers: readonly number[]): Promise<Entry[]> {
    return this.live((models) => {
      const values = new Values();
      return entriesWhere(models, `e.number = any(${values.at(numbers)}::bigint[])`, values);
    });
  }

  /** Runs a saved test. Its parameters are checked; the ones that it does not know are refused. */
  async test(
    test: AuditTest,
    fund: string | undefined,
    parameters: Readonly<Record<string, unknown>>,
    point: Point,
  ): Promise<{ readonly moment: Moment; readonly findings: readonly Finding[] }> {
    const moment = await this.reading.moment(point);
    const findings = await this.live((models) => test.find({ models, moment, fund }, parameters));
    return { moment, findings };
  }

  /** The number up to which everything is answered now: what this process has recorded counts. */
  async now(): Promise<number> {
    return (await this.reading.moment({})).number;
  }

  /** Rows of a file that look like payments which other files have brought into a fund, as known at a point. */
  async alikeInOtherFiles(
    fund: string,
    file: string,
    rows: readonly PublishedPayment[],
    point: Point,
  ): Promise<AlikeRow[]> {
    const moment = await this.reading.moment(point);
    return this.live((models) => alikeInOtherFiles({ models, moment, fund }, file, rows));
  }

  /** What differs in a fund between two points, with the events that explain it. */
  async compare(
    fund: string,
    from: Point,
    to: Point,
    by: readonly Dimension[],
  ): Promise<Comparison> {
    const [before, after] = await together(
      this.reading.balances(fund, from),
      this.reading.balances(fund, to),
    );
    return this.live((models) => compareViews(models, before, after, by));
  }

  /** How far the history of a fund reaches up to now, and where a number stands in it. */
  async span(fund: string, number: number): Promise<Span | undefined> {
    const end = await this.reading.moment({});
    return this.live((models) => spanOf(models, end, fund, number));
  }

  async sample(
    fund: string,
    asked: Asked,
    size: number,
    seed: string,
    point: Point,
  ): Promise<Sample & { readonly moment: Moment }> {
    const moment = await this.reading.moment(point);
    return this.live(async (models) => {
      await refuseUnheardOf(models, moment, { fund });
      return { moment, ...(await sampleOf(models, moment, fund, asked, size, seed)) };
    });
  }

  private live<Answer>(question: (models: EntityManager) => Promise<Answer>): Promise<Answer> {
    return live(this.source, this.viewer(), question);
  }

  private async bytesOf(number: number): Promise<string> {
    for await (const stored of this.store.readBytes(number - 1, number))
      for (const { bytes } of stored) return bytes;
    throw new Error(`the log does not hand out event ${number}`);
  }

  /** Numbers of the other events that the same command put into the same stream. */
  private async besides({ number, key, stream }: RecordedEvent): Promise<number[]> {
    const found: number[] = [];
    const from = Math.max(0, number - 1 - neighboursMax);
    const upTo = Math.min(number + neighboursMax, (await this.store.head()).number);
    for await (const events of this.store.read(from, upTo))
      for (const event of events)
        if (event.key === key && event.stream === stream && event.number !== number)
          found.push(event.number);
    return found;
  }
}
