import { generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { signerFrom, type Signer } from '#libs/transparency/keys.js';
import { codeOf, ExplainedError, messageOf } from '../explained.js';
import { requirePrivate } from '../private-file.js';

/** A private key of the log with the PEM text that it is kept as. */
export interface KeptKey extends Signer {
  readonly pem: string;
}

const block = /-----BEGIN PRIVATE KEY-----[\s\S]+?-----END PRIVATE KEY-----\n?/g;

/**
 * The private keys of a file, one PEM block (PKCS #8, Ed25519) after another; undefined where there
 * is no file. Throws an ExplainedError for a file that cannot be read, that others may read, or that
 * holds something else.
 */
export function readKeys(file: string, origin: string): readonly KeptKey[] | undefined {
  const text = readPrivate(file);
  if (text === undefined) return undefined;
  const pems = text.match(block) ?? [];
  if (pems.length === 0 || text.replace(block, '').trim() !== '')
    throw new ExplainedError(
      `The log's key file ${file} is not one: it must hold Ed25519 private keys in PEM (PKCS #8) and nothing else. Bring back the right one, or name it with PURSE_LOG_KEY.`,
    );
  return pems.map((pem) => {
    try {
      return { pem, ...signerFrom('note', origin, pem) };
    } catch (error) {
      throw new ExplainedError(
        `The log's key file ${file} holds a key that cannot sign the log (${messageOf(error)}): bring back the right one, or name it with PURSE_LOG_KEY.`,
      );
    }
  });
}

/** Makes the file with a new key, unless another process has just made it; returns what it holds. */
export function makeKeyFile(file: string, origin: string): readonly KeptKey[] {
  writeAside(file, newPem(), (aside) => {
    try {
      linkSync(aside, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    }
  });
  return readKeys(file, origin) ?? [];
}

/** Puts a new key behind those that stay; the file changes at once or not at all. */
export function addKey(file: string, origin: string, staying: readonly KeptKey[]): KeptKey {
  const pem = newPem();
  const text = [...staying.map((kept) => kept.pem), pem].join('');
  writeAside(file, text, (aside) => renameSync(aside, file));
  return { pem, ...signerFrom('note', origin, pem) };
}

function newPem(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Writes a file of mode 600 beside another, and lets it be put in place. */
export function writeAside(file: string, text: string, place: (aside: string) => void): void {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(aside, text, { mode: 0o600, flush: true });
    place(aside);
  } catch (error) {
    throw new ExplainedError(
      `The log's key file ${file} cannot be written (${messageOf(error)}): mend the permissions of its folder, or name another with PURSE_LOG_KEY.`,
    );
  } finally {
    rmSync(aside, { force: true });
  }
}

function readPrivate(file: string): string | undefined {
  try {
    requirePrivate(
      file,
      "The log's key file",
      'run chmod 600 on it, and if somebody may have read it, "purse log-key rotate"',
    );
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof ExplainedError) throw error;
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new ExplainedError(
      `The log's key file ${file} cannot be read (${messageOf(error)}): mend its permissions, or name another with PURSE_LOG_KEY.`,
    );
  }
}
