import type { Step } from '../step.js';
import { betterCare } from './better-care.js';
import { charity, company } from './bodies.js';
import { drawsFor } from './draw.js';
import { paidBeside, type Beside } from './money-out.js';

const fund = betterCare;
const homecare: readonly [string, ...string[]] = [
  company(44),
  company(45),
  company(46),
  company(47),
  company(48),
  company(49),
  company(26),
];
const builders: readonly [string, ...string[]] = [company(50), company(51), company(43)];
const companions: readonly [string, ...string[]] = [charity(21), charity(22), charity(34)];
const helpers: readonly [string, ...string[]] = [charity(10), charity(11), charity(22)];

/** What the schemes pay beside their awards, in whole pounds of a year. */
const beside: readonly Beside[] = [
  {
    ...{ fund, scheme: 'homecare', source: 'council', providers: homecare, paymentsAMonth: 12 },
    what: 'Packages of care',
    ...{ yearly: { '2024-25': 760_000, '2025-26': 535_000, '2026-27': 560_000 }, percent: 18 },
  },
  {
    ...{ fund, scheme: 'homecare', source: 'icb', providers: homecare, paymentsAMonth: 12 },
    what: 'Packages of care, health part',
    ...{ yearly: { '2024-25': 725_000, '2025-26': 530_000, '2026-27': 530_000 }, percent: 18 },
  },
  {
    ...{ fund, scheme: 'discharge', source: 'icb', providers: companions, paymentsAMonth: 4 },
    what: 'Beds to recover in',
    ...{ yearly: { '2024-25': 230_000, '2025-26': 236_000, '2026-27': 245_000 }, percent: 20 },
  },
  {
    ...{ fund, scheme: 'discharge', source: 'discharge', providers: companions, paymentsAMonth: 3 },
    what: 'Hospital-to-home nights',
    ...{ yearly: { '2024-25': 218_000, '2025-26': 232_000, '2026-27': 236_000 }, percent: 15 },
  },
  {
    ...{ fund, scheme: 'equipment', source: 'icb', providers: [company(42), company(50)] },
    // What the NHS buys, it buys with VAT.
    ...{ what: 'Special equipment', paymentsAMonth: 4, percent: 25, withVat: true },
    yearly: { '2024-25': 108_000, '2025-26': 118_000, '2026-27': 120_000 },
  },
  {
    ...{ fund, scheme: 'adaptations', source: 'homes', nature: 'capital', providers: builders },
    ...{ what: 'Lifts and small works', paymentsAMonth: 6, percent: 35 },
    yearly: { '2024-25': 372_000, '2025-26': 401_000, '2026-27': 430_000 },
  },
  {
    ...{ fund, scheme: 'carers', source: 'council', providers: helpers },
    ...{ what: 'One-off breaks', paymentsAMonth: 5, percent: 30 },
    yearly: { '2024-25': 54_000, '2025-26': 56_000, '2026-27': 58_000 },
  },
  {
    ...{ fund, scheme: 'carers', source: 'icb', providers: helpers },
    ...{ what: 'Training for carers', paymentsAMonth: 2, percent: 20 },
    yearly: { '2024-25': 46_000, '2025-26': 48_000, '2026-27': 49_000 },
  },
];

export const betterCareSpending: readonly Step[] = beside.flatMap((one) =>
  paidBeside(one, drawsFor(`${fund}/${one.scheme}/${one.source}`), { reason: one.what }),
);
