import type { Command } from 'commander';
import { ExplainedError } from '#apps/service/explained.js';
import { readSettings } from '#apps/service/settings.js';
import { localKeyFile, reachedAt } from '#apps/service/sign-in/issuer-of.js';
import { localTerms, requireTryingOut } from '#apps/service/sign-in/local-issuer.js';
import { localKeyOf, tokenOf } from '#apps/service/sign-in/local-key.js';

export function register(program: Command): void {
  program
    .command('token')
    .description(
      'print a token for the API, good for an hour, as the local issuer gives it while you try things out; an issuer of your own gives its tokens itself',
    )
    .argument('<person>', 'whose: a person of the example place, such as amina')
    .action(token);
}

async function token(person: string): Promise<void> {
  const settings = readSettings(process.env);
  if (settings.issuer !== undefined)
    throw new ExplainedError(`Tokens come from ${settings.issuer.url}: ask there for one.`);
  requireTryingOut(settings);
  const key = await localKeyOf(localKeyFile(settings));
  console.log(await tokenOf(key, localTerms(reachedAt(settings, settings.port)), person));
}
