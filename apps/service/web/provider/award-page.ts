import { awardsTold } from '#projections/provider-allocations/allocations.js';
import { certainIncome } from '#projections/provider-allocations/figures/certain-income.js';
import type { Change } from '#projections/provider-allocations/figures/changes.js';
import { optionsAhead } from '#projections/provider-allocations/figures/options-ahead.js';
import { balancesOfAwards } from '#projections/provider-allocations/figures/paid-ahead.js';
import { sumPence } from '#libs/money/pence.js';
import type { ProviderView } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import type { ProviderSeen } from '../../api/provider-asked.js';
import type { Fact } from '../fund/summary.js';
import { withPoint } from '../links.js';
import { text, type Table } from '../table.js';
import { capital, inWords, money } from '../words.js';
import { aboutProvider, type Shown } from './provider-page.js';
import {
  advancesTable,
  allowanceTable,
  changesTable,
  invoicesTable,
  linesTable,
  nextTable,
  ownYearsTable,
  paymentsTable,
} from './tables.js';
import { providerTasks } from './tasks.js';
import { awardName, fundName, overFunds } from './words.js';
import { yearsPicture } from './years.js';

type Query = Readonly<Record<string, unknown>>;
type Told = ReturnType<typeof awardsTold>[number];

/** One award of a provider: its schedule, its lines, what was claimed and paid, and what changed. */
export function awardPage(
  view: ProviderSeen,
  award: string,
  changes: readonly Change[],
  query: Query,
  acts: boolean,
): Shown {
  const told = awardsTold(view).find((one) => one.award === award);
  if (!told) throw refuse('not-found', { what: 'award', id: award, where: 'what you see' });
  const point = (href: string): string => withPoint(href, query);
  return {
    ...aboutProvider(view, query, `/awards/${award}`),
    title: awardName(view, award),
    terms: termsOf(view, told),
    headline: headline(view, told),
    tasks: acts ? providerTasks(view, award) : [],
    picture: yearsPicture(view, award),
    ownYears: ownYearsTable(view, award),
    lines: [linesTable(view, award), allowanceTable(view, award)],
    conditions: conditionsTable(told),
    next: nextTable(view, point, award),
    invoices: invoicesTable(view, query, award),
    payments: paymentsTable(view, query, award),
    advances: advancesTable(view, query, award),
    changes: changesTable(
      view,
      changes.filter(({ awards }) => awards.includes(award)),
      query,
      'Changes of this award, newest first',
      award,
    ),
  };
}

const termsOf = (view: ProviderSeen, told: Told): { key: string; value: string }[] => {
  const certain = certainIncome(view).endings.find(({ award }) => award === told.award);
  const day = (of: string | null): string => (of === null ? 'Not known' : inWords(of));
  return [
    { key: 'Kind', value: capital(told.kind) },
    { key: 'State', value: told.own ? capital(told.state) : 'With another provider now' },
    { key: 'From', value: told.funds.map((fund) => fundName(view, fund)).join(', ') },
    { key: 'Begins', value: day(told.start) },
    { key: 'Ends', value: day(told.end) },
    {
      key: 'May be broken off from',
      value: certain?.breakPoint
        ? inWords(certain.breakPoint)
        : 'No clause lets the commissioner break it off',
    },
    {
      key: 'Certain until',
      value: certain?.certainUntil ? inWords(certain.certainUntil) : 'Not certain now',
    },
    ...optionsOf(view, told.award),
    { key: 'Worth in all its funds', value: money(told.value) },
  ];
};

/** Options that nobody has exercised: in no promise and in no other figure. */
function optionsOf(view: ProviderView, award: string): { key: string; value: string }[] {
  const open = optionsAhead(view).filter((one) => one.award === award);
  if (open.length === 0) return [];
  const worth = money(sumPence(open.map(({ amount }) => amount)));
  return [{ key: 'Options not exercised', value: `${worth}, which nobody has promised yet` }];
}

function headline(view: ProviderSeen, { award }: Told): Fact[] {
  const balances = balancesOfAwards(view).filter((one) => one.award === award);
  const fact = (label: string, kind: 'owed' | 'retained' | 'advanced', note: string): Fact => ({
    ...{ label, note },
    cell: overFunds(
      view,
      label,
      balances.map(({ fund, ...of }) => ({ fund, amount: of[kind] })),
    ),
  });
  return [
    fact('Owed to you', 'owed', 'Found right, accrued or in dispute, and not paid'),
    fact('Kept back', 'retained', 'Owed, and not yet payable'),
    fact('Advanced, without evidence yet', 'advanced', 'Paid ahead of the work'),
  ];
}

const conditionsTable = ({ conditions }: Told): Table => ({
  caption: 'Conditions',
  head: [text('Condition'), text('State'), text('By'), text('Holds back payment')],
  rows: conditions.map((of) => [
    text(of.text),
    text(capital(of.state)),
    text(of.due === null ? '\u2013' : inWords(of.due)),
    text(of.gatesPayment ? 'Yes' : 'No'),
  ]),
  empty: 'It has no conditions.',
});
