import { idOf } from '#contracts/events/all.js';
import type { setUpEvents } from '#contracts/events/fund/set-up.js';
import { none } from '../posting.js';
import { change, type FactsBy } from './change.js';

export interface SetUpFacts {
  fund: { name: string; kind: string; host: string; agreement: string | null; area: string };
  source: {
    name: string;
    role: string;
    organisation: string;
    through: string | null;
    power: string;
    /** A partner that the fund's agreement did not name. */
    notParty: boolean;
    /** Nothing new is contributed under it from this day on. */
    mergedInto?: string;
    mergedOn?: string;
  };
  scheme: {
    name: string;
    category: string;
    need: string | null;
    cohort: string | null;
    area: string;
    demandLed: boolean;
    accountingBasis: string;
    /** From this day on it takes no more budget. */
    closed?: string;
  };
}

export const setUpFacts: FactsBy<typeof setUpEvents> = {
  FundEstablished: (event) => [change(event, 'fund', idOf(event.stream), event.data)],
  HostingChanged: (event) => {
    const { host, agreement } = event.data;
    return [change(event, 'fund', idOf(event.stream), { host, agreement })];
  },
  SourceOpened: (event) => {
    const { source, organisation, notParty } = event.data;
    const flag = {
      kind: 'not-party',
      amount: '0.00',
      award: none,
      provider: organisation,
    } as const;
    return [
      change(event, 'source', source, event.data),
      ...(notParty ? [change(event, 'flag', `${event.number}/not-party`, flag)] : []),
    ];
  },
  SchemeOpened: (event) => [change(event, 'scheme', event.data.scheme, event.data)],
  SchemeDescribed: (event) => [change(event, 'scheme', event.data.scheme, event.data.stated)],
  SourceDescribed: (event) => [change(event, 'source', event.data.source, event.data.stated)],
  AccountingBasisStated: (event) => {
    const { scheme, accountingBasis } = event.data;
    return [change(event, 'scheme', scheme, { accountingBasis })];
  },
};
