import type { RecordedEvent } from '#contracts/envelope.js';

/**
 * Everything after a number, then what comes, until `ended`. `more` resolves when an event after a
 * number may stand, or when `ended` aborts.
 */
export async function* follow(
  read: (afterNumber: number) => AsyncIterable<readonly RecordedEvent[]>,
  afterNumber: number,
  more: (afterNumber: number, ended: AbortSignal) => Promise<void>,
  ended: AbortSignal,
): AsyncGenerator<readonly RecordedEvent[], void> {
  let after = afterNumber;
  const going = (): boolean => !ended.aborted;
  while (going()) {
    for await (const events of read(after)) {
      if (!going()) return;
      yield events;
      after += events.length;
    }
    if (going()) await more(after, ended);
  }
}
