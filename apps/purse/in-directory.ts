import type { Directory } from '#apps/service/directory/directory.js';
import { ExplainedError } from '#apps/service/explained.js';
import { readSettings } from '#apps/service/settings.js';
import { localName } from '#apps/service/sign-in/local-issuer.js';

/** What the operator says of somebody. */
export interface Known {
  readonly name: string;
  readonly email?: string;
  /** What the issuer calls them. */
  readonly subject: string;
  readonly machine?: boolean;
}

/** Puts somebody in the directory, and says so. Throws an ExplainedError where that is somebody else. */
export async function putInDirectory(
  directory: Directory,
  person: string,
  { name, email, subject, machine = false }: Known,
): Promise<string> {
  const issuer = readSettings(process.env).issuer?.url ?? localName;
  const known = { person, name, email: email ?? null, machine, issuer, subject };
  if (!(await directory.put(known)))
    throw new ExplainedError(
      `Somebody else is called "${subject}" by ${issuer}: look for them with "purse person list".`,
    );
  return `${person} is ${name}, and signs in with ${issuer} as "${subject}".`;
}
