import { localTerms } from '#apps/service/sign-in/local-issuer.js';
import { newLocalKey, tokenOf } from '#apps/service/sign-in/local-key.js';

/** The key of the local issuer of every service that this process starts. */
export const testKey = await newLocalKey();

const tokens = new Map<string, Promise<string>>();

/** A token of somebody for a service that signs with the key of the tests. */
export function tokenFor(person: string, url: string): Promise<string> {
  const asked = `${person} ${url}`;
  const token = tokens.get(asked) ?? tokenOf(testKey, localTerms(url), person);
  tokens.set(asked, token);
  return token;
}

/** The header by which they ask it. */
export const signedInAs = async (
  person: string,
  url: string,
): Promise<Readonly<Record<'Authorization', string>>> => ({
  Authorization: `Bearer ${await tokenFor(person, url)}`,
});
