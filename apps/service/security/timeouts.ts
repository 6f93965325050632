import type { Server } from 'node:http';

/** How long things may take, in seconds, so that nobody holds what others need without using it. */
export interface Timeouts {
  /** Until the head of a request has come. */
  readonly headers: number;
  /** Until all of it has come: a file of 64 MiB still comes over a slow line. */
  readonly request: number;
  /** How long a connection is kept for a further request. */
  readonly keepAlive: number;
  /**
   * How long nothing may move on a connection: an import works for a while before it answers, and an
   * evidence pack waits for who reads it.
   */
  readonly silence: number;
  /** How long the database may work on one question of a reader; 0 is without limit. */
  readonly statement: number;
}

export const usualTimeouts: Timeouts = {
  ...{ headers: 15, request: 300, keepAlive: 5, silence: 600, statement: 120 },
};

export function limitTimes(
  server: Server,
  { headers, request, keepAlive, silence }: Timeouts,
): void {
  server.headersTimeout = headers * 1000;
  server.requestTimeout = request * 1000;
  server.keepAliveTimeout = keepAlive * 1000;
  server.timeout = silence * 1000;
  // An option of createServer, which Nest calls: every half minute would be too seldom to hold these.
  Object.assign(server, { connectionsCheckingInterval: 1_000 });
}
