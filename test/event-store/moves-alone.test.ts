import type { Client } from 'pg';
import { LogInUse, requireAlone } from '#libs/event-store/moving/quiet.js';
import { migratedDatabase, type MigratedDatabase } from './migrated-database.js';

let database: MigratedDatabase;
let one: Client;
let other: Client;
beforeEach(async () => {
  database = await migratedDatabase();
  [one, other] = [await database.connect(), await database.connect()];
  await requireAlone(one);
});
afterEach(() => database.drop());

it('a move waits for the session that one which was killed just now has left behind', async () => {
  const alone = requireAlone(other);
  await one.end();
  await alone;
});

it('a move says that another is at work', async () => {
  await expect(requireAlone(other)).rejects.toThrow(LogInUse);
});
