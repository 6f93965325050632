import type { Step } from '../step.js';
import { betterCare } from './better-care.js';
import { charity, company } from './bodies.js';
import { told, toFund } from './telling.js';

/*
 * What does not go as planned: accruals and invoices that come late, a closed year opened again, prices
 * that rise with an index, a contract that is varied, an invoice that somebody disputes.
 */

const inFund = toFund(betterCare, { reason: 'Better Care Fund' });
const net = (amount: string) => ({ net: amount, irrecoverableVat: '0.00', recoverableVat: '0.00' });

const accrued = (year: string, cost: string, invoiced: string, amount: string): Step[] => {
  const march = `${year}-03`;
  const of = {
    ...{ provider: company(48), scheme: 'homecare' },
    sources: [{ source: 'council', amount: cost }],
  };
  return [
    inFund(
      'accrue-expenditure',
      { ...of, expenditure: `accrued-${march}`, cost, description: `Packages of care, ${march}` },
      `${march}-31`,
    ),
    inFund(
      'verify-expenditure',
      {
        ...of,
        ...net(amount),
        ...{ sources: [{ source: 'council', amount }], accrual: `accrued-${march}` },
        ...{ expenditure: `invoice-${march}`, reference: 'Invoice after the year’s end' },
      },
      invoiced,
    ),
    inFund(
      'pay-expenditure',
      { expenditure: `invoice-${march}`, remittance: `BACS invoice-${march}` },
      `${invoiced.slice(0, 8)}28`,
    ),
  ];
};

const late = (id: string, amount: string, happened: string, on: string): Step[] => [
  inFund(
    'verify-expenditure',
    {
      ...{ expenditure: id, provider: company(42), scheme: 'equipment', ...net(amount) },
      ...{ sources: [{ source: 'icb', amount }], relatesTo: '2024-25' },
      reference: 'Beds delivered in March',
    },
    happened,
    { on, reason: 'An invoice that lay in a drawer' },
  ),
  inFund('pay-expenditure', { expenditure: id, remittance: `BACS ${id}` }, `${on.slice(0, 8)}26`),
];

/** A company that gave up its work overnight: others had to come, at any price. */
const emergencies = (
  [
    ['council', '92400.00', '2025-03-28'],
    ['icb', '88250.00', '2025-03-28'],
    ['council', '71900.00', '2025-03-31'],
    ['icb', '79300.00', '2025-03-31'],
  ] as const
).map(([source, amount, day], at) => ({ id: `emergency-${at + 1}`, source, amount, day }));

const emergency: readonly Step[] = emergencies.flatMap(({ id, source, amount, day }) => [
  inFund(
    'verify-expenditure',
    {
      ...{ expenditure: id, provider: company(49), scheme: 'homecare', ...net(amount) },
      ...{ sources: [{ source, amount }], reference: 'Emergency cover' },
    },
    day,
    { reason: 'Kestrel handed back its rounds within a week' },
  ),
  inFund('pay-expenditure', { expenditure: id, remittance: `BACS ${id}` }, '2025-04-14'),
]);

/** The year 2024-25 opened again, for one more invoice, and closed by the difference. */
const reopened: readonly Step[] = [
  inFund('reopen-period', { period: '2025-03-adj' }, '2025-09-02', {
    ...{ by: 'samir', reason: 'The auditor asks for March’s beds to stand in March’s year' },
  }),
  ...late('late-in-reopened', '3120.00', '2025-03-27', '2025-09-09'),
  inFund(
    'close-year',
    {
      year: '2024-25',
      commitments: [],
      unspent: [
        {
          ...{ source: 'homes', nature: 'capital', decision: 'carry' },
          basis: 'The grant may be spent in later years: determination, paragraph 4',
        },
        { source: 'discharge', decision: 'hold', basis: 'Letter of the department after 2024-25' },
      ],
      bases: [
        {
          ...{ source: 'icb', office: 'chief-finance-officer' },
          basis: 'Section 75 agreement, schedule 3: the share stays in the pool',
        },
      ],
    },
    '2025-09-19',
  ),
];

const changed: readonly Step[] = [
  told(
    'contract',
    'meadowcare',
    'uplift-contract',
    {
      ...{ change: 'uplift-2026', from: '2026-04-01' },
      before: { month: '2024-01', value: '131.5' },
      now: { month: '2026-01', value: '138.2' },
    },
    '2026-04-01',
    { reason: 'Indexation by the contract' },
  ),
  told(
    'contract',
    'neighbourly',
    'vary-contract',
    {
      ...{ change: 'nights', description: 'Two nights a week, until March' },
      ground: 'own-decision',
      adds: [
        {
          ...{ fund: betterCare, scheme: 'homecare', year: '2026-27', nature: 'revenue' },
          ...{ amount: '18000.00', sources: 'as-award' },
        },
      ],
    },
    '2026-09-07',
    { reason: 'People asked for it' },
  ),
  told(
    'contract',
    'falls',
    'record-subcontract',
    {
      ...{ subcontract: 'dales', provider: charity(22), value: '96000.00' },
      ...{ start: '2024-10-01', end: '2027-09-30', description: 'Classes in village halls' },
    },
    '2024-10-01',
    { reason: 'Neighbours know who falls' },
  ),
];

export const lateAndChanged: readonly Step[] = [
  ...emergency,
  ...accrued('2025', '12400.00', '2025-04-17', '12260.00'),
  ...accrued('2026', '9800.00', '2026-04-16', '10150.00'),
  ...late('late-2025', '4860.00', '2025-03-14', '2025-06-11'),
  ...reopened,
  ...changed,
];
