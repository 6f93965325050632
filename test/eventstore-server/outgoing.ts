import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { NodeContext } from './node.js';

export type ReadCall = ServerWritableStream<ReadReq, Buffer>;
export type Reading = 'readStream' | 'readAll' | 'subscribe';

/**
 * One reader being served. It is sent no more than HTTP/2 lets through: after `write` said no, the
 * next event waits for `drain`, so a slow reader costs the server a few events of memory.
 */
export class Outgoing {
  readonly #closed = new AbortController();
  #events = 0;
  readonly #cutAt: number | undefined;
  #highest = 0;

  constructor(
    readonly reading: Reading,
    private readonly call: ReadCall,
    private readonly node: NodeContext,
  ) {
    this.#cutAt = node.faults.takeCut(reading);
    const close = (): void => this.#closed.abort();
    call.once('cancelled', close).once('close', close).on('error', close);
    node.readers.add(this);
    this.signal.addEventListener('abort', () => node.readers.delete(this));
  }

  /** Aborts when the reader has gone. */
  get signal(): AbortSignal {
    return this.#closed.signal;
  }

  /** Events sent so far. */
  get sent(): number {
    return this.#events;
  }

  /** Messages that wait in the server because the reader is slow. */
  get buffered(): number {
    return this.call.writableLength;
  }

  /** The most that ever waited. */
  get mostBuffered(): number {
    return this.#highest;
  }

  /** A promise only where the reader has to be waited for: most messages go out at once. */
  event(frame: Buffer): Promise<void> | undefined {
    this.#events += 1;
    const sent = this.message(frame);
    return this.#events === this.#cutAt ? this.#cut(sent) : sent;
  }

  message(frame: Buffer): Promise<void> | undefined {
    const paused = this.node.faults.pausedUntil(this.reading);
    if (paused !== undefined && !this.signal.aborted) return this.#afterwards(paused, frame);
    return this.#write(frame);
  }

  end(): void {
    this.#closed.abort();
    this.call.end();
  }

  async #afterwards(paused: Promise<void>, frame: Buffer): Promise<void> {
    await Promise.race([paused, aborted(this.signal)]);
    await this.message(frame);
  }

  #write(frame: Buffer): Promise<void> | undefined {
    if (this.signal.aborted || this.call.cancelled) return undefined;
    const flows = this.call.write(frame);
    this.#highest = Math.max(this.#highest, this.call.writableLength);
    return flows ? undefined : this.#drained();
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.call.removeListener('drain', done);
        this.signal.removeEventListener('abort', done);
        resolve();
      };
      this.call.once('drain', done);
      this.signal.addEventListener('abort', done);
    });
  }

  /** What was sent is let out first, so that the break comes between two events. */
  async #cut(sent: Promise<void> | undefined): Promise<void> {
    await sent;
    while (this.call.writableLength > 0 && !this.signal.aborted) await sleep(5);
    await sleep(20);
    this.#closed.abort();
    this.node.cut(this.call.getPeer());
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
