import type { Command } from 'commander';
import { ExplainedError } from '#apps/service/explained.js';
import type { Runtime } from '#apps/service/runtime.js';
import { problemDocument } from '#contracts/problems.js';
import { Refused } from '#projections/reading/refused.js';
import { rebuild } from '#projections/runner/rebuild.js';
import { replayTo, type Replayed } from '#projections/runner/replay-to.js';
import { operator } from '../operator.js';
import { progressOf } from '../progress.js';
import { withLedger } from '../with-ledger.js';

interface Options {
  readonly to?: string;
  readonly accept: boolean;
  readonly json: boolean;
}

export function register(program: Command): void {
  program
    .command('replay')
    .description(
      'build the views anew from the first event, compare them with the live ones and put them in their place; with --to, compare only, with what was known at that moment',
    )
    .option(
      '--to <moment>',
      'a log number, a day or an instant, or "now": build beside in a scratch area, compare every row, change none, and record what was found',
    )
    .option('--accept', 'put them in place also where they differ', false)
    .option('--json', 'print the result as JSON', false)
    .action(replay);
}

async function replay({ to, accept, json }: Options, command: Command): Promise<void> {
  if (to !== undefined && accept)
    command.error('error: --accept puts views in place, and --to puts none: give one of them');
  await withLedger(async (runtime) => {
    const { number } = await runtime.store.head();
    await runtime.runner.progress.until(number, 60_000);
    await (to === undefined ? anew(runtime, accept, json) : compared(runtime, to, json));
  });
}

/** The whole log, into the place of the live views. */
async function anew({ store, views }: Runtime, accept: boolean, json: boolean): Promise<void> {
  const progress = progressOf('Replaying', json);
  const result = await rebuild(store, views, accept, ({ done, of }) => progress.at(done, of));
  progress.end();
  if (json) console.log(JSON.stringify(result));
  else if (result.differences.length === 0)
    console.log(`All ${result.number} events replayed: the views are the same.`);
  if (result.differences.length > 0 && !accept)
    throw new ExplainedError(
      [
        `The replay of ${result.number} events differs from the live views, which stay as they are:`,
        ...result.differences.map((difference) => `  ${difference}`),
        'Look into it before you put the new ones in their place with --accept.',
      ].join('\n'),
    );
}

/** The log up to a moment, beside the live views, which stay whatever is found. */
async function compared(runtime: Runtime, to: string, json: boolean): Promise<void> {
  const { store, views } = runtime;
  const number = await numberOf(runtime, to);
  const reading = progressOf('Replaying', json);
  const comparing = progressOf('Comparing', json);
  const result = await replayTo(store, views, number, ({ stage, done, of }) => {
    if (stage === 'reading') reading.at(done, of);
    else if (stage === 'indexing') reading.end();
    else comparing.at(done, of);
  });
  comparing.end();
  await record(runtime, result);
  if (json) console.log(JSON.stringify(result));
  else if (result.differences === 0)
    console.log(
      `Replayed to number ${number}: all ${result.rows} rows are as the live views have kept them.`,
    );
  if (result.differences > 0) throw new ExplainedError(sentences(result));
}

/** Rows are named and not quoted: what somebody wrote into one does not belong in the log. */
async function record(
  { transparency, ledger }: Runtime,
  { first, ...found }: Replayed,
): Promise<void> {
  const refused = await transparency.step(
    `replayed to ${found.number} at ${ledger.now().toISOString()}`,
    {
      ...{ command: 'record-replay', effective: transparency.today(), ...found },
      first: first.map(({ row }) => row),
    },
    operator,
    'The views are held against the log',
  );
  if (refused) throw new ExplainedError(problemDocument(refused).detail);
}

async function numberOf({ reading }: Runtime, to: string): Promise<number> {
  try {
    return (await reading.moment(to === 'now' ? {} : { asKnownAt: to })).number;
  } catch (error) {
    if (error instanceof Refused) throw new ExplainedError(error.message, { cause: error });
    throw error;
  }
}

const sentences = ({ number, rows, differences, first }: Replayed): string =>
  [
    `The live views are not what the log says up to number ${number}: ${differences} differences among ${rows} rows.`,
    ...first.map(
      ({ row, live, log }) =>
        `  ${row}: the live views say ${live ?? 'nothing'}, the log says ${log ?? 'nothing'}`,
    ),
    ...(differences > first.length ? [`  and ${differences - first.length} more`] : []),
    'Find out who changed them, and how; "purse replay --accept" then makes the views anew from the log.',
  ].join('\n');
