import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { openReadModels } from '#projections/reading/postgres-reading.js';
import { openPool } from '#libs/event-store/sql/pool.js';

/** A message of PostgreSQL's protocol: its letter, its length, its body. */
const message = (letter: string, body: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(letter), length, Buffer.from(body)]);
};

const fatal = message('E', 'SFATAL\0C57P01\0Mterminating connection\0\0');
/** Lets anybody in, and in the same breath ends the session. */
const inAndOut = Buffer.concat([message('R', '\0\0\0\0'), message('Z', 'I'), fatal]);

let server: Server;
let url: string;
const unheard: unknown[] = [];
const keep = (error: unknown): void => void unheard.push(error);
const others = process.listeners('uncaughtException');

beforeEach(async () => {
  unheard.length = 0;
  process.removeAllListeners('uncaughtException').on('uncaughtException', keep);
  server = createServer((socket) => {
    socket.on('error', () => undefined).once('data', () => socket.end(inAndOut));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `postgres://anybody@127.0.0.1:${(server.address() as AddressInfo).port}/any`;
});

afterEach(() => {
  process.off('uncaughtException', keep);
  for (const listener of others) process.on('uncaughtException', listener);
  server.close();
});

it.each<[string, () => Promise<unknown>]>([
  ['asked for a client', () => openPool({ connectionString: url, max: 1 }).connect()],
  ['asked a question', () => openPool({ connectionString: url, max: 1 }).query('select 1')],
  ['of the read models', () => openReadModels(url)],
])('a pool %s outlives a session that is ended as it begins', async (_, ask) => {
  await ask().catch(() => undefined);
  await sleep(20);
  expect(unheard).toEqual([]);
});
