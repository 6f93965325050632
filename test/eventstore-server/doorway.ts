import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * Ports that this process had: a new node gets another one. Clients of one process share connections
 * by address, and the next client of a port would be handed one that broke with the node before it.
 */
const used = new Set<number>();

/**
 * The port of a node and the connections that came by it. They are accepted here and handed to the
 * gRPC server, so that a test can break them as a network does, and close and open the port.
 */
export class Doorway {
  readonly #sockets = new Map<string, Socket>();
  #server: Server | undefined;

  constructor(private readonly accept: (socket: Socket) => void) {}

  /** Opens a port, 0 for any that is free and new; answers which. */
  async open(port: number): Promise<number> {
    const opened = await this.#listen(port);
    if (port !== 0 || !used.has(opened)) {
      used.add(opened);
      return opened;
    }
    await this.close();
    return this.open(0);
  }

  async #listen(port: number): Promise<number> {
    const server = createServer({ noDelay: true }, (socket) => {
      const peer = `${socket.remoteAddress ?? ''}:${socket.remotePort ?? 0}`;
      this.#sockets.set(peer, socket);
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(peer));
      this.accept(socket);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    this.#server = server;
    return (server.address() as AddressInfo).port;
  }

  /** Nobody gets in any more, and who is in is thrown out. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    const closed = new Promise<void>((resolve) => {
      if (server === undefined) resolve();
      else server.close(() => resolve());
    });
    this.cutAll();
    await closed;
  }

  /** Breaks one connection, by the address of who is at its other end. */
  cut(peer: string): void {
    this.#sockets.get(peer)?.resetAndDestroy();
  }

  cutAll(): void {
    for (const socket of this.#sockets.values()) socket.resetAndDestroy();
  }
}
