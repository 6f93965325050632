import { larger, must, total } from './amounts.js';
import type { Books } from './books.js';
import { costsOf } from './cost-limits.js';
import { daysFor } from './judged-days.js';
import { allowedBy, counts, inForceOn, standsIn, type ShareLimit } from './share-limits.js';

/**
 * Recoding: the new source's conditions are checked, and a maximum share is one of them (rule 18). What
 * a recoding makes of the uses that count is no more than the share, or no more than they had before.
 */
export function keepsShares(
  books: Books,
  days: readonly string[],
  year: string,
  recode: () => void,
): void {
  const limits = [...new Set(daysFor(year, days).flatMap((day) => inForceOn(books, day)))];
  const before = limits.map((limit) => usesOf(books, limit, year));
  recode();
  limits.forEach((limit, place) => {
    const after = usesOf(books, limit, year);
    must(
      `rule 18: no more than the share ${limit.limit} is recoded: ${after}`,
      after <= (before[place] ?? 0n) || after <= allowedBy(books, limit, year),
    );
  });
}

/** What the uses have of the source, and what they have spent beyond that. */
function usesOf(books: Books, limit: ShareLimit, year: string): bigint {
  if (limit.costCategories !== null) return costsOf(books, limit, year, []);
  const has = standsIn(books, limit, year).filter(
    (entry) => counts(books, limit, entry) && books.schemes.has(entry.scheme),
  );
  const budgets = new Map<string, bigint>();
  for (const { scheme, nature, year: of } of has)
    budgets.set(
      `${scheme} ${nature} ${of}`,
      books.closedYears.has(of)
        ? 0n
        : books.sum('scheme', { source: limit.source, scheme, nature, year: of }),
    );
  const beyond = [...budgets.values()].map((left) => larger(0n, -left));
  return total(has.map(({ pence }) => pence)) + total(beyond);
}
