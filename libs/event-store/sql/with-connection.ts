import { Client, type ClientConfig } from 'pg';
import { hearErrors } from './hear-errors.js';

/** Work over one connection of its own, which is ended whatever comes of it. */
export async function withConnection<Result>(
  config: ClientConfig,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client(config);
  hearErrors(client);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}
