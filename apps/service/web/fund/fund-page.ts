import { yearOf } from '#contracts/financial-year.js';
import { atRisk } from '#projections/fund-health/figures/at-risk.js';
import { awardConcentration } from '#projections/fund-health/figures/concentration.js';
import { health } from '#projections/fund-health/figures/health.js';
import { instalments, overdue } from '#projections/fund-health/figures/instalments.js';
import { localVcse } from '#projections/fund-health/figures/local-vcse.js';
import { restatements, toCover } from '#projections/fund-health/figures/pending.js';
import { position } from '#projections/fund-health/figures/position.js';
import type { FundView } from '#projections/reading/reading.js';
import { pointForm, pointQuery } from '../links.js';
import { figuresOf, number, type Figures } from '../table.js';
import { capital, money, nameIn, withThousands } from '../words.js';
import { awardsTable, cliffTable, lengthTable } from './award-tables.js';
import { schemesTable, sourcesTable } from './budget-tables.js';
import { creditorsTable, debtorsTable, overdueTable } from './cash-tables.js';
import { concentrationTable, localTable } from './concentration-tables.js';
import { pictures } from './pictures.js';
import {
  atRiskTable,
  dependenceTable,
  ringFencesTable,
  tasksTable,
  unknownsTable,
} from './risk-tables.js';
import { roomToMove, waitingFact } from './room-to-move.js';
import { judgedBy, rulesTable } from './health-rules-table.js';
import { dimensionsTable, reasonOf, yearsHealthTable } from './health-tables.js';
import {
  fundedInWords,
  fundedNote,
  heldFact,
  lowestAheadFact,
  yearFacts,
  type Fact,
} from './summary.js';

/** What the fund's page shows: words, cells and tables; the template only lays them out. */
export function fundPage(
  view: FundView,
  years: readonly string[],
  year: string,
  query: Readonly<Record<string, unknown>>,
): object {
  const { fund, facts, moment } = view;
  const figures = figuresOf(fund, moment);
  const judged = health(view);
  const about = facts.get('fund', fund)?.attributes;
  const concentration = awardConcentration(view);
  return {
    title: about?.name ?? fund,
    about: about
      ? `${capital(about.kind)} fund, hosted by ${nameIn(facts, 'organisation', about.host)}`
      : '',
    health: {
      level: judged.whole,
      reason: reasonOf(view, judged),
      dimensions: dimensionsTable(view, judged),
      judgedBy: judgedBy(judged.rules),
      rules: rulesTable(judged.rules),
      byYear: yearsHealthTable(view, figures),
    },
    moment,
    point: pointForm(`/funds/${fund}`, { ...query, year }, ['year']),
    years: years.map((of) => ({
      text: of,
      href: `/funds/${fund}?year=${of}&${pointQuery(moment)}`,
      current: of === year,
    })),
    statements: `/funds/${fund}/statements?${pointQuery(moment)}`,
    reconciliation: `/funds/${fund}/reconciliation?${pointQuery(moment)}`,
    year,
    isCurrentYear: year === yearOf(moment.day),
    headline: headline(view, figures),
    yearFacts: [...yearFacts(view, year, figures), ...roomToMove(view, year, figures)],
    pictures: pictures(view, year, figures),
    plan: [sourcesTable(view, year, figures), schemesTable(view, year, figures)],
    awards: [awardsTable(view, figures), lengthTable(view, figures), cliffTable(view, figures)],
    concentration: {
      table: concentrationTable(view, 'Awards', concentration, figures),
      hhi: concentration.hhi === undefined ? undefined : withThousands(concentration.hhi),
      // Of five or fewer it says nothing.
      fiveLargest: concentration.named.length > 5 ? concentration.fiveLargest : undefined,
      local: localTable(view, localVcse(view), figures),
    },
    cash: [debtorsTable(view, figures), creditorsTable(view, figures)],
    overdue: overdueTable(view),
    risk: [
      atRiskTable(view, figures),
      ringFencesTable(view, figures),
      dependenceTable(view, year, figures),
      tasksTable(view),
      unknownsTable(view, figures),
    ],
  };
}

/** What a reader wants to know first, whatever the year. */
export function headline(view: FundView, figures: Figures): Fact[] {
  const risks = atRisk(view).map(({ amount }) => amount);
  const late = overdue(instalments(view));
  const cover = toCover(view).length;
  const restate = restatements(view).length;
  const tasks = cover + restate;
  return [
    heldFact(view),
    lowestAheadFact(view),
    {
      label: 'Funded until',
      cell: { text: fundedInWords(view) },
      note: fundedNote(view),
    },
    {
      label: 'Committed in total',
      cell: figures.cell('Committed, all years', position(view.balances).committed),
      note: 'Promised to awards, all years',
    },
    {
      label: 'At risk',
      cell: figures.cell('At risk, all years', {
        pence: risks.reduce((sum, { pence }) => sum + pence, 0n),
        from: risks.flatMap(({ from }) => from),
      }),
      note: 'Called on without confirmed money',
    },
    {
      label: 'Overdue',
      cell:
        late.count === 0 ? number(money(0n)) : { ...number(money(late.pence)), href: '#overdue' },
      note:
        late.count === 0
          ? 'No instalment is late'
          : `${late.count} ${late.count === 1 ? 'instalment' : 'instalments'}, the oldest ${late.oldestDays} days`,
    },
    {
      label: 'Open tasks',
      cell: { text: String(tasks), ...(tasks === 0 ? {} : { href: '#tasks' }) },
      note:
        restate === 0
          ? cover === 0
            ? 'Nothing waits to be done'
            : 'To find cover'
          : `${cover} to find cover, ${restate} to restate`,
    },
    waitingFact(view),
  ];
}
