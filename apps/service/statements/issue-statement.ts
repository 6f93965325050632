import type { FundCommandOf } from '#contracts/commands/fund.js';
import { streamOf } from '#contracts/events/all.js';
import { streamsMax } from '#contracts/events/fund/statements.js';
import { refusal } from '#contracts/problems.js';
import type { EventStore } from '#libs/event-store/port.js';
import { decideFund } from '#libs/funding/fund/decide.js';
import type { Reading } from '#projections/reading/reading.js';
import { presentFormat } from '#projections/statements/figures/head.js';
import { readStatement } from '#projections/statements/read-statement.js';
import { agreementOf } from '../ledger/agreement-of.js';
import { fundDecider } from '../ledger/deciders.js';
import type { Asking, Ledger, Outcome } from '../ledger/ledger.js';
import { formOf, type NamedLog } from '../log/made-from.js';

/** What a statement is made from. */
export interface StatementSources {
  readonly reading: Reading;
  readonly log: NamedLog;
}

/**
 * Makes the document from the views and records that it was issued: which bytes, of which number, of
 * which streams. Only here does a decision rest on the views; what they say at a number never changes.
 */
export async function issueStatement(
  ledger: Ledger,
  { reading, log }: StatementSources,
  asking: Asking,
  fund: string,
  command: FundCommandOf<'issue-statement'>,
  expectedRevision: number | undefined,
): Promise<Outcome> {
  const stream = streamOf('fund', fund);
  const { asKnownAt, effectiveOn } = command;
  const { moment, format, sha256, streams } = await readStatement(
    reading,
    fund,
    command,
    { asKnownAt, effectiveOn },
    formOf(presentFormat, log),
  );
  if (streams.length > streamsMax)
    return { refused: refusal('too-many-streams', { fund, streams: streams.length, streamsMax }) };
  const last = await ledger.read(stream, fundDecider, (_fund, revision) => revision);
  const own = await revisionAt(ledger.store, stream, moment.number, last);
  const others = await Promise.all(
    streams
      .filter((name) => name !== stream)
      .map(async (name) => ({
        stream: name,
        revision: await lastRevision(ledger.store, name, moment.number),
      })),
  );
  const statement = {
    ...{ number: moment.number, effectiveOn: moment.effectiveOn, format, sha256 },
    // What was promised to an award that was not made has a commitment, and no stream of its own.
    streams: [{ stream, revision: own }, ...others.filter(({ revision }) => revision >= 0)],
  };
  const agreement = await agreementOf(ledger, fund, command.effective);
  return ledger.execute(asking, {
    stream,
    decider: fundDecider,
    expectedRevision,
    decide: (state, circumstances) =>
      decideFund(state, command, { ...circumstances, agreement, statement }),
  });
}

/** The last revision of a short stream at a log number; -1 where it has not begun by then. */
async function lastRevision(store: EventStore, stream: string, number: number): Promise<number> {
  let last = -1;
  for await (const event of store.readStream(stream)) {
    if (event.number > number) break;
    last = event.revision;
  }
  return last;
}

/** The last revision of a stream at a log number; found by halving, for its numbers only rise. */
async function revisionAt(
  store: EventStore,
  stream: string,
  number: number,
  last: number,
): Promise<number> {
  let known = -1;
  let beyond = last + 1;
  while (beyond - known > 1) {
    const middle = Math.floor((known + beyond) / 2);
    if ((await numberOf(store, stream, middle)) <= number) known = middle;
    else beyond = middle;
  }
  return known;
}

async function numberOf(store: EventStore, stream: string, revision: number): Promise<number> {
  for await (const event of store.readStream(stream, revision)) return event.number;
  throw new Error(`${stream} has no revision ${revision}`);
}
