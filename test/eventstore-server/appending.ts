import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { status, type sendUnaryData, type ServerReadableStream } from '@grpc/grpc-js';
import { setImmediate } from 'node:timers/promises';
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { authorise, mayWrite } from './access.js';
import { appendTooLarge, asServiceError, failure, invalidArgument, timedOut } from './errors.js';
import type { Expected } from './expectation.js';
import type { Written } from './log.js';
import { enter, type NodeContext } from './node.js';
import { proposed, streamOf } from './proposing.js';
import { sizeOf, type Proposed } from './record.js';
import { replicated } from './replication.js';

type AppendCall = ServerReadableStream<AppendReq, AppendResp>;

/** `Streams.Append`: options first, then the events one by one; one answer at the end. */
export async function append(
  call: AppendCall,
  answer: sendUnaryData<AppendResp>,
  node: NodeContext,
): Promise<void> {
  try {
    node.faults.count('Streams.Append');
    const { options, events } = await received(call, node);
    const course = await enter(node, 'append', call.getPeer());
    if (course === 'stop') return;
    authorise(node, call.metadata);
    mayWrite(node, call.metadata);
    const expected = expectedOf(options);
    const written = node.log.append(streamOf(options), expected, events);
    if (written.outcome !== 'wrong' && (await replicated(node, written.upTo)) !== 'yes') {
      throw timedOut('Commit phase timeout.');
    }
    if (course === 'drop') node.cut(call.getPeer());
    if (course === 'answer') answer(null, responseTo(written, expected));
  } catch (error) {
    answer(asServiceError(error));
  }
}

async function received(
  call: AppendCall,
  node: NodeContext,
): Promise<{ options: AppendReq.Options; events: readonly Proposed[] }> {
  let options: AppendReq.Options | undefined;
  const events: Proposed[] = [];
  let size = 0;
  for await (const request of call as AsyncIterable<AppendReq>) {
    const message = request.getProposedMessage();
    options ??= request.getOptions();
    if (message === undefined) continue;
    const event = proposed(message);
    size += sizeOf(event);
    if (size > node.limits.maxAppendSize) throw appendTooLarge(node.limits.maxAppendSize);
    events.push(event);
  }
  // A connection that breaks ends the request here too, and only then says that it was no end.
  await setImmediate();
  if (call.cancelled) throw failure(status.CANCELLED, 'The connection was reset.');
  if (options === undefined) throw invalidArgument('The append has no options.');
  return { options, events };
}

function expectedOf(options: AppendReq.Options): Expected {
  const { ExpectedStreamRevisionCase: cases } = streams.AppendReq.Options;
  switch (options.getExpectedStreamRevisionCase()) {
    case cases.REVISION:
      return Number(options.getRevision());
    case cases.NO_STREAM:
      return 'no_stream';
    case cases.ANY:
      return 'any';
    case cases.STREAM_EXISTS:
      return 'stream_exists';
    case cases.EXPECTED_STREAM_REVISION_NOT_SET:
      throw invalidArgument('The append names no expected revision.');
  }
}

function responseTo(written: Written, expected: Expected): AppendResp {
  const response = new streams.AppendResp();
  if (written.outcome === 'wrong')
    return response.setWrongExpectedVersion(wrong(written, expected));
  const success = new streams.AppendResp.Success();
  if (written.revision < 0) success.setNoStream(new shared.Empty());
  else success.setCurrentRevision(String(written.revision));
  if (written.position === undefined) success.setNoPosition(new shared.Empty());
  else {
    const position = new streams.AppendResp.Position()
      .setCommitPosition(String(written.position))
      .setPreparePosition(String(written.position));
    success.setPosition(position);
  }
  return response.setSuccess(success);
}

function wrong(
  { current }: Extract<Written, { outcome: 'wrong' }>,
  expected: Expected,
): AppendResp.WrongExpectedVersion {
  const details = new streams.AppendResp.WrongExpectedVersion();
  if (current < 0) details.setCurrentNoStream(new shared.Empty());
  else details.setCurrentRevision(String(current));
  switch (expected) {
    case 'any':
      return details.setExpectedAny(new shared.Empty());
    case 'stream_exists':
      return details.setExpectedStreamExists(new shared.Empty());
    case 'no_stream':
      return details.setExpectedNoStream(new shared.Empty());
    default:
      return details.setExpectedRevision(String(expected));
  }
}
