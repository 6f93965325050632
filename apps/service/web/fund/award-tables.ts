import { awards, longTerm } from '#projections/fund-health/figures/award-length.js';
import { cliffEdges } from '#projections/fund-health/figures/cliff-edges.js';
import * as accounts from '#projections/fund-health/figures/accounts.js';
import { grouped } from '#projections/fund-health/figures/grouped.js';
import { position } from '#projections/fund-health/figures/position.js';
import {
  inFewerParts,
  largestFirst,
  together,
  traced,
} from '#projections/fund-health/figures/traced.js';
import { percentage } from '#libs/money/rate.js';
import type { FundView } from '#projections/reading/reading.js';
import { number, text, type Figures, type Table } from '../table.js';
import { capital, inWords, nameIn, unbroken } from '../words.js';
import { awardCell } from './award/links.js';

const most = 50;

/** Every award with its term and what is committed, over all years; the largest where there are many. */
export function awardsTable(view: FundView, figures: Figures): Table {
  const all = [...awards(view)].sort((a, b) => largestFirst(a.committed, b.committed));
  const whole = position(view.balances);
  return {
    caption:
      all.length > most
        ? `The ${most} largest of ${all.length} awards, all years`
        : 'Awards, all years',
    head: [
      ...['Award', 'Provider', 'Term', 'Length'].map((name) => text(name)),
      ...['Committed', 'Outstanding'].map(number),
    ],
    rows: all.slice(0, most).map(({ award, committed, outstanding, start, end, months }) => {
      const terms = view.facts.get('award', award)?.attributes;
      const title = nameIn(view.facts, 'award', award);
      return [
        awardCell(view, award, terms ? capital(terms.kind) : undefined),
        text(nameIn(view.facts, 'organisation', terms?.provider ?? 'unknown')),
        text(termInWords(start, end)),
        text(
          (months === null
            ? 'Not known'
            : `${months} ${months === 1 ? 'month' : 'months'}`
          ).replace(' ', '\u00a0'),
        ),
        figures.cell(`Committed, ${title}`, committed),
        figures.cell(`Outstanding, ${title}`, outstanding),
      ];
    }),
    total: [
      text('Total of all awards'),
      ...['', '', ''].map((blank) => text(blank)),
      figures.cell('Committed, all years', whole.committed),
      figures.cell('Outstanding, all years', whole.outstanding),
    ],
    empty:
      'No award is made from this fund. A contract or grant appears here once its money is committed.',
  };
}

/** From when to when, as far as each is known: a personal budget may be begun without a last day. */
function termInWords(start: string | null, end: string | null): string {
  if (start !== null && end !== null) return `${inWords(start)} to ${inWords(end)}`;
  if (start !== null) return `From ${inWords(start)}, end not known`;
  return end === null ? 'Dates not known' : `To ${inWords(end)}, start not known`;
}

/** How much of the money is promised for long. */
export function lengthTable(view: FundView, figures: Figures): Table {
  const { long, shorter, unknown, unknownCount, share, longMonths } = longTerm(view);
  const known = long.pence + shorter.pence;
  return {
    caption: 'Long-term share of what is committed',
    head: [text('Length'), number('Value'), number('Share of known length')],
    rows:
      long.pence + shorter.pence + unknown.pence === 0n
        ? []
        : [
            [
              text(`${longMonths} months and longer`),
              figures.cell('In long awards', long),
              number(share === undefined ? 'Not known' : `${share}%`),
            ],
            [
              text('Shorter'),
              figures.cell('In shorter awards', shorter),
              number(known === 0n ? 'Not known' : `${percentage(shorter.pence, known)}%`),
            ],
            [
              text(`Length not known (${unknownCount})`),
              figures.cell('In awards of unknown length', unknown),
              number(''),
            ],
          ],
    total: [
      text('Total'),
      figures.cell('Committed, all years', position(view.balances).committed),
      number(''),
    ],
    empty: 'Nothing is committed to awards.',
  };
}

/** What ends soon, by how soon. */
export function cliffTable(view: FundView, figures: Figures): Table {
  const all = cliffEdges(view);
  const edges = grouped(all, ({ within }) => String(within));
  return {
    caption: `Awards that end within 12 months of ${inWords(view.moment.day)}`,
    head: [
      ...['Within', 'Award', 'Provider', 'Last day'].map((name) => text(name)),
      number('Committed in all'),
    ],
    rows: ['3', '6', '12'].flatMap((months) =>
      (edges.get(months) ?? []).map((edge) => [
        text(`${months} months`),
        awardCell(view, edge.award),
        text(nameIn(view.facts, 'organisation', edge.provider)),
        text(inWords(edge.end)),
        figures.cell(`Committed, ${nameIn(view.facts, 'award', edge.award)}`, edge.committed),
      ]),
    ),
    total: [
      text('Total'),
      ...['', '', ''].map((blank) => text(blank)),
      figures.cell(
        'Committed, awards that end soon',
        inFewerParts(together(all.map(({ committed }) => committed))),
      ),
    ],
    empty: `No award with a known last day ends within 12 months of ${inWords(view.moment.day)}.`,
  };
}

/** Where money rests, source by source, from year to year. */
export function yearsTable(view: FundView, figures: Figures): Table {
  const years = view.balances
    .where({
      account: [
        ...accounts.allocated.accounts,
        ...accounts.certainties.flatMap((certainty) => accounts.contributed(certainty).accounts),
      ],
    })
    .groupBy('year');
  return {
    caption: 'Years ahead, all sources',
    head: [
      text('Year'),
      ...['Confirmed', 'Expected', 'Indicative', 'Committed', 'Not committed by schemes'].map(
        number,
      ),
    ],
    rows: years.map(({ key, balances }) => {
      const cell = (title: string, ...terms: Parameters<typeof traced>[2][]) =>
        figures.cell(`${title}, ${key.year}`, traced(balances, key, ...terms));
      return [
        text(unbroken(key.year)),
        cell('Confirmed', accounts.contributed('confirmed')),
        cell('Expected', accounts.contributed('expected')),
        cell('Indicative', accounts.contributed('indicative')),
        cell('Committed', accounts.committed),
        cell('Not committed by schemes', accounts.uncommitted),
      ];
    }),
    empty: 'No year has contributions or budgets yet.',
  };
}
