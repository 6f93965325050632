import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import codes from '@eventstore/db-client/generated/code_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Expected } from './expectation.js';

/** Answers of the batch call: a `google.rpc.Status` whose packed detail says what went wrong. */
interface Packable {
  serializeBinary(): Uint8Array;
}

function packed(
  code: codes.Code,
  message: string,
  detail: Packable,
  type = `event_store.client.${message}`,
): Status {
  const details = new any.Any();
  details.pack(detail.serializeBinary(), type);
  return new statuses.Status().setCode(code).setMessage(message).setDetails(details);
}

export function wrongExpectedVersion(current: number, expected: Expected): Status {
  const detail = new shared.WrongExpectedVersion();
  if (current < 0) detail.setCurrentNoStream(new empty.Empty());
  else detail.setCurrentStreamRevision(String(current));
  if (expected === 'any') detail.setExpectedAny(new empty.Empty());
  else if (expected === 'no_stream') detail.setExpectedNoStream(new empty.Empty());
  else if (expected === 'stream_exists') detail.setExpectedStreamExists(new empty.Empty());
  else detail.setExpectedStreamPosition(String(expected));
  return packed(codes.Code.ALREADY_EXISTS, 'WrongExpectedVersion', detail);
}

export function tooLarge(maximum: number): Status {
  const detail = new shared.MaximumAppendSizeExceeded().setMaxappendsize(maximum);
  return packed(codes.Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', detail);
}

export const timeout = (): Status =>
  packed(codes.Code.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout());

export const denied = (): Status =>
  packed(codes.Code.PERMISSION_DENIED, 'AccessDenied', new shared.AccessDenied());

export const badRequest = (message: string): Status =>
  packed(codes.Code.INVALID_ARGUMENT, 'BadRequest', new shared.BadRequest().setMessage(message));

/** Without a code and with an empty detail: the client cannot tell it from an unknown error. */
export const busy = (): Status =>
  packed(codes.Code.OK, 'Server Is Busy', new empty.Empty(), 'google.protobuf.Empty');
