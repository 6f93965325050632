import { Metadata, status, type ServiceError } from '@grpc/grpc-js';

/** Ends a call with a status, and with the trailers by which the client tells errors apart. */
export function failure(
  code: status,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): ServiceError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export const invalidArgument = (details: string): ServiceError =>
  failure(status.INVALID_ARGUMENT, details);

export const notReady = (): ServiceError => failure(status.UNAVAILABLE, 'Server Is Not Ready');

export const tooBusy = (): ServiceError => failure(status.UNAVAILABLE, 'Server Is Too Busy');

export const timedOut = (details: string): ServiceError =>
  failure(status.ABORTED, `Operation timed out: ${details}`);

export const accessDenied = (): ServiceError =>
  failure(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const unauthenticated = (): ServiceError =>
  failure(status.UNAUTHENTICATED, 'Bad gRPC response. HTTP status code: 401');

/** An answer that names the node to ask instead; the client connects to it next. */
export function notLeader(host: string, port: number): ServiceError {
  return failure(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });
}

export function appendTooLarge(maximum: number): ServiceError {
  return failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${maximum} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(maximum),
  });
}

export function metadataMissing(property: string): ServiceError {
  return failure(status.INVALID_ARGUMENT, `Required Metadata Property '${property}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'metadata' in error;
}

/** What the call ends with, whatever was thrown. */
export function asServiceError(error: unknown): ServiceError {
  if (isServiceError(error)) return error;
  const said = error instanceof Error ? error.message : String(error);
  return failure(status.UNKNOWN, `Exception was thrown by handler. ${said}`);
}
