import type { Directory } from '#apps/service/directory/directory.js';
import { ExplainedError } from '#apps/service/explained.js';
import type { SecurityLog } from '#apps/service/security/security-log.js';
import { readSettings } from '#apps/service/settings.js';
import { localName } from '#apps/service/sign-in/local-issuer.js';
import { operator } from './operator.js';

/** What the operator says of somebody. */
export interface Known {
  readonly name: string;
  readonly email?: string;
  /** What the issuer calls them. */
  readonly subject: string;
  readonly machine?: boolean;
  /** Whose administrators keep the entry from now on. */
  readonly organisation?: string;
}

/** The directory, and where its changes are noted. */
export interface Kept {
  readonly directory: Directory;
  readonly security: SecurityLog;
}

/** Puts somebody in the directory, and says so. Throws an ExplainedError where that is somebody else. */
export async function putInDirectory(
  { directory, security }: Kept,
  person: string,
  { name, email, subject, machine = false, organisation }: Known,
): Promise<string> {
  const issuer = readSettings(process.env).issuer?.url ?? localName;
  const before = await directory.find(person);
  const done = await directory.put({
    ...{ person, name, email: email ?? null, machine, issuer, subject },
    organisation: organisation ?? before?.organisation ?? null,
  });
  if (!('changes' in done))
    throw new ExplainedError(
      `Somebody else is called "${subject}" by ${issuer}: look for them with "purse person list".`,
    );
  const detail = `${person}: ${done.changes.join(', ')}`;
  security.note({ what: `person-${done.put}`, person: operator.actor, detail });
  return `${person} is ${name}, and signs in with ${issuer} as "${subject}".`;
}

/** Removes somebody from it. Throws an ExplainedError for somebody whom it does not have. */
export async function removeFromDirectory(
  { directory, security }: Kept,
  person: string,
): Promise<string> {
  if (!(await directory.remove(person)))
    throw new ExplainedError(`The directory has nobody called "${person}".`);
  security.note({ what: 'person-removed', person: operator.actor, detail: person });
  return `${person} is removed, and is signed out everywhere.`;
}
