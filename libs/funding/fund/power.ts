import { unknown } from '#contracts/values.js';
import type { Fund } from './fund.js';

/**
 * The law that a flow rests on: the one that is named for it, else that of its source. A source may give
 * in part under one and in part under another. Null while nobody has said that of the source either.
 */
export function powerOf(
  fund: Fund,
  { source, power }: { readonly source: string; readonly power?: string | undefined },
): string | null {
  const of = power ?? fund.sources.get(source)?.power ?? unknown;
  return of === unknown ? null : of;
}
