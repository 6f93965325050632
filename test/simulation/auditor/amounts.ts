/* The auditor's own arithmetic: nothing here is shared with the ledger, on purpose. */

/** `-12.05` is -1205. */
export function whole(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

/** -1205 is `-12.05`. */
export function written(pence: bigint): string {
  const digits = String(pence < 0n ? -pence : pence).padStart(3, '0');
  return `${pence < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function total(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

export const totalOf = (parts: Iterable<{ readonly amount: string }>): bigint =>
  total([...parts].map(({ amount }) => whole(amount)));

/**
 * Rule 2: an amount in proportion to weights, by largest remainder, ties to the earlier part; the
 * parts of a negative amount are the negated parts of its absolute.
 */
export function inProportion(amount: bigint, weights: readonly bigint[]): bigint[] {
  if (amount < 0n) return inProportion(-amount, weights).map((part) => -part);
  const all = total(weights);
  const parts = weights.map((weight) => (amount * weight) / all);
  const remainders = weights.map((weight) => (amount * weight) % all);
  for (let left = amount - total(parts); left > 0n; left -= 1n) {
    let largest = 0;
    remainders.forEach((remainder, place) => {
      if (remainder > (remainders[largest] ?? -1n)) largest = place;
    });
    parts[largest] = (parts[largest] ?? 0n) + 1n;
    remainders[largest] = -1n;
  }
  return parts;
}

/** The financial year of a day, or of a month such as `2027-03` or `2027-03-adj`: it begins on 1 April. */
export function yearOfDay(day: string): string {
  const begins = Number(day.slice(0, 4)) - (day.slice(5, 7) < '04' ? 1 : 0);
  return `${begins}-${String((begins + 1) % 100).padStart(2, '0')}`;
}

/** A year's thirteen periods: its months, and its adjustment period after March. */
export function periodAfter(period: string): string {
  if (period.endsWith('-03')) return `${period}-adj`;
  const [year = 0, month = 0] = period.split('-').map(Number);
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}

/** `1250.5` is 1,250,500,000 millionths. */
export function millionths(decimal: string): bigint {
  const [units = '0', places = ''] = decimal.split('.');
  return BigInt(units + places.padEnd(6, '0'));
}

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** A rule must hold, or the simulation has a finding. The sentence begins with the rule's number. */
export function must(rule: string, holds: boolean): asserts holds {
  if (!holds) throw new Error(`broken: ${rule}`);
}

export function there<T>(found: T | undefined, id: string): T {
  if (found === undefined) throw new Error(`the auditor has never heard of ${id}`);
  return found;
}

export const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
export const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
