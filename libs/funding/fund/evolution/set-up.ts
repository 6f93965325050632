import type { setUpEvents } from '#contracts/events/fund/set-up.js';
import { must, type EvolutionBy } from './evolution.js';

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
  SchemeDescribed: (fund, { data: { scheme, stated } }) => {
    const known = must(fund.schemes.get(scheme), `the scheme ${scheme}`);
    fund.schemes.set(scheme, { ...known, ...stated });
  },
  SourceDescribed: (fund, { data: { source, stated } }) => {
    const known = must(fund.sources.get(source), `the source ${source}`);
    fund.sources.set(source, { ...known, ...stated });
  },
  // No decision of the fund asks for it: it is said for the partners' accounts.
  AccountingBasisStated: () => undefined,
};
