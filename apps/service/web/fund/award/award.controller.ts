import { Controller, Get, Header, Inject, Param, Query, UseFilters } from '@nestjs/common';
import type { EventStore } from '#libs/event-store/port.js';
import { balancesOfAwards } from '#projections/provider-allocations/figures/paid-ahead.js';
import { position } from '#projections/fund-health/figures/position.js';
import { together } from '#projections/fund-health/figures/traced.js';
import type { Reading } from '#projections/reading/reading.js';
import { awardSeen, type AwardSeen } from '../../../api/award-asked.js';
import { pointOf } from '../../../api/point.js';
import { STORE } from '../../../api/tokens.js';
import { READING } from '../../../reading/tokens.js';
import { pointForm, withPoint } from '../../links.js';
import { PageErrorFilter } from '../../page-error.filter.js';
import { page } from '../../pages.js';
import { figuresOf } from '../../table.js';
import { nameIn } from '../../words.js';
import type { Fact } from '../summary.js';
import * as money from './money-tables.js';
import { nextSteps } from './next-steps.js';
import {
  breaksTable,
  conditionsTable,
  optionsTable,
  subcontractsTable,
  termsRows,
} from './terms.js';

/** One award as a fund has it: what was agreed, promised, spent and decided, and what can be done. */
@Controller('funds/:fund/awards/:award')
@UseFilters(PageErrorFilter)
export class AwardController {
  constructor(
    @Inject(READING) private readonly reading: Reading,
    @Inject(STORE) private readonly store: Pick<EventStore, 'read'>,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  async award(
    @Param('fund') fund: string,
    @Param('award') award: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    const seen = await awardSeen(this.reading, this.store, fund, award, pointOf(query));
    const { view } = seen;
    return page('fund-award', {
      title: nameIn(view.facts, 'award', award),
      fund: {
        name: view.facts.get('fund', fund)?.attributes.name ?? fund,
        href: withPoint(`/funds/${fund}`, query),
      },
      moment: view.moment,
      point: pointForm(`/funds/${fund}/awards/${award}`, query),
      headline: headline(seen),
      terms: termsRows(view, award),
      agreed: [
        optionsTable(view, award),
        breaksTable(view, award),
        subcontractsTable(view, award),
        conditionsTable(view, award),
      ],
      years: [money.yearsTable(seen), money.sharesGrid(seen)],
      lines: [money.linesGrid(seen), money.allowanceTable(seen)],
      invoices: money.invoicesTable(seen),
      payments: money.paymentsTable(seen),
      advances: money.advancesTable(seen),
      changes: money.changesTable(seen),
      steps: nextSteps(view, award),
    });
  }
}

function headline({ award, view, provided }: AwardSeen): Fact[] {
  const figures = figuresOf(view.fund, view.moment);
  const { committed, actual, outstanding } = position(view.balances.where({ award }), { award });
  const balances = balancesOfAwards(provided).filter((of) => of.award === award);
  const fact = (label: string, of: Parameters<typeof figures.cell>[1], note: string): Fact => ({
    ...{ label, note },
    cell: figures.cell(label, of),
  });
  const all = (kind: 'owed' | 'retained' | 'advanced') => together(balances.map((of) => of[kind]));
  return [
    fact('Committed', committed, 'Promised by this fund, all years'),
    fact('Spent', actual, 'Matched to the promise'),
    fact('Outstanding', outstanding, 'Promised, not yet spent'),
    fact('Owed', all('owed'), 'Found right, accrued or in dispute, and not paid'),
    fact('Kept back', all('retained'), 'Owed, and not yet payable'),
    fact('Advanced, without evidence', all('advanced'), 'Paid ahead of the work'),
  ];
}
