import { idOf } from '#contracts/events/all.js';
import type { appointmentEvents, Role } from '#contracts/events/appointment.js';
import { change, type FactsBy } from './change.js';

export interface AppointmentFacts {
  appointment: {
    person: string;
    organisation: string;
    role: Role;
    office: string;
    authority: string;
    /** Null: every fund that the organisation is a party to. */
    funds: readonly string[] | null;
    /** The last day; null: until it is ended. */
    until: string | null;
    state: 'made' | 'ended';
    /** The organisation whose administrator made it. */
    by: string;
  };
}

export const appointmentFacts: FactsBy<typeof appointmentEvents> = {
  PersonAppointed: (event) => [
    change(event, 'appointment', idOf(event.stream), {
      ...event.data,
      state: 'made',
    }),
  ],
  AppointmentEnded: (event) => [
    change(event, 'appointment', idOf(event.stream), { state: 'ended' }),
  ],
};
