import type { JsonObject } from '#contracts/envelope.js';
import { firstDayOf, lastPeriodOf, monthOf } from '#contracts/financial-year.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import { linesOf } from '#projections/fund-health/figures/budget-lines.js';
import { forecastAt } from '#projections/fund-health/figures/forecasts.js';
import type { FundView } from '#projections/reading/reading.js';
import { headOf, type StatementForm, type StatementOf } from './head.js';
import { outcomeLines } from './outcomes-sought.js';
import { sourceName, totalOf, written } from './rows.js';
import { schemeAccounts, type SchemeAccount } from './schemes.js';
import { sourceAccounts } from './source-account.js';

/** What the UK Shared Prosperity Fund's return asks and no event of the ledger says (rule 14). */
const notKnown = (format: StatementForm['format']): string[] => [
  ...['investment-priority', 'management-and-administration'],
  format < 4 ? 'outputs-and-outcomes' : 'outputs',
  'progress-in-words',
];

/** A funder's money in a scheme: what the programme calls an intervention, capital or revenue. */
export interface Intervention extends SchemeAccount {
  /** In the years before. */
  readonly spentBefore: Pence;
  readonly spentToDate: Pence;
  /** For the whole year, as the budget holder said last by then; null where nobody has said. */
  readonly forecast: Pence | null;
  /** Budget less forecast: below zero more is to be spent than there is. */
  readonly forecastLeft: Pence | null;
}

/** Of what funders give: partners' own money in the same schemes is no part of a programme's return. */
export function interventions(view: FundView, { year, quarter }: StatementOf): Intervention[] {
  const upTo = lastPeriodOf(year, quarter);
  const begins = monthOf(firstDayOf(year));
  const lines = linesOf(view);
  return view.balances
    .groupBy('scheme', 'source', 'nature')
    .filter(({ key }) => isFunders(view, key.source))
    .map(({ key, balances }): Intervention => {
      const [account = { ...key, ...nothing }] = schemeAccounts(balances, year, upTo);
      const spentBefore = sumPence(
        balances
          .where({ account: 'cash:expenditure' })
          .rows.filter(({ period }) => period < begins)
          .map(({ pence }) => pence),
      );
      const forecast = forecastAt(lines, { ...key, year }, upTo)?.outturn ?? null;
      return {
        ...account,
        ...{ spentBefore, spentToDate: spentBefore + account.spent, forecast },
        forecastLeft: forecast === null ? null : account.budget - forecast,
      };
    })
    .filter(
      ({ budget, spent, spentBefore, forecast }) =>
        budget !== 0n || spent !== 0n || spentBefore !== 0n || forecast !== null,
    );
}

const nothing = { budget: 0n, spent: 0n, left: 0n, variance: 'on budget' } as const;

const isFunders = ({ facts }: FundView, source: string): boolean =>
  facts.get('source', source)?.attributes.role === 'funder';

/**
 * A year of a programme's money, or it up to the end of a quarter, in the form of the UK Shared
 * Prosperity Fund's return: what was allocated and spent of each grant by intervention, capital and
 * revenue, with the forecast, what is left of each grant, and the outcomes that the interventions seek.
 */
export function prosperityReturn(view: FundView, of: StatementOf, form: StatementForm): JsonObject {
  const rows = interventions(view, of);
  const grants = sourceAccounts(view.balances, of.year, lastPeriodOf(of.year, of.quarter)).filter(
    ({ source }) => isFunders(view, source),
  );
  return {
    ...headOf(view, of, form),
    grants: grants.map(
      ({ source, nature, broughtForward, agreed, due, spent, returned, carriedForward }) => ({
        name: sourceName(view, source),
        ...written({ source, nature, broughtForward, agreed, due, spent, returned }),
        ...written({ carriedForward }),
      }),
    ),
    grantsTotal: written(
      totalOf(grants, ['broughtForward', 'agreed', 'due', 'spent', 'returned', 'carriedForward']),
    ),
    interventions: rows.map(({ scheme, source, left: _, ...figures }) => {
      const opened = view.facts.get('scheme', scheme)?.attributes;
      return {
        name: opened?.name ?? scheme,
        category: opened === undefined || opened.category === 'unknown' ? null : opened.category,
        ...{ scheme, source, sourceName: sourceName(view, source) },
        ...written(figures),
      };
    }),
    // A sum of some forecasts would be taken for the sum of all.
    interventionsTotal: written({
      ...totalOf(rows, ['budget', 'spent', 'spentBefore', 'spentToDate']),
      ...(rows.every(isForecast) ? totalOf(rows, ['forecast', 'forecastLeft']) : {}),
    }),
    ...(form.format < 4 ? {} : { outcomes: outcomeLines(view, of) }),
    notKnown: notKnown(form.format),
  };
}

const isForecast = (
  row: Intervention,
): row is Intervention & { readonly forecast: Pence; readonly forecastLeft: Pence } =>
  row.forecast !== null;
