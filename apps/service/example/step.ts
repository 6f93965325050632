import type { z } from 'zod';
import type { contractCommands } from '#contracts/commands/award/contract.js';
import type { grantCommands } from '#contracts/commands/award/grant.js';
import type { fundCommands } from '#contracts/commands/fund.js';
import type { delegationCommands } from '#contracts/commands/delegation.js';
import type { reallocationCommands } from '#contracts/commands/reallocation.js';
import type { agreementCommands } from '#contracts/commands/agreement.js';
import type { appointmentCommands } from '#contracts/commands/appointment.js';
import type { organisationCommands } from '#contracts/commands/organisation.js';
import type { areaCommands } from '#contracts/commands/area.js';
import type { strategyCommands } from '#contracts/commands/strategy.js';
import type { outcomeCommands } from '#contracts/commands/outcome.js';
import type { reconciliationCommands } from '#contracts/commands/reconciliation.js';
import type { Ledger } from '../ledger/ledger.js';

interface Catalogue {
  readonly organisation: typeof organisationCommands;
  readonly agreement: typeof agreementCommands;
  readonly fund: typeof fundCommands;
  readonly contract: typeof contractCommands;
  readonly grant: typeof grantCommands;
  readonly delegation: typeof delegationCommands;
  readonly reallocation: typeof reallocationCommands;
  readonly appointment: typeof appointmentCommands;
  readonly area: typeof areaCommands;
  readonly strategy: typeof strategyCommands;
  readonly outcome: typeof outcomeCommands;
  readonly reconciliation: typeof reconciliationCommands;
}
export type Kind = keyof Catalogue;
export type Named<K extends Kind> = keyof Catalogue[K] & string;
export type Input<K extends Kind, Name extends Named<K>> = Catalogue[K][Name] extends z.ZodType
  ? z.input<Catalogue[K][Name]>
  : never;

/** One request: the thing it concerns, the command, and the body as it would be sent. */
export interface Step {
  readonly kind: Kind;
  readonly id: string;
  readonly command: string;
  /** The identity that asks; Amina where nobody is named. */
  readonly by?: string;
  /** The day on which it is recorded, where that is not the day on which it takes effect. */
  readonly on?: string;
  readonly body: {
    readonly effective: string;
    readonly reason: string;
    readonly [member: string]: unknown;
  };
}

export const start = '2026-04-01';
export const fund = 'northmoor';

export function step<K extends Kind, Name extends Named<K>>(
  kind: K,
  id: string,
  command: Name,
  input: Input<K, Name>,
  effective = start,
  reason = 'Northmoor Wellbeing and Work',
  by?: string,
): Step {
  const body = { effective, reason, ...(input as object) };
  return { kind, id, command, body, ...(by === undefined ? {} : { by }) };
}

/** A step in the fund itself. */
export const inFund = <Name extends Named<'fund'>>(
  command: Name,
  input: Input<'fund', Name>,
  effective = start,
): Step => step('fund', fund, command, input, effective);

/**
 * A file that somebody brings on a day: payments, and what of which fund they are charged to, or a
 * register of contracts, and whose it is.
 */
export interface FileBrought {
  readonly fund: string;
  readonly format: 'spending' | 'contract-register';
  readonly scheme?: string;
  readonly source?: string;
  readonly publisher?: string;
  readonly name: string;
  readonly on: string;
  readonly text: string;
}

/** A bank's record of the fund's money, brought to a reconciliation that has begun. */
export interface ExtractBrought {
  readonly reconciliation: string;
  readonly name: string;
  readonly on: string;
  readonly text: string;
}

/**
 * Steps that name what only the ledger can say: the bytes that are signed, the matches that were found.
 * Asked again, after a start that was cut short, they are the same.
 */
export interface StepsSeen {
  readonly on: string;
  readonly seen: (ledger: Ledger) => Promise<readonly Step[]>;
}

/** What happens in an example. */
export type Happening = Step | FileBrought | ExtractBrought | StepsSeen;

/** The day on which it is recorded. */
export const dayOf = (each: Happening): string =>
  'body' in each ? (each.on ?? each.body.effective) : each.on;

export function byDay(a: Happening, b: Happening): number {
  return dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0;
}
