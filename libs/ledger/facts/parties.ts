import { idOf } from '#contracts/events/all.js';
import type { organisationEvents } from '#contracts/events/organisation.js';
import { change, type FactsBy } from './change.js';

export interface PartyFacts {
  organisation: {
    name: string;
    sector: string;
    vcse: string;
    size: string;
    areas: readonly string[];
    identifiers: readonly string[];
    /** Month and day on which its own financial year begins; absent while unknown. */
    yearBegins?: string;
    /** Who stands in its place, and from which day on; absent while it stands for itself. */
    succeededBy?: readonly string[];
    succeededFrom?: string;
  };
}

export const partyFacts: FactsBy<typeof organisationEvents> = {
  OrganisationRegistered: (event) => [
    change(event, 'organisation', idOf(event.stream), event.data),
  ],
  OrganisationDetailsChanged: (event) => [
    change(event, 'organisation', idOf(event.stream), event.data.changed),
  ],
  OrganisationIdentified: (event) => {
    const { identifiers } = event.data;
    return [change(event, 'organisation', idOf(event.stream), { identifiers })];
  },
  OrganisationYearStated: (event) => {
    const { begins: yearBegins } = event.data;
    return [change(event, 'organisation', idOf(event.stream), { yearBegins })];
  },
  OrganisationSucceeded: (event) => {
    const { by: succeededBy } = event.data;
    const succeeded = { succeededBy, succeededFrom: event.effective };
    return [change(event, 'organisation', idOf(event.stream), succeeded)];
  },
};
