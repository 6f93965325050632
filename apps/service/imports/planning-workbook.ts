import { PLAN_COLUMNS, type PlanMapping } from '#libs/interchange/columns/plan-columns.js';
import type { PlannedAmount } from '#libs/interchange/plan/plan-amounts.js';
import type { PlanSource, PlannedContribution } from '#libs/interchange/plan/plan-income.js';
import type { PlannedSpend } from '#libs/interchange/plan/plan-spend.js';
import { readPlan, type Plan } from '#libs/interchange/planning-workbook.js';
import { formatPence, sumPence, type Pence } from '#libs/money/pence.js';
import type { Format, ImportOptions, Opened, Request, Row } from './format.js';
import { foundColumns, idFrom, wordsId } from './names.js';
import { add, keyOf, Remaining, standingAs, type PlanStanding } from './plan-standing.js';

/**
 * A plan: contributions as they are promised or expected, and what is allocated to each scheme as far as
 * the fund has the money. What the fund has already is not asked for again, so that a plan that was saved
 * anew, or a later one, says only what differs. What no command of a fund says (providers, outputs, units) stays in the file.
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

  async *rows(open, options, { day, standing }): AsyncIterable<Row> {
    const plan = await planIn(open, options);
    for (const { line, column, reason } of plan.quarantined)
      yield { lines: [line], column, reason };
    const against = new AgainstStanding(plan, options, standing);
    const sources = new Set<string>();
    for (const contribution of plan.contributions) {
      const { source, line } = contribution;
      const id = against.source(source.name);
      const reason = against.promisedOtherwise(contribution);
      if (reason !== undefined) {
        yield { lines: [line], column: '', reason };
        continue;
      }
      const isKnown = sources.has(id) || standing.sources.has(id);
      const introduces = isKnown ? [] : [openSource(id, source, options, day)];
      sources.add(id);
      yield rowOf(contribution, introduces, pledges(id, contribution, against, options, day));
    }
    const schemes = new Set<string>();
    let first = true;
    for (const spend of plan.spending) {
      const source = against.sourceOf(spend);
      if (source === undefined) {
        yield { lines: [spend.line], column: plan.mapping['fundedBy'] ?? '', reason: nobodys };
        continue;
      }
      const reason = against.allocatedOtherwise(spend, source);
      if (reason !== undefined) {
        yield { lines: [spend.line], column: '', reason };
        continue;
      }
      const scheme = against.scheme(spend);
      const isKnown = schemes.has(scheme) || standing.schemes.has(scheme);
      const introduces = isKnown ? [] : [openScheme(scheme, spend, options, day)];
      const row = rowOf(
        spend,
        introduces,
        allocations(spend, scheme, source, against, options, day),
      );
      // What is allocated has to be there: the first of them waits for all contributions.
      yield first ? { ...row, after: true } : row;
      first = false;
      schemes.add(scheme);
    }
  },
};

/** The rows of a plan beside what the fund has: each is of what is not there yet. */
class AgainstStanding {
  readonly #promised: Remaining;
  readonly #allocated: Remaining;
  /** What the plan says in all, by the same keys. */
  readonly #toPromise = new Map<string, Pence>();
  readonly #toAllocate = new Map<string, Pence>();

  constructor(
    plan: Plan,
    private readonly options: ImportOptions,
    private readonly standing: PlanStanding,
  ) {
    this.#promised = new Remaining(standing.promised);
    this.#allocated = new Remaining(standing.allocated);
    for (const { source, amounts } of plan.contributions)
      for (const { year, nature, pence } of amounts)
        add(this.#toPromise, keyOf(this.source(source.name), year, nature), pence);
    for (const spend of plan.spending)
      for (const { year, nature, pence } of spend.amounts)
        add(
          this.#toAllocate,
          keyOf(this.scheme(spend), this.sourceOf(spend) ?? '', year, nature),
          pence,
        );
  }

  source(name: string): string {
    const made = idFrom(name);
    return standingAs(this.standing.sources, made, name) ?? made;
  }

  /** Whose money is spent: as the row says, or as it was said of the whole plan. */
  sourceOf({ source }: PlannedSpend): string | undefined {
    return source === null ? this.options.source : this.source(source);
  }

  scheme(spend: PlannedSpend): string {
    const made = schemeId(spend);
    return standingAs(this.standing.schemes, made, spend.scheme.name) ?? made;
  }

  /** What was promised before is varied by whoever promised it, and by no plan. */
  promisedOtherwise({ source, amounts }: PlannedContribution): string | undefined {
    for (const { year, nature } of amounts) {
      const key = keyOf(this.source(source.name), year, nature);
      const there = this.standing.promised.get(key) ?? 0n;
      const planned = this.#toPromise.get(key) ?? 0n;
      if (there !== 0n && there !== planned)
        return `the fund has ${formatPence(there)} promised from this source for ${year} (${nature}), and the plan says ${formatPence(planned)}; vary the contribution in the fund if the plan is right`;
    }
    return undefined;
  }

  /** What is allocated beyond the plan is given up or moved by who may decide it, and by no plan. */
  allocatedOtherwise(spend: PlannedSpend, source: string): string | undefined {
    for (const { year, nature } of spend.amounts) {
      const key = keyOf(this.scheme(spend), source, year, nature);
      const there = this.standing.allocated.get(key) ?? 0n;
      const planned = this.#toAllocate.get(key) ?? 0n;
      if (there > planned)
        return `the scheme has ${formatPence(there)} of this money allocated for ${year} (${nature}), more than the ${formatPence(planned)} of the plan; give up or move the difference in the fund if the plan is right`;
    }
    return undefined;
  }

  toPromise = (source: string, { year, nature, pence }: PlannedAmount): Pence =>
    this.#promised.missing(keyOf(source, year, nature), pence);

  toAllocate = (scheme: string, source: string, { year, nature, pence }: PlannedAmount): Pence =>
    this.#allocated.missing(keyOf(scheme, source, year, nature), pence);
}

/** A request, and what it is worth. */
type Worth = readonly [request: Request, pence: Pence];

const nobodys =
  'nothing says whose money it is; name the source of funding, or choose one for the whole plan when it is taken in';

const planIn = (open: Opened, { mapping, correction }: ImportOptions): Promise<Plan> =>
  readPlan(open(), { mapping: mapping as PlanMapping | undefined, correction });

/** A row that asks for nothing says what is there already. */
const rowOf = (
  { line }: PlannedContribution | PlannedSpend,
  introduces: readonly Request[],
  worth: readonly Worth[],
): Extract<Row, { readonly requests: readonly Request[] }> => ({
  ...{ lines: [line], introduces: worth.length === 0 ? [] : introduces },
  requests: worth.map(([request]) => request),
  amountPence: sumPence(worth.map(([, pence]) => pence)),
});

/** By its reference, else by its name; figures alone would be no name of a scheme. */
const schemeId = ({ scheme: { reference, name } }: PlannedSpend): string =>
  idFrom(reference === '' ? name : /^\d+$/.test(reference) ? `scheme-${reference}` : reference);

/** A programme's money is given through whoever puts it in; which body gives it, no plan says. */
function openSource(
  source: string,
  { name, contributor, programme }: PlanSource,
  { fund }: ImportOptions,
  effective: string,
): Request {
  const body = contributor === 'unknown' ? contributor : idFrom(contributor);
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
  id: string,
  { source, certainty, amounts }: PlannedContribution,
  against: AgainstStanding,
  { fund }: ImportOptions,
  effective: string,
): Worth[] =>
  amounts.flatMap((planned): Worth[] => {
    const pence = against.toPromise(id, planned);
    if (pence === 0n) return [];
    const { year, nature } = planned;
    const request: Request = {
      step: `contribution-${year}-${nature}`,
      asked: {
        kind: 'fund',
        id: fund,
        command: {
          ...{ command: 'pledge-contribution', effective, certainty, year, nature },
          contribution: idFrom(`${source.name}:${year}:${nature}`),
          source: id,
          ...{ form: 'cash', recurrent: false, amount: formatPence(pence) },
        },
      },
    };
    return [[request, pence]];
  });

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
  against: AgainstStanding,
  { fund }: ImportOptions,
  effective: string,
): Worth[] =>
  amounts.flatMap((planned): Worth[] => {
    const pence = against.toAllocate(scheme, source, planned);
    if (pence === 0n) return [];
    const { year, nature } = planned;
    const request: Request = {
      step: `allocation-${year}-${nature}`,
      asked: {
        kind: 'fund',
        id: fund,
        command: {
          ...{ command: 'allocate-budget', effective, scheme, source, year, nature },
          amount: formatPence(pence),
        },
      },
    };
    return [[request, pence]];
  });
