import { localIssuer } from '#apps/service/sign-in/local-issuer.js';
import { newLocalKey, tokenOf } from '#apps/service/sign-in/local-key.js';

/** The key of the local issuer of every service that this process starts. */
export const testKey = await newLocalKey();

const tokens = new Map<string, Promise<string>>();

/** The header by which somebody asks a service that signs with the key of the tests. */
export async function signedInAs(
  person: string,
  url: string,
): Promise<Readonly<Record<'Authorization', string>>> {
  const asked = `${person} ${url}`;
  const token = tokens.get(asked) ?? tokenOf(testKey, localIssuer(url, testKey), person);
  tokens.set(asked, token);
  return { Authorization: `Bearer ${await token}` };
}
