import type { Command } from 'commander';
import { Directory, type Person } from '#apps/service/directory/directory.js';
import { openDatabase } from '#apps/service/database/database.js';
import { ExplainedError } from '#apps/service/explained.js';
import { migrate } from '#apps/service/runtime.js';
import { readSettings } from '#apps/service/settings.js';
import { Id } from '#contracts/values.js';
import { putInDirectory, type Known } from '../in-directory.js';

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
  console.log(await withDirectory((directory) => putInDirectory(directory, person, known)));
}

async function remove(person: string): Promise<void> {
  const removed = await withDirectory((directory) => directory.remove(person));
  if (!removed) throw new ExplainedError(`The directory has nobody called "${person}".`);
  console.log(`${person} is removed, and is signed out everywhere.`);
}

async function list(): Promise<void> {
  const people: readonly Person[] = await withDirectory((directory) => directory.all());
  for (const person of people) console.log(JSON.stringify(person));
}

async function withDirectory<Result>(
  work: (directory: Directory) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(readSettings(process.env));
  try {
    await migrate(database.url);
    const directory = Directory.open(database.url);
    try {
      return await work(directory);
    } finally {
      await directory.close();
    }
  } finally {
    await database.close();
  }
}
