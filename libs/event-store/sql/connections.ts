import type { ClientBase } from 'pg';
import { hearErrors } from './hear-errors.js';

/**
 * The connections of a pool, until they are gone. At its own end a pool only tells them to go: whoever
 * looks then whether the database is still in use would find them.
 */
export class Connections {
  readonly #open = new Map<ClientBase, Promise<void>>();

  /** For the pool's `onConnect`. */
  readonly heard = (client: ClientBase): void => {
    hearErrors(client);
    const gone = new Promise<void>((resolve) => {
      client.once('end', () => {
        this.#open.delete(client);
        resolve();
      });
    });
    this.#open.set(client, gone);
  };

  /** Resolves when all of them are, once the pool has ended. */
  async gone(): Promise<void> {
    await Promise.all(this.#open.values());
  }
}
