import type { AwardChange } from '#contracts/commands/award.js';
import { ContractNovated } from '#contracts/events/award/contract.js';
import { GrantNovated } from '#contracts/events/award/grant.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import type { Made } from './made.js';
import { noEffect, type Plan } from './plan.js';

/** Another body takes the award over, with what remains of it in each fund. */
export function novate(
  made: Made,
  command: Extract<AwardChange, { command: 'novate-contract' | 'novate-grant' }>,
): Plan | Refusal {
  const { change, to, cause, evidence, effective } = command;
  if (to === made.provider)
    return refusal('already-exists', { what: 'provider', id: to, where: `The ${made.kind}` });
  const novated = { change, from: made.provider, to, cause, evidence };
  return {
    change,
    effect: { ...noEffect, novatedTo: to },
    happens: () =>
      command.command === 'novate-contract'
        ? ContractNovated.of(effective, novated)
        : GrantNovated.of(effective, novated),
  };
}
