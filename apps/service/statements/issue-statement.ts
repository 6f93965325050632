import type { FundCommandOf } from '#contracts/commands/fund.js';
import { streamOf } from '#contracts/events/all.js';
import type { EventStore } from '#libs/event-store/port.js';
import { decideFund } from '#libs/funding/fund/decide.js';
import type { Reading } from '#projections/reading/reading.js';
import { readStatement } from '#projections/statements/read-statement.js';
import { agreementOf } from '../ledger/agreement-of.js';
import { fundDecider } from '../ledger/deciders.js';
import type { Asking, Ledger, Outcome } from '../ledger/ledger.js';

/**
 * Makes the document from the views and records that it was issued: which bytes, of which number, of
 * which streams. Only here does a decision rest on the views; what they say at a number never changes.
 */
export async function issueStatement(
  ledger: Ledger,
  reading: Reading,
  asking: Asking,
  fund: string,
  command: FundCommandOf<'issue-statement'>,
  expectedRevision: number | undefined,
): Promise<Outcome> {
  const stream = streamOf('fund', fund);
  const { asKnownAt, effectiveOn } = command;
  const { moment, format, sha256 } = await readStatement(
    reading,
    fund,
    command,
    { asKnownAt, effectiveOn },
    { format: 1 },
  );
  const last = await ledger.read(stream, fundDecider, (_fund, revision) => revision);
  const revision = await revisionAt(ledger.store, stream, moment.number, last);
  const statement = {
    ...{ number: moment.number, effectiveOn: moment.effectiveOn, format, sha256 },
    streams: [{ stream, revision }],
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
