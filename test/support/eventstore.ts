import { EventStoreNode } from '../eventstore-server/server.js';
import { Faults } from '../eventstore-server/faults.js';
import { Log } from '../eventstore-server/log.js';

export interface EventStoreOptions {
  /** Bytes of one append, 1 MiB unless told, as the real server's default. */
  readonly maxAppendSize?: number;
  /** Milliseconds that an append may take, 2,000 unless told. */
  readonly writeTimeout?: number;
  readonly version?: string;
}

export interface StartedEventStore {
  /** Connection string for the client. */
  readonly url: string;
  readonly faults: Faults;
  readonly log: Log;
  readonly node: EventStoreNode;
  stop(): Promise<void>;
}

/** One node without TLS, on a port of its own. */
export async function startEventStore(options: EventStoreOptions = {}): Promise<StartedEventStore> {
  const log = new Log('127.0.0.1:2113');
  const faults = new Faults();
  const node: EventStoreNode = new EventStoreNode({
    log,
    faults,
    limits: {
      maxAppendSize: options.maxAppendSize ?? 1024 * 1024,
      writeTimeout: options.writeTimeout ?? 2_000,
    },
    version: options.version ?? '24.10.4',
    host: '127.0.0.1',
    credentials: undefined,
    tls: undefined,
    members: () => [node],
  });
  await node.start('leader');
  return {
    url: `esdb://127.0.0.1:${node.port}?tls=false`,
    faults,
    log,
    node,
    stop: () => node.stop(),
  };
}
