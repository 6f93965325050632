import { formatPence } from '#libs/money/pence.js';

/** Amounts as decimal strings, wherever in a figure they stand; `pence` becomes `amount`. */
export function writtenFigures(figures: object): object {
  const value = (part: unknown): unknown => {
    if (typeof part === 'bigint') return formatPence(part);
    if (Array.isArray(part)) return part.map(value);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [
        name === 'pence' ? 'amount' : name,
        value(inner),
      ]),
    );
  };
  return value(figures) as object;
}
