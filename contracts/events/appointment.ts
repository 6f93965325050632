import { z } from 'zod';
import { event, type DraftOf } from '../event-type.js';
import { Day, Id, OrganisationId, Text } from '../values.js';

/**
 * What a person does for an organisation. `commissioner` proposes and records; `approver` decides
 * too, as far as the scheme of delegation lets the office; `funder` and `provider` see money of their
 * own; `auditor` sees everything of the funds named and changes nothing; `administrator` appoints, and
 * sees no money by that; `importer` is a machine that brings files into the funds named.
 */
export const Role = z.enum([
  'commissioner',
  'approver',
  'funder',
  'provider',
  'auditor',
  'administrator',
  'importer',
]);

/**
 * From the event's day on, a person acts for an organisation. The person is a pseudonym: who it is
 * stands in the directory, where it can be changed or removed (rule 16).
 */
export const PersonAppointed = event('PersonAppointed', 1, {
  person: Id,
  organisation: OrganisationId,
  role: Role,
  /** As the organisation's scheme of delegation calls it. */
  office: Id,
  /** What the person's acts rest on, in words: it stands in every event of theirs. */
  authority: Text,
  /** Null: every fund that the organisation is a party to. */
  funds: z.array(Id).min(1).max(1_000).nullable(),
  /** The last day; null: until it is ended. */
  until: Day.nullable(),
  /** The organisation whose administrator, or for which the operator, appointed. */
  by: OrganisationId,
});

/** From the event's day on, the person acts by this appointment no more. */
export const AppointmentEnded = event('AppointmentEnded', 1, { cause: Text });

export const appointmentEvents = { PersonAppointed, AppointmentEnded } as const;
export type AppointmentEvent = DraftOf<typeof appointmentEvents>;
export type Role = z.infer<typeof Role>;
