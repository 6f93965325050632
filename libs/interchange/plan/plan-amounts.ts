import { readYear } from '../financial-years.js';
import { quoted, read, unreadable, type Reading } from '../reading.js';
import type { AmountColumn, Nature } from './plan-years.js';

/** What a row plans for one year, of one nature. */
export interface PlannedAmount {
  /** `2026-27` */
  readonly year: string;
  readonly nature: Nature;
  readonly pence: bigint;
}

/** Which of a row's cells keeps its amounts from being read, and why. */
export interface WrongTerm {
  readonly term: 'year' | 'nature';
  readonly reason: string;
}

/**
 * A row's amounts with the year and nature of each: as its column says, else as the row does, else as the
 * source of the money has it.
 */
export function plannedAmounts(
  amounts: readonly { readonly of: AmountColumn<string>; readonly pence: bigint }[],
  row: { readonly year: string; readonly nature: string },
  usual: Nature | undefined,
): readonly PlannedAmount[] | WrongTerm {
  const year = row.year === '' ? undefined : readYear(row.year);
  if (year?.ok === false) return { term: 'year', reason: year.reason };
  const nature = readNature(row.nature);
  if (!nature.ok) return { term: 'nature', reason: nature.reason };
  const planned: PlannedAmount[] = [];
  for (const { of, pence } of amounts) {
    const ofYear = of.year ?? year?.value;
    if (ofYear === undefined) return { term: 'year', reason: 'the year is blank' };
    planned.push({
      ...{ year: ofYear, pence },
      nature: of.nature ?? nature.value ?? usual ?? 'revenue',
    });
  }
  return planned;
}

/** What a cell says of an amount's nature; undefined where it is blank. */
function readNature(cell: string): Reading<Nature | undefined> {
  if (cell === '') return read(undefined);
  if (/^c(?:ap(?:ital)?)?$/i.test(cell)) return read('capital');
  if (/^r(?:ev(?:enue)?)?$/i.test(cell)) return read('revenue');
  return unreadable(`${quoted(cell)} is not capital or revenue`);
}
