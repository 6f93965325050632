import { z } from 'zod';
import type { Envelope } from '../envelope.js';
import { upcast } from '../upcasters.js';
import { unwritableIn } from '../writable.js';
import { agreementEvents, type AgreementEvent } from './agreement.js';
import { appointmentEvents, type AppointmentEvent } from './appointment.js';
import { areaEvents, type AreaEvent } from './area.js';
import { awardEvents, type AwardEvent } from './award.js';
import { delegationEvents, type DelegationEvent } from './delegation.js';
import { fundEvents, type FundEvent } from './fund.js';
import { importEvents, type ImportEvent } from './import.js';
import { logEvents, type LogEvent } from './log.js';
import { organisationEvents, type OrganisationEvent } from './organisation.js';
import { outcomeEvents, type OutcomeEvent } from './outcome.js';
import { personEvents, type PersonEvent } from './person.js';
import { registerEvents, type RegisterEvent } from './register.js';
import { reconciliationEvents, type ReconciliationEvent } from './reconciliation.js';
import { reallocationEvents, type ReallocationEvent } from './reallocation.js';
import { strategyEvents, type StrategyEvent } from './strategy.js';

/** Every event type of the ledger, by name. */
export const eventTypes = {
  ...organisationEvents,
  ...areaEvents,
  ...strategyEvents,
  ...agreementEvents,
  ...delegationEvents,
  ...reallocationEvents,
  ...fundEvents,
  ...awardEvents,
  ...outcomeEvents,
  ...importEvents,
  ...registerEvents,
  ...logEvents,
  ...personEvents,
  ...reconciliationEvents,
  ...appointmentEvents,
} as const;

/** Where the event stands is known; its data is of its type. */
export type Standing = Pick<Envelope, 'stream' | 'effective'>;

export type DomainEvent = Standing &
  (
    | OrganisationEvent
    | AreaEvent
    | StrategyEvent
    | AgreementEvent
    | DelegationEvent
    | ReallocationEvent
    | FundEvent
    | AwardEvent
    | OutcomeEvent
    | ImportEvent
    | RegisterEvent
    | LogEvent
    | PersonEvent
    | ReconciliationEvent
    | AppointmentEvent
  );
export type EventOf<Type extends DomainEvent['type']> = Extract<DomainEvent, { type: Type }>;

/** An event that only a later release than this one knows. */
export class OfLaterRelease extends Error {
  override readonly name = 'OfLaterRelease';
}

/**
 * Takes what the log holds for what it was when it was written: every event was checked against its
 * schema before it was appended. What an older version said is put into the words of the present one.
 * Throws on a type or version that this release does not know, which
 * means that a newer one wrote it.
 */
export function asDomainEvent<E extends Standing & Pick<Envelope, 'type' | 'version' | 'data'>>(
  event: E,
): E & DomainEvent {
  const known = (eventTypes as Record<string, { version: number } | undefined>)[event.type];
  if (!known || event.version > known.version)
    throw new OfLaterRelease(
      `${event.stream} holds ${event.type} version ${event.version}, which this release cannot read; a newer release wrote it`,
    );
  return upcast(event, known.version) as E & DomainEvent;
}

/** Checks data against the schema of its type: nothing that breaks it reaches the log. */
export function checkedData(type: string, data: unknown): z.core.util.JSONType {
  const known = (eventTypes as Record<string, { schema: z.ZodType } | undefined>)[type];
  if (!known) throw new Error(`no event type is called ${type}`);
  const checked = known.schema.parse(data) as z.core.util.JSONType;
  const unwritable = unwritableIn(checked);
  if (unwritable) {
    const { path, why: message } = unwritable;
    throw new z.ZodError([{ code: 'custom', path: [...path], message, input: undefined }]);
  }
  return checked;
}

/** The stream of a thing: `streamOf('fund', 'northmoor')` is `fund-northmoor`. */
export const streamOf = (kind: StreamKind, id: string): string => `${kind}-${id}`;
export type StreamKind =
  | 'organisation'
  | 'area'
  | 'strategy'
  | 'agreement'
  | 'delegation'
  | 'fund'
  | 'grant'
  | 'contract'
  | 'outcome'
  | 'reallocation'
  | 'import'
  | 'register'
  | 'log'
  | 'person'
  | 'reconciliation'
  | 'appointment';

/** `fund-northmoor` is the fund `northmoor`. */
export function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}
export function kindOf(stream: string): string {
  return stream.slice(0, stream.indexOf('-'));
}
