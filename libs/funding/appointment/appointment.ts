import type { AppointmentStep } from '#contracts/commands/appointment.js';
import {
  AppointmentEnded,
  PersonAppointed,
  type AppointmentEvent,
  type Role,
} from '#contracts/events/appointment.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { happened, refused, type Circumstances, type Decision } from '../decision.js';

/** An appointment as its decisions see it: undefined before it is made, and once it is ended. */
export interface Appointment {
  readonly made:
    | {
        readonly organisation: string;
        /** The organisation whose administrator made it. */
        readonly by: string;
      }
    | undefined;
}

export const newAppointment = (): Appointment => ({ made: undefined });

export const evolveAppointment = (
  _appointment: Appointment,
  { type, data }: AppointmentEvent,
): Appointment => ({
  made: type === 'PersonAppointed' ? { organisation: data.organisation, by: data.by } : undefined,
});

/** Whose a fund is on the day of the decision. */
export interface PartiesOfFund {
  readonly host: string | undefined;
  /** The host, the partners of its agreement, and whoever puts money in. */
  readonly parties: readonly string[];
}

export interface AppointmentCircumstances extends Circumstances {
  /** Of each fund that the appointment names. */
  readonly funds: ReadonlyMap<string, PartiesOfFund>;
}

/** Roles to which the host of a fund may let in people of other bodies, who see what it sees anyway. */
const letIn: readonly Role[] = ['auditor', 'provider', 'funder'];

/** Whether an administrator appoints, or ends what was appointed; the operator sets up the first. */
export function decideAppointment(
  { made }: Appointment,
  asked: AppointmentStep,
  id: string,
  circumstances: AppointmentCircumstances,
): Decision<AppointmentEvent> {
  const { organisation } = circumstances;
  if (asked.command === 'end-appointment') {
    if (!made)
      return refused('not-found', { what: 'appointment', id, where: 'those that are in force' });
    return [made.organisation, made.by].includes(organisation)
      ? happened(AppointmentEnded.of(asked.effective, { cause: asked.cause }))
      : refused('another-organisation', {
          ...{ what: `The appointment "${id}"`, asked: organisation },
          organisation: made.organisation,
        });
  }
  if (made) return refused('already-exists', { what: 'appointment', id, where: 'The ledger' });
  if (asked.command === 'set-up-administrator') {
    const { person } = asked;
    return happened(
      PersonAppointed.of(asked.effective, {
        ...{ person, organisation: asked.organisation, role: 'administrator' },
        ...{ office: 'administrator', authority: 'Administrator', funds: null, until: null },
        by: asked.organisation,
      }),
    );
  }
  const { command: _, effective, ...appointed } = asked;
  if (appointed.until !== null && appointed.until < effective)
    return refused('ends-before-it-begins', { from: effective, to: appointed.until });
  if (appointed.person === circumstances.actor)
    return refused('appoints-self', { id, organisation });
  const barred =
    appointed.organisation === organisation
      ? barredForOwn(appointed, circumstances)
      : barredForOthers(appointed, circumstances);
  return barred
    ? { refused: barred }
    : happened(PersonAppointed.of(effective, { ...appointed, by: organisation }));
}

type Appointed = Pick<
  Extract<AppointmentStep, { command: 'appoint' }>,
  'organisation' | 'role' | 'funds'
>;

/** To funds that the organisation is a party to. A provider's own are those that pay it, whose they are. */
function barredForOwn(
  { organisation, role, funds }: Appointed,
  circumstances: AppointmentCircumstances,
): Refusal | undefined {
  if (role === 'provider') return undefined;
  const foreign = funds?.find(
    (fund) => !circumstances.funds.get(fund)?.parties.includes(organisation),
  );
  return foreign === undefined
    ? undefined
    : refusal('fund-of-others', { fund: foreign, organisation, needed: 'a party' });
}

/** To named funds that the administrator's organisation hosts, and to see them only. */
function barredForOthers(
  { organisation, role, funds }: Appointed,
  circumstances: AppointmentCircumstances,
): Refusal | undefined {
  const asked = circumstances.organisation;
  if (!letIn.includes(role) || funds === null)
    return refusal('not-yours-to-appoint', { role, organisation, asked });
  const foreign = funds.find((fund) => circumstances.funds.get(fund)?.host !== asked);
  return foreign === undefined
    ? undefined
    : refusal('fund-of-others', { fund: foreign, organisation: asked, needed: 'the host' });
}
