import type { Request } from 'express';
import type { Identity } from '../identity/identities.js';

export const identityCookie = 'purse-identity';

/** Who has said on the start page that they are asking; undefined where nobody has. */
export function chosenIdentity(
  request: Pick<Request, 'headers'>,
  identities: readonly Identity[],
): Identity | undefined {
  const id = (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name]) => name === identityCookie)?.[1];
  return identities.find((identity) => identity.id === id);
}
