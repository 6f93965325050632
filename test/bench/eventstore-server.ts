// The stand-in for EventStoreDB in a process of its own, as a server is.
import { startEventStore } from '../support/eventstore.js';

const { url } = await startEventStore();
process.send?.(url);
process.on('disconnect', () => process.exit());
