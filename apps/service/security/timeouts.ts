import type { Server } from 'node:http';

/** Nobody holds a connection open without using it; a file of 64 MiB still comes over a slow line. */
const headersSeconds = 15;
const requestSeconds = 300;
/** An import works for a while before it answers, and an evidence pack waits for who reads it. */
const silenceSeconds = 600;

export function limitTimes(server: Server): void {
  server.headersTimeout = headersSeconds * 1000;
  server.requestTimeout = requestSeconds * 1000;
  server.timeout = silenceSeconds * 1000;
}
