import { appointmentCommands } from '#contracts/commands/appointment.js';
import { londonDay } from '#contracts/financial-year.js';
import { examplePeople, type ExamplePerson } from '#apps/service/example/people.js';
import { decideOnAppointment, setUpAdministrator } from '#apps/service/ledger/appointments.js';
import { localName } from '#apps/service/sign-in/local-issuer.js';
import type { Ledger } from '#apps/service/ledger/ledger.js';
import type { App } from './app.js';

/** The council of the example place, for which most of its people act. */
export const council = 'GB-LAE-NMR';

/**
 * The people of the example place, appointed before a story begins: those of its council for whichever
 * organisation keeps the story's funds, and the auditor for it too, since there is no fund yet to let
 * anybody into.
 */
export async function appointPeople(ledger: Ledger, host = council): Promise<void> {
  for (const person of examplePeople) {
    const organisation =
      person.organisation === council || person.role === 'auditor' ? host : person.organisation;
    // Stories let one person do what a commissioner does and what an approver does.
    const role = person.role === 'commissioner' ? 'approver' : person.role;
    await appoint(ledger, { ...person, organisation, role });
  }
}

/** As an administrator of the person's own organisation would. */
export async function appoint(
  ledger: Ledger,
  { id: person, organisation, role, office, authority }: Omit<ExamplePerson, 'name'>,
  funds: string[] | null = null,
): Promise<string> {
  const id = `${organisation}-${person}`;
  if (role === 'administrator') {
    await setUpAdministrator(ledger, person, organisation);
    return id;
  }
  const asked = appointmentCommands.appoint.parse({
    ...{ person, organisation, role, office, authority, funds },
  });
  const outcome = await decideOnAppointment(
    ledger,
    {
      provenance: {
        ...{ actor: `administrator-of-${organisation}`, organisation },
        ...{ authority: 'Administrator', reason: 'Before the story begins' },
      },
      key: `people/${id}/${funds?.join() ?? 'all'}`,
      asked: ['appointments', id, person],
      dryRun: false,
    },
    id,
    { ...asked, command: 'appoint', effective: londonDay(ledger.now()) },
  );
  if ('refused' in outcome) throw new Error(JSON.stringify(outcome.refused));
  return id;
}

/** Somebody new, who may sign in and acts for an organisation as a commissioner. */
export async function newcomer(
  { runtime: { ledger, directory } }: Pick<App, 'runtime'>,
  id: string,
  organisation: string,
): Promise<void> {
  await mayEnter(directory, id);
  await appoint(ledger, {
    ...{ id, organisation, role: 'commissioner', office: 'manager', authority: 'Manager' },
  });
}

/** Somebody whom the directory knows, and nobody has appointed. */
export const mayEnter = (
  directory: App['runtime']['directory'],
  person: string,
  organisation: string | null = null,
): Promise<void> =>
  directory.introduce([
    {
      ...{ person, name: person, email: null, machine: false },
      ...{ issuer: localName, subject: person, organisation },
    },
  ]);
