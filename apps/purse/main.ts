import { readdirSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { ExplainedError } from '#apps/service/explained.js';
import { DatabaseNotPermitted } from '#libs/event-store/sql/roles.js';

/** Exit codes: 0 done, 1 refused or failed with the reason, 2 used wrongly. */
const FAILED = 1;
const USED_WRONGLY = 2;

/** What each file in `verbs` exports: the file's name is the verb's. */
interface VerbFile {
  readonly register: (program: Command) => void;
}

process.setSourceMapsEnabled(true);
process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number | undefined> {
  const program = new Command('purse')
    .description('An event-sourced ledger for pooled public money.')
    .exitOverride()
    .showHelpAfterError('(add --help for what is possible)');
  try {
    for (const { register } of await verbFiles(words[0])) register(program);
    await program.parseAsync(words, { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : undefined;
  } catch (error) {
    // Commander has said what was wrong.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USED_WRONGLY;
    const explained = error instanceof ExplainedError || error instanceof DatabaseNotPermitted;
    console.error(explained ? error.message : error);
    return FAILED;
  }
}

/** The file of the verb that was asked for, or all of them, to tell which there are. */
async function verbFiles(verb: string | undefined): Promise<readonly VerbFile[]> {
  const folder = new URL('verbs/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const wanted = names.filter((name) => name === `${verb ?? ''}.js`);
  return Promise.all(
    (wanted.length > 0 ? wanted : names).map(
      async (name) => (await import(new URL(name, folder).href)) as VerbFile,
    ),
  );
}
