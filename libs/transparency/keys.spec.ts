import { generateKeyPairSync } from 'node:crypto';
import { formatVerifierKey, parseVerifierKey, signerFrom, verifierKey } from './keys.js';
import { NotProven } from './not-proven.js';

/** The example of C2SP signed-note, and a key of a public witness for cosignatures. */
const published = [
  [
    'note',
    'example.com/foo',
    'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  ],
  [
    'cosignature',
    'remora.n621.de',
    'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2',
  ],
] as const;

describe('a verifier key', () => {
  it.each(published)('for a %s of %s is read and written as published', (kind, name, line) => {
    const key = parseVerifierKey(line);
    expect(key).toMatchObject({ kind, name, id: line.split('+')[1] });
    expect(formatVerifierKey(key)).toBe(line);
    expect(verifierKey(kind, name, key.publicKey)).toEqual(key);
  });

  it('is refused in any part, and when a character is changed', () => {
    const [[, , line]] = published;
    for (let from = 0; from < line.length; from += 1) {
      for (let to = from; to <= line.length; to += 1) {
        if (to - from < line.length) {
          expect(() => parseVerifierKey(line.slice(from, to))).toThrow(NotProven);
        }
      }
      const changed = String.fromCharCode(line.charCodeAt(from) + 1);
      expect(() => parseVerifierKey(line.slice(0, from) + changed + line.slice(from + 1))).toThrow(
        NotProven,
      );
    }
  });

  it('is refused for an algorithm that is not Ed25519', () =>
    expect(() =>
      parseVerifierKey(
        'rekor.sigstore.dev+c0d23d6a+AjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNhtmPtrWm3U1eQXBogSMdGvXwBcK5AW5i0hrZLOC96l+smGNM7nwZ4QvFK/4sueRoVj//QP22Ni4Qt9DPfkWLc=',
      ),
    ).toThrow('no Ed25519 verifier key'));

  it.each(['', 'a b', 'a+b', 'a\u2003b', 'a\nb', '\ud800'])('has no name such as %j', (name) =>
    expect(() => verifierKey('note', name, new Uint8Array(32))).toThrow('is no name of a key'),
  );
});

describe('a signer', () => {
  it('is made from an Ed25519 key only', () => {
    const { privateKey } = generateKeyPairSync('ed448', {
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    expect(() => signerFrom('note', 'log.example', privateKey)).toThrow('is not an Ed25519 key');
  });
});
