import type { PersonCommand } from '#contracts/commands/person.js';
import { PersonForgotten, type PersonEvent } from '#contracts/events/person.js';
import { yearOf } from '#contracts/financial-year.js';
import { happened, refused, type Circumstances, type Decision } from '../decision.js';
import type { DelegationInForce } from '../delegation/delegation.js';
import { mayDecide } from '../delegation/may-decide.js';

/** A person whom money follows, by a reference that means nothing outside the provider's records. */
export interface Person {
  readonly forgotten: boolean;
}

export const newPerson = (): Person => ({ forgotten: false });

/** Being forgotten is the one thing that happens to a person. */
export const evolvePerson = (): Person => ({ forgotten: true });

export interface PersonCircumstances extends Circumstances {
  /** The scheme of delegation in force of the organisation that asks. */
  readonly delegation: DelegationInForce | undefined;
}

/** Whether a person is to be forgotten, by an office to which its organisation gave that (rule 20). */
export function decidePerson(
  { forgotten }: Person,
  { effective, ground, evidence }: PersonCommand,
  id: string,
  { today, office, organisation, delegation }: PersonCircumstances,
): Decision<PersonEvent> {
  if (forgotten) return refused('person-forgotten', { person: id });
  if (!delegation) return refused('no-delegation', { organisation, day: today });
  const may = mayDecide(delegation, office, {
    ...{ decision: 'forgetting', day: today, amount: 0n, recurrent: false },
    boundaries: ['within-scheme'],
    onHeads: [{ head: 'people', year: yearOf(today), amount: 0n, before: 0n }],
  });
  if (may.decides === 'no') return { refused: may.reason };
  return happened(
    PersonForgotten.of(effective, {
      ...{ ground, evidence },
      delegation: { organisation, revision: delegation.revision },
    }),
  );
}
