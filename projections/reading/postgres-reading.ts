import { DataSource, type EntityManager } from 'typeorm';
import type { RecordedEvent } from '#contracts/envelope.js';
import type { EventStore } from '#libs/event-store/port.js';
import { Connections } from '#libs/event-store/sql/connections.js';
import type { Asked, Dimension } from '#libs/ledger/balances.js';
import type { FactsAt } from '#libs/ledger/facts-at.js';
import type { Account } from '#libs/ledger/posting.js';
import type { Standing } from '#libs/ledger/whose.js';
import type { Pence } from '#libs/money/pence.js';
import { publishedSums } from '../publication/published-sums.js';
import { publishedLines, type Found, type Part, type Search } from '../publication/published.js';
import type { Progress } from '../runner/runner.js';
import type { DueKind } from '#libs/ledger/facts/due.js';
import { duePage, type DueCursor, type DuePage } from './due.js';
import { FactRow, PostingRow, SeriesRow, VersionRow } from './entities.js';
import { postedLine } from './lines.js';
import {
  factsOfFund,
  factsAt,
  importFacts,
  publishedAt,
  registerFacts,
  sharedFacts,
} from './fact-rows.js';
import { awardView } from './award-lines.js';
import { filedAt } from './filed.js';
import { live } from './live.js';
import { seesAllOf } from './own-rows.js';
import { investedAt } from './invested.js';
import { theService, type ViewerOf } from './viewer.js';
import { movementsIn } from './movements.js';
import { momentOf } from './moments.js';
import { concerningLines, providerView } from './provider-lines.js';
import type {
  AwardView,
  Concerning,
  FiledLine,
  FundBalances,
  FundTerms,
  FundView,
  Invested,
  Moment,
  Movement,
  Page,
  Point,
  PostedLine,
  PostingSort,
  ProviderView,
  Published,
  PublishedSum,
  Reading,
  Sum,
  Waiting,
  Window,
} from './reading.js';
import { waitingFacts } from './waiting.js';
import { refuse } from './refused.js';
import { postingColumns, postingCursor } from './posting-sort.js';
import { behindCursor, direction, rowsBehind, type Sort } from './sort.js';
import { standingAt } from './standing.js';
import { together } from './together.js';
import { balancesOf, refuseUnheardOf, sumsOf, yearsOf } from './sums.js';

const postingsPerPage = 100;

/**
 * Opens the read models for reading only, as the role that may do nothing else. A question that takes
 * longer is given up by the database; 0 seconds is without limit.
 */
export async function openReadModels(url: string, statementSeconds = 0): Promise<DataSource> {
  const connections = new Connections();
  const source = new DataSource({
    type: 'postgres',
    url,
    entities: [SeriesRow, PostingRow, FactRow, VersionRow],
    applicationName: 'purse views',
    extra: {
      max: 8,
      onConnect: connections.heard,
      options: `-c role=purse_reader -c jit=off -c statement_timeout=${statementSeconds * 1000}`,
    },
  });
  const destroy = source.destroy.bind(source);
  source.destroy = async (): Promise<void> => {
    await destroy();
    await connections.gone();
  };
  return source.initialize();
}

/** The read models in PostgreSQL. */
export class PostgresReading implements Reading {
  constructor(
    private readonly source: DataSource,
    private readonly store: EventStore,
    private readonly progress: Progress,
    private readonly now: () => Date,
    /** The last number that this process has caused. */
    private readonly caused: () => number,
    private readonly viewer: ViewerOf = theService,
  ) {}

  /** The same read models, as somebody sees them. */
  seenBy(viewer: ViewerOf): PostgresReading {
    const { source, store, progress, now, caused } = this;
    return new PostgresReading(source, store, progress, now, caused, viewer);
  }

  partial(asked: Asked): boolean {
    return !seesAllOf(this.viewer() ?? {}, asked);
  }

  moment(point: Point): Promise<Moment> {
    return momentOf(this.store, this.progress, this.caused(), this.now, point);
  }

  async place(point: Point): Promise<{ readonly moment: Moment; readonly facts: FactsAt }> {
    const moment = await this.moment(point);
    return { moment, facts: await this.live((models) => sharedFacts(models, moment)) };
  }

  async standsSince(): Promise<number> {
    const caused = this.caused();
    if (!(await this.progress.until(caused, 5_000)))
      throw refuse('lagging', { reached: this.progress.reached, asked: caused });
    return this.progress.standing;
  }

  async standing(): Promise<Standing> {
    const moment = await this.moment({});
    return this.live((models) => standingAt(models, moment));
  }

  async appointments(
    person: string,
  ): Promise<{ readonly moment: Moment; readonly facts: FactsAt }> {
    const moment = await this.moment({});
    const facts = await this.live((models) =>
      factsAt(
        models,
        moment,
        `fact.entity = 'appointment' and fact.id in (select a.id from fact a
          where a.entity = 'appointment' and a.attributes ->> 'person' = :person)`,
        { person },
      ),
    );
    return { moment, facts };
  }

  async fund(fund: string, point: Point): Promise<FundView> {
    const moment = await this.moment(point);
    // Each over a connection of its own: at one moment they are of one state, whoever reads them when.
    const [facts, balances] = await together(
      this.live((models) => factsOfFund(models, moment, fund)),
      this.live((models) => balancesOf(models, moment, { fund })),
    );
    return { fund, moment, facts, balances };
  }

  async terms(fund: string, point: Point): Promise<FundTerms> {
    const moment = await this.moment(point);
    const facts = await this.live((models) => factsOfFund(models, moment, fund));
    return { fund, moment, facts };
  }

  async balances(fund: string, point: Point): Promise<FundBalances> {
    const moment = await this.moment(point);
    return this.live(async (models) => {
      await refuseUnheardOf(models, moment, { fund });
      return { fund, moment, balances: await balancesOf(models, moment, { fund }) };
    });
  }

  years(fund: string, moment: Moment): Promise<readonly string[]> {
    return this.live((models) => yearsOf(models, moment, fund));
  }

  async award(fund: string, award: string, point: Point): Promise<AwardView> {
    const moment = await this.moment(point);
    return this.live((models) => awardView(models, moment, fund, award));
  }

  async waiting(point: Point): Promise<Waiting> {
    const moment = await this.moment(point);
    return this.live((models) => waitingFacts(models, moment));
  }

  async provider(identifiers: readonly string[], point: Point): Promise<ProviderView> {
    const moment = await this.moment(point);
    return this.live((models) => providerView(models, moment, identifiers));
  }

  async concerning(
    identifiers: readonly string[],
    after: number,
    point: Point,
    before = Number.MAX_SAFE_INTEGER,
    limit = postingsPerPage,
  ): Promise<Page<Concerning> & { readonly moment: Moment }> {
    const moment = await this.moment(point);
    const found = await this.live((models) =>
      concerningLines(models, moment, identifiers, after, before, limit),
    );
    return { moment, ...found };
  }

  async balance(
    fund: string,
    asked: Asked,
    point: Point,
  ): Promise<{ readonly moment: Moment; readonly pence: Pence }> {
    const moment = await this.moment(point);
    const balances = await this.live((models) => balancesOf(models, moment, { ...asked, fund }));
    return { moment, pence: balances.sum() };
  }

  async sums(
    by: readonly Dimension[],
    asked: Asked,
    point: Point,
  ): Promise<{ readonly moment: Moment; readonly sums: readonly Sum[] }> {
    const moment = await this.moment(point);
    return this.live(async (models) => {
      await refuseUnheardOf(models, moment, asked);
      return { moment, sums: await sumsOf(models, moment, by, asked) };
    });
  }

  async postings(
    fund: string,
    asked: Asked,
    point: Point,
    cursor?: string,
    limit = postingsPerPage,
    sort?: Sort<PostingSort>,
  ): Promise<Page<PostedLine> & { moment: Moment; total: Pence; count: number }> {
    const moment = await this.moment(point);
    return this.live(async (models) => {
      // Of a fund that is not there, or not to be seen, nothing would read as a sum of nothing.
      await refuseUnheardOf(models, moment, { fund });
      const query = models
        .createQueryBuilder(PostingRow, 'posting')
        .innerJoinAndSelect('posting.series', 'series')
        .where('series.fund = :fund and posting.number <= :number', {
          fund,
          number: moment.number,
        });
      if (moment.effectiveOn !== null)
        query.andWhere('posting.effective <= :on', { on: moment.effectiveOn });
      for (const [name, value] of Object.entries(asked))
        query.andWhere(`series.${name} in (:...${name})`, {
          [name]: typeof value === 'string' ? [value] : value,
        });
      const sums = await query
        .clone()
        .select('coalesce(sum(posting.pence), 0)', 'total')
        .addSelect('count(*)', 'count')
        .getRawOne<{ total: string; count: string }>();
      const column = sort && postingColumns[sort.by];
      const behind = sort && cursor !== undefined ? behindCursor(cursor) : undefined;
      const place = behind?.place ?? cursor;
      if (place !== undefined) {
        const [number, line] = place.split('-').map(Number);
        const later = '(posting.number, posting.line) > (:number0, :line0)';
        query.andWhere(
          column ? rowsBehind(column.sql, sort, `cast(:value0 as ${column.type})`, later) : later,
          { number0: number, line0: line, value0: behind?.value ?? null },
        );
      }
      if (column) query.orderBy(column.sql, direction(sort));
      if (sort?.by !== 'number') query.addOrderBy('posting.number');
      const rows = await query
        .addOrderBy('posting.line')
        .limit(limit + 1)
        .getMany();
      const page = rows.slice(0, limit).map(postedLine);
      const last = page.at(-1);
      return {
        moment,
        rows: page,
        next: rows.length > limit && last ? postingCursor(last, sort) : null,
        total: BigInt(sums?.total ?? 0),
        count: Number(sums?.count ?? 0),
      };
    });
  }

  async imported(id: string, point: Point): Promise<{ moment: Moment; facts: FactsAt }> {
    const moment = await this.moment(point);
    return { moment, facts: await this.live((models) => importFacts(models, moment, id)) };
  }

  async filed(
    accounts: readonly Account[],
    year: string | undefined,
    point: Point,
  ): Promise<{ moment: Moment; facts: FactsAt; lines: FiledLine[] }> {
    const moment = await this.moment(point);
    return this.live((models) => filedAt(models, moment, accounts, year));
  }

  async invested(point: Point): Promise<Invested> {
    const moment = await this.moment(point);
    return this.live((models) => investedAt(models, moment));
  }

  async published(point: Point): Promise<Published> {
    const moment = await this.moment(point);
    return this.live((models) => publishedAt(models, moment));
  }

  async registers(point: Point): Promise<{ moment: Moment; facts: FactsAt }> {
    const moment = await this.moment(point);
    return { moment, facts: await this.live((models) => registerFacts(models, moment)) };
  }

  async publishedSums(
    point: Point,
  ): Promise<Published & { readonly sums: readonly PublishedSum[] }> {
    const moment = await this.moment(point);
    return this.live(async (models) => ({
      ...(await publishedAt(models, moment)),
      sums: await publishedSums(models, moment),
    }));
  }

  async publishedLines(
    search: Search,
    part: Part,
    point: Point,
  ): Promise<Found & { moment: Moment }> {
    const moment = await this.moment(point);
    const found = await this.live((models) => publishedLines(models, moment, search, part));
    return { moment, ...found };
  }

  movements(
    fund: string,
    accounts: readonly Account[],
    window: Window,
  ): Promise<readonly Movement[]> {
    return this.live((models) => movementsIn(models, fund, accounts, window));
  }

  async event(
    number: number,
  ): Promise<{ event: RecordedEvent; postings: readonly PostedLine[] } | undefined> {
    if (number < 1 || number > (await this.store.head()).number) return undefined;
    if (!(await this.progress.until(number, 5_000)))
      throw refuse('lagging', { reached: this.progress.reached, asked: number });
    for await (const [event] of this.store.read(number - 1, number)) {
      if (!event) continue;
      return this.live(async (models) => {
        // The log is no table with policies: what is seen of it is what is seen of the audit trail.
        const seen = await models.query<unknown[]>('select 1 from entry where number = $1', [
          number,
        ]);
        if (seen.length === 0) return undefined;
        const rows = await models
          .createQueryBuilder(PostingRow, 'posting')
          .innerJoinAndSelect('posting.series', 'series')
          .where('posting.number = :number', { number })
          .orderBy('posting.line')
          .getMany();
        return { event, postings: rows.map(postedLine) };
      });
    }
    return undefined;
  }

  /** What has fallen due and is not done, as far as the views have come. */
  due(
    now: { readonly instant: string; readonly day: string },
    early: readonly DueKind[],
    after?: DueCursor,
  ): Promise<DuePage> {
    return this.live((models) => duePage(models, now, early, after));
  }

  private live<Answer>(question: (models: EntityManager) => Promise<Answer>): Promise<Answer> {
    return live(this.source, this.viewer(), question);
  }
}
