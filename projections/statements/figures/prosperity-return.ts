import { lastPeriodOf } from '#contracts/financial-year.js';
import { sumPence } from '#libs/money/pence.js';
import * as accounts from '#projections/fund-health/figures/accounts.js';
import { linesOf } from '#projections/fund-health/figures/budget-lines.js';
import { forecastAt } from '#projections/fund-health/figures/forecasts.js';
import { nothing, together, type Traced } from '#projections/fund-health/figures/traced.js';
import type { FundView } from '#projections/reading/reading.js';
import type { Amount, Drawn } from './drawn.js';
import { headOf, type StatementForm, type StatementOf } from './head.js';
import { outcomeLines } from './outcomes-sought.js';
import { sourceName, totalOf } from './rows.js';
import { schemeAccounts, type SchemeAccount } from './schemes.js';
import { sourceAccounts } from './source-account.js';
import { timesOf, tracedAt } from './time.js';

/** What the UK Shared Prosperity Fund's return asks and no event of the ledger says (rule 14). */
const notKnown = (format: StatementForm['format']): string[] => [
  ...['investment-priority', 'management-and-administration'],
  format < 4 ? 'outputs-and-outcomes' : 'outputs',
  'progress-in-words',
];

/** A funder's money in a scheme: what the programme calls an intervention, capital or revenue. */
export interface Intervention extends SchemeAccount {
  /** In the years before. */
  readonly spentBefore: Traced;
  readonly spentToDate: Traced;
  /** For the whole year, as the budget holder said last by then; null where nobody has said. */
  readonly forecast: Amount | null;
  /** Budget less forecast: below zero more is to be spent than there is. */
  readonly forecastLeft: Amount | null;
}

/** Of what funders give: partners' own money in the same schemes is no part of a programme's return. */
function interventions(view: FundView, { year, quarter }: StatementOf): Intervention[] {
  const upTo = lastPeriodOf(year, quarter);
  const { before } = timesOf(view.balances, year, upTo);
  const lines = linesOf(view);
  return view.balances
    .groupBy('scheme', 'source', 'nature')
    .filter(({ key }) => isFunders(view, key.source))
    .map(({ key, balances }): Intervention => {
      const [account = { ...key, ...noAccount }] = schemeAccounts(balances, year, upTo);
      const spentBefore = tracedAt(balances, key, before, accounts.expenditure);
      const said = forecastAt(lines, { ...key, year }, upTo);
      const forecast = said && { pence: said.outturn, event: said.event };
      return {
        ...account,
        ...{ spentBefore, spentToDate: together([spentBefore, account.spent]), forecast },
        forecastLeft: forecast && { pence: account.budget.pence - forecast.pence },
      };
    })
    .filter(
      ({ budget, spent, spentBefore, forecast }) =>
        [budget, spent, spentBefore].some(({ pence }) => pence !== 0n) || forecast !== null,
    );
}

const noAccount = {
  ...{ budget: nothing, spent: nothing, left: nothing },
  variance: 'on budget',
} as const;

const isFunders = ({ facts }: FundView, source: string): boolean =>
  facts.get('source', source)?.attributes.role === 'funder';

/**
 * A year of a programme's money, or it up to the end of a quarter, in the form of the UK Shared
 * Prosperity Fund's return: what was allocated and spent of each grant by intervention, capital and
 * revenue, with the forecast, what is left of each grant, and the outcomes that the interventions seek.
 */
export function prosperityReturn(view: FundView, of: StatementOf, form: StatementForm): Drawn {
  const rows = interventions(view, of);
  const grants = sourceAccounts(view.balances, of.year, lastPeriodOf(of.year, of.quarter)).filter(
    ({ source }) => isFunders(view, source),
  );
  return {
    ...headOf(view, of, form),
    grants: grants.map(
      ({ source, nature, broughtForward, agreed, due, spent, returned, carriedForward }) => ({
        name: sourceName(view, source),
        ...{ source, nature, broughtForward, agreed, due, spent, returned, carriedForward },
      }),
    ),
    grantsTotal: totalOf(grants, [
      ...(['broughtForward', 'agreed', 'due', 'spent', 'returned', 'carriedForward'] as const),
    ]),
    interventions: rows.map(({ scheme, source, left: _, ...figures }) => {
      const opened = view.facts.get('scheme', scheme)?.attributes;
      return {
        name: opened?.name ?? scheme,
        category: opened === undefined || opened.category === 'unknown' ? null : opened.category,
        ...{ scheme, source, sourceName: sourceName(view, source) },
        ...figures,
      };
    }),
    // A sum of some forecasts would be taken for the sum of all.
    interventionsTotal: {
      ...totalOf(rows, ['budget', 'spent', 'spentBefore', 'spentToDate']),
      ...(rows.every(isForecast) ? forecastOf(rows) : {}),
    },
    ...(form.format < 4 ? {} : { outcomes: outcomeLines(view, of) }),
    notKnown: notKnown(form.format),
  };
}

type ForecastRow = Intervention & { readonly forecast: Amount; readonly forecastLeft: Amount };

const isForecast = (row: Intervention): row is ForecastRow => row.forecast !== null;

/** Each of them leads to the event that says it: their sum is of no postings. */
const forecastOf = (rows: readonly ForecastRow[]): Drawn => ({
  forecast: { pence: sumPence(rows.map(({ forecast }) => forecast.pence)) },
  forecastLeft: { pence: sumPence(rows.map(({ forecastLeft }) => forecastLeft.pence)) },
});
