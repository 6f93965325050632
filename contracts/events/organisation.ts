import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import { Id, OrganisationId, Text, unknown } from '../values.js';

const Sector = z.enum([
  'council',
  'nhs',
  'central-government',
  'voluntary',
  'private',
  'foundation',
  unknown,
]);

const details = {
  name: Text,
  sector: Sector,
  /** Voluntary, community or social enterprise. */
  vcse: z.enum(['yes', 'no', unknown]),
  size: z.enum(['micro', 'small', 'medium', 'large', unknown]),
  areas: z.array(Id).max(100),
};

export const OrganisationRegistered = event('OrganisationRegistered', 1, {
  ...details,
  identifiers: z.array(OrganisationId).max(20),
});

/** What is not named stays as it was. */
export const OrganisationDetailsChanged = event('OrganisationDetailsChanged', 1, {
  changed: z.strictObject({
    name: details.name.exactOptional(),
    sector: details.sector.exactOptional(),
    vcse: details.vcse.exactOptional(),
    size: details.size.exactOptional(),
    areas: details.areas.exactOptional(),
  }),
});

export const OrganisationIdentified = event('OrganisationIdentified', 1, {
  added: z.array(OrganisationId).min(1).max(20),
  /** All that it is known by from then on. */
  identifiers: z.array(OrganisationId).min(1).max(100),
});

/** Its own financial year, which need not be the funder's. */
export const OrganisationYearStated = event('OrganisationYearStated', 1, {
  /** Month and day on which its year begins: `04-01`, `08-01`. */
  begins: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, 'write a day as "08-01"'),
});

/**
 * From the day on others stand in its place. Postings of the past stay with whom they were; a
 * contract goes over by its own novation, which names the one of them that takes it.
 */
export const OrganisationSucceeded = event('OrganisationSucceeded', 1, {
  by: z.array(OrganisationId).min(1).max(20),
  cause: z.enum(['merged', 'divided', 'replaced', 'incorporated']),
  evidence: Text,
});

export const organisationEvents = {
  OrganisationRegistered,
  OrganisationDetailsChanged,
  OrganisationIdentified,
  OrganisationYearStated,
  OrganisationSucceeded,
} as const;
export type OrganisationEvent = DraftOf<typeof organisationEvents>;
