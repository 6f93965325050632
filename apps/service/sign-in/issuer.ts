import type { RequestHandler } from 'express';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import {
  allowInsecureRequests,
  ClientSecretBasic,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';
import { refuse } from '#projections/reading/refused.js';
import type { IssuerSettings } from '../settings.js';

/** Whose word the service takes for who somebody is: an issuer of OpenID Connect. */
export interface Issuer {
  /** What the directory calls it. */
  readonly name: string;
  /** Its identifier: `iss` of its tokens. */
  readonly url: string;
  /** What a token for the API must be meant for: `aud`. */
  readonly audience: string;
  readonly clientId: string;
  /** Finds the public key that a token says it is signed with. */
  readonly keys: JWTVerifyGetKey;
  /** The issuer as it describes itself, for signing in to the pages. Refuses where it is not there. */
  readonly described: () => Promise<Configuration>;
  /** What is asked for beside the usual when somebody is sent there. */
  readonly asksFor: Readonly<Record<string, string>>;
  /** Answers for it, where it is inside the service. */
  readonly inside?: RequestHandler;
}

const secondsMax = 10;
/** A key that the issuer has withdrawn stops counting after a minute; one that it has added is found, … */
const keysKeptMilliseconds = 60_000;
/** … but nobody makes the service ask for keys all the time by naming some that do not exist. */
const keysAskedMilliseconds = 5_000;

/** The operator's issuer. It is asked when it is first needed, so that the service starts without it. */
export function remoteIssuer(settings: IssuerSettings): Issuer {
  const { url, audience, clientId } = settings;
  const described = describing(settings);
  let keySet: JWTVerifyGetKey | undefined;
  return {
    ...{ name: url, url, audience, clientId, described, asksFor: {} },
    keys: async (header, token) => {
      const { jwks_uri: address } = (await described()).serverMetadata();
      if (address === undefined) throw unreachable(url, 'it names no keys');
      keySet ??= createRemoteJWKSet(new URL(address), {
        timeoutDuration: secondsMax * 1000,
        cacheMaxAge: keysKeptMilliseconds,
        cooldownDuration: keysAskedMilliseconds,
      });
      try {
        return await keySet(header, token);
      } catch (error) {
        const itself = error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout);
        if (itself && error.code !== 'ERR_JOSE_GENERIC') throw error;
        throw unreachable(url, 'its keys cannot be had');
      }
    },
  };
}

/** What an issuer says of itself (OpenID Connect Discovery), asked for once it has answered. */
export function describing({
  url,
  clientId,
  clientSecret,
}: Pick<IssuerSettings, 'url' | 'clientId' | 'clientSecret'>): () => Promise<Configuration> {
  let known: Promise<Configuration> | undefined;
  const ask = async (): Promise<Configuration> => {
    try {
      return await discovery(
        new URL(url),
        clientId,
        {},
        clientSecret === undefined ? None() : ClientSecretBasic(clientSecret),
        {
          execute: [
            enableNonRepudiationChecks,
            ...(url.startsWith('http:') ? [allowInsecureRequests] : []),
          ],
          timeout: secondsMax,
        },
      );
    } catch {
      known = undefined;
      throw unreachable(url, 'it does not describe itself');
    }
  };
  return () => (known ??= ask());
}

const unreachable = (issuer: string, why: string): Error =>
  refuse('issuer-unreachable', { issuer, why });
