import type { ClientBase } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { usualClaimMilliseconds } from '../eventstore/claiming.js';

/** What is moved is still being used; says what to stop. */
export class LogInUse extends Error {
  override readonly name = 'LogInUse';
}

/** A move in each database at a time; chosen at random. */
const moveKey = 1_733_902_118;
const leavingTries = 10;
const leavingMilliseconds = 200;

/** The sessions of moves, which are not those of a service. */
export const moveSession = 'purse moves its log';

/** Takes the lock of moves for as long as the session lives. Throws LogInUse where another has it. */
export async function requireAlone(client: ClientBase): Promise<void> {
  let ours = await taken(client);
  // One that was killed just now leaves its session behind for a moment.
  for (let tries = 0; !ours && tries < leavingTries; tries += 1) {
    await sleep(leavingMilliseconds);
    ours = await taken(client);
  }
  if (!ours)
    throw new LogInUse(
      'Another "purse migrate-log" or "purse restore" is at work on this database: let it finish.',
    );
}

async function taken(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ ours: boolean }>(
    `select pg_try_advisory_lock(${moveKey}) as ours`,
  );
  return rows[0]?.ours === true;
}

/** Throws LogInUse while a service, or another command, has the ledger of the database open. */
export async function requireQuiet(client: ClientBase): Promise<void> {
  let session = await otherSession(client);
  // A service that has just ended leaves its sessions behind for a moment.
  for (let tries = 0; session !== undefined && tries < leavingTries; tries += 1) {
    await sleep(leavingMilliseconds);
    session = await otherSession(client);
  }
  if (session === undefined) return;
  throw new LogInUse(
    `The ledger is in use ("${session.name}", session ${session.pid} of the database): stop every service and command on it, then run this again.`,
  );
}

async function otherSession(
  client: ClientBase,
): Promise<{ readonly name: string; readonly pid: number } | undefined> {
  const { rows } = await client.query<{ name: string; pid: number }>(
    `select application_name as name, pid from pg_stat_activity
      where datname = current_database() and application_name like 'purse %'
        and application_name <> $1 order by pid limit 1`,
    [moveSession],
  );
  return rows[0];
}

/** Throws LogInUse while a command that a service died over may still arrive in EventStoreDB. */
export async function requireNothingUnderway(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ seconds: number | null }>(
    `select ceil($1 - extract(epoch from clock_timestamp() - max(claimed)))::int as seconds
      from numbering.claim`,
    [usualClaimMilliseconds / 1000],
  );
  const seconds = rows[0]?.seconds ?? 0;
  if (seconds > 0)
    throw new LogInUse(
      `A command was on its way to EventStoreDB when its service ended, and may still arrive: run this again in ${seconds} s.`,
    );
}
