import { streamOf, type StreamKind } from '#contracts/events/all.js';
import { none } from '#libs/ledger/posting.js';
import type { FundView } from '#projections/reading/reading.js';
import { providersNamed } from './better-care-return.js';
import type { StatementForm, StatementOf } from './head.js';
import { outcomesSought } from './outcomes-sought.js';

/**
 * The streams that the view of a fund is made from: the fund's own, from which all figures of a
 * statement come; its agreement; every award that it has committed to; the organisations that
 * these name, as far as they are known; and what a return to a programme reads besides. Those of a statement are named in the event that issues it,
 * and an evidence pack holds them from their beginning. In code-point order, each once.
 */
export function streamsRead(
  view: FundView,
  of: StatementOf,
  form: Pick<StatementForm, 'format'>,
): readonly string[] {
  const { fund, facts } = view;
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
    ...(of.kind === 'better-care-return' ? providersNamed(view, of, form) : []),
  ].filter((body) => body !== undefined && facts.get('organisation', body) !== undefined);
  const streams = [
    streamOf('fund', fund),
    ...(agreement === undefined ? [] : [streamOf('agreement', agreement)]),
    ...commitments.map(({ id, attributes }) => streamOf(attributes.kind as StreamKind, id)),
    ...bodies.map((body) => streamOf('organisation', body ?? '')),
    ...(of.kind === 'shared-prosperity-return' && form.format >= 4
      ? outcomesSought(view, of).map(({ outcome }) => streamOf('outcome', outcome.id))
      : []),
  ];
  return [...new Set(streams)].sort();
}
