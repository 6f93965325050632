import type { Copied } from './commands.js';
import type { OrderedAppends, Run } from './ordered-appends.js';

/** Below the 1 MiB that a server takes in one append unless it is set otherwise. */
const bytesPerRunMax = 1_000_000;
const eventsPerRunMax = 1_000;
/** What an event counts for beside its bytes and its type: its span. */
const bytesBesideMax = 64;

/** Appends commands in number order, those that follow each other in one stream together. */
export async function fillEventStore(
  appends: OrderedAppends,
  commands: AsyncIterable<readonly Copied[]>,
  onEvents: (copied: number) => void,
): Promise<void> {
  let copied = 0;
  for await (const run of runsOf(commands)) {
    await appends.append(run);
    copied += run.events.length;
    onEvents(copied);
  }
}

async function* runsOf(commands: AsyncIterable<readonly Copied[]>): AsyncGenerator<Run, void> {
  let open: Copied[] = [];
  let bytes = 0;
  for await (const command of commands) {
    const size = command.reduce((sum, event) => sum + sizeOf(event), 0);
    const [first] = command;
    const joins =
      open[0]?.envelope.stream === first?.envelope.stream &&
      open.length + command.length <= eventsPerRunMax &&
      bytes + size <= bytesPerRunMax;
    if (!joins && open.length > 0) {
      yield runOf(open);
      open = [];
      bytes = 0;
    }
    open.push(...command);
    bytes += size;
  }
  if (open.length > 0) yield runOf(open);
}

function sizeOf({ raw, envelope }: Copied): number {
  return raw.bytes.length + 2 * envelope.type.length + bytesBesideMax;
}

function runOf(copied: readonly Copied[]): Run {
  return {
    stream: copied[0]?.envelope.stream ?? '',
    expected: (copied[0]?.envelope.revision ?? 0) - 1,
    events: copied.map(({ raw, envelope, span }) => ({
      id: envelope.id,
      type: envelope.type,
      contentType: 'application/octet-stream',
      data: raw.bytes,
      metadata: { ...span },
    })),
  };
}
