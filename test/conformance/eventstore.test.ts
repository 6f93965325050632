import { eventStoreLog } from '../event-store/eventstore-log.js';
import { eventStoreUnderTest } from '../support/eventstore.js';
import { describeEventStore, type LogUnderTest } from './event-store.conformance.js';
import { describeLanes } from './lanes.conformance.js';

let server: Awaited<ReturnType<typeof eventStoreUnderTest>>;

beforeAll(async () => {
  server = await eventStoreUnderTest();
});

afterAll(async () => {
  await server.stop();
});

/** Small pages, so that a handful of events spans several. */
const newLog = (): Promise<LogUnderTest> => eventStoreLog(server.url, { eventsPerPage: 4 });

describeEventStore('EventStoreDbStore', newLog);
describeLanes('EventStoreDbStore', newLog);
