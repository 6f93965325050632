import {
  budgetAgainstActual,
  varianceOf,
  type BudgetActual,
} from '#projections/fund-health/figures/budget-actual.js';
import {
  contributions,
  type Contribution,
} from '#projections/fund-health/figures/contributions.js';
import * as accounts from '#projections/fund-health/figures/accounts.js';
import { traced, type Term, type Traced } from '#projections/fund-health/figures/traced.js';
import type { FundView } from '#projections/reading/reading.js';
import { bySchemeAndSource, bySource } from '../by-name.js';
import { number, text, type Figures, type Table } from '../table.js';
import { capital, money, nameIn } from '../words.js';

/** What each source puts into a year, and what of it no scheme has. */
export function sourcesTable(view: FundView, year: string, figures: Figures): Table {
  const rows = bySource(
    view.facts,
    contributions(view).filter((row) => row.year === year),
  );
  const total = (name: string, ...terms: Term[]) =>
    figures.cell(
      `${name}, all sources, ${year}`,
      traced(view.balances.where({ year }), { year }, ...terms),
    );
  return {
    caption: `By source, ${year}`,
    head: [
      text('Source'),
      text('Nature'),
      ...['Confirmed', 'Expected', 'Indicative', 'In kind', 'Brought forward and other'].map(
        number,
      ),
      ...['Allocated (confirmed)', 'Not allocated (confirmed)'].map(number),
    ],
    rows: rows.map((row) => {
      const name = nameIn(view.facts, 'source', row.source);
      const cell = (title: string, figure: Traced) =>
        figures.cell(`${title}, ${name}, ${row.nature}, ${year}`, figure);
      return [
        text(name, aside(roleOf(view, row.source), subjectToBudget(row), partOf(view, row))),
        text(capital(row.nature)),
        cell('Confirmed', row.confirmed),
        cell('Expected', row.expected),
        cell('Indicative', row.indicative),
        cell('In kind', row.inKind),
        cell('Brought forward and other', row.broughtIn),
        cell('Allocated', row.allocated),
        cell('Not allocated', row.unallocated.confirmed),
      ];
    }),
    total: [
      text('Total'),
      text(''),
      total('Confirmed', accounts.contributed('confirmed')),
      total('Expected', accounts.contributed('expected')),
      total('Indicative', accounts.contributed('indicative')),
      total('In kind', accounts.inKind),
      total('Brought forward and other', accounts.broughtIn),
      total('Allocated', accounts.allocatedBy('confirmed')),
      total('Not allocated', accounts.unallocated('confirmed')),
    ],
    empty: `No contribution is recorded for ${year}. Pledge or confirm one, and it appears here with its certainty.`,
  };
}

const aside = (...notes: (string | undefined)[]): string | undefined =>
  notes.filter((note) => note !== undefined).join('; ') || undefined;

/** However certain it counts, nobody should take it for more than it is. */
const subjectToBudget = ({ subjectToBudget: pence }: Contribution): string | undefined =>
  pence === 0n ? undefined : `${money(pence)} agreed, subject to annual budget`;

/** Whoever looks for its later years finds them where it went. */
function partOf(view: FundView, { mergedInto }: Contribution): string | undefined {
  const last = mergedInto.at(-1);
  return last === undefined ? undefined : `now part of ${nameIn(view.facts, 'source', last)}`;
}

function roleOf(view: FundView, source: string): string | undefined {
  const role = view.facts.get('source', source)?.attributes.role;
  return role === undefined ? undefined : capital(role);
}

/** Each scheme's budget by source against what was promised and spent. */
export function schemesTable(view: FundView, year: string, figures: Figures): Table {
  const rows = bySchemeAndSource(
    view.facts,
    budgetAgainstActual(view).filter((row) => row.year === year),
  );
  const of = view.balances.where({ year });
  const total = (name: string, term: Term) =>
    figures.cell(`${name}, all schemes, ${year}`, traced(of, { year }, term));
  return {
    caption: `By scheme and source, ${year}`,
    head: [
      ...['Scheme', 'Source'].map((name) => text(name)),
      ...['Allocated', 'Committed', 'Spent to date', 'Left'].map(number),
      text('Adverse or favourable'),
      number('Not committed'),
    ],
    rows: rows.map((row) => {
      const scheme = nameIn(view.facts, 'scheme', row.scheme);
      const source = nameIn(view.facts, 'source', row.source);
      const cell = (title: string, figure: Traced) =>
        figures.cell(`${title}, ${scheme}, ${source} (${row.nature}), ${year}`, figure);
      return [
        text(scheme),
        text(source, row.nature === 'revenue' ? undefined : capital(row.nature)),
        cell('Allocated', row.allocated),
        cell('Committed', row.committed),
        cell('Spent', row.actual),
        cell('Left', row.left),
        text(inVarianceWords(row)),
        cell('Not committed', row.uncommitted),
      ];
    }),
    total: [
      text('Total'),
      text(''),
      total('Allocated', accounts.allocated),
      total('Committed', accounts.committed),
      total('Spent', accounts.actual),
      total('Left', accounts.unspent),
      text(''),
      total('Not committed', accounts.uncommitted),
    ],
    empty: `Nothing is allocated to a scheme in ${year}. Allocate part of a source\u2019s money to a scheme to see its budget here.`,
  };
}

function inVarianceWords({ scheme, source, left, uncommitted }: BudgetActual): string {
  if (scheme === 'unknown' || source === 'unknown') return 'No budget to judge by';
  if (uncommitted.pence < 0n) return 'Adverse';
  return capital(varianceOf(left));
}
