import { start, type Step } from '#apps/service/example/step.js';
import { formatPence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';
import { fundView, recorded } from './fund-view.js';
import { imported as importedPayments } from './imported.js';
import { firstMonths, northmoor } from './northmoor.js';
import { toldSoFar } from './steps.js';

/** What the pages would show of Northmoor after some steps, as at a day. */
export const northmoorAfter = (
  steps: readonly Step[],
  day: string = start,
  effectiveOn: string | null = null,
): FundView => fundView('northmoor', recorded(toldSoFar(...steps).happened), day, effectiveOn);

/** The worked story on its first day: everything agreed, nothing paid. */
export const opening: FundView = northmoorAfter(northmoor);

/** On the last day of October 2026. */
export const october: FundView = northmoorAfter([...northmoor, ...firstMonths], '2026-10-31');

/** A fund of which only payments are known. */
export const imported: FundView = fundView(
  'imported',
  recorded(toldSoFar(...importedPayments).happened),
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
