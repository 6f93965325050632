/** An amount of pounds sterling in whole pence. Inside the ledger money is nothing else (rule 2). */
export type Pence = bigint;

const [minus, point, zero] = [0x2d, 0x2e, 0x30];
const poundDigitsMax = 16;

/** Reads `"1200000.00"`. Throws a RangeError on anything else, also on `"1,200,000"` and `"12.5"`. */
export function parsePence(amount: string): Pence {
  const negative = amount.charCodeAt(0) === minus;
  const first = negative ? 1 : 0;
  const pointAt = amount.length - 3;
  let pence = 0;
  let wellFormed =
    pointAt > first && pointAt - first <= poundDigitsMax && amount.charCodeAt(pointAt) === point;
  for (let at = first; at < amount.length; at += 1) {
    if (at === pointAt) continue;
    const digit = amount.charCodeAt(at) - zero;
    wellFormed &&= digit >= 0 && digit <= 9;
    pence = pence * 10 + digit;
  }
  if (!wellFormed) throw new RangeError(`"${amount}" is not an amount such as "1200000.00"`);
  // Beyond what a number holds exactly, which no amount of a fund is, the digits are read once more.
  if (pence > Number.MAX_SAFE_INTEGER) return BigInt(amount.replace('.', ''));
  return BigInt(negative ? -pence : pence);
}

/** Writes pence as the interface does: `-45n` is `"-0.45"`. */
export function formatPence(pence: Pence): string {
  const digits = (pence < 0n ? -pence : pence).toString().padStart(3, '0');
  return `${pence < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The sum of amounts; zero of none. */
export function sumPence(amounts: Iterable<Pence>): Pence {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

export const minPence = (a: Pence, b: Pence): Pence => (a < b ? a : b);
export const maxPence = (a: Pence, b: Pence): Pence => (a > b ? a : b);
