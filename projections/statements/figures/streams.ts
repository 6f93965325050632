import { streamOf, type StreamKind } from '#contracts/events/all.js';
import { none } from '#libs/ledger/posting.js';
import type { FundView } from '#projections/reading/reading.js';

/**
 * The streams that the view of a fund is made from: the fund's own, from which all figures of a
 * statement come; its agreement; every award that it has committed to; and the organisations that
 * these name, as far as they are known. Those of a statement are named in the event that issues it,
 * and an evidence pack holds them from their beginning. In code-point order, each once.
 */
export function streamsRead({ fund, facts }: FundView): readonly string[] {
  const terms = facts.get('fund', fund)?.attributes;
  const agreement = terms?.agreement ?? undefined;
  const commitments = facts.list('commitment');
  const bodies = [
    terms?.host,
    ...facts
      .list('source')
      .flatMap(({ attributes: { organisation, through } }) => [organisation, through ?? undefined]),
    ...(agreement === undefined
      ? []
      : (facts.get('agreement', agreement)?.attributes.partners ?? [])),
    ...commitments.map(({ provider }) => (provider === none ? undefined : provider)),
  ].filter((body) => body !== undefined && facts.get('organisation', body) !== undefined);
  const streams = [
    streamOf('fund', fund),
    ...(agreement === undefined ? [] : [streamOf('agreement', agreement)]),
    ...commitments.map(({ id, attributes }) => streamOf(attributes.kind as StreamKind, id)),
    ...bodies.map((body) => streamOf('organisation', body ?? '')),
  ];
  return [...new Set(streams)].sort();
}
