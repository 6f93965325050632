import { createHmac } from 'node:crypto';
import type { ClientBase, Pool } from 'pg';

/** HMAC-SHA-256, hex, under the secret of the log that `log.secret` holds, wherever its events are. */
export async function readHmac(database: Pool | ClientBase): Promise<(text: string) => string> {
  const { rows } = await database.query<{ request_hmac: Buffer }>(
    'select request_hmac from log.secret',
  );
  const secret = rows[0]?.request_hmac;
  if (secret === undefined) throw new Error('log.secret is empty.');
  return (text) => createHmac('sha256', secret).update(text).digest('hex');
}
