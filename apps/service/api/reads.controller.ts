import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { bookOf } from '#libs/ledger/posting.js';
import type { Entity } from '#libs/ledger/fact-types.js';
import { formatPence } from '#libs/money/pence.js';
import type { PostedLine, Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { proposals } from '#projections/fund-health/figures/proposals.js';
import { READING } from '../reading/tokens.js';
import { checkedQuery } from './checked-query.js';
import { pointOf, written, writtenMoment } from './point.js';
import { behindIn, placeOfPosting, sortBy } from './sorted.js';
import { writtenFigures } from './written-figures.js';
import { askedIn, dimensionsBy, dimensionsOverFunds } from './dimensions.js';

type Query = Readonly<Record<string, unknown>>;

/** What is known, as known at any number and effective on any day. */
@Controller('api/v1')
export class ReadsController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get('funds')
  funds(@Query() query: Query): Promise<object> {
    return this.list('fund', query);
  }
  @Get('organisations')
  organisations(@Query() query: Query): Promise<object> {
    return this.list('organisation', query);
  }
  @Get('agreements')
  agreements(@Query() query: Query): Promise<object> {
    return this.list('agreement', query);
  }
  /** The version in force, beside every other, and what came of the agreement. */
  @Get('agreements/:agreement')
  async agreement(@Param('agreement') id: string, @Query() query: Query): Promise<object> {
    const { moment, facts } = await this.reading.place(pointOf(query));
    const ofIt = (entity: OfAgreement) =>
      facts
        .list(entity)
        .filter(({ attributes }) => attributes.agreement === id)
        .map(written);
    const inForce = facts.get('agreement', id);
    const versions = ofIt('agreement-version');
    if (!inForce && versions.length === 0)
      throw refuse('not-found', { what: 'agreement', id, where: 'the ledger' });
    return {
      ...writtenMoment(moment),
      agreement: inForce ? written(inForce) : null,
      versions,
      notices: ofIt('notice'),
      exits: ofIt('exit'),
      reviews: ofIt('review'),
      passDowns: ofIt('pass-down'),
    };
  }
  @Get('delegations')
  delegations(@Query() query: Query): Promise<object> {
    return this.list('delegation', query);
  }
  @Get('appointments')
  appointments(@Query() query: Query): Promise<object> {
    return this.list('appointment', query);
  }
  @Get('reallocations')
  reallocations(@Query() query: Query): Promise<object> {
    return this.list('reallocation', query);
  }
  @Get('approvals')
  approvals(@Query() query: Query): Promise<object> {
    return this.list('approval', query);
  }
  /** What waits for an office to decide it. */
  @Get('proposals')
  async proposals(@Query() query: Query): Promise<object> {
    const waiting = await this.reading.waiting(pointOf(query));
    const open = writtenFigures({ proposals: proposals(waiting) });
    return { ...writtenMoment(waiting.moment), ...open };
  }
  @Get('audit-notices')
  auditNotices(@Query() query: Query): Promise<object> {
    return this.list('audit-notice', query);
  }
  @Get('awards')
  awards(@Query() query: Query): Promise<object> {
    return this.list('award', query);
  }
  @Get('imports')
  imports(@Query() query: Query): Promise<object> {
    return this.list('import', query);
  }

  /** The terms of a fund: everything about it but its amounts. */
  @Get('funds/:fund')
  async fund(@Param('fund') fund: string, @Query() query: Query): Promise<object> {
    const { moment, facts } = await this.reading.terms(fund, pointOf(query));
    return {
      ...writtenMoment(moment),
      fund: facts.list('fund').map(written)[0],
      sources: facts.list('source').map(written),
      ringFences: facts.list('ring-fence').map(written),
      shareLimits: facts.list('share-limit').map(written),
      sourceMatches: facts.list('source-match').map(written),
      schemes: facts.list('scheme').map(written),
      contributions: facts.list('contribution').map(written),
      contributionChanges: facts.list('contribution-change').map(written),
      instalments: facts.list('instalment').map(written),
      contributionConditions: facts.list('contribution-condition').map(written),
      commitments: facts.list('commitment').map(written),
      awards: facts.list('award').map(written),
      awardOptions: facts.list('award-option').map(written),
      awardBreaks: facts.list('award-break').map(written),
      awardFlexibility: facts.list('award-flexibility').map(written),
      awardConditions: facts.list('award-condition').map(written),
      awardChanges: facts.list('commitment-change').map(written),
      matchFunding: facts.list('match-funding').map(written),
      subcontracts: facts.list('subcontract').map(written),
      clawbacks: facts.list('clawback').map(written),
      expenditures: facts.list('expenditure').map(written),
      advances: facts.list('advance').map(written),
      incomes: facts.list('income').map(written),
      vatRecoveries: facts.list('vat-recovery').map(written),
      profiles: facts.list('profile').map(written),
      forecasts: facts.list('forecast').map(written),
      balancesAgreed: facts.list('balances-agreed').map(written),
      disputes: facts.list('dispute').map(written),
      retentions: facts.list('retention').map(written),
      payments: facts.list('payment').map(written),
      flags: facts.list('flag').map(written),
      budgetChanges: facts.list('budget-change').map(written),
      formulas: facts.list('formula').map(written),
      moves: facts.list('move').map(written),
      recodings: facts.list('recoding').map(written),
      recodingProposals: facts.list('recoding-proposal').map(written),
      recodingApprovals: facts.list('recoding-approval').map(written),
      tasks: facts.list('task').map(written),
      statements: facts.list('statement').map(written),
      signOffs: facts.list('sign-off').map(written),
      due: facts
        .list('due')
        .filter(({ attributes }) => attributes.open)
        .map(written),
      permissions: facts.list('permission').map(written),
      decisions: facts.list('decision').map(written),
      decisionApprovals: facts.list('decision-approval').map(written),
      approvalWithdrawals: facts.list('approval-withdrawal').map(written),
      passDowns: facts.list('pass-down').map(written),
      exitSettlements: facts.list('exit-settlement').map(written),
      settlementPayments: facts.list('settlement-payment').map(written),
      periods: facts.list('period').map(written),
      closedYears: facts.list('closed-year').map(written),
      publicationPolicies: facts.list('publication-policy').map(written),
      publicationRedactions: facts.list('publication-redactions').map(written),
      publications: facts.list('publication').map(written),
      publicationAccounts: facts.list('publication-account').map(written),
      heldMoney: facts.list('held-money').map(written),
    };
  }

  /** The same over all funds: of a provider, an award, an area, wherever its money comes from. */
  @Get('balances')
  async balancesOverFunds(@Query() query: Query): Promise<object> {
    const by = dimensionsBy(query['by'] ?? 'fund,account,year', dimensionsOverFunds);
    const asked = askedIn(query, dimensionsOverFunds);
    const { moment, sums } = await this.reading.sums(by, asked, pointOf(query));
    return {
      ...writtenMoment(moment),
      partial: this.reading.partial(asked),
      balances: sums
        .filter(({ pence }) => pence !== 0n)
        .map(({ pence, ...key }) => ({ ...key, amount: formatPence(pence) })),
    };
  }

  /** Balances by the dimensions named in `by`, of those that the other parameters fix. */
  @Get('funds/:fund/balances')
  async balances(@Param('fund') fund: string, @Query() query: Query): Promise<object> {
    const { moment, balances } = await this.reading.fund(fund, pointOf(query));
    const by = dimensionsBy(query['by'] ?? 'account,year');
    const asked = askedIn(query);
    return {
      ...writtenMoment(moment),
      partial: this.reading.partial({ ...asked, fund }),
      balances: balances
        .where(asked)
        .groupBy(...by)
        .map(({ key, balances: group }) => ({ ...key, amount: formatPence(group.sum()) }))
        .filter(({ amount }) => amount !== '0.00'),
    };
  }

  /** Debits and credits per book, year, nature and source: all zero, or the books are broken. */
  @Get('funds/:fund/trial-balance')
  async trialBalance(@Param('fund') fund: string, @Query() query: Query): Promise<object> {
    const { moment, balances } = await this.reading.fund(fund, pointOf(query));
    const sums = new Map<string, { debits: bigint; credits: bigint }>();
    for (const { account, year, nature, source, pence } of balances.rows) {
      const key = [bookOf(account), year, nature, source].join('|');
      const sum = sums.get(key) ?? { debits: 0n, credits: 0n };
      if (pence > 0n) sum.debits += pence;
      else sum.credits -= pence;
      sums.set(key, sum);
    }
    const lines = [...sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { debits, credits }]) => {
        const [book, year, nature, source] = key.split('|');
        return {
          ...{ book, year, nature, source },
          debits: formatPence(debits),
          credits: formatPence(credits),
          difference: formatPence(debits - credits),
        };
      });
    return {
      ...writtenMoment(moment),
      balanced: lines.every((line) => line.difference === '0.00'),
      lines,
    };
  }

  @Get('funds/:fund/postings')
  async postings(@Param('fund') fund: string, @Query() query: Query): Promise<object> {
    const { cursor, limit, sort } = checkedQuery(Page, query);
    behindIn(cursor, sort, placeOfPosting);
    const asked = askedIn(query);
    const found = await this.reading.postings(fund, asked, pointOf(query), cursor, limit, sort);
    return {
      ...writtenMoment(found.moment),
      partial: this.reading.partial({ ...asked, fund }),
      total: formatPence(found.total),
      count: found.count,
      postings: found.rows.map(writtenLine),
      next: found.next,
    };
  }

  private async list(entity: Entity, query: Query): Promise<object> {
    const { moment, facts } = await this.reading.place(pointOf(query));
    return { ...writtenMoment(moment), [`${entity}s`]: facts.list(entity).map(written) };
  }
}

const postingSorts = ['number', 'effective', 'amount'] as const;

/** A part of the postings, after the line that the part before ended with. */
const Page = z.object({
  cursor: z.string().optional(),
  sort: sortBy(postingSorts),
  limit: z.coerce.number('write a whole number').int().min(1).max(1000).default(100),
});

/** What comes of an agreement. */
type OfAgreement = 'agreement-version' | 'notice' | 'exit' | 'review' | 'pass-down';

/** A posting as answers list it. */
export const writtenLine = ({ number, line, on, effective, pence }: PostedLine): object => ({
  number,
  line,
  ...on,
  effective,
  amount: formatPence(pence),
});
