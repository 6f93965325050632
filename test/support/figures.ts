import { formatPence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import { fundView, recorded } from './fund-view.js';
import { day } from './northmoor-place.js';
import { northmoor } from './northmoor.js';
import { firstMonths, published } from './northmoor-year.js';

/** The worked story on its first day: everything agreed, nothing paid. */
export const opening: FundView = fundView('northmoor', recorded(northmoor), day);

/** On the last day of October 2026. */
export const october: FundView = fundView(
  'northmoor',
  recorded([...northmoor, ...firstMonths]),
  '2026-10-31',
);

/** A fund of which only payments are known: 600, 300 and 100 to three, 500 to nobody named. */
export const imported: FundView = fundView(
  'imported',
  recorded([
    published(1, 'GB-COH-00000001', '600.00', '2011-05-03'),
    published(2, 'GB-COH-00000002', '350.00', '2011-06-03'),
    published(3, 'GB-COH-00000002', '-50.00', '2012-03-31'),
    published(4, 'GB-COH-00000003', '100.00', '2012-04-03'),
    published(5, 'redacted', '400.00', '2012-04-03'),
    published(6, 'unknown', '100.00', '2012-05-03'),
  ]),
  '2013-03-31',
);

/** Amounts as text, so that a spec reads as the domain does. */
export const inPounds = (rows: readonly object[]): Record<string, unknown>[] =>
  rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])),
  );

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return formatPence(value);
  if (typeof value === 'object' && value !== null && 'pence' in value && 'from' in value)
    return formatPence(value.pence as bigint);
  return value;
}
