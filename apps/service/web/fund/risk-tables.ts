import { none } from '#libs/ledger/posting.js';
import { atRisk } from '#projections/fund-health/figures/at-risk.js';
import { dependence } from '#projections/fund-health/figures/dependence.js';
import { flags, openTasks } from '#projections/fund-health/figures/pending.js';
import { ringFences } from '#projections/fund-health/figures/ring-fences.js';
import { unknowns } from '#projections/fund-health/figures/unknowns.js';
import type { FundView } from '#projections/reading/reading.js';
import { link, number, text, type Figures, type Table } from '../table.js';
import { capital, inWords, money, nameIn, unbroken } from '../words.js';
import { awardCell } from './award/links.js';

export function atRiskTable(view: FundView, figures: Figures): Table {
  return {
    caption: 'At risk: called on without confirmed money of the same source',
    head: [...['Year', 'Source', 'Nature'].map((name) => text(name)), number('At risk')],
    rows: atRisk(view).map(({ year, source, nature, amount }) => [
      text(unbroken(year)),
      text(nameIn(view.facts, 'source', source)),
      text(capital(nature)),
      figures.cell(`At risk, ${nameIn(view.facts, 'source', source)}, ${nature}, ${year}`, amount),
    ]),
    empty: 'Nothing is called on without confirmed money of its own source.',
  };
}

export function ringFencesTable(view: FundView, figures: Figures): Table {
  return {
    caption: 'Ring-fences, all their years',
    head: [
      text('Ring-fence'),
      ...['Available', 'Spent', 'Left', 'Not called on'].map(number),
      text('To be used by'),
    ],
    rows: ringFences(view).map(({ ringFence, confirmed, actual, left, uncommitted, by }) => {
      const name = nameIn(view.facts, 'ring-fence', ringFence);
      return [
        text(name),
        figures.cell(`Available, ${name}`, confirmed),
        figures.cell(`Spent, ${name}`, actual),
        figures.cell(`Left, ${name}`, left),
        figures.cell(`Not called on, ${name}`, uncommitted),
        text(by === null ? 'No last day set' : inWords(by)),
      ];
    }),
    empty: 'No money of this fund is ring-fenced.',
  };
}

export function dependenceTable(view: FundView, year: string, figures: Figures): Table {
  return {
    caption: `Dependence on partners and funders, ${year}`,
    head: [
      text('Source'),
      ...['Available', 'Share', 'Called on it', 'Coverage of the year without it'].map(number),
    ],
    rows: dependence(view, year).map((row) => {
      const name = nameIn(view.facts, 'source', row.source);
      return [
        text(name),
        figures.cell(`Available, ${name}, ${year}`, row.confirmed),
        number(`${row.share}%`),
        figures.cell(`Called on ${name}, ${year}`, row.calledOn),
        number(
          row.coverageWithout === undefined ? 'Nothing committed' : `${row.coverageWithout} times`,
        ),
      ];
    }),
    empty: `Nothing is confirmed for ${year}.`,
  };
}

const taskNames = {
  'find-cover': 'Find cover',
  'restate-statement': 'Restate a statement',
} as const;

const flagNames = {
  'over-budget': 'over budget',
  'over-award': 'more than was awarded',
  'double-funding': 'an outcome funded twice',
  'beside-stages': 'paid beside the stages of its award',
  'not-party': 'a source that is no party to the agreement',
  'beyond-pledge': 'more than was pledged',
  'possible-duplicates': 'possible duplicates in another file',
} as const satisfies Record<ReturnType<typeof flags>[number]['kind'], string>;

/** More of them than a page has room for. */
const flagsShown = 50;

export function tasksTable(view: FundView): Table {
  const named = ({ award, provider }: { readonly award: string; readonly provider: string }) =>
    award !== none
      ? awardCell(view, award)
      : text(provider === none ? '\u2013' : nameIn(view.facts, 'organisation', provider));
  const raised = flags(view);
  return {
    caption:
      raised.length > flagsShown
        ? `Open tasks, and ${flagsShown} of ${raised.length} flags`
        : 'Open tasks and flags',
    head: [
      ...['What', 'Award or provider', 'Since', 'Event'].map((name) => text(name)),
      number('Amount'),
    ],
    rows: [
      ...openTasks(view).map((task) => [
        text(taskNames[task.kind], `Open for ${task.days} ${task.days === 1 ? 'day' : 'days'}`),
        named(task),
        text(inWords(task.since)),
        link(String(task.event), `/events/${task.event}`),
        number(money(task.amount)),
      ]),
      ...raised
        .slice(0, flagsShown)
        .map((flag) => [
          text(`Flag: ${flagNames[flag.kind]}`),
          named(flag),
          text(inWords(flag.since)),
          link(String(flag.event), `/events/${flag.event}`),
          number(money(flag.amount)),
        ]),
    ],
    empty: 'No task is open and nothing is flagged.',
  };
}

export function unknownsTable(view: FundView, figures: Figures): Table {
  return {
    caption: 'What of the spending is not known',
    head: [text('Not known'), number('Spending'), number('Share of all spending')],
    rows: unknowns(view)
      .filter(({ share }) => share !== undefined)
      .map(({ dimension, amount, share }) => [
        text(dimension === 'provider' ? 'Provider not known or name withheld' : capital(dimension)),
        figures.cell(`Spending with unknown ${dimension}`, amount),
        number(`${share ?? ''}%`),
      ]),
    empty: 'Nothing is spent yet.',
  };
}
