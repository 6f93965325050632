import type { Command } from 'commander';
import { ExplainedError } from '#apps/service/explained.js';
import { setUpAdministrator } from '#apps/service/ledger/appointments.js';
import { problemDocument } from '#contracts/problems.js';
import { Id, OrganisationId } from '#contracts/values.js';
import { putInDirectory } from '../in-directory.js';
import { withLedger } from '../with-ledger.js';

interface Options {
  readonly organisation: string;
  readonly name?: string;
  readonly subject?: string;
  readonly json: boolean;
}

export function register(program: Command): void {
  program
    .command('administrator')
    .description(
      'set up the first administrator of an organisation, who appoints everybody else; the operator does it here, and nobody can do it over the network',
    )
    .argument('<person>', 'a pseudonym for the person, such as p-0417: no name, no address')
    .requiredOption('--organisation <id>', 'the organisation, such as GB-LAE-NMR')
    .option('--name <name>', 'what they are called on the pages, for the directory')
    .option('--subject <id>', 'what the issuer calls them, by which they sign in')
    .option('--json', 'print the result as JSON', false)
    .action(administrator);
}

async function administrator(
  person: string,
  { organisation, name, subject, json }: Options,
  command: Command,
): Promise<void> {
  if (!Id.safeParse(person).success)
    command.error('error: the person is a pseudonym of letters, digits and . : _ -');
  if (!OrganisationId.safeParse(organisation).success)
    command.error('error: --organisation takes an identifier such as GB-LAE-NMR');
  if ((name === undefined) !== (subject === undefined))
    command.error('error: the directory takes --name and --subject together');
  const outcome = await withLedger(async ({ ledger, directory, security }) => {
    if (name !== undefined && subject !== undefined)
      await putInDirectory({ directory, security }, person, { name, subject, organisation });
    return setUpAdministrator(ledger, person, organisation);
  });
  if ('refused' in outcome) throw new ExplainedError(problemDocument(outcome.refused).detail);
  const { number } = outcome.done;
  console.log(
    json
      ? JSON.stringify({ person, organisation, number })
      : `${person} is an administrator of ${organisation} from now on (log number ${number}).`,
  );
}
