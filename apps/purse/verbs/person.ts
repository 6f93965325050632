import type { Command } from 'commander';
import { pino } from 'pino';
import { Directory } from '#apps/service/directory/directory.js';
import type { Person } from '#apps/service/directory/person.js';
import { openDatabase } from '#apps/service/database/database.js';
import { migrate } from '#apps/service/runtime.js';
import { SecurityLog } from '#apps/service/security/security-log.js';
import { readSettings } from '#apps/service/settings.js';
import { Id, OrganisationId } from '#contracts/values.js';
import { putInDirectory, removeFromDirectory, type Kept, type Known } from '../in-directory.js';

export function register(program: Command): void {
  const verb = program
    .command('person')
    .description('the directory of people and programs that may sign in');
  verb
    .command('add')
    .description('add somebody, or change what the directory says of them')
    .argument('<person>', 'how events name them: a reference such as p-104, and no name')
    .requiredOption('--name <name>', 'what they are called on the pages')
    .requiredOption('--subject <id>', 'what the issuer calls them: "sub" of their tokens')
    .option('--email <address>', 'where they can be reached')
    .option('--organisation <id>', 'whose administrators keep the entry, beside the operator')
    .option('--machine', 'a program: it has tokens, and does not sign in to the pages', false)
    .action(add);
  verb
    .command('remove')
    .description('remove somebody, whose sessions end; events keep their reference')
    .argument('<person>', 'how events name them')
    .action(remove);
  verb
    .command('list')
    .description('print who is in the directory, as JSON, a line each')
    .action(list);
}

async function add(person: string, known: Known, command: Command): Promise<void> {
  if (!Id.safeParse(person).success)
    command.error('error: a reference has letters, digits and . : _ - (at most 120)');
  const { organisation } = known;
  if (organisation !== undefined && !OrganisationId.safeParse(organisation).success)
    command.error('error: --organisation takes an identifier such as GB-LAE-NMR');
  console.log(await withDirectory((kept) => putInDirectory(kept, person, known)));
}

async function remove(person: string): Promise<void> {
  console.log(await withDirectory((kept) => removeFromDirectory(kept, person)));
}

async function list(): Promise<void> {
  const people: readonly Person[] = await withDirectory(({ directory }) => directory.all());
  for (const person of people) console.log(JSON.stringify(person));
}

async function withDirectory<Result>(work: (kept: Kept) => Promise<Result>): Promise<Result> {
  const database = await openDatabase(readSettings(process.env));
  try {
    await migrate(database.url);
    const directory = Directory.open(database.url);
    const logger = pino({ level: 'error' }, pino.destination(2));
    const security = new SecurityLog(database.url, logger);
    try {
      return await work({ directory, security });
    } finally {
      await security.stop();
      await directory.close();
    }
  } finally {
    await database.close();
  }
}
