import { setTimeout as sleep } from 'node:timers/promises';
import { Faults } from './faults.js';
import { Log } from './log.js';
import type { Outgoing } from './outgoing.js';
import { EventStoreNode, type NodeSettings } from './server.js';

export type ClusterSettings = Pick<
  NodeSettings,
  'limits' | 'version' | 'host' | 'credentials' | 'tls'
> & {
  /** Nodes that may lead. */
  readonly nodes: number;
  readonly readOnlyReplicas: number;
};

/** Nodes over one log, of which one leads. A cluster of one is a single server. */
export class EventStoreCluster {
  readonly faults = new Faults();
  readonly log = new Log('127.0.0.1:2113');
  /** The first leads to begin with; read-only replicas are the last. */
  readonly nodes: readonly EventStoreNode[];
  readonly #replicas: number;

  constructor(settings: ClusterSettings) {
    this.#replicas = settings.readOnlyReplicas;
    const length = settings.nodes + settings.readOnlyReplicas;
    const { log, faults } = this;
    const members = (): readonly EventStoreNode[] => this.nodes;
    this.nodes = Array.from(
      { length },
      () => new EventStoreNode({ ...settings, log, faults, members }),
    );
  }

  async start(): Promise<void> {
    await Promise.all(
      this.nodes.map((node, index) => node.start(index === 0 ? 'leader' : this.#roleBeside(node))),
    );
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()));
  }

  /** The node that leads, undefined while there is none. */
  get leader(): EventStoreNode | undefined {
    return this.nodes.find(({ role }) => role === 'leader');
  }

  /** Who is being sent events now, and how much waits for them in the server. */
  get readers(): readonly Outgoing[] {
    return this.nodes.flatMap(({ readers }) => [...readers]);
  }

  /**
   * The leader dies and another node takes over.
   * @param kept how many of the records that were not replicated the new leader has; the others are
   *   lost (see `Log.holdReplication`). None unless told.
   * @param electionTime milliseconds without a leader, in which nodes answer that they are not ready
   */
  async failOver({ kept = 0, electionTime = 0 } = {}): Promise<void> {
    await this.leader?.kill();
    const alive = this.nodes.filter(({ role }) => role !== 'dead');
    for (const node of alive) node.role = 'electing';
    await sleep(electionTime);
    this.log.takeOver(kept);
    const elected = alive.find((node) => this.#roleBeside(node) === 'follower');
    for (const node of alive) node.role = node === elected ? 'leader' : this.#roleBeside(node);
  }

  /** A node that died comes back, on its port, beside whoever leads now. */
  async revive(node: EventStoreNode): Promise<void> {
    await node.start(this.leader === undefined ? 'leader' : this.#roleBeside(node));
  }

  /** All nodes go down and come back on their ports, with the log and the leader that they had. */
  async restart(downTime = 0): Promise<void> {
    const roles = this.nodes.map(({ role }) => role);
    await Promise.all(this.nodes.map((node) => node.kill()));
    await sleep(downTime);
    await Promise.all(
      this.nodes.map((node, index) => {
        const role = roles[index] ?? 'dead';
        return role === 'dead' ? Promise.resolve() : node.start(role);
      }),
    );
  }

  #roleBeside(node: EventStoreNode): 'follower' | 'read-only-replica' {
    const index = this.nodes.indexOf(node);
    return index >= this.nodes.length - this.#replicas ? 'read-only-replica' : 'follower';
  }
}
