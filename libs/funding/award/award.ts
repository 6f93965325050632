import type { AwardStep } from '#contracts/commands/award.js';
import {
  AwardLapsed,
  ContractAwarded,
  GrantAwarded,
  type AwardEvent,
  type FundingLine,
} from '#contracts/events/award.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';

/** Made or lapsed, whichever was recorded first: the point of no return of an award. */
export interface Award {
  outcome: 'open' | 'awarded' | 'lapsed';
  cause: string;
}

export const newAward = (): Award => ({ outcome: 'open', cause: '' });

export function evolveAward(award: Award, event: AwardEvent): Award {
  award.outcome = event.type === 'AwardLapsed' ? 'lapsed' : 'awarded';
  if (event.type === 'AwardLapsed') award.cause = event.data.cause;
  return award;
}

export function decideAward(award: Award, step: AwardStep, id: string): Decision<AwardEvent> {
  if (award.outcome === 'lapsed') return refused('award-lapsed', { award: id, cause: award.cause });
  if (award.outcome === 'awarded')
    return refused('already-exists', { what: 'award', id, where: 'The ledger' });
  switch (step.command) {
    case 'lapse-award':
      return happened(AwardLapsed.of(step.effective, { cause: step.cause }));
    case 'award-contract': {
      const { command: _, effective, obligation: __, ...terms } = step;
      return happened(ContractAwarded.of(effective, { ...terms, value: valueOf(terms.funding) }));
    }
    case 'award-grant': {
      const { command: _, effective, obligation: __, ...terms } = step;
      return happened(GrantAwarded.of(effective, { ...terms, value: valueOf(terms.funding) }));
    }
  }
}

const valueOf = (funding: readonly FundingLine[]): string =>
  formatPence(sumPence(funding.map((line) => parsePence(line.amount))));
