import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase } from './database/database.js';
import type { Settings } from './settings.js';

export interface RunningService {
  readonly url: string;
  stop(): Promise<void>;
}

/** Opens the database and listens; resolves when requests are answered. */
export async function startService(settings: Settings): Promise<RunningService> {
  const database = await openDatabase(settings);
  const server = createServer((_request, response) => {
    response.end('Common Purse\n');
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.on('error', reject);
      server.listen(settings.port, settings.host, resolve);
    });
  } catch (error) {
    await database.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
    },
  };
}
