import type { FactsAt } from '#libs/ledger/facts-at.js';
import { once } from './once.js';

/** How many of the awards that are known have each title. */
const titled = once((facts: FactsAt): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { attributes } of facts.list('award'))
    counts.set(attributes.title, (counts.get(attributes.title) ?? 0) + 1);
  return counts;
});

/** What an award is called: its title, with its reference where others have the same; else its reference. */
export function awardName(facts: FactsAt, award: string): string {
  const title = facts.get('award', award)?.attributes.title;
  if (title === undefined) return award;
  return (titled(facts).get(title) ?? 0) > 1 ? `${title} (${award})` : title;
}
