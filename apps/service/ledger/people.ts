import type { PersonCommand } from '#contracts/commands/person.js';
import { streamOf } from '#contracts/events/all.js';
import { londonDay } from '#contracts/financial-year.js';
import { inForceOn } from '#libs/funding/delegation/delegation.js';
import { decidePerson } from '#libs/funding/person/person.js';
import { delegationDecider, personDecider } from './deciders.js';
import type { Asking, Ledger, Outcome } from './ledger.js';

/** Decides about a person by the scheme of delegation of the organisation that asks. */
export async function decideOnPerson(
  ledger: Ledger,
  asking: Asking,
  id: string,
  command: PersonCommand,
  expectedRevision: number | undefined,
): Promise<Outcome> {
  const today = londonDay(ledger.now());
  const own = streamOf('delegation', asking.provenance.organisation);
  const delegation = await ledger.read(own, delegationDecider, (state) => inForceOn(state, today));
  return ledger.execute(asking, {
    stream: streamOf('person', id),
    decider: personDecider,
    expectedRevision,
    decide: (person, circumstances) =>
      decidePerson(person, command, id, { ...circumstances, delegation }),
  });
}
