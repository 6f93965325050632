import type { Directory } from '../directory/directory.js';
import type { Settings } from '../settings.js';
import { localName, roleInExample } from './local-issuer.js';

/** For whoever has started the service: with whom people sign in, or as whom to try it out. */
export async function howToSignIn(
  { issuer }: Pick<Settings, 'issuer'>,
  directory: Directory,
): Promise<readonly string[]> {
  if (issuer !== undefined) return [`People sign in with ${issuer.url}.`];
  const people = (await directory.of(localName)).filter(({ machine }) => !machine);
  return [
    'Sign in there, without a password, as any of:',
    ...people.map(
      (one) => `  ${[one.person, roleInExample(one), one.name].filter(Boolean).join(': ')}`,
    ),
    'For the API, "npx purse token <person>" prints a token.',
  ];
}
