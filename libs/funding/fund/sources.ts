import type { FundCommandOf } from '#contracts/commands/fund.js';
import { SourcesMerged, SourceTransferred } from '#contracts/events/fund/sources.js';
import { type FundEvent } from '#contracts/events/fund.js';
import { lastDayOf } from '#contracts/financial-year.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { happened, refused, type Decision } from '../decision.js';
import type { Fund } from './fund.js';

type Decided = Decision<FundEvent>;

export interface Sources {
  /** Sources that went into another, and from which day on. */
  readonly mergedSources: Map<string, { readonly into: string; readonly since: string }>;
}
export const newSources = (): Sources => ({ mergedSources: new Map() });

/** The body behind a source is succeeded by another: past postings stay with whom they were. */
function transferSource(fund: Fund, command: FundCommandOf<'transfer-source'>): Decided {
  const source = fund.sources.get(command.source);
  if (!source)
    return refused('not-found', { what: 'source', id: command.source, where: 'the fund' });
  if (source.organisation === command.to)
    return refused('nothing-changes', { what: 'source', id: command.source });
  return happened(
    SourceTransferred.of(command.effective, {
      source: command.source,
      from: source.organisation,
      to: command.to,
      evidence: command.evidence,
    }),
  );
}

function mergeSources(fund: Fund, command: FundCommandOf<'merge-sources'>): Decided {
  const { sources, into, evidence, effective } = command;
  for (const id of [...sources, into]) {
    if (!fund.sources.has(id))
      return refused('not-found', { what: 'source', id, where: 'the fund' });
    const merged = fund.mergedSources.get(id);
    if (merged) return refused('source-merged', { source: id, ...merged, ruleDate: merged.since });
  }
  return sources.includes(into)
    ? refused('invalid-request', { detail: `into: "${into}" cannot go into itself` })
    : happened(SourcesMerged.of(effective, { sources, into, evidence }));
}

/** After the day of the merger nothing is contributed for a year that it reaches. */
export function mergedAway(
  fund: Fund,
  source: string,
  year: string,
  on: string,
): Refusal | undefined {
  const merged = fund.mergedSources.get(source);
  return merged && on >= merged.since && lastDayOf(year) >= merged.since
    ? refusal('source-merged', { source, ...merged, ruleDate: merged.since })
    : undefined;
}

export const sourceDeciders = {
  'transfer-source': transferSource,
  'merge-sources': mergeSources,
} as const;
