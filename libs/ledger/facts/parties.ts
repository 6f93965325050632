import { idOf } from '#contracts/events/all.js';
import type { agreementEvents } from '#contracts/events/agreement.js';
import type { organisationEvents } from '#contracts/events/organisation.js';
import { change, type FactsBy } from './change.js';

export interface PartyFacts {
  organisation: {
    name: string;
    sector: string;
    vcse: string;
    size: string;
    areas: readonly string[];
  };
  agreement: {
    title: string;
    power: string;
    host: string;
    partners: readonly string[];
    until: string | null;
    noticeNotBefore: string | null;
    commitmentLimits: { indicative: string; expected: string };
  };
}

export const partyFacts: FactsBy<typeof organisationEvents & typeof agreementEvents> = {
  OrganisationRegistered: (event) => [
    change(event, 'organisation', idOf(event.stream), event.data),
  ],
  AgreementSigned: (event) => [change(event, 'agreement', idOf(event.stream), event.data)],
};
