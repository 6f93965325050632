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
