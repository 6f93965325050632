import { certainIncome } from '#projections/provider-allocations/figures/certain-income.js';
import type { Change } from '#projections/provider-allocations/figures/changes.js';
import { nextPayments } from '#projections/provider-allocations/figures/next-payments.js';
import {
  advancesOpen,
  balancesOfAwards,
} from '#projections/provider-allocations/figures/paid-ahead.js';
import { sumPence } from '#libs/money/pence.js';
import type { Moment } from '#projections/reading/reading.js';
import { currentAsker } from '../../access/asking-as.js';
import type { ProviderSeen } from '../../api/provider-asked.js';
import type { Fact } from '../fund/summary.js';
import { pointForm, withPoint } from '../links.js';
import { number } from '../table.js';
import { inWords, money, nameIn } from '../words.js';
import {
  advancesTable,
  awardsTable,
  changesTable,
  invoicesTable,
  nextTable,
  ownYearsTable,
  paymentsTable,
} from './tables.js';
import { providerTasks } from './tasks.js';
import { overFunds } from './words.js';
import { yearsPicture } from './years.js';

type Query = Readonly<Record<string, unknown>>;

/** What a template lays out. */
export type Shown = Readonly<Record<string, unknown>> & { readonly moment: Moment };

/** What every page about a provider says at its head. */
export function aboutProvider(
  view: ProviderSeen,
  query: Query,
  path = '',
  carried: string[] = [],
): Shown {
  const home = withPoint(`/providers/${view.provider}`, query);
  return {
    name: nameIn(view.facts, 'organisation', view.provider),
    home,
    partial: view.partial,
    own: acts(view),
    moment: view.moment,
    point: pointForm(`/providers/${view.provider}${path}`, query, carried),
    ways: {
      changes: withPoint(`/providers/${view.provider}/changes`, query),
      statement: withPoint(`/providers/${view.provider}/statement`, query),
    },
  };
}

/** What a provider will receive, how certain it is, what has been paid, and what waits. */
export function providerPage(
  view: ProviderSeen,
  changes: readonly Change[],
  query: Query,
  acts: boolean,
): Shown & { readonly headline: readonly Fact[] } {
  const point = (href: string): string => withPoint(href, query);
  return {
    ...aboutProvider(view, query),
    headline: headline(view),
    tasks: acts ? providerTasks(view) : [],
    picture: yearsPicture(view),
    awards: awardsTable(view, point),
    next: nextTable(view, point),
    invoices: invoicesTable(view, query),
    payments: paymentsTable(view, query),
    advances: advancesTable(view, query),
    ownYears: ownYearsTable(view),
    changes: changesTable(view, changes, query, 'The last changes, newest first'),
  };
}

/** What a provider wants to know first. */
function headline(view: ProviderSeen): Fact[] {
  const { until, months } = certainIncome(view);
  const ahead = nextPayments(view);
  const next = ahead.find(({ amount }) => amount !== null);
  const owed = balancesOfAwards(view).map(({ fund, owed: amount }) => ({ fund, amount }));
  const advances = advancesOpen(view);
  return [
    {
      label: 'Certain income ahead',
      cell: {
        text: until === null ? 'None now' : `${months} ${months === 1 ? 'month' : 'months'}`,
        href: '#ends',
      },
      note: until === null ? 'No award’s confirmed money covers today' : `To ${inWords(until)}`,
    },
    {
      label: 'Next payment',
      cell: next?.amount
        ? { ...number(money(next.amount)), href: '#next' }
        : { text: 'None open', href: '#next' },
      note: next
        ? `It waits for ${next.waitsFor}${next.by === null ? '' : `; to be paid by ${inWords(next.by)}`}`
        : ahead.length > 0
          ? 'The next one waits for your claim or invoice'
          : 'No award runs today, and nothing claimed or invoiced waits',
    },
    {
      label: 'Owed to you',
      cell: overFunds(view, 'Owed', owed),
      note: 'Found right, accrued or in dispute, and not paid',
    },
    {
      label: 'Advanced, without evidence yet',
      cell: { ...number(money(sumPence(advances.map(({ left }) => left)))), href: '#advances' },
      note:
        advances.length === 0
          ? 'No advance is open'
          : `The oldest for ${advances[0]?.days ?? 0} days`,
    },
  ];
}

/** Whether whoever asks is the provider, who may claim and answer offers. */
export const acts = ({ identifiers }: ProviderSeen): boolean => {
  const asker = currentAsker();
  return asker?.role === 'provider' && identifiers.includes(asker.organisation);
};
