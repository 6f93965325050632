import type { partnerSettlementEvents } from '#contracts/events/fund/partner-settlements.js';
import { changesNoTerms, type EvolutionBy } from './evolution.js';

export const partnerSettlementEvolution: EvolutionBy<typeof partnerSettlementEvents> = {
  ExitSettled: (fund, { data }) => {
    fund.settledExits.set(data.partner, { revision: data.agreementRevision, lines: data.lines });
  },
  SettlementPaid: changesNoTerms,
};
