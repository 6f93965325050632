import { inFund, type Step } from '#apps/service/example/step.js';
import { firstMonths, northmoor } from './northmoor.js';

const venue = { scheme: 'infrastructure', source: 'council', year: '2026-27' } as const;
const forecast = (month: string, outturn: string, day: string, explanation = 'As planned') =>
  inFund('submit-forecast', { ...venue, month, outturn, explanation }, day);
const spend = (expenditure: string, net: string, day: string) =>
  inFund(
    'record-payment',
    {
      expenditure,
      provider: 'name:open-records-coop',
      ...{ scheme: 'infrastructure', source: 'council', nature: 'revenue' },
      net,
      irrecoverableVat: '0.00',
      reference: 'Case records',
    },
    day,
  );

/** Shared infrastructure, council money: 150,000.00 for 2026-27, of which 12,000.00 was spent in June. */
export const monitored: readonly Step[] = [
  ...northmoor,
  ...firstMonths,
  inFund('profile-budget', {
    ...venue,
    months: [...new Array<string>(6).fill('5000.00'), ...new Array<string>(6).fill('20000.00')],
  }),
  forecast('2026-08', '150000.00', '2026-09-04'),
  forecast('2026-09', '158000.00', '2026-10-05'),
  forecast('2026-09', '155000.00', '2026-10-06', 'The licence costs more than was offered'),
  inFund(
    'allocate-budget',
    { scheme: 'infrastructure', source: 'council', year: '2026-27', amount: '30000.00' },
    '2026-10-20',
  ),
  spend('records-2026', '12000.00', '2027-03-25'),
  spend('records-2027', '9000.00', '2027-07-25'),
];
