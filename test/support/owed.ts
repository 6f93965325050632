import { organisations } from '#apps/service/example/northmoor.js';
import { inFund, type Step } from '#apps/service/example/step.js';
import { firstMonths, northmoor } from './northmoor.js';

const { icb, harbourLights, moorside } = organisations;
const compared = (body: string, ours: string, theirs: string, explanation?: string): Step =>
  inFund(
    'agree-balances',
    {
      with: body,
      at: '2026-10-31',
      logNumber: 90,
      ours,
      theirs,
      ...(explanation === undefined ? {} : { explanation }),
    },
    '2026-11-06',
  );

/** The first months, and what is owed beside contributions and invoices; some of it compared. */
export const owed: readonly Step[] = [
  ...northmoor,
  ...firstMonths,
  inFund(
    'pay-advance',
    {
      advance: 'moorside-q3',
      provider: moorside,
      award: 'moorside',
      amount: '7500.00',
      remittance: 'BACS moorside-q3',
    },
    '2026-10-01',
  ),
  inFund(
    'verify-expenditure',
    {
      expenditure: 'licences',
      provider: 'name:open-records-coop',
      scheme: 'infrastructure',
      sources: [{ source: 'council', amount: '6000.00' }],
      reference: 'Licences',
      net: '6000.00',
      recoverableVat: '1200.00',
    },
    '2026-10-20',
  ),
  compared(icb, '200000.00', '0.00'),
  compared(icb, '200000.00', '150000.00', 'Invoice NC-1003 reached the ICB in part'),
  compared(harbourLights, '-80000.00', '-80000.00'),
];

const income = (
  kind: 'client-contribution' | 'interest',
  id: string,
  amount: string,
  day: string,
): Step =>
  inFund('record-other-income', { income: id, kind, source: 'icb', amount, reference: id }, day);

/** What came in beside contributions, and what of it was budgeted. */
export const otherIncomes: readonly Step[] = [
  ...northmoor,
  income('interest', 'interest-q1', '200.00', '2026-07-01'),
  income('interest', 'interest-q2', '300.00', '2026-10-01'),
  income('client-contribution', 'residents', '1200.00', '2026-10-02'),
  inFund('budget-other-income', { source: 'icb', year: '2026-27', amount: '500.00' }, '2026-10-05'),
];
