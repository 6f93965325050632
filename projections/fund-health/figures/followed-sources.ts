import type { FundView } from '#projections/reading/reading.js';

/**
 * What each source has gone into by the view's day, first what it merged into itself, then what that
 * merged into. The postings of the past stay with the source that they were of: the last name says
 * where to read on.
 */
export function followedSources({
  facts,
  moment,
}: Pick<FundView, 'facts' | 'moment'>): (source: string) => readonly string[] {
  const into = new Map(
    facts.list('source').flatMap(({ id, attributes: { mergedInto, mergedOn } }) => {
      const merged = mergedInto !== undefined && mergedOn !== undefined && mergedOn <= moment.day;
      return merged ? [[id, mergedInto] as const] : [];
    }),
  );
  return (source) => {
    const chain: string[] = [];
    for (
      let next = into.get(source);
      next !== undefined && next !== source && !chain.includes(next);
      next = into.get(next)
    )
      chain.push(next);
    return chain;
  };
}
