import type { FundCommandOf } from '#contracts/commands/fund.js';
import {
  MatchFundingRecorded,
  RingFenceChanged,
  RingFenceDefined,
  RingFenceEnded,
  ShareLimitSet,
} from '#contracts/events/fund/ring-fences.js';
import { type FundEvent } from '#contracts/events/fund.js';
import type { Refusal } from '#contracts/problems.js';
import { happened, refused, type Decision } from '../decision.js';
import type { Fund, RingFence } from './fund.js';
import { ringFencesOn } from './ring-fence.js';

type Decided = Decision<FundEvent>;

function defineRingFence(fund: Fund, command: FundCommandOf<'define-ring-fence'>): Decided {
  const { ringFence, source } = command;
  if (!fund.sources.has(source)) return noSource(source);
  if (fund.ringFences.has(ringFence))
    return refused('already-exists', { what: 'ring-fence', id: ringFence, where: 'The fund' });
  return happened(
    RingFenceDefined.of(command.effective, { ringFence, source, ...termsOf(command) }),
  );
}

/** The funder has set other terms, from a day on. */
function changeRingFence(fund: Fund, command: FundCommandOf<'change-ring-fence'>): Decided {
  const { ringFence } = command;
  const fence = fenceOn(fund, ringFence, command.effective);
  if ('refused' in fence) return fence;
  const { source } = fence;
  return happened(
    RingFenceChanged.of(command.effective, { ringFence, source, ...termsOf(command) }),
  );
}

function endRingFence(fund: Fund, command: FundCommandOf<'end-ring-fence'>): Decided {
  const { ringFence, evidence } = command;
  const fence = fenceOn(fund, ringFence, command.effective);
  if ('refused' in fence) return fence;
  const { source } = fence;
  return happened(RingFenceEnded.of(command.effective, { ringFence, source, evidence }));
}

const termsOf = (
  command: Omit<FundCommandOf<'define-ring-fence'>, 'command' | 'source'> & { command: string },
) => ({
  name: command.name,
  natures: command.natures,
  years: command.years ?? null,
  schemes: command.schemes ?? null,
  categories: command.categories ?? null,
  costCategories: command.costCategories ?? null,
  needs: command.needs ?? null,
  areas: command.areas ?? null,
  cohorts: command.cohorts ?? null,
  basis: command.basis,
  yearLimited: command.yearLimited,
  until: command.until ?? null,
  evidence: command.evidence,
});

const fenceOn = (
  fund: Fund,
  ringFence: string,
  on: string,
): RingFence | { readonly refused: Refusal } =>
  ringFencesOn(fund, on).find((fence) => fence.ringFence === ringFence) ??
  refused('not-found', { what: 'ring-fence', id: ringFence, where: `the fund on ${on}` });

const noSource = (id: string) => refused('not-found', { what: 'source', id, where: 'the fund' });

function setShareLimit(fund: Fund, command: FundCommandOf<'set-share-limit'>): Decided {
  if (!fund.sources.has(command.source)) return noSource(command.source);
  const [before] = fund.shareLimits.get(command.limit) ?? [];
  if (before && before.source !== command.source)
    return refused('already-exists', {
      what: 'share limit',
      id: command.limit,
      where: `Another source, ${before.source},`,
    });
  const {
    command: _,
    effective,
    natures,
    schemes,
    categories,
    costCategories,
    by,
    until,
    ...terms
  } = command;
  return happened(
    ShareLimitSet.of(effective, {
      ...terms,
      natures: natures ?? null,
      schemes: schemes ?? null,
      categories: categories ?? null,
      costCategories: costCategories ?? null,
      by: by ?? null,
      until: until ?? null,
    }),
  );
}

/** Recorded again under the same name as it is secured, or not. */
function recordMatchFunding(fund: Fund, command: FundCommandOf<'record-match-funding'>): Decided {
  const { command: _, effective, ...match } = command;
  return fund.sources.has(match.source)
    ? happened(MatchFundingRecorded.of(effective, match))
    : noSource(match.source);
}

export const ringFenceDeciders = {
  'define-ring-fence': defineRingFence,
  'change-ring-fence': changeRingFence,
  'end-ring-fence': endRingFence,
  'set-share-limit': setShareLimit,
  'record-match-funding': recordMatchFunding,
} as const;
