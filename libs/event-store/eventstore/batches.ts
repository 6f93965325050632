import type { ReadableSubscription, StreamingRead } from '@eventstore/db-client';

/** What the client holds of a call before it lets the server wait, twice; the largest take half a MiB. */
export const eventsBuffered = 64;

export interface Taking {
  readonly eventsMax: number;
  readonly bytesMax: number;
  /** How long nothing may come while something is waited for. */
  readonly silenceMilliseconds: number;
  readonly signal?: AbortSignal | undefined;
}

type Source<Event> = StreamingRead<Event> | ReadableSubscription<Event>;

/** Nothing came for so long that the call is given up. */
export class Silence extends Error {
  override readonly name = 'Silence';
}

/**
 * What a stream of the client delivers, in batches of what is there; the next is taken when the one
 * before has been dealt with, so that a slow reader slows the server and not the memory fills.
 * Ends with the stream or the signal, throws what the stream fails with. Never leaves the call open:
 * the client itself would, and would end the process should that call fail later.
 */
export async function* batchesOf<Event>(
  stream: Source<Event>,
  sizeOf: (event: Event) => number,
  { eventsMax, bytesMax, silenceMilliseconds, signal }: Taking,
): AsyncGenerator<readonly Event[], void> {
  let failure: Error | undefined;
  stream.on('error', (error: Error) => (failure ??= error));
  try {
    for (;;) {
      const batch: Event[] = [];
      for (let bytes = 0; batch.length < eventsMax && bytes < bytesMax;) {
        const event = stream.read() as Event | null;
        if (event === null) break;
        batch.push(event);
        bytes += sizeOf(event);
      }
      if (batch.length > 0) {
        yield batch;
        continue;
      }
      if (failure !== undefined) throw failure;
      if (signal?.aborted === true || stream.readableEnded) return;
      if (!(await stirred(stream, silenceMilliseconds, signal))) {
        throw new Silence(`EventStoreDB sent nothing for ${silenceMilliseconds} ms.`);
      }
    }
  } finally {
    const hungUp = 'cancel' in stream ? stream.cancel() : stream.unsubscribe();
    hungUp.catch(() => undefined);
    // What has come already goes nowhere; left standing, the client would wait for it when it ends.
    stream.resume();
  }
}

/** Resolves to true when there is something to read or to know, to false after the silence. */
function stirred(
  stream: Source<unknown>,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (stir: boolean) => (): void => {
      clearTimeout(timer);
      for (const event of stirs) stream.removeListener(event, heard);
      signal?.removeEventListener('abort', heard);
      resolve(stir);
    };
    const heard = settle(true);
    const timer = setTimeout(settle(false), milliseconds);
    for (const event of stirs) stream.on(event, heard);
    signal?.addEventListener('abort', heard);
    // A stream only says that it is readable after somebody has found it empty.
    if (stream.readableLength > 0) heard();
  });
}

/** `alive` is emitted by whoever knows that something came that is not an event. */
const stirs = ['readable', 'end', 'close', 'error', 'alive'];
