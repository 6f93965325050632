import { z } from 'zod';
import {
  OrganisationDetailsChanged,
  OrganisationIdentified,
  OrganisationRegistered,
  OrganisationSucceeded,
  OrganisationYearStated,
} from '../events/organisation.js';
import type { CommandsOf } from './commands-of.js';

/** What is registered is what the event says. */
export const organisationCommands = {
  'register-organisation': OrganisationRegistered.schema.extend({
    identifiers: OrganisationRegistered.schema.shape.identifiers.default([]),
    sector: OrganisationRegistered.schema.shape.sector.default('unknown'),
    vcse: OrganisationRegistered.schema.shape.vcse.default('unknown'),
    size: OrganisationRegistered.schema.shape.size.default('unknown'),
    areas: OrganisationRegistered.schema.shape.areas.default([]),
  }),
  'change-details': OrganisationDetailsChanged.schema.shape.changed.refine(
    (changed) => Object.keys(changed).length > 0,
    { error: 'say what has changed' },
  ),
  'add-identifiers': z.strictObject({
    identifiers: OrganisationIdentified.schema.shape.added,
  }),
  'state-financial-year': OrganisationYearStated.schema,
  'record-succession': OrganisationSucceeded.schema,
} as const;

export type OrganisationCommand = CommandsOf<typeof organisationCommands>;
