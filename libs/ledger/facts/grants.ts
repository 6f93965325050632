import { idOf, type EventOf } from '#contracts/events/all.js';
import type { grantEvents } from '#contracts/events/award/grant.js';
import type { FactChange } from '../fact-types.js';
import { change, type FactsBy } from './change.js';

/** What a grant says beside its money, each part by `<award>/<its own identifier>`. */
export interface GrantFacts {
  'award-condition': {
    award: string;
    condition: string;
    text: string;
    gatesPayment: boolean;
    due: string | null;
    state: 'open' | 'met' | 'not met';
  };
  'match-funding': {
    award: string;
    match: string;
    funder: string;
    amount: string;
    /** Of it, what is secured by now. */
    secured?: string;
    state: 'secured' | 'being-secured';
  };
  /** What a provider was told that it owes back, and why. */
  clawback: {
    award: string;
    clawback: string;
    onFund: string;
    expenditure: string;
    amount: string;
    cause: string;
    explanation: string;
  };
}

function termsAgreed(event: EventOf<'GrantTermsAgreed'>): FactChange[] {
  const award = idOf(event.stream);
  const { conditions, claims, match, leadProvider } = event.data;
  return [
    change(event, 'award', award, { claims, leadProvider }),
    ...conditions.map((condition) =>
      change(event, 'award-condition', `${award}/${condition.condition}`, {
        award,
        ...condition,
      }),
    ),
    ...match.map((one) =>
      change(event, 'match-funding', `${award}/${one.match}`, { award, ...one }),
    ),
  ];
}

const conditionIs =
  (state: 'met' | 'not met') =>
  (event: EventOf<'GrantConditionMet'> | EventOf<'GrantConditionNotMet'>): FactChange[] => [
    change(event, 'award-condition', `${idOf(event.stream)}/${event.data.condition}`, { state }),
  ];

function matchSecured(event: EventOf<'MatchFundingSecured'>): FactChange[] {
  const { match, secured, left } = event.data;
  const all = left === '0.00';
  return [
    change(event, 'match-funding', `${idOf(event.stream)}/${match}`, {
      ...(all ? { amount: secured } : {}),
      secured,
      state: all ? 'secured' : 'being-secured',
    }),
  ];
}

function varied(event: EventOf<'GrantVaried'>): FactChange[] {
  const { funding, value, end } = event.data;
  return [change(event, 'award', idOf(event.stream), { funding, value, end })];
}

function clawbackDemanded(event: EventOf<'ClawbackDemanded'>): FactChange[] {
  const award = idOf(event.stream);
  const { change: clawback, fund: onFund, ...of } = event.data;
  return [change(event, 'clawback', `${award}/${clawback}`, { award, clawback, onFund, ...of })];
}

function closed(event: EventOf<'GrantClosed'>): FactChange[] {
  const { funding, value } = event.data;
  return [change(event, 'award', idOf(event.stream), { funding, value, state: 'over' })];
}

export const grantFacts: FactsBy<
  Omit<typeof grantEvents, 'GrantOffered' | 'GrantAccepted' | 'GrantDeclined' | 'GrantOfferLapsed'>
> = {
  GrantTermsAgreed: termsAgreed,
  GrantConditionMet: conditionIs('met'),
  GrantConditionNotMet: conditionIs('not met'),
  MatchFundingSecured: matchSecured,
  SubsidyControlRecorded: (event) => [
    change(event, 'award', idOf(event.stream), { subsidyControl: event.data }),
  ],
  GrantVaried: varied,
  GrantNovated: (event) => [
    change(event, 'award', idOf(event.stream), { provider: event.data.to }, event.data.to),
  ],
  ClawbackDemanded: clawbackDemanded,
  GrantClosed: closed,
};
