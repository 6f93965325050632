import { createLocalJWKSet } from 'jose';
import type { Directory } from '../directory/directory.js';
import type { Person } from '../directory/person.js';
import { ExplainedError } from '../explained.js';
import { examplePrograms, keeperOf } from '../example/people.js';
import { everybody } from '../example/place/people.js';
import type { Settings } from '../settings.js';
import { describing, type Issuer } from './issuer.js';
import { publicPart, type LocalKey } from './local-key.js';
import { localProvider, type Choice, type LocalClients } from './local-provider.js';

/** What the directory calls it, wherever the service that it belongs to is reached. */
export const localName = 'local';

/** The path below which it answers. */
export const localPath = '/local-issuer';
const clientId = 'pages';
/** No secret at all: whoever tries things out may be anybody here anyway. */
const programSecret = 'for-trying-out';

/**
 * The issuer inside the service, for trying it out: whoever comes says who they are, and is believed.
 * Its people are those whom the directory has under its name.
 */
export function localIssuer(serviceUrl: string, key: LocalKey, directory: Directory): Issuer {
  const url = `${serviceUrl}${localPath}`;
  const { audience } = localTerms(serviceUrl);
  const clients: LocalClients = {
    pages: { id: clientId, returnsTo: `${serviceUrl}/sign-in/callback` },
    programs: examplePrograms.map(({ id }) => ({ id, secret: programSecret })),
    audience,
  };
  return {
    ...{ name: localName, clientId, ...localTerms(serviceUrl) },
    keys: createLocalJWKSet({ keys: [publicPart(key)] }),
    described: describing({ url, clientId, clientSecret: undefined }),
    // Somebody who tries things out signs in as one person after another.
    asksFor: { prompt: 'login' },
    inside: localProvider(url, localPath, key, clients, () => choices(directory)),
  };
}

async function choices(directory: Directory): Promise<readonly Choice[]> {
  const people = await directory.of(localName);
  return people
    .filter(({ machine }) => !machine)
    .map((one) => ({ subject: one.subject, name: one.name, role: roleInExample(one) }));
}

/** What its tokens say of where they are from and for whom. */
export const localTerms = (serviceUrl: string): Pick<Issuer, 'url' | 'audience'> => ({
  url: `${serviceUrl}${localPath}`,
  audience: `${serviceUrl}/api`,
});

/** Who signs in with it: the people of the example place. */
export const localPeople: readonly Person[] = everybody.map((one) => ({
  ...{ person: one.id, name: one.name, email: null, machine: examplePrograms.includes(one) },
  ...{ issuer: localName, subject: one.id, organisation: keeperOf(one) },
}));

/** It is nothing to rely on. Throws an ExplainedError where it must not run. */
export function requireTryingOut({ environment, issuer }: Settings): void {
  if (issuer === undefined && environment === 'production')
    throw new ExplainedError(
      'PURSE_ISSUER is missing: where NODE_ENV is production, people sign in with an issuer of your own (docs/sign-in.md); the local one believes everybody.',
    );
}

/** As what somebody of the example place acts there. */
export const roleInExample = ({ person }: Person): string | undefined =>
  everybody.find(({ id }) => id === person)?.role;
