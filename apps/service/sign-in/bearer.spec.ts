import { createPublicKey } from 'node:crypto';
import { mock } from 'node:test';
import {
  createLocalJWKSet,
  importJWK,
  SignJWT,
  UnsecuredJWT,
  type JWTHeaderParameters,
} from 'jose';
import { Refused } from '#projections/reading/refused.js';
import { BearerTokens } from './bearer.js';
import { localTerms } from './local-issuer.js';
import { newLocalKey, publicPart, tokenOf, type LocalKey } from './local-key.js';

const key = await newLocalKey();
const issuer = {
  ...localTerms('http://localhost:3000'),
  keys: createLocalJWKSet({ keys: [publicPart(key)] }),
};
const tokens = new BearerTokens();

/** A token with something of it changed; a claim that is undefined is left out. */
async function token(
  claims: Readonly<Record<string, unknown>> = {},
  header: Partial<JWTHeaderParameters> = {},
  signedWith: LocalKey = key,
): Promise<string> {
  const usual = { iss: issuer.url, aud: issuer.audience, sub: 'amina', exp: secondsFromNow(60) };
  return new SignJWT({ ...usual, ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'at+jwt', ...header })
    .sign(await importJWK(signedWith));
}
const secondsFromNow = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

async function whyNot(refused: string): Promise<unknown> {
  const error: unknown = await tokens.subjectOf(refused, issuer).catch((thrown: unknown) => thrown);
  if (!(error instanceof Refused)) throw new Error('it was taken');
  expect(error.refusal.problem).toBe('token-refused');
  return error.refusal.facts['why'];
}

describe('a token for access', () => {
  it('says whom it is about, again and again', async () => {
    const given = await tokenOf(key, issuer, 'amina');
    expect(await tokens.subjectOf(given, issuer)).toBe('amina');
    expect(await tokens.subjectOf(given, issuer)).toBe('amina');
  });

  it('may be called a JWT only, as many issuers have it', async () => {
    expect(await tokens.subjectOf(await token({}, { typ: 'JWT' }), issuer)).toBe('amina');
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['it has expired', { exp: secondsFromNow(-60) }],
    ['it is not valid yet', { nbf: secondsFromNow(60) }],
    ['it is meant for another service', { aud: 'http://localhost:3000' }],
    ['it comes from another issuer', { iss: 'https://issuer.example' }],
    ['a part of it is missing or wrong', { exp: undefined }],
    ['a part of it is missing or wrong', { sub: undefined }],
    ['it is not a token for access', { sub: '' }],
  ])('is refused because %s', async (why, claims) => {
    expect(await whyNot(await token(claims))).toBe(why);
  });

  it('stops counting when it expires, also where it was taken before', async () => {
    mock.timers.enable({ apis: ['Date'], now: Date.now() });
    try {
      const brief = await token({ exp: secondsFromNow(-29) });
      expect(await tokens.subjectOf(brief, issuer)).toBe('amina');
      expect(await tokens.subjectOf(brief, issuer)).toBe('amina');
      mock.timers.tick(1_000);
      expect(await whyNot(brief)).toBe('it has expired');
    } finally {
      mock.timers.reset();
    }
  });

  it.each([{ nonce: 'n' }, { at_hash: 'h' }, { events: {} }])(
    'is not what says that somebody signed in or out: %j',
    async (claims) => {
      expect(await whyNot(await token(claims, { typ: 'JWT' }))).toBe(
        'it is not a token for access',
      );
    },
  );

  it('is not of another type', async () => {
    expect(await whyNot(await token({}, { typ: 'logout+jwt' }))).toBe(
      'it is not a token for access',
    );
  });

  it('is signed', async () => {
    const unsigned = new UnsecuredJWT({ sub: 'amina' })
      .setIssuer(issuer.url)
      .setAudience(issuer.audience)
      .setExpirationTime('1h')
      .encode();
    expect(await whyNot(unsigned)).toBe('it is not signed in a way that is taken');
  });

  it('is not signed with the public key as a shared secret', async () => {
    const pem = createPublicKey({ key: publicPart(key), format: 'jwk' }).export({
      ...{ type: 'spki', format: 'pem' },
    });
    const swapped = await new SignJWT({ sub: 'amina' })
      .setProtectedHeader({ alg: 'HS256', kid: key.kid, typ: 'at+jwt' })
      .setIssuer(issuer.url)
      .setAudience(issuer.audience)
      .setExpirationTime('1h')
      .sign(Buffer.from(pem));
    expect(await whyNot(swapped)).toBe('it is not signed in a way that is taken');
  });

  it('is signed with a key of the issuer', async () => {
    const another = await newLocalKey();
    const wrong = 'its signature is not right';
    expect(await whyNot(await token({}, {}, another))).toBe(wrong);
    const unknown = 'it is signed with none of the keys of the issuer';
    expect(await whyNot(await token({}, { kid: another.kid }, another))).toBe(unknown);
    const [head, , end] = (await token()).split('.');
    const [, other] = (await token({ sub: 'priya' })).split('.');
    expect(await whyNot([head, other, end].join('.'))).toBe(wrong);
  });

  it.each(['x', 'a.b.c', ''])('is not %j', async (text) => {
    expect(await whyNot(text)).toBe('it cannot be read');
  });
});
