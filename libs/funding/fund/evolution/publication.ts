import type { publicationEvents } from '#contracts/events/fund/publication.js';
import { changesNoTerms, type EvolutionBy } from './evolution.js';

export const publicationEvolution: EvolutionBy<typeof publicationEvents> = {
  PublicationPolicySet: (fund, { data, effective: since }) => {
    fund.publicationPolicies = [...fund.publicationPolicies, { ...data, since }];
  },
  LinesPublished: changesNoTerms,
  PublicationMade: (fund, { data: { publication, from, until, number } }) => {
    fund.publications.set(publication, { from, until, number });
  },
};
