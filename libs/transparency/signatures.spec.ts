import { createPrivateKey } from 'node:crypto';

import { newSigner } from '#test/support/signers.js';

import { parseVerifierKey, signerFrom } from './keys.js';
import { formatNote, parseNote } from './note.js';
import { NotProven } from './not-proven.js';
import { cosign, signText, verifiedSignatures } from './signatures.js';

const text = 'log.example/pool\n1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n';
const log = newSigner('note', 'log.example/pool');
const partner = newSigner('cosignature', 'partner.example');

describe('published signatures', () => {
  it('of the standard’s example are good', () => {
    const key = parseVerifierKey(
      'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    );
    const note = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;
    expect(verifiedSignatures(parseNote(note), [key])).toEqual([{ key }]);
    const edited = parseNote(note.replace('example message', 'Example message'));
    expect(() => verifiedSignatures(edited, [key])).toThrow('is not one over this text');
  });

  it('of Go’s checksum database’s own example are made again to the byte', () => {
    // Private key in PKCS #8: the fixed beginning for Ed25519, then the published seed.
    const der = Buffer.concat([
      Buffer.from('302e020100300506032b657004220420', 'hex'),
      Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1),
    ]);
    const pem = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
      .export({ type: 'pkcs8', format: 'pem' })
      .toString();
    const signer = signerFrom('note', 'PeterNeumann', pem);
    const published = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;
    const note = parseNote(published);
    expect(signer.key).toEqual(
      parseVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'),
    );
    expect(formatNote({ text: note.text, signatures: [signText(note.text, signer)] })).toBe(
      published,
    );
  });
});

describe('the signatures of a note', () => {
  const note = { text, signatures: [signText(text, log), cosign(text, partner, 1_795_000_000)] };

  it('are told with their keys, in their order, with the time that a cosigner states', () =>
    expect(verifiedSignatures(note, [partner.key, log.key])).toEqual([
      { key: log.key },
      { key: partner.key, time: 1_795_000_000 },
    ]));

  it('by unknown keys are passed over, also those that share a name or an id with a known one', () => {
    const namesake = newSigner('note', 'log.example/pool');
    expect(verifiedSignatures(note, [partner.key, namesake.key])).toHaveLength(1);
    expect(
      verifiedSignatures(note, [partner.key, { ...namesake.key, id: '00000000' }]),
    ).toHaveLength(1);
    expect(
      verifiedSignatures(note, [partner.key, { ...log.key, name: 'other.example' }]),
    ).toHaveLength(1);
  });

  it('prove nothing when none is by a known key', () => {
    expect(() => verifiedSignatures(note, [])).toThrow('No known key signed');
    expect(() => verifiedSignatures({ text, signatures: [] }, [log.key])).toThrow('nobody');
  });

  it('are refused together when one by a known key is bad', () => {
    const [first, second] = note.signatures;
    if (first === undefined || second === undefined) throw new Error('no signatures');
    const flip = (place: number): Buffer => {
      const bytes = Buffer.from(second.bytes);
      bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
      return bytes;
    };
    const bad = [
      ...[0, 7, 8, 71].map(flip),
      second.bytes.subarray(0, -1),
      Buffer.concat([second.bytes, Buffer.of(0)]),
      second.bytes.subarray(0, 8),
      Buffer.of(1),
    ];
    for (const bytes of bad) {
      expect(() =>
        verifiedSignatures({ text, signatures: [first, { ...second, bytes }] }, [
          log.key,
          partner.key,
        ]),
      ).toThrow('The signature by partner.example');
    }
    expect(() => verifiedSignatures({ ...note, text: `${text}more\n` }, [log.key])).toThrow(
      NotProven,
    );
  });

  it('are tried with every key of that name and id', () => {
    const other = { ...newSigner('note', 'log.example/pool').key, id: log.key.id };
    expect(verifiedSignatures(note, [other, log.key])).toEqual([{ key: log.key }]);
  });

  it('do not pass as one another: a cosignature is over more than the text', () => {
    const both = { ...log, key: { ...partner.key, publicKey: log.key.publicKey } };
    const asNote = { ...cosign(text, both, 5), name: log.key.name, id: log.key.id };
    expect(() => verifiedSignatures({ text, signatures: [asNote] }, [log.key])).toThrow(NotProven);
  });

  it('of a time beyond exact seconds are refused, though they were made so', () => {
    const signatures = [cosign(text, partner, 2 ** 53)];
    expect(() => verifiedSignatures({ text, signatures }, [partner.key])).toThrow(NotProven);
  });

  it('are made with a key of their kind only', () => {
    expect(() => signText(text, partner)).toThrow('is a key for cosignatures');
    expect(() => cosign(text, log, 5)).toThrow('is no key for cosignatures');
  });
});
