import { askingAs } from '../access/asking-as.js';
import { withPoint } from './links.js';
import { link, text, type Cell } from './table.js';
import { isNamed } from './words.js';

type Query = Readonly<Record<string, unknown>>;

/** The fund where it is seen whole, else what of it is whoever asks’s own. */
export function fundHref(fund: string, query: Query): string {
  const { scope, asker } = askingAs() ?? {};
  if (scope?.funds?.includes(fund)) return withPoint(`/funds/${fund}`, query);
  return withPoint(asker?.role === 'provider' ? `/providers/${asker.organisation}` : '/', query);
}

/** An event as whoever asks may open it: whole, or what it changed for them; undefined: not at all. */
export function eventHref(number: number, query: Query): string | undefined {
  const { scope, asker } = askingAs() ?? {};
  if (scope?.funds) return withPoint(`/events/${number}`, query);
  return asker?.role === 'provider'
    ? withPoint(`/providers/${asker.organisation}/changes?cursor=${number + 1}`, query)
    : undefined;
}

/** An award by what it is called, leading to its own page where whoever asks sees its fund whole. */
export function awardIn(fund: string, award: string, name: string, query: Query): Cell {
  const seen = isNamed(award) && (askingAs()?.scope.funds?.includes(fund) ?? false);
  return seen ? link(name, withPoint(`/funds/${fund}/awards/${award}`, query)) : text(name);
}
