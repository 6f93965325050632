import type { AwardChange } from '#contracts/commands/award.js';
import { SubcontractChanged, SubcontractRecorded } from '#contracts/events/award/contract.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import type { Made } from './made.js';
import { totalOf } from './money.js';
import { alone, type Plan } from './plan.js';

type PassesOn = Extract<AwardChange, { command: 'record-subcontract' | 'vary-subcontract' }>;

/** What a lead provider passes on of its contract or grant: a part of it, and never beside it. */
export function passOn(made: Made, asked: PassesOn): Plan | Refusal {
  const { subcontract: id, effective } = asked;
  const isKnown = made.subcontracts.has(id);
  if (asked.command === 'vary-subcontract') {
    if (!isKnown) return refusal('not-found', { what: 'subcontract', id, where: 'the award' });
    const { command: _, effective: __, ...changed } = asked;
    return beyondAward(made, asked) ?? alone(SubcontractChanged.of(effective, changed));
  }
  const { leadProvider } =
    (made.kind === 'contract' ? made.contract.terms : made.grant.terms) ?? {};
  if (!leadProvider) return refusal('not-lead-provider', { provider: made.provider });
  if (isKnown) return refusal('already-exists', { what: 'subcontract', id, where: 'The award' });
  const { command: _, effective: __, ...subcontract } = asked;
  return beyondAward(made, asked) ?? alone(SubcontractRecorded.of(effective, subcontract));
}

/** What all its subcontracts come to is part of the award's own value. */
function beyondAward(made: Made, { subcontract, value }: PassesOn): Refusal | undefined {
  const others = [...made.subcontracts].filter(([other]) => other !== subcontract);
  const left = totalOf(made.funding) - sumPence(others.map(([, pence]) => pence));
  const asked = parsePence(value);
  return asked > left
    ? refusal('subcontracts-exceed-contract', {
        left: formatPence(left),
        short: formatPence(asked - left),
      })
    : undefined;
}
