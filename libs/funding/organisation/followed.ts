import { byCodePoint } from '../decision.js';

/** Who stands in the place of an organisation, from a day on. */
export interface Succession {
  readonly by: readonly string[];
  readonly from: string;
}

/**
 * Who stands for an organisation on a day: itself until it is succeeded, then its successors, theirs
 * where these were succeeded too; in code-point order. Bodies that succeed each other in a circle end
 * as themselves. A contract goes over only to one of these.
 */
export function followed(
  organisation: string,
  day: string,
  successionOf: (organisation: string) => Succession | undefined,
): string[] {
  const found = new Set<string>();
  const seen = new Set([organisation]);
  for (const one of seen) {
    const succession = successionOf(one);
    const next = succession && succession.from <= day ? succession.by : [];
    if (next.length === 0) found.add(one);
    for (const successor of next) seen.add(successor);
  }
  return [...(found.size > 0 ? found : [organisation])].sort(byCodePoint);
}
