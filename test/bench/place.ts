import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { urlOf } from '#apps/service/database/embedded.js';
import { startServer, stopServer } from '#apps/service/database/server.js';

/** A durable PostgreSQL server of the benchmark's own, where ours and the peers have databases. */
export interface Place {
  /** Where its server keeps what it writes. */
  readonly folder: string;
  /** An empty database. */
  fresh(): Promise<string>;
  drop(url: string): Promise<void>;
  close(): Promise<void>;
}

/** In a new folder under `data`, on the disk that the service would use; removed when closed. */
export async function openPlace(data: string): Promise<Place> {
  const parent = join(data, `bench-${process.pid}`);
  mkdirSync(parent, { recursive: true });
  // PostgreSQL runs under an account of its own when root runs us.
  chmodSync(parent, 0o755);
  const folder = join(parent, 'postgres');
  const server = await startServer(folder, 'durable');
  const administer = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: urlOf(server, 'postgres') });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  let closing: Promise<void> | undefined;
  const remove = async (): Promise<void> => {
    await stopServer(folder);
    rmSync(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  return {
    folder,
    fresh: async () => {
      const name = `bench_${randomBytes(6).toString('hex')}`;
      await administer(
        `create database ${name} template template0 encoding 'UTF8' locale 'C' strategy file_copy`,
      );
      return urlOf(server, name);
    },
    drop: (url) =>
      administer(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`),
    close: () => (closing ??= remove()),
  };
}
