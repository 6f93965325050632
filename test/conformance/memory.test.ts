import { MemoryEventStore } from '#libs/event-store/memory-store.js';
import { describeEventStore, type LogUnderTest } from './event-store.conformance.js';
import { describeLanes } from './lanes.conformance.js';

function newLog(): Promise<LogUnderTest> {
  const log = new MemoryEventStore();
  return Promise.resolve({
    open: () => Promise.resolve(log),
    drop: () => log.close(),
  });
}

describeEventStore('MemoryEventStore', newLog);
describeLanes('MemoryEventStore', newLog);
