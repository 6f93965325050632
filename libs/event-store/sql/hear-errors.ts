import type { ClientBase } from 'pg';

/**
 * Hears the errors of a connection from its first moment on: whoever waits for it comes to it too
 * late for what arrives with the server's welcome.
 */
export function hearErrors(client: ClientBase): void {
  client.on('error', unheard);
}

export const unheard = (): void => undefined;
