import type { Command } from 'commander';
import { ExplainedError } from '#apps/service/explained.js';
import { rotateKey } from '#apps/service/log/rotate-key.js';
import { readSettings } from '#apps/service/settings.js';
import { withLedger } from '../with-ledger.js';

interface Options {
  readonly lost: boolean;
  readonly disclosed: boolean;
  readonly json: boolean;
}

export function register(program: Command): void {
  const verb = program.command('log-key').description('the key that signs the log');
  verb
    .command('rotate')
    .description(
      'make a new key, name it in the log, and let the old one and the new one sign the next checkpoint together; from then on the new one signs alone',
    )
    .option('--lost', 'the old key is lost: it does not sign the next checkpoint', false)
    .option('--disclosed', 'others may have the old key: what it signs now does not count', false)
    .option('--json', 'print the result as JSON', false)
    .action(rotate);
}

async function rotate({ lost, disclosed, json }: Options): Promise<void> {
  const { logKey } = readSettings(process.env);
  const cause = disclosed ? 'disclosed' : lost ? 'lost' : 'followed';
  const rotated = await withLedger(({ transparency }) => rotateKey(transparency, logKey, cause));
  if ('problem' in rotated) throw new ExplainedError(rotated.problem);
  if (json) {
    console.log(JSON.stringify(rotated));
    return;
  }
  const { verifierKey, from, size } = rotated;
  console.log(
    `The log is signed by a new key from size ${from} on; the checkpoint of size ${size} is the first that it signed.\n${verifierKey}\nTell whoever verifies the log. The key file ${logKey} holds it: copy it to every machine that runs the service, and keep it safe.`,
  );
}
