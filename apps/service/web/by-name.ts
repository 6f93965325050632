import type { FactsAt } from '#libs/ledger/facts-at.js';
import { compareNames } from '#libs/ledger/order-of-names.js';
import { isNamed, nameIn } from './words.js';

/**
 * Rows in the order of what they are called: schemes and sources stand on every page and statement as their
 * names go, whatever identifies them. What has no name comes last; what is called alike stays as it stood.
 */
export function byName<Row>(
  rows: readonly Row[],
  namesOf: (row: Row) => readonly (string | null)[],
): Row[] {
  return rows
    .map((row) => ({ row, names: namesOf(row) }))
    .sort((a, b) => {
      for (const [place, name] of a.names.entries()) {
        const order = inOrder(name, b.names[place] ?? null);
        if (order !== 0) return order;
      }
      return 0;
    })
    .map(({ row }) => row);
}

function inOrder(name: string | null, other: string | null): number {
  if (name === null || other === null) return Number(name === null) - Number(other === null);
  return compareNames(name, other);
}

/** Lines of a budget, by their scheme and then by their source. */
export const bySchemeAndSource = <Row extends { readonly scheme: string; readonly source: string }>(
  facts: FactsAt,
  rows: readonly Row[],
): Row[] =>
  byName(rows, ({ scheme, source }) => [
    nameOrNone(facts, 'scheme', scheme),
    nameOrNone(facts, 'source', source),
  ]);

export const bySource = <Row extends { readonly source: string }>(
  facts: FactsAt,
  rows: readonly Row[],
): Row[] => byName(rows, ({ source }) => [nameOrNone(facts, 'source', source)]);

const nameOrNone = (facts: FactsAt, kind: 'scheme' | 'source', id: string): string | null =>
  isNamed(id) ? nameIn(facts, kind, id) : null;
