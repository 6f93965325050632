import { Controller, Get, Header, Inject, Query, UseFilters } from '@nestjs/common';
import type { Asker } from '#libs/access/asker.js';
import { auditTests } from '#projections/audit-trail/tests/all.js';
import { proposals } from '#projections/fund-health/figures/proposals.js';
import type { Moment, Reading } from '#projections/reading/reading.js';
import { askingAs, type AskingAs } from '../../access/asking-as.js';
import { pointOf } from '../../api/point.js';
import { providerSeen } from '../../api/provider-asked.js';
import { TRANSPARENCY } from '../../api/tokens.js';
import type { TransparencyLog } from '../../log/transparency-log.js';
import { OWN_READING, READING } from '../../reading/tokens.js';
import { isFor, officeInWords, waitingTable } from '../approvals/approvals-page.js';
import type { Fact } from '../fund/summary.js';
import { pointForm, pointQuery, withPoint } from '../links.js';
import { page } from '../pages.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { providerPage } from '../provider/provider-page.js';
import { isInForce } from '../people/people-page.js';
import { Refused } from '#projections/reading/refused.js';
import { FundLines, type FundLine } from './fund-line.js';
import { ownMoneyTable } from './own-money.js';

type Query = Readonly<Record<string, unknown>>;
type Shown = Readonly<Record<string, unknown>>;

/** The first page, for each kind of user what is theirs. */
@Controller()
@UseFilters(PageErrorFilter)
export class StartController {
  private readonly lines = new FundLines();

  constructor(
    @Inject(READING) private readonly reading: Reading,
    @Inject(OWN_READING) private readonly own: Reading,
    @Inject(TRANSPARENCY) private readonly log: Pick<TransparencyLog, 'latest'>,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async start(@Query() query: Query): Promise<string> {
    const asking = askingAs();
    const moment = await this.reading.moment(pointOf(query));
    const role = asking?.asker?.role;
    return page('start', {
      ...{ moment, role, point: pointForm('/', query) },
      ...(await this.shownTo(asking, query, moment)),
    });
  }

  private async shownTo(
    asking: AskingAs | undefined,
    query: Query,
    moment: Moment,
  ): Promise<Shown> {
    const { asker, scope } = asking ?? {};
    switch (asker?.role) {
      case 'commissioner':
      case 'approver':
        return {
          ...(await this.approvals(asker, query)),
          ...(await this.funds(scope?.funds ?? [], query, moment)),
        };
      case 'auditor':
        return {
          ...(await this.audit(query)),
          ...(await this.funds(scope?.funds ?? [], query, moment)),
        };
      case 'provider':
        return this.provider(asker, query);
      case 'funder':
        return this.ownMoney(query);
      case 'administrator':
        return this.people(asker, query);
      case 'importer':
        return {
          ...(await this.files(scope?.imports ?? [], query)),
          ...(await this.published(query)),
        };
      case undefined:
        return this.published(query);
    }
  }

  /** Funds that are seen whole, each with its health in a line. */
  private async funds(funds: readonly string[], query: Query, moment: Moment): Promise<Shown> {
    const { number, day, effectiveOn } = moment;
    const point =
      effectiveOn === null
        ? { asKnownAt: `${number}@${day}` }
        : { asKnownAt: String(number), effectiveOn };
    const lines = await Promise.all(
      funds.map((fund) =>
        this.lines.of(fund, moment, () => this.reading.fund(fund, point)).catch(ifThere),
      ),
    );
    return {
      funds: lines
        .filter((line): line is FundLine => line !== undefined)
        .map((line) => ({
          ...line,
          href: `/funds/${line.fund}${isAsked(query) ? `?${pointQuery(moment)}` : ''}`,
        })),
    };
  }

  private async approvals(asker: Asker, query: Query): Promise<Shown> {
    const waiting = await this.reading.waiting(pointOf(query));
    const open = proposals(waiting);
    const mine = open.filter((each) => isFor(each, asker));
    const shown = asker.role === 'approver' ? mine : open;
    return {
      office: officeInWords(asker.office),
      waiting: {
        count: shown.length,
        href: withPoint('/approvals', query),
        table: waitingTable('Waiting the longest', shown.slice(0, shortList), waiting, query),
      },
    };
  }

  private async audit(query: Query): Promise<Shown> {
    const [origin, size, root] = ((await this.log.latest()) ?? '').split('\n');
    return {
      checkpoint: size === undefined ? undefined : { origin, size, root },
      tests: Object.entries(auditTests).map(([name, { title }]) => ({
        text: title,
        href: withPoint(`/audit/tests/${name}`, query),
      })),
      audit: withPoint('/audit', query),
    };
  }

  private async provider({ organisation }: Asker, query: Query): Promise<Shown> {
    const view = await providerSeen(this.reading, organisation, pointOf(query));
    const { headline, ...shown } = providerPage(view, [], query, true);
    const home = withPoint(`/providers/${organisation}`, query);
    return { provider: { ...shown, headline: headline.map((fact) => elsewhere(fact, home)) } };
  }

  private async ownMoney(query: Query): Promise<Shown> {
    const point = pointOf(query);
    const { facts } = await this.reading.place(point);
    const views = await Promise.all(
      facts.list('fund').map(({ id }) => this.reading.fund(id, point)),
    );
    return { money: ownMoneyTable(views) };
  }

  private async people({ organisation }: Asker, query: Query): Promise<Shown> {
    const { facts, moment } = await this.reading.place(pointOf(query));
    const inForce = facts.list('appointment').filter((one) => isInForce(one, moment.day));
    const own = inForce.filter(({ attributes }) => attributes.organisation === organisation);
    return { appointed: { own: own.length, guests: inForce.length - own.length } };
  }

  /** Funds into which files may be taken: what they are called, and nothing else of them. */
  private async files(funds: readonly string[], query: Query): Promise<Shown> {
    const { facts } = await this.own.place(pointOf(query));
    return {
      files: funds.map((fund) => ({
        name: facts.get('fund', fund)?.attributes.name ?? fund,
        href: withPoint(`/funds/${fund}/imports`, query),
        takeIn: `/funds/${fund}/imports/new`,
      })),
    };
  }

  private async published(query: Query): Promise<Shown> {
    const { facts } = await this.reading.published(pointOf(query));
    return {
      published: facts.list('publication-policy').map(({ fund, attributes }) => ({
        name: attributes.title,
        href: withPoint(`/published/${fund}`, query),
      })),
    };
  }
}

const shortList = 5;

/** A fund of today need not have been there at the moment that is asked about. */
function ifThere(error: unknown): undefined {
  if (!(error instanceof Refused)) throw error;
}

/** What a figure leads to on the provider's own page. */
const elsewhere = ({ cell, ...fact }: Fact, home: string): Fact => ({
  ...fact,
  cell: cell.href?.startsWith('#') ? { ...cell, href: home + cell.href } : cell,
});

const isAsked = (query: Query): boolean =>
  ['asKnownAt', 'effectiveOn'].some(
    (name) => typeof query[name] === 'string' && query[name] !== '',
  );
