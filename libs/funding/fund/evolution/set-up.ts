import type { setUpEvents } from '#contracts/events/fund/set-up.js';
import type { EvolutionBy } from './evolution.js';

export const setUpEvolution: EvolutionBy<typeof setUpEvents> = {
  FundEstablished: (fund, { data, effective }) => {
    const { name, kind, host, agreement } = data;
    fund.terms = { name, kind, since: effective };
    fund.hostings = [{ host, agreement, since: effective }];
  },
  HostingChanged: (fund, { data: { host, agreement }, effective }) => {
    fund.hostings = [...fund.hostings, { host, agreement, since: effective }];
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
