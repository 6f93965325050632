import { createLocalJWKSet } from 'jose';
import type { Person } from '../directory/directory.js';
import { exampleIdentities } from '../identity/identities.js';
import type { Issuer } from './issuer.js';
import { publicPart, type LocalKey } from './local-key.js';

/** What the directory calls it, wherever the service that it belongs to is reached. */
export const localName = 'local';

/** The issuer inside the service, for trying it out: it asks for no password. */
export const localIssuer = (serviceUrl: string, key: LocalKey): Issuer => ({
  name: localName,
  url: `${serviceUrl}/local-issuer`,
  audience: `${serviceUrl}/api`,
  keys: createLocalJWKSet({ keys: [publicPart(key)] }),
});

/** Who signs in with it: the people of the example place. */
export const localPeople: readonly Person[] = exampleIdentities.map(({ id, name }) => ({
  ...{ person: id, name, email: null, machine: false },
  ...{ issuer: localName, subject: id },
}));
