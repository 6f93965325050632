/** An amount of pounds sterling in whole pence. Inside the ledger money is nothing else (rule 2). */
export type Pence = bigint;

const written = /^(-?)(\d{1,16})\.(\d{2})$/;

/** Reads `"1200000.00"`. Throws a RangeError on anything else, also on `"1,200,000"` and `"12.5"`. */
export function parsePence(amount: string): Pence {
  const match = written.exec(amount);
  if (!match) throw new RangeError(`"${amount}" is not an amount such as "1200000.00"`);
  const pence = BigInt(`${match[2] ?? ''}${match[3] ?? ''}`);
  return match[1] === '-' ? -pence : pence;
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
