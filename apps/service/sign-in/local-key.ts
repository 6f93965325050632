import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { calculateJwkThumbprint, importJWK, SignJWT, type JWK } from 'jose';
import { ExplainedError, messageOf } from '../explained.js';
import { requirePrivate } from '../private-file.js';

/** The private key (ES256) with which the local issuer signs. */
export type LocalKey = JWK & { readonly kid: string };

const secondsUsual = 3_600;

/** The key of a file, made with it where there is none, for its owner alone. Throws an ExplainedError. */
export async function localKeyOf(file: string): Promise<LocalKey> {
  try {
    if (!existsSync(file)) await makeFile(file);
    requirePrivate(file, 'The key of the local issuer', 'remove it, and a new one is made');
    return JSON.parse(readFileSync(file, 'utf8')) as LocalKey;
  } catch (error) {
    if (error instanceof ExplainedError) throw error;
    throw new ExplainedError(
      `The key of the local issuer, ${file}, cannot be used (${messageOf(error)}): remove it, and a new one is made.`,
    );
  }
}

async function makeFile(file: string): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(aside, JSON.stringify(await newLocalKey()), { mode: 0o600 });
  try {
    linkSync(aside, file);
  } catch (error) {
    // Another process may just have made it.
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

export async function newLocalKey(): Promise<LocalKey> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = privateKey.export({ format: 'jwk' }) as JWK;
  return { ...jwk, alg: 'ES256', use: 'sig', kid: await calculateJwkThumbprint(jwk) };
}

/** What others may know of the key. */
export function publicPart({ d: _, ...rest }: LocalKey): JWK {
  return rest;
}

/** A token for the API, as the issuer gives it. */
export async function tokenOf(
  key: LocalKey,
  issuer: { readonly url: string; readonly audience: string },
  subject: string,
): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'at+jwt' })
    .setIssuer(issuer.url)
    .setAudience(issuer.audience)
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime(`${secondsUsual} seconds`)
    .sign(await importJWK(key));
}
