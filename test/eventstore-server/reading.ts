import streams from '@eventstore/db-client/generated/streams_pb.js';
import { status } from '@grpc/grpc-js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { asServiceError, failure, invalidArgument } from './errors.js';
import { NO_STREAM } from './expectation.js';
import { filterOptions, shown } from './filter.js';
import type { Log } from './log.js';
import { enter, type NodeContext } from './node.js';
import { authorise, requireLeader } from './access.js';
import { streamOf } from './proposing.js';
import { Outgoing, type ReadCall, type Reading } from './outgoing.js';
import { frame, streamIdentifier } from './record.js';
import { subscribeToAll, subscribeToStream } from './subscribing.js';

const { Options } = streams.ReadReq;

/** `Streams.Read`: one call for reading streams and `$all`, and for subscribing to either. */
export async function read(call: ReadCall, node: NodeContext): Promise<void> {
  try {
    const options = call.request.getOptions();
    if (options === undefined) throw invalidArgument('The request has no options.');
    const reading = readingOf(options);
    node.faults.count('Streams.Read');
    const course = await enter(node, reading, call.getPeer());
    if (course === 'stop') return;
    authorise(node, call.metadata);
    requireLeader(node, call.metadata);
    if (options.getUuidOption()?.hasString() !== true) {
      throw invalidArgument('This stand-in answers ids as text only.');
    }
    const out = new Outgoing(reading, call, node);
    await serve(out, node.log, options);
    if (out.signal.aborted) return;
    if (course === 'drop') node.cut(call.getPeer());
    if (course === 'answer') out.end();
  } catch (error) {
    call.emit('error', asServiceError(error));
  }
}

function readingOf(options: ReadReq.Options): Reading {
  if (options.hasSubscription()) return 'subscribe';
  return options.hasAll() ? 'readAll' : 'readStream';
}

async function serve(out: Outgoing, log: Log, options: ReadReq.Options): Promise<void> {
  const backwards = options.getReadDirection() === Options.ReadDirection.BACKWARDS;
  const filter = options.getFilter();
  const stream = options.getStream();
  const all = options.getAll();
  if (options.hasSubscription()) {
    if (backwards) throw invalidArgument('A subscription reads forwards.');
    if (stream !== undefined) return subscribeToStream(out, log, stream);
    if (all !== undefined) {
      return subscribeToAll(out, log, all, filter && filterOptions(filter));
    }
  }
  const count = Number(options.getCount());
  if (stream !== undefined) return readStream(out, log, stream, count, backwards);
  if (all === undefined) throw invalidArgument('The request names neither a stream nor $all.');
  const passes = filter === undefined ? shown : filterOptions(filter).passes;
  let sent = 0;
  const step = backwards ? -1 : 1;
  for (let index = firstOf(log, all, backwards); sent < count; index += step) {
    const record = log.at(index);
    if (record === undefined || out.signal.aborted) return;
    if (!passes(record)) continue;
    sent += 1;
    const wait = out.event(record.frame);
    if (wait !== undefined) await wait;
  }
}

async function readStream(
  out: Outgoing,
  log: Log,
  options: ReadReq.Options.StreamOptions,
  count: number,
  backwards: boolean,
): Promise<void> {
  const stream = streamOf(options);
  const last = log.lastRevision(stream);
  if (last === NO_STREAM) {
    const missing = new streams.ReadResp.StreamNotFound();
    missing.setStreamIdentifier(streamIdentifier(stream));
    await out.message(frame(new streams.ReadResp().setStreamNotFound(missing)));
    return;
  }
  let revision = options.hasEnd() ? last : Number(options.getRevision());
  if (options.hasStart()) revision = 0;
  if (backwards) revision = Math.min(revision, last);
  const step = backwards ? -1 : 1;
  for (let sent = 0; sent < count; sent += 1, revision += step) {
    const record = log.inStream(stream, revision);
    if (record === undefined || out.signal.aborted) return;
    const wait = out.event(record.frame);
    if (wait !== undefined) await wait;
  }
}

/** A position is inclusive forwards, exclusive backwards; it must be where a record starts or ends. */
function firstOf(log: Log, all: ReadReq.Options.AllOptions, backwards: boolean): number {
  const position = all.getPosition();
  if (position === undefined) {
    const fromStart = all.hasStart();
    if (backwards) return fromStart ? -1 : log.length - 1;
    return fromStart ? 0 : log.length;
  }
  const commit = Number(position.getCommitPosition());
  const index = log.indexFrom(commit);
  if (commit < log.end && log.at(index)?.position !== commit) {
    throw failure(status.UNKNOWN, 'Unexpected ReadAllResult: InvalidPosition');
  }
  return backwards ? index - 1 : index;
}
