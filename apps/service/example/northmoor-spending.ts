import { monthsOf } from '#contracts/financial-year.js';
import { inFund, type Step } from './step.js';

/** What the schemes cost beside their awards: scheme, source, provider, a month's amount, what for. */
const monthly = [
  ['navigators', 'council', 'name:northmoor-voluntary-action', '14300.00', 'Outreach workers'],
  ['navigators', 'icb', 'name:moorland-community-health', '9000.00', 'Health navigators'],
  ['brokerage', 'council', 'name:dale-skills', '17900.00', 'Vocational courses'],
  ['brokerage', 'icb', 'name:dale-skills', '7900.00', 'Work and health coaches'],
  ['infrastructure', 'council', 'name:open-records-coop', '12400.00', 'Shared case records'],
  ['infrastructure', 'icb', 'name:open-records-coop', '14900.00', 'Shared case records'],
  ['participation', 'council', 'name:moorside-arts', '3700.00', 'Peer researchers'],
  ['participation', 'icb', 'name:moorside-arts', '3700.00', 'Peer researchers'],
] as const;

/** Twelve months of it, each paid on the 25th. */
export const northmoorOtherSpending: readonly Step[] = monthsOf('2026-27').flatMap((month) =>
  monthly.map(([scheme, source, provider, net, what]) =>
    inFund(
      'record-payment',
      {
        expenditure: `${scheme}-${source}-${month}`,
        provider,
        scheme,
        source,
        nature: 'revenue',
        net,
        irrecoverableVat: '0.00',
        reference: `${what}, ${month}`,
      },
      `${month}-25`,
    ),
  ),
);
