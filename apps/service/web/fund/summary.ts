import { cashAhead } from '#projections/fund-health/figures/cash-ahead.js';
import { coverage, type Covered } from '#projections/fund-health/figures/coverage.js';
import { fundedUntil } from '#projections/fund-health/figures/funded-until.js';
import { held, keptByOwners } from '#projections/fund-health/figures/held.js';
import * as accounts from '#projections/fund-health/figures/accounts.js';
import { position } from '#projections/fund-health/figures/position.js';
import { traced, type Term } from '#projections/fund-health/figures/traced.js';
import type { FundView } from '#projections/reading/reading.js';
import { atMoment } from '../links.js';
import { figuresOf, number, text, type Cell, type Figures } from '../table.js';
import { capital, inWords, money, monthInWords, nameIn } from '../words.js';

/** A figure with its name, and what it means in a few words. */
export interface Fact {
  readonly label: string;
  readonly cell: Cell;
  readonly note: string;
}

/** `31 March 2029, 36 months`, or why there is no such day. */
export function fundedInWords(view: FundView): string {
  const funded = fundedUntil(view);
  switch (funded.state) {
    case 'funded':
      return `${inWords(funded.until)} (${funded.months} ${funded.months === 1 ? 'month' : 'months'})`;
    case 'not funded':
      return 'Not funded this year';
    case 'not computable':
      return 'Not computable: sources are not known';
  }
}

/** What ends it, for money may be there beyond the day on which its agreement may end. */
export function fundedNote(view: FundView): string {
  const funded = fundedUntil(view);
  return funded.state === 'funded'
    ? endings[funded.endsWith]
    : `Seen on ${inWords(view.moment.day)}`;
}
const endings = {
  'confirmed money': 'As far as confirmed money covers all that is committed',
  notice: 'A notice may end the agreement then, without fault',
  agreement: 'The agreement ends then',
} as const;

/** What the host holds, or that each partner holds its own. */
export const heldFact = (view: FundView): Fact =>
  keptByOwners(view)
    ? { label: 'Held', cell: text('Not pooled'), note: 'Each partner holds its own money' }
    : {
        label: 'Held by the host',
        cell: figuresOf(view.fund, view.moment).cell('Held by the host', held(view).now),
        note: 'Received less paid, now',
      };

/** A month ahead with all that would come and go in it, as it is seen now. */
export const monthAheadHref = ({ fund, moment }: FundView, month: string): string =>
  atMoment(`/funds/${fund}/calendar/${month}`, moment);

/** The least that the host would hold at a month's end within the year. */
export function lowestAheadFact(view: FundView): Fact {
  const { lowest } = cashAhead(view);
  const label = 'Lowest month-end ahead';
  if (!lowest) return { label, cell: text('\u2013'), note: 'No cash is pooled' };
  return {
    label,
    cell: { ...number(money(lowest.held)), href: monthAheadHref(view, lowest.month) },
    note: `Forecast for the end of ${monthInWords(lowest.month)}${lowest.held < 0n ? ': the host would finance the pool' : ''}`,
  };
}

export const ratioInWords = (covered: Covered): string =>
  covered.state === 'ratio' ? `${covered.ratio} times` : capital(covered.state);

/** What schemes have that is neither promised nor theirs to promise: with the rest it makes up what is allocated. */
export const betweenStates: readonly { name: string; term: Term; note: string }[] = [
  { name: 'Set aside', term: accounts.reserved, note: 'For awards that are not made yet' },
  { name: 'Being moved', term: accounts.moving, note: 'Waits for the decision on its move' },
  {
    name: 'Carried with commitments',
    term: accounts.carriedWithCommitments,
    note: 'Gone on into the next year',
  },
];

/** The figures of one year, from what came in to what it is called on for. */
export function yearFacts(view: FundView, year: string, figures: Figures): Fact[] {
  const balances = view.balances.where({ year });
  const of = position(balances, { year });
  const cover = coverage(view).find((each) => each.year === year);
  const fact = (label: string, figure: Parameters<Figures['cell']>[1], note: string): Fact => ({
    label,
    cell: figures.cell(`${label}, ${year}`, figure),
    note,
  });
  const lowest = cover?.lowest;
  return [
    fact('Confirmed', of.confirmed, 'Contributions with their evidence'),
    fact('Expected', of.expected, 'Rolled forward until the agreement is signed'),
    fact('Indicative', of.indicative, 'Said, not yet promised'),
    fact('In kind', of.inKind, 'Given, but covers nothing'),
    fact('Allocated', of.allocated, 'Authority given to schemes'),
    fact('Not allocated', of.unallocated, 'No scheme has it yet'),
    fact('Committed', of.committed, 'Promised to awards'),
    fact('Outstanding', of.outstanding, 'Committed, not yet matched to spending'),
    fact('Uncommitted', of.uncommitted, 'With schemes, not yet promised'),
    ...betweenStates
      .map((state) => ({ ...state, sum: traced(balances, { year }, state.term) }))
      .filter(({ sum }) => sum.pence !== 0n)
      .map(({ name, sum, note }) => fact(name, sum, note)),
    fact('Spent without an award', of.spentWithoutAward, 'On a scheme\u2019s own budget'),
    fact('Spent in all', of.actual, 'Matched to awards, or without one'),
    {
      label: 'Coverage as a whole',
      cell: { text: cover ? ratioInWords(cover.whole.covered) : 'Nothing committed' },
      note: 'Confirmed money over what is called on',
    },
    {
      label: 'Lowest coverage',
      cell: { text: lowest ? ratioInWords(lowest.covered) : '\u2013' },
      note: lowest
        ? lowest.kind === 'ring-fence'
          ? nameIn(view.facts, 'ring-fence', lowest.of)
          : capital(lowest.of)
        : 'Over revenue, capital and each ring-fence',
    },
  ];
}
