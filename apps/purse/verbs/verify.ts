import type { Command } from 'commander';
import { ExplainedError } from '#apps/service/explained.js';
import type { LogVerdict } from '#libs/evidence/log-verifier.js';
import { PackRefused } from '#libs/evidence/pack.js';
import { sentencesOf, type Verdict } from '#libs/evidence/verdict.js';
import { formatVerifierKey } from '#libs/transparency/keys.js';
import { NotProven } from '#libs/transparency/not-proven.js';
import { keptText, readKeys } from '../kept.js';
import { progressOf } from '../progress.js';
import { tokenGiven } from '../token-given.js';
import { verifyFile } from '../verify-file.js';
import { verifyLog } from '../verify-log.js';

interface Options {
  readonly log?: string;
  readonly keys?: string;
  readonly checkpoint?: string;
  readonly statement?: string;
  readonly events: boolean;
  readonly json: boolean;
}

export function register(program: Command): void {
  program
    .command('verify')
    .description(
      'verify an evidence pack or a backup, with no database and no network; or, with --log, a log that is in use',
    )
    .argument('[file]', 'the pack or the backup')
    .option(
      '--keys <file>',
      'keys of the log that you got otherwise: a verifier key a line, or /log/keys as it was',
    )
    .option('--checkpoint <file>', 'a checkpoint that you kept: the log must only append to it')
    .option('--statement <file>', 'a statement that you kept, to be made anew from a backup')
    .option('--log <url>', 'the service whose log is to be verified, such as https://host')
    .option(
      '--events',
      'with --log: read the events too, and not only their hashes, as an auditor whose token is in PURSE_TOKEN',
      false,
    )
    .option('--json', 'print the result as JSON', false)
    .action(verify);
}

async function verify(file: string | undefined, options: Options, command: Command): Promise<void> {
  const { log, json } = options;
  if ((file === undefined) === (log === undefined))
    command.error('error: name a file, or a service with --log');
  const progress = progressOf('Verifying', json);
  const keys = options.keys === undefined ? undefined : readKeys(options.keys);
  const kept = options.checkpoint === undefined ? undefined : keptText(options.checkpoint);
  const statement =
    options.statement === undefined ? undefined : keptText(options.statement).trim();
  try {
    if (log !== undefined) {
      if (keys === undefined)
        return command.error('error: --log needs --keys: a service does not vouch for itself');
      const asked = { url: log, keys, kept, token: options.events ? tokenGiven() : undefined };
      const verdict = await verifyLog(asked, progress.at);
      progress.end();
      show(json, jsonOfLog(verdict), ofLog(verdict));
      return;
    }
    const verdict = await verifyFile(file ?? '', { keys, kept, statement }, progress.at);
    progress.end();
    show(json, jsonOf(verdict), [`${file ?? ''} is verified.`, ...sentencesOf(verdict)]);
  } catch (error) {
    progress.end();
    refused(error, file ?? log ?? '', json);
  }
}

/** What does not hold is said, and is no fault of the program. */
function refused(error: unknown, what: string, json: boolean): never {
  if (!(error instanceof PackRefused) && !(error instanceof NotProven)) throw error;
  if (json) {
    const place = error instanceof PackRefused ? { ...error.place, what: error.what } : {};
    console.log(JSON.stringify({ verified: false, message: error.message, ...place }));
  }
  throw new ExplainedError(`${what} is refused. ${error.message}`, { cause: error });
}

function show(json: boolean, object: object, sentences: readonly string[]): void {
  console.log(json ? JSON.stringify(object) : sentences.join('\n'));
}

const jsonOf = ({ signedBy, cosignatures, ...verdict }: Verdict): object => ({
  verified: true,
  ...verdict,
  signedBy: signedBy.map(formatVerifierKey),
  cosignatures: cosignatures.map(({ key, time }) => ({ key: formatVerifierKey(key), time })),
});

const jsonOfLog = ({ checkpoint, keptSize, events }: LogVerdict): object => ({
  verified: true,
  ...{ origin: checkpoint.origin, size: checkpoint.size, keptSize, events },
  root: Buffer.from(checkpoint.root).toString('hex'),
  signedBy: checkpoint.signedBy.map(formatVerifierKey),
});

const ofLog = ({ checkpoint, keptSize, events }: LogVerdict): readonly string[] => [
  `The log "${checkpoint.origin}" is verified: ${checkpoint.size} entries lead to the root of its checkpoint, signed by ${checkpoint.signedBy.map(({ name, id }) => `${name} (key ${id})`).join(', ')}.`,
  ...(checkpoint.cosignatures.length === 0
    ? []
    : [`It is cosigned by ${checkpoint.cosignatures.map(({ key }) => key.name).join(', ')}.`]),
  events
    ? 'Every event was read: each is as it was hashed, balanced, and in its place in its stream.'
    : 'Only hashes were read; with --events the events are too.',
  ...(keptSize === null
    ? []
    : [`It only appends to the checkpoint of ${keptSize} entries that you kept.`]),
];
