import { MemoryEventStore } from '#libs/event-store/memory-store.js';
import { describeEventStore } from './event-store.conformance.js';

describeEventStore('MemoryEventStore', () => {
  const log = new MemoryEventStore();
  return Promise.resolve({
    open: () => Promise.resolve(log),
    drop: () => log.close(),
  });
});
