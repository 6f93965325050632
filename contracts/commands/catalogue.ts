import type { z } from 'zod';
import type { StreamKind } from '../events/all.js';
import { agreementCommands } from './agreement.js';
import { appointmentCommands } from './appointment.js';
import { areaCommands } from './area.js';
import { contractCommands } from './award/contract.js';
import { grantCommands } from './award/grant.js';
import { delegationCommands } from './delegation.js';
import { fundCommands } from './fund.js';
import { logCommands } from './log.js';
import { organisationCommands } from './organisation.js';
import { outcomeCommands } from './outcome.js';
import { personCommands } from './person.js';
import { reconciliationCommands } from './reconciliation.js';
import { reallocationCommands } from './reallocation.js';
import { strategyCommands } from './strategy.js';

/** What may be asked of each kind of stream from outside, by the name of its collection in the API. */
export const catalogue = {
  organisations: { kind: 'organisation', commands: organisationCommands },
  areas: { kind: 'area', commands: areaCommands },
  delegations: { kind: 'delegation', commands: delegationCommands },
  strategies: { kind: 'strategy', commands: strategyCommands },
  outcomes: { kind: 'outcome', commands: outcomeCommands },
  reallocations: { kind: 'reallocation', commands: reallocationCommands },
  agreements: { kind: 'agreement', commands: agreementCommands },
  funds: { kind: 'fund', commands: fundCommands },
  contracts: { kind: 'contract', commands: contractCommands },
  grants: { kind: 'grant', commands: grantCommands },
  reconciliations: { kind: 'reconciliation', commands: reconciliationCommands },
  appointments: { kind: 'appointment', commands: appointmentCommands },
  persons: { kind: 'person', commands: personCommands },
  logs: { kind: 'log', commands: logCommands },
} as const satisfies Record<string, Collection>;

export interface Collection {
  readonly kind: StreamKind;
  readonly commands: Readonly<Record<string, z.ZodObject>>;
}
