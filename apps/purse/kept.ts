import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ExplainedError, messageOf } from '#apps/service/explained.js';
import type { KnownKeys } from '#libs/evidence/signatures.js';
import { parseVerifierKey, type VerifierKey } from '#libs/transparency/keys.js';
import type { KeyTerm } from '#libs/transparency/signed-checkpoint.js';

/** What an auditor has kept, as text. Throws an ExplainedError where it cannot be read. */
export function keptText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ExplainedError(`${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

/** As the service gives them at /log/keys: those of the log by sizes, cosigners by instants. */
const Served = z.object({
  keys: z.array(z.object({ verifierKey: z.string(), from: z.int(), to: z.int().nullable() })),
  cosigners: z.array(
    z.object({
      verifierKey: z.string(),
      from: z.iso.datetime({ precision: null }),
      to: z.iso.datetime({ precision: null }).nullable(),
    }),
  ),
});

/**
 * Keys that an auditor has kept: lines as C2SP signed-note has them, where those that begin with #
 * say something to people, or what /log/keys answered. Throws an ExplainedError for anything else.
 */
export function readKeys(path: string): KnownKeys {
  const text = keptText(path);
  try {
    return text.trimStart().startsWith('{') ? servedKeys(JSON.parse(text)) : listedKeys(text);
  } catch (error) {
    const why = error instanceof z.ZodError ? 'it is not what /log/keys answers' : messageOf(error);
    throw new ExplainedError(`${path} holds no keys of a log: ${why}`, { cause: error });
  }
}

function listedKeys(text: string): KnownKeys {
  const keys = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(parseVerifierKey);
  const always = (kind: VerifierKey['kind']): readonly KeyTerm[] =>
    keys.filter((key) => key.kind === kind).map((key) => ({ key, from: 0 }));
  return { keys: always('note'), cosigners: always('cosignature') };
}

function servedKeys(json: unknown): KnownKeys {
  const { keys, cosigners } = Served.parse(json);
  const seconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
  return {
    keys: keys.map(({ verifierKey, from, to }) => termOf(verifierKey, from, to)),
    cosigners: cosigners.map(({ verifierKey, from, to }) =>
      termOf(verifierKey, seconds(from), to === null ? null : seconds(to)),
    ),
  };
}

const termOf = (line: string, from: number, to: number | null): KeyTerm => ({
  ...{ key: parseVerifierKey(line), from },
  ...(to === null ? {} : { to }),
});
