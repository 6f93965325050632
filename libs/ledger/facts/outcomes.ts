import { yearOf } from '#contracts/financial-year.js';
import type { savingsEvents } from '#contracts/events/fund/savings.js';
import type { stageEvents } from '#contracts/events/fund/stages.js';
import type { outcomeEvents } from '#contracts/events/outcome.js';
import { idOf, streamOf, type EventOf } from '#contracts/events/all.js';
import type { AccessRule, Stage } from '#contracts/events/outcome/payments.js';
import { none } from '../posting.js';
import type { FactChange } from '../fact-types.js';
import { change, saysNothing, type FactsBy } from './change.js';
import { fallsDue, fallsDueNoMore } from './due.js';

export interface OutcomeFacts {
  outcome: {
    measure: string;
    unit: string;
    better: string;
    cohort: string;
    area: string;
    from: string;
    to: string;
    soughtBy: readonly { readonly fund: string; readonly scheme: string }[];
    /** Absent while nobody has agreed one. */
    baseline?: string;
    baselineAgreedBy?: readonly string[];
    measured?: string;
    savingsShare?: {
      readonly fund: string;
      readonly source: string;
      readonly payer: string;
      readonly unitSaving: string;
      readonly rate: string;
      readonly cap: string | null;
    };
    /** What the share comes to as last assessed: expected, never cash. */
    shareAssessed?: string;
    /** Whether it still is what was assessed: nothing that it rests on has changed since. */
    shareStands?: boolean;
    shareConfirmed?: string;
    /** The event that said the share last. */
    shareEvent?: number;
  };
  /** What an outcome pays to whom; identified as `<outcome>/<terms>/<version>`. */
  'outcome-terms': {
    outcome: string;
    terms: string;
    version: number;
    stages: readonly Stage[];
    access: readonly AccessRule[];
  };
  /** Identified as `<outcome>/<claim>`; the person by a pseudonym. */
  'stage-claim': {
    outcome: string;
    person: string;
    terms: string;
    version: number;
    stage: string;
    started: string;
    reached: string;
    fund: string;
    award: string;
    provider: string;
    amount: string;
    state: string;
  };
  /** What is not payable unless somebody allows it; identified as its claim is. */
  exception: {
    kind: 'double-funding';
    outcome: string;
    person: string;
    fund: string;
    award: string;
    amount: string;
    /** The claim that stands. */
    doubles: string;
    state: string;
    allowedBy?: string;
    office?: string;
    evidence?: string;
  };
}

const outcome = (
  event: EventOf<keyof typeof outcomeEvents>,
  attributes: Partial<OutcomeFacts['outcome']>,
): FactChange[] => [change(event, 'outcome', idOf(event.stream), attributes)];

const claimId = (event: { readonly stream: string; readonly data: { readonly claim: string } }) =>
  `${idOf(event.stream)}/${event.data.claim}`;

function claimed(
  event: EventOf<'StageClaimed'> | EventOf<'DoubleFundingFound'>,
  state: string,
): FactChange[] {
  const { person, terms, version, stage, started, reached, fund, award, provider, amount } =
    event.data;
  const of = { outcome: idOf(event.stream), person, terms, version, stage, started, reached };
  const to = { fund, award, provider, amount, state };
  return [change(event, 'stage-claim', claimId(event), { ...of, ...to }, provider)];
}

const baseline = (event: EventOf<'BaselineAgreed'> | EventOf<'BaselineSuperseded'>): FactChange[] =>
  outcome(event, {
    ...{ baseline: event.data.value, baselineAgreedBy: event.data.agreedBy },
    shareStands: false,
  });

export const outcomeFacts: FactsBy<
  typeof outcomeEvents & typeof savingsEvents & typeof stageEvents
> = {
  OutcomeDefined: (event) => outcome(event, event.data),
  BaselineAgreed: baseline,
  BaselineSuperseded: baseline,
  OutcomeMeasured: (event) => outcome(event, { measured: event.data.value, shareStands: false }),
  SavingsShareAgreed: (event) => {
    const { fund, source, payer, unitSaving, rate, cap } = event.data;
    const savingsShare = { fund, source, payer, unitSaving, rate, cap };
    return outcome(event, { savingsShare, shareStands: false });
  },
  SavingsShareAssessed: (event) =>
    outcome(event, {
      ...{ shareAssessed: event.data.share, shareStands: true },
      shareEvent: event.number,
    }),
  SavingsShareConfirmed: (event) =>
    outcome(event, { shareConfirmed: event.data.share, shareEvent: event.number }),
  OutcomeTermsAgreed: (event) => {
    const { terms, version, stages, access } = event.data;
    const of = idOf(event.stream);
    return [
      change(event, 'outcome-terms', `${of}/${terms}/${version}`, {
        outcome: of,
        terms,
        version,
        stages,
        access,
      }),
    ];
  },
  PersonStarted: saysNothing,
  StageClaimed: (event) => claimed(event, 'claimed'),
  DoubleFundingFound: (event) => {
    const { person, fund, award, amount, provider, doubles, elsewhere } = event.data;
    const of = idOf(event.stream);
    const id = claimId(event);
    const found = {
      outcome: of,
      person,
      fund,
      award,
      amount,
      doubles: `${elsewhere ?? of}/${doubles}`,
    };
    return [
      ...claimed(event, 'double-funding'),
      change(event, 'exception', id, { ...found, kind: 'double-funding', state: 'open' }, provider),
      {
        ...change(event, 'flag', `${event.number}/double-funding`, {
          kind: 'double-funding',
          amount,
          award,
          provider,
        }),
        fund,
      },
    ];
  },
  DoubleFundingPermitted: (event) => {
    const { allowedBy, office, evidence } = event.data;
    const allowed = { state: 'permitted', allowedBy, office, evidence };
    return [
      change(event, 'exception', claimId(event), allowed),
      change(event, 'stage-claim', claimId(event), { state: 'claimed' }),
    ];
  },
  StageVerified: (event) => [change(event, 'stage-claim', claimId(event), { state: 'verified' })],
  StageRejected: (event) => [
    change(event, 'stage-claim', claimId(event), { state: 'rejected' }),
    fallsDueNoMore(event, 'rejection-unfinished', event.data.claim),
  ],
  StagePaymentBarred: (event) => {
    const { outcome: of, claim } = event.data;
    const inOutcome = { ...event, stream: streamOf('outcome', of) };
    return [fallsDue(inOutcome, 'rejection-unfinished', claim, event.effective)];
  },
  SavingsShareReceived: (event) => {
    const { income, from, source, period, relatesTo, amount, reference } = event.data;
    const received = { kind: 'savings-share', from, source, relatesTo, amount, reference };
    return [change(event, 'income', income, { ...received, scheme: none, year: yearOf(period) })];
  },
};
