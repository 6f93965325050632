import { daysAfter } from '#contracts/calendar.js';
import { yearOf } from '#contracts/financial-year.js';
import {
  DoubleFundingFound,
  DoubleFundingPermitted,
  StageClaimed,
  StageRejected,
  StageVerified,
} from '#contracts/events/outcome/payments.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { happened, refused } from '../decision.js';
import type { OutcomeDecidersBy, OutcomeEvolutionBy, Outcome } from './outcome.js';
import { spellEndOf } from './terms.js';

/** A stage that somebody claims to have brought a person to. */
export interface StageClaim {
  readonly claim: string;
  readonly person: string;
  readonly terms: string;
  readonly version: number;
  readonly stage: string;
  readonly weeks: number;
  readonly started: string;
  readonly reached: string;
  readonly spellEnds: string;
  readonly fund: string;
  readonly award: string;
  readonly provider: string;
  readonly amount: string;
  /** Of the command that claimed: the log knows its place by it. */
  readonly key: string;
  state: 'claimed' | 'verified' | 'rejected' | 'double-funding';
  /** Payable although the same outcome is claimed elsewhere too: somebody allowed it. */
  permitted: boolean;
}

/** A claim on another outcome, which measures the same. */
export interface ClaimElsewhere extends StageClaim {
  readonly outcome: string;
  /** Recorded before the claim that is judged. */
  readonly earlier: boolean;
}

export const claimDeciders: OutcomeDecidersBy<
  'claim-stage' | 'permit-double-funding' | 'verify-stage' | 'reject-stage'
> = {
  /**
   * A stage is reached when its weeks have passed since the person started. One outcome of one
   * person is payable once, whichever award, fund or agreement claims: a second claim is kept as an
   * exception.
   */
  'claim-stage': (outcome, command, id, { today, elsewhere = [] }) => {
    const { claim, person, terms, stage: name, fund, award, provider, effective } = command;
    if (outcome.claims.has(claim))
      return refused('already-exists', { what: 'claim', id: claim, where: `"${id}"` });
    // The fund's expenditure is named for both.
    if (id.length + claim.length > 110)
      return refused('invalid-request', { detail: 'the claim needs a shorter identifier' });
    const start = outcome.programme.starts
      .filter((one) => one.person === person && one.terms === terms && one.started <= effective)
      .sort((a, b) => (a.started < b.started ? -1 : 1))
      .at(-1);
    if (!start) return refused('not-found', { what: 'person', id: person, where: `"${terms}"` });
    const stage = start.version.stages.find((one) => one.stage === name);
    if (!stage) return refused('not-found', { what: 'stage', id: name, where: `"${terms}"` });
    const reached = daysAfter(start.started, 7 * stage.weeks);
    if (reached > effective || reached > today)
      return refused('stage-not-reached', { stage: name, started: start.started, reached });
    const claimed = {
      ...{ claim, person, terms, version: start.version.version, stage: name },
      ...{ weeks: stage.weeks, started: start.started, reached, spellEnds: spellEndOf(start) },
      ...{ fund, award, provider, amount: stage.amount },
    };
    const doubled = doubledBy(outcome, claimed) ?? doubledElsewhere(elsewhere, claimed);
    if (doubled) return happened(DoubleFundingFound.of(effective, { ...claimed, ...doubled }));
    const over = beyondCap(outcome, { ...claimed, yearlyCap: stage.yearlyCap });
    return over ? { refused: over } : happened(StageClaimed.of(effective, claimed));
  },

  /** Somebody who may say so allows both to be paid; from then on the claim is like any other. */
  'permit-double-funding': (outcome, { command: _, effective, ...data }, id, { organisation }) => {
    const found = claimIn(outcome, data.claim, id, ['double-funding']);
    if ('problem' in found) return { refused: found };
    if ([data.allowedBy, organisation].includes(found.provider))
      return refused('own-exception', { claim: data.claim, provider: found.provider });
    const stage = outcome.programme.terms
      .get(found.terms)
      ?.[found.version - 1]?.stages.find((one) => one.stage === found.stage);
    const over = beyondCap(outcome, { ...found, yearlyCap: stage?.yearlyCap ?? null });
    return over ? { refused: over } : happened(DoubleFundingPermitted.of(effective, data));
  },

  /**
   * Claims on two outcomes may have come in at once, so that neither found the other; they may be
   * verified at once too. The log has one of them first, and all who look find the same one: that
   * stands, and the other is found now. One verified by others before stands as well.
   */
  'verify-stage': (outcome, { command: _, effective, ...data }, id, { elsewhere = [] }) => {
    const found = claimIn(outcome, data.claim, id, ['claimed']);
    if ('problem' in found) return { refused: found };
    const { state: __, key: ___, permitted, ...claimed } = found;
    const first = elsewhere.filter(
      (other) => other.earlier || (other.state === 'verified' && !other.permitted),
    );
    const doubled = permitted ? undefined : doubledElsewhere(first, claimed);
    return happened(
      doubled
        ? DoubleFundingFound.of(effective, { ...claimed, ...doubled })
        : StageVerified.of(effective, data),
    );
  },

  /** A claim that is rejected stands in nobody's way; one that its fund has counted is not rejected. */
  'reject-stage': (outcome, { command: _, effective, ...data }, id) => {
    const found = claimIn(outcome, data.claim, id, ['claimed', 'verified', 'double-funding']);
    return 'problem' in found ? { refused: found } : happened(StageRejected.of(effective, data));
  },
};

/**
 * The claim that stands for the same outcome: of the same person, at a time that the two have in
 * common. Terms pay an outcome in stages, each once; what other terms pay for it is all of it.
 */
function doubledBy({ claims }: Outcome, asked: AskedClaim): Doubled | undefined {
  const other = [...claims.values()].find(
    (claim) =>
      standing.includes(claim.state) &&
      ofOneSpell(claim, asked) &&
      (claim.terms !== asked.terms || claim.weeks === asked.weeks),
  );
  return other && { doubles: other.claim, elsewhere: null };
}

/** The same under another agreement: outcomes that measure the same are one outcome of the person. */
function doubledElsewhere(
  elsewhere: readonly ClaimElsewhere[],
  asked: AskedClaim,
): Doubled | undefined {
  const other = elsewhere.find(
    (claim) => standing.includes(claim.state) && ofOneSpell(claim, asked),
  );
  return other && { doubles: other.claim, elsewhere: other.outcome };
}

type AskedClaim = Pick<StageClaim, 'person' | 'terms' | 'weeks' | 'started' | 'spellEnds'>;
interface Doubled {
  readonly doubles: string;
  readonly elsewhere: string | null;
}
const standing: readonly StageClaim['state'][] = ['claimed', 'verified'];

const ofOneSpell = (one: AskedClaim, other: AskedClaim): boolean =>
  one.person === other.person && one.started < other.spellEnds && other.started < one.spellEnds;

/** What is paid for a stage in the year in which it was reached, of all people together. */
function beyondCap(
  { claims }: Outcome,
  asked: Pick<StageClaim, 'terms' | 'stage' | 'reached' | 'amount'> & {
    readonly yearlyCap: string | null;
  },
): Refusal | undefined {
  if (asked.yearlyCap === null) return undefined;
  const year = yearOf(asked.reached);
  const before = [...claims.values()].filter(
    (claim) =>
      claim.terms === asked.terms &&
      claim.stage === asked.stage &&
      yearOf(claim.reached) === year &&
      standing.includes(claim.state),
  );
  const claimed = sumPence([...before, asked].map(({ amount }) => parsePence(amount)));
  const short = claimed - parsePence(asked.yearlyCap);
  return short > 0n
    ? refusal('stage-cap-exceeded', {
        stage: asked.stage,
        year,
        cap: asked.yearlyCap,
        short: formatPence(short),
      })
    : undefined;
}

function claimIn(
  { claims }: Outcome,
  claim: string,
  id: string,
  states: readonly StageClaim['state'][],
): StageClaim | Refusal {
  const found = claims.get(claim);
  if (!found) return refusal('not-found', { what: 'claim', id: claim, where: `"${id}"` });
  return states.includes(found.state)
    ? found
    : refusal('wrong-order', {
        what: 'Claim',
        id: claim,
        state: found.state,
        needed: states.join(' or '),
      });
}

const moved =
  (state: StageClaim['state'], permitted = false) =>
  ({ claims }: Outcome, { data }: { readonly data: { readonly claim: string } }): void => {
    const claim = claims.get(data.claim);
    if (!claim) throw new Error(`the log speaks of the claim ${data.claim} before it exists`);
    claim.state = state;
    claim.permitted ||= permitted;
  };

export const claimEvolution: OutcomeEvolutionBy<
  | 'StageClaimed'
  | 'DoubleFundingFound'
  | 'DoubleFundingPermitted'
  | 'StageVerified'
  | 'StageRejected'
> = {
  StageClaimed: ({ claims }, { data, key }) => {
    claims.set(data.claim, { ...data, key, state: 'claimed', permitted: false });
  },
  DoubleFundingFound: ({ claims }, { data: { doubles: _, elsewhere: __, ...data }, key }) => {
    claims.set(data.claim, { ...data, key, state: 'double-funding', permitted: false });
  },
  DoubleFundingPermitted: moved('claimed', true),
  StageVerified: moved('verified'),
  StageRejected: moved('rejected'),
};
