import { ExplainedError } from '#apps/service/explained.js';
import { exampleIdentities, type Identity } from '#apps/service/identity/identities.js';
import type { Runtime } from '#apps/service/runtime.js';
import { readSettings } from '#apps/service/settings.js';
import { BearerTokens } from '#apps/service/sign-in/bearer.js';
import { issuerOf, reachedAt } from '#apps/service/sign-in/issuer-of.js';
import { Refused } from '#projections/reading/refused.js';
import { tokenGiven } from './token-given.js';

/** Whoever has the token of PURSE_TOKEN; throws an ExplainedError where nobody has. */
export async function whoAsks({ directory }: Runtime): Promise<Identity> {
  const token = tokenGiven();
  const settings = readSettings(process.env);
  const issuer = (await issuerOf(settings, directory))(reachedAt(settings, settings.port));
  try {
    const subject = await new BearerTokens().subjectOf(token, issuer);
    const person = await directory.whoIs(issuer.name, subject);
    const identity = exampleIdentities.find(({ id }) => id === person?.person);
    if (!identity) throw new ExplainedError(`Nobody here is called "${subject}" by the issuer.`);
    return identity;
  } catch (error) {
    if (error instanceof Refused) throw new ExplainedError(error.message, { cause: error });
    throw error;
  }
}
