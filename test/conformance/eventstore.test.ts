import { eventStoreLog } from '../event-store/eventstore-log.js';
import { startEventStore, type StartedEventStore } from '../support/eventstore.js';
import { describeEventStore, type LogUnderTest } from './event-store.conformance.js';
import { describeLanes } from './lanes.conformance.js';

let server: StartedEventStore | undefined;
let url = process.env['EVENTSTORE_URL'] ?? '';

beforeAll(async () => {
  if (url !== '') return;
  server = await startEventStore();
  url = server.url;
});

afterAll(async () => {
  await server?.stop();
});

/** Small pages, so that a handful of events spans several. */
const newLog = (): Promise<LogUnderTest> => eventStoreLog(url, { eventsPerPage: 4 });

describeEventStore('EventStoreDbStore', newLog);
describeLanes('EventStoreDbStore', newLog);
