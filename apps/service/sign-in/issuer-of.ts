import { join } from 'node:path';
import type { Directory } from '../directory/directory.js';
import type { Settings } from '../settings.js';
import { remoteIssuer, type Issuer } from './issuer.js';
import { localIssuer, localPeople } from './local-issuer.js';
import { localKeyOf } from './local-key.js';

export const localKeyFile = ({ data }: Pick<Settings, 'data'>): string =>
  join(data, 'local-issuer-key');

/**
 * The operator's issuer, or the local one with the people of the example, for a service at an
 * address that may not be known yet.
 */
export async function issuerOf(
  settings: Pick<Settings, 'issuer' | 'data'>,
  directory: Directory,
): Promise<(url: string) => Issuer> {
  const { issuer } = settings;
  if (issuer !== undefined) return () => remoteIssuer(issuer);
  const key = await localKeyOf(localKeyFile(settings));
  await directory.introduce(localPeople);
  return (url) => localIssuer(url, key, directory);
}

/** Where the service is reached: as the operator says, or on this machine. */
export const reachedAt = ({ url }: Pick<Settings, 'url'>, port: number): string =>
  url ?? `http://localhost:${port}`;
