import type { setUpEvents } from '#contracts/events/fund/set-up.js';
import type { EvolutionBy } from './evolution.js';

export const setUpEvolution: EvolutionBy<typeof setUpEvents> = {
  FundEstablished: (fund, { data, effective }) => {
    fund.terms = { ...data, since: effective };
  },
  SourceOpened: (fund, { data }) => {
    fund.sources.set(data.source, data);
  },
  SchemeOpened: (fund, { data }) => {
    fund.schemes.set(data.scheme, data);
  },
  // No decision of the fund asks for it: it is said for the partners' accounts.
  AccountingBasisStated: () => undefined,
};
