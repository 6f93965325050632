import { errors, jwtVerify } from 'jose';
import { refuse } from '#projections/reading/refused.js';
import type { EndedElsewhere } from '../directory/sessions.js';
import { algorithms } from './bearer.js';
import type { Issuer } from './issuer.js';

const event = 'http://schemas.openid.net/event/backchannel-logout';

/** Reads a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6). Throws a refusal. */
export async function endedElsewhere(token: string, issuer: Issuer): Promise<EndedElsewhere> {
  const wrong = (): Error => refuse('invalid-request', { detail: 'the logout token is not taken' });
  try {
    const { payload } = await jwtVerify(token, issuer.keys, {
      algorithms: [...algorithms],
      issuer: issuer.url,
      audience: issuer.clientId,
      clockTolerance: 30,
      maxTokenAge: '5 minutes',
      requiredClaims: ['jti', 'exp'],
    });
    const { sub: subject, sid } = payload;
    const session = typeof sid === 'string' ? sid : undefined;
    const events = payload['events'];
    const says = typeof events === 'object' && events !== null && event in events;
    if (!says || 'nonce' in payload || (subject === undefined && session === undefined))
      throw wrong();
    return { subject, session };
  } catch (error) {
    if (error instanceof errors.JOSEError) throw wrong();
    throw error;
  }
}
