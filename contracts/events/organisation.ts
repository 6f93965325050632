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

export const OrganisationRegistered = event('OrganisationRegistered', 1, {
  name: Text,
  identifiers: z.array(OrganisationId).max(20),
  sector: Sector,
  /** Voluntary, community or social enterprise. */
  vcse: z.enum(['yes', 'no', unknown]),
  size: z.enum(['micro', 'small', 'medium', 'large', unknown]),
  areas: z.array(Id).max(100),
});

export const organisationEvents = { OrganisationRegistered } as const;
export type OrganisationEvent = DraftOf<typeof organisationEvents>;
