import { z } from 'zod';
import { AppointmentEnded, PersonAppointed } from '../events/appointment.js';
import type { CommandsOf } from './commands-of.js';

const { person, organisation, funds, until } = PersonAppointed.schema.shape;

/** Who acts for an organisation, in which role and for which funds; the id is the appointment's own. */
export const appointmentCommands = {
  appoint: PersonAppointed.schema.omit({ by: true }).extend({
    funds: funds.default(null),
    until: until.default(null),
  }),
  'end-appointment': z.strictObject(AppointmentEnded.schema.shape),
} as const;

/** What only the operator does, on the command line: somebody has to be the first who appoints. */
export const appointmentSteps = {
  'set-up-administrator': z.strictObject({ person, organisation }),
} as const;

export type AppointmentCommand = CommandsOf<typeof appointmentCommands>;
export type AppointmentStep = AppointmentCommand | CommandsOf<typeof appointmentSteps>;
