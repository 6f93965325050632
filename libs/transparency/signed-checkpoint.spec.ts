import { newSigner } from '#test/support/signers.js';

import { leafHash } from './hashes.js';
import { parseVerifierKey, type Signer } from './keys.js';
import { formatNote, parseNote } from './note.js';
import { NotProven } from './not-proven.js';
import { cosign } from './signatures.js';
import { openCheckpoint, signCheckpoint, type TrustedLog } from './signed-checkpoint.js';

const origin = 'purse.example/pool';
const first = newSigner('note', origin);
const second = newSigner('note', origin);
const partner = newSigner('cosignature', 'icb.example');
const checkpointOf = (size: number, ...signers: readonly Signer[]): string =>
  signCheckpoint({ origin, size, root: leafHash(Buffer.of(size)), extensions: [] }, signers);
const cosigned = (note: string, time: number): string => {
  const { text, signatures } = parseNote(note);
  return formatNote({ text, signatures: [...signatures, cosign(text, partner, time)] });
};

/** The first key signs up to size 100, the second from there. */
const log: TrustedLog = {
  origin,
  keys: [
    { key: first.key, from: 0, to: 100 },
    { key: second.key, from: 100 },
  ],
  cosigners: [{ key: partner.key, from: 1000, to: 2000 }],
};

describe('a checkpoint', () => {
  it('is opened with the key that signed it', () => {
    const opened = openCheckpoint(checkpointOf(7, first), log);
    expect(opened).toMatchObject({ origin, size: 7, cosignatures: [] });
    expect(opened.signedBy).toEqual([first.key]);
    expect(opened.text.split('\n').slice(0, 2)).toEqual([origin, '7']);
  });

  it('is opened with either key, or both, where one follows the other', () => {
    const signedBy = (note: string): readonly unknown[] => openCheckpoint(note, log).signedBy;
    expect(signedBy(checkpointOf(100, first))).toEqual([first.key]);
    expect(signedBy(checkpointOf(100, second))).toEqual([second.key]);
    expect(signedBy(checkpointOf(100, second, first))).toEqual([first.key, second.key]);
    expect(signedBy(checkpointOf(101, first, second))).toEqual([second.key]);
  });

  it('is refused with a key outside its term, saying who signed', () => {
    for (const note of [checkpointOf(101, first), checkpointOf(99, second)]) {
      expect(() => openCheckpoint(note, log)).toThrow(NotProven);
      expect(() => openCheckpoint(note, log)).toThrow(`by ${origin} (key `);
    }
  });

  it('is refused with an unknown key, also where a partner cosigned it', () => {
    const stranger = checkpointOf(7, newSigner('note', origin));
    expect(() => openCheckpoint(stranger, log)).toThrow('No known key signed');
    expect(() => openCheckpoint(cosigned(stranger, 1500), log)).toThrow(
      'No key of the log that signs for size 7 signed the checkpoint',
    );
  });

  it('of another log is refused, though the same keys signed it', () => {
    const other = signCheckpoint(
      { origin: 'other.example', size: 7, root: leafHash(Buffer.of(7)), extensions: [] },
      [first],
    );
    expect(() => openCheckpoint(other, log)).toThrow('is one of "other.example"');
  });

  it('is refused when it was edited', () => {
    const note = checkpointOf(7, first).replace('\n7\n', '\n8\n');
    expect(() => openCheckpoint(note, log)).toThrow('is not one over this text');
  });
});

describe('a cosignature', () => {
  it('counts within the term of its key, by the time that it states', () => {
    const cosignatures = (time: number): readonly unknown[] =>
      openCheckpoint(cosigned(checkpointOf(7, first), time), log).cosignatures;
    expect(cosignatures(1000)).toEqual([{ key: partner.key, time: 1000 }]);
    expect(cosignatures(2000)).toHaveLength(1);
    expect(cosignatures(999)).toEqual([]);
    expect(cosignatures(2001)).toEqual([]);
  });

  it('that is bad is refused, also beside a good signature of the log', () => {
    const foreign = cosigned(checkpointOf(8, first), 1500).split('\n').slice(-2).join('\n');
    expect(() => openCheckpoint(checkpointOf(7, first) + foreign, log)).toThrow(
      'The signature by icb.example',
    );
  });
});

/** As a public log showed it: an RFC 6962 signature, one of Ed25519, four cosignatures. */
const publicCheckpoint = `arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
`;

it('opens what other people’s logs and witnesses have signed', () => {
  const termOf = (line: string): TrustedLog['keys'][number] => ({
    key: parseVerifierKey(line),
    from: 0,
  });
  const opened = openCheckpoint(publicCheckpoint, {
    origin: 'arche2025h1.staging.ct.transparency.dev',
    keys: [
      'arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f',
    ].map(termOf),
    cosigners: [
      'witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv',
      'transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM',
      'witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO',
      'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2',
    ].map(termOf),
  });
  expect(opened.size).toBe(1_432_088_532);
  expect(opened.signedBy).toHaveLength(1);
  expect(opened.cosignatures.map(({ key, time }) => [key.name, time])).toEqual([
    ['transparency.dev/DEV:witness-little-garden', 1_779_573_024],
    ['witness1.smartit.nu/witness1', 1_779_573_024],
    ['remora.n621.de', 1_779_573_024],
    ['witness.stagemole.eu', 1_779_573_024],
  ]);
});
