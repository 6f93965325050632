import { PLAN_COLUMNS, type PlanMapping } from '#libs/interchange/columns/plan-columns.js';
import type { PlanSource, PlannedContribution } from '#libs/interchange/plan/plan-income.js';
import type { PlannedSpend } from '#libs/interchange/plan/plan-spend.js';
import { readPlan, type Plan } from '#libs/interchange/planning-workbook.js';
import { formatPence, sumPence } from '#libs/money/pence.js';
import type { Format, ImportOptions, Opened, Request, Row } from './format.js';
import { foundColumns, idFrom, wordsId } from './names.js';

/**
 * A plan: contributions as they are promised or expected, and what is allocated to each scheme as far as
 * the fund has the money. What no command of a fund says (providers, outputs, units) stays in the file.
 */
export const planningWorkbookFormat: Format = {
  // Which of them are needed depends on which tables the file has.
  meanings: Object.fromEntries(
    Object.entries(PLAN_COLUMNS).map(([meaning, { title }]) => [
      meaning,
      { title, required: false },
    ]),
  ),

  async survey(open, options) {
    const { sha256, rowsIn, columns, mapping, warnings, passedOver } = await planIn(open, options);
    const counts = { passedOver };
    return { sha256, rowsIn, columns, mapping: foundColumns(mapping), warnings, counts };
  },

  async *rows(open, options, { day }): AsyncIterable<Row> {
    const plan = await planIn(open, options);
    for (const { line, column, reason } of plan.quarantined)
      yield { lines: [line], column, reason };
    const sources = new Set<string>();
    for (const contribution of plan.contributions) {
      const { source } = contribution;
      const introduces = sources.has(source.name) ? [] : [openSource(source, options, day)];
      sources.add(source.name);
      yield rowOf(contribution, introduces, pledges(contribution, options, day));
    }
    const schemes = new Set<string>();
    for (const spend of plan.spending) {
      const source = spend.source === null ? options.source : idFrom(spend.source);
      if (source === undefined) {
        yield { lines: [spend.line], column: plan.mapping['fundedBy'] ?? '', reason: nobodys };
        continue;
      }
      const scheme = schemeId(spend);
      const introduces = schemes.has(scheme) ? [] : [openScheme(scheme, spend, options, day)];
      const row = rowOf(spend, introduces, allocations(spend, scheme, source, options, day));
      // What is allocated has to be there: the first of them waits for all contributions.
      yield schemes.size === 0 ? { ...row, after: true } : row;
      schemes.add(scheme);
    }
  },
};

const nobodys =
  'nothing says whose money it is; name the source of funding, or choose one for the whole plan when it is taken in';

const planIn = (open: Opened, { mapping, correction }: ImportOptions): Promise<Plan> =>
  readPlan(open(), { mapping: mapping as PlanMapping | undefined, correction });

const rowOf = (
  { line, amounts }: PlannedContribution | PlannedSpend,
  introduces: readonly Request[],
  requests: readonly Request[],
): Extract<Row, { readonly requests: readonly Request[] }> => ({
  ...{ lines: [line], introduces, requests },
  amountPence: sumPence(amounts.map(({ pence }) => pence)),
});

/** By its reference, else by its name; figures alone would be no name of a scheme. */
const schemeId = ({ scheme: { reference, name } }: PlannedSpend): string =>
  idFrom(reference === '' ? name : /^\d+$/.test(reference) ? `scheme-${reference}` : reference);

/** A programme's money is given through whoever puts it in; which body gives it, no plan says. */
function openSource(
  { name, contributor, programme }: PlanSource,
  { fund }: ImportOptions,
  effective: string,
): Request {
  const body = contributor === 'unknown' ? contributor : idFrom(contributor);
  const source = idFrom(name);
  return {
    step: `source-${source}`,
    asked: {
      kind: 'fund',
      id: fund,
      command: {
        ...{ command: 'open-source', effective, source, name, power: 'unknown' },
        ...(programme
          ? { role: 'funder', organisation: 'unknown', through: body }
          : { role: 'partner', organisation: body }),
      },
    },
  };
}

const pledges = (
  { source, certainty, amounts }: PlannedContribution,
  { fund }: ImportOptions,
  effective: string,
): Request[] =>
  amounts.map(({ year, nature, pence }) => ({
    step: `contribution-${year}-${nature}`,
    asked: {
      kind: 'fund',
      id: fund,
      command: {
        ...{ command: 'pledge-contribution', effective, certainty, year, nature },
        contribution: idFrom(`${source.name}:${year}:${nature}`),
        source: idFrom(source.name),
        ...{ form: 'cash', recurrent: false, amount: formatPence(pence) },
      },
    },
  }));

function openScheme(
  scheme: string,
  { scheme: { name, type } }: PlannedSpend,
  { fund }: ImportOptions,
  effective: string,
): Request {
  return {
    step: `scheme-${scheme}`,
    asked: {
      kind: 'fund',
      id: fund,
      command: {
        ...{ command: 'open-scheme', effective, scheme, name },
        category: type === '' ? 'unknown' : wordsId(type),
        ...{ area: 'unknown', demandLed: false, accountingBasis: 'unknown' },
      },
    },
  };
}

const allocations = (
  { amounts }: PlannedSpend,
  scheme: string,
  source: string,
  { fund }: ImportOptions,
  effective: string,
): Request[] =>
  amounts.map(({ year, nature, pence }) => ({
    step: `allocation-${year}-${nature}`,
    asked: {
      kind: 'fund',
      id: fund,
      command: {
        ...{ command: 'allocate-budget', effective, scheme, source, year, nature },
        amount: formatPence(pence),
      },
    },
  }));
