import type { LogService } from '#apps/service/log/log-service.js';
import type { EventStore } from '#libs/event-store/port.js';
import { Frontier } from '#libs/transparency/frontier.js';
import { leafHash } from '#libs/transparency/hashes.js';

type Unsigned = Pick<LogService, 'id' | 'origin' | 'rootAt' | 'checkpointCovering'>;

/** The log as far as statements name it: its root is made from the bytes each time. */
export const unsigned = (store: EventStore): Unsigned => ({
  id: 'unsigned',
  origin: 'unsigned',
  checkpointCovering: () => Promise.resolve(''),
  rootAt: async (size) => {
    const frontier = new Frontier();
    for await (const events of store.readBytes(0, size))
      for (const { bytes } of events) frontier.append(leafHash(Buffer.from(bytes)));
    return frontier.root();
  },
});
