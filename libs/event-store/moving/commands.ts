import type { Envelope } from '#contracts/envelope.js';
import { parseBytes } from '../canonical.js';
import { LogDamaged } from '../eventstore/events.js';
import { recordedAfter } from '../instant.js';
import type { RawEvent, RawEvents } from './raw-event.js';

/** An event on its way from one store to the other. */
export interface Copied {
  readonly raw: RawEvent;
  readonly envelope: Envelope;
  /** First and last revision of the command that it is of. */
  readonly span: { readonly first: number; readonly last: number };
}

/**
 * The events by commands, whole, in number order; each stands as it must, or LogDamaged is thrown.
 * `before` is the last event that is not among them.
 */
export async function* commandsOf(
  events: RawEvents,
  before: RawEvent | undefined,
): AsyncGenerator<readonly Copied[], void> {
  let command: { raw: RawEvent; envelope: Envelope }[] = [];
  let last = before;
  for await (const batch of events)
    for (const raw of batch) {
      const envelope = checkedEnvelope(raw, last);
      const open = command[0];
      if (raw.begins) {
        if (open !== undefined) yield spanned(command);
        command = [];
      } else if (
        open?.envelope.key !== envelope.key ||
        open.envelope.stream !== envelope.stream ||
        open.envelope.revision + command.length !== envelope.revision
      ) {
        throw new LogDamaged(
          `Event ${raw.number} continues a command, and the one before it is not of that command.`,
        );
      }
      command.push({ raw, envelope });
      last = raw;
    }
  if (command.length > 0) yield spanned(command);
}

function checkedEnvelope(raw: RawEvent, before: RawEvent | undefined): Envelope {
  if (raw.fault !== undefined) throw new LogDamaged(`Event ${raw.number} ${raw.fault}.`);
  const envelope = parseBytes(raw.bytes.toString('utf8'));
  const recorded = recordedAfter(before?.recorded, envelope.stamp);
  if (raw.recorded === recorded) return envelope;
  throw new LogDamaged(
    `Event ${raw.number} was recorded at ${raw.recorded}, and from its stamp follows ${recorded}.`,
  );
}

function spanned(
  command: readonly { readonly raw: RawEvent; readonly envelope: Envelope }[],
): Copied[] {
  const first = command[0]?.envelope.revision ?? 0;
  const span = { first, last: first + command.length - 1 };
  return command.map((event) => ({ ...event, span }));
}
