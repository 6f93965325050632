import { Controller, Get, Header, Inject, Param, Query, UseFilters } from '@nestjs/common';
import { proposals, type Proposal } from '#projections/fund-health/figures/proposals.js';
import type { Reading, Waiting } from '#projections/reading/reading.js';
import { refuse, Refused } from '#projections/reading/refused.js';
import { problemDocument } from '#contracts/problems.js';
import { CommandDesk } from '../../api/command-desk.js';
import { called } from '../../access/asking-as.js';
import { somebodyAsking } from '../../access/may-command.js';
import { pointOf } from '../../api/point.js';
import { READING } from '../../reading/tokens.js';
import { kept } from '../links.js';
import { page } from '../pages.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { effects, viewAfter } from '../commands/effect.js';
import { recodedTable } from './recoded.js';
import { approvalsPage, proposalPage } from './approvals-page.js';

type Query = Readonly<Record<string, unknown>>;

/** The inbox of those who approve: what waits, and each with what it would change. */
@Controller('approvals')
@UseFilters(PageErrorFilter)
export class ApprovalsController {
  constructor(
    @Inject(READING) private readonly reading: Reading,
    @Inject(CommandDesk) private readonly desk: CommandDesk,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async inbox(@Query() query: Query): Promise<string> {
    const waiting = await this.reading.waiting(pointOf(query));
    return page('approvals/inbox', { ...approvalsPage(waiting, somebodyAsking().asker, query) });
  }

  @Get('reallocations/:id')
  @Header('Cache-Control', 'no-store')
  reallocation(@Param('id') id: string, @Query() query: Query): Promise<string> {
    return this.proposal(query, id, (each) => each.kind === 'reallocation' && each.id === id);
  }

  @Get('recodings/:fund/:id')
  @Header('Cache-Control', 'no-store')
  recoding(
    @Param('fund') fund: string,
    @Param('id') id: string,
    @Query() query: Query,
  ): Promise<string> {
    return this.proposal(
      query,
      id,
      (each) => each.kind === 'recoding' && each.id === id && each.funds.includes(fund),
    );
  }

  private async proposal(
    query: Query,
    id: string,
    isIt: (proposal: Proposal) => boolean,
  ): Promise<string> {
    const waiting: Waiting = await this.reading.waiting(pointOf(query));
    const found = proposals(waiting).find(isIt);
    if (!found) throw refuse('not-found', { what: 'open proposal', id, where: 'the ledger' });
    const { asker } = somebodyAsking();
    const rehearses = found.kind === 'recoding' && isOfNow(query);
    return page('approvals/proposal', {
      ...proposalPage(found, waiting, asker, query),
      ...(await this.proposedBy(found)),
      ...(rehearses ? { rehearsed: await this.rehearsed(found) } : {}),
    });
  }

  /** Who asks and why, in their own words, where whoever reads may see the event that says so. */
  private async proposedBy({ number }: Proposal): Promise<object> {
    const told = await this.reading.event(number);
    return told === undefined ? {} : { by: called(told.event.actor), why: told.event.reason };
  }

  /**
   * A recoding states no figures of its own: what it would do to the fund's health as things stand,
   * for everybody who sees it, or why it would come to nothing.
   */
  private async rehearsed({ funds: [fund = ''], id }: Proposal): Promise<object> {
    try {
      const touched = await this.desk.rehearseRecoding(fund, id);
      const view = await this.reading.fund(fund, {});
      const lines = recodedTable(view, viewAfter(view, touched));
      return { tables: [lines, ...(await effects(touched, this.reading))] };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { refused: problemDocument(error.refusal).detail };
    }
  }
}

/** What would be done can only be told of now. */
const isOfNow = (query: Query): boolean => kept(query, ['asKnownAt', 'effectiveOn']).length === 0;
