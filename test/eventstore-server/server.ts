/**
 * A stand-in for EventStoreDB in tests. The real client talks to it over real gRPC, by the service
 * definitions that the client brings along; it keeps events in memory.
 *
 * As the real server does it, and held to it by the tests that also run with EVENTSTORE_URL:
 * - appends, singly and in the batch call: expected revisions, repeats by event id, what a repeat in
 *   part is, the limit on size, deadlines, appends in several parts, packed error details;
 * - reads of streams and of `$all`, both ways; events of the server itself among those of users;
 *   positions as bytes of a log, with gaps; times in ticks; metadata of streams as streams;
 * - subscriptions to streams and to `$all`: filters with their window, checkpoints while catching up
 *   (which may lie between two events: commit where the next record starts, prepare 0) and live,
 *   `caughtUp`, falling behind, flow control of HTTP/2;
 * - gossip, roles, who passes on writes, `not-leader` with the leader's address, TLS, users.
 *
 * What is not replicated yet is nobody's to read or be answered about; a failover may lose it.
 *
 * Not here: deleting streams; limits that stream metadata sets ($maxCount, $maxAge, $tb, access
 * lists); links and their resolution; persistent subscriptions, projections, users, operations,
 * monitoring; ids as structures; transactions; followers that lag; scavenging; durability.
 *
 * Files: `log` and `expectation` hold and judge; `appending`, `batch-appending`, `reading`,
 * `subscribing` and `services` are the protocol; `errors` and `statuses` its refusals; `doorway`,
 * `node`, `server`, `cluster` and `certificates` what it runs on; `faults` what a test can disturb.
 */
import { randomUUID } from 'node:crypto';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { Doorway } from './doorway.js';
import type { Faults } from './faults.js';
import type { Log } from './log.js';
import type { Endpoint, Limits, Member, NodeContext, Role } from './node.js';
import type { Outgoing } from './outgoing.js';
import { addServices } from './services.js';

/** What a node is made of; nodes of one cluster share the log, the faults and the list of members. */
export interface NodeSettings {
  readonly log: Log;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly version: string;
  readonly host: string;
  readonly credentials: NodeContext['credentials'];
  readonly tls: { readonly key: Buffer; readonly certificate: Buffer } | undefined;
  members(): readonly EventStoreNode[];
}

/** One node: a port, a gRPC server behind it, a role. */
export class EventStoreNode implements Member {
  readonly id = randomUUID();
  readonly readers = new Set<Outgoing>();
  readonly #server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
  readonly #doorway: Doorway;
  role: Role = 'dead';
  port = 0;

  constructor(private readonly settings: NodeSettings) {
    const { log, faults, limits, version, credentials, tls } = settings;
    addServices(this.#server, {
      ...{ log, faults, limits, version, credentials },
      readers: this.readers,
      role: () => this.role,
      leader: () => this.#leader(),
      members: () => settings.members(),
      cut: (peer) => this.#doorway.cut(peer),
    });
    const injector = this.#server.createConnectionInjector(
      tls === undefined
        ? ServerCredentials.createInsecure()
        : ServerCredentials.createSsl(null, [
            { private_key: tls.key, cert_chain: tls.certificate },
          ]),
    );
    this.#doorway = new Doorway((socket) => injector.injectConnection(socket));
  }

  get host(): string {
    return this.settings.host;
  }

  /** Opens the port, the same as before where there was one. */
  async start(role: Role): Promise<void> {
    this.port = await this.#doorway.open(this.port);
    this.role = role;
  }

  /** As if the process were killed: the port is closed, connections break, calls are not answered. */
  async kill(): Promise<void> {
    this.role = 'dead';
    await this.#doorway.close();
  }

  /** Breaks all connections; clients may come back at once. */
  cutConnections(): void {
    this.#doorway.cutAll();
  }

  async stop(): Promise<void> {
    await this.kill();
    this.#server.forceShutdown();
  }

  #leader(): Endpoint | undefined {
    return this.settings.members().find(({ role }) => role === 'leader');
  }
}
