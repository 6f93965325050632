import type { Runtime } from '#apps/service/runtime.js';
import { localIssuer, localPeople } from '#apps/service/sign-in/local-issuer.js';
import type { Listening } from '#apps/service/start.js';
import { testKey } from './tokens.js';

/** On a free port, without limits, with the local issuer, whose key the tests have, and its people. */
export async function onThisMachine({ directory }: Runtime): Promise<Listening> {
  await directory.introduce(localPeople);
  const issuer = (url: string): ReturnType<Listening['issuer']> =>
    localIssuer(url, testKey, directory);
  return { port: 0, host: '127.0.0.1', issuer, requestsPerMinute: 0 };
}
