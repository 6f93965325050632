import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, ExplainedError, messageOf } from '../explained.js';
import { binariesFor, run, type Account } from './binaries.js';
import { settleFolder, settlePassword } from './folder.js';

/** A running server of our own, and how to reach it as its superuser. */
export interface Server {
  readonly folder: string;
  readonly port: number;
  readonly password: string;
}

export type Durability = 'durable' | 'throw-away';

const START_SECONDS_MAX = 60;

/**
 * A PostgreSQL server over the cluster in a folder, made at first use: attaches to the one that
 * runs, or starts it on a free port of the loopback address. The server belongs to no process: it
 * outlives us until `stopServer`. Safe to call from several processes at once.
 *
 * The folder holds `cluster` (the data), `password` (random, mode 0600) and `log`.
 */
export async function startServer(
  asked: string,
  durability: Durability = 'durable',
): Promise<Server> {
  const settled = settleFolder(asked);
  const { folder, account } = settled;
  const binaries = await binariesFor(account);
  const password = settlePassword(settled);
  const cluster = join(folder, 'cluster');
  if (!existsSync(cluster)) await createCluster(binaries, folder, account);

  const deadline = Date.now() + START_SECONDS_MAX * 1000;
  for (;;) {
    const ready = readyPort(cluster);
    if (ready !== undefined) return { folder, port: ready, password };
    forgetStalePid(cluster);
    const logged = logSize(folder);
    try {
      // One port each time, not a fixed one: several clones live on one machine.
      const flags = flagsFor(await freePort(), durability);
      const args = ['start', '-D', cluster, '-l', join(folder, 'log'), '-o', flags];
      await run(join(binaries, 'pg_ctl'), [...args, '-w', '-t', '30', '-s'], account);
    } catch (error) {
      const complaint = lastComplaint(folder, logged);
      // Another process may have been first, or the port was taken in between: look again.
      if (Date.now() > deadline || !isPassing(cluster, complaint)) {
        throw new ExplainedError(
          `The built-in PostgreSQL did not start on ${folder}: ${complaint ?? messageOf(error)}. Its log is ${join(folder, 'log')}.`,
        );
      }
      await sleep(200);
    }
  }
}

/** Stops the server over a folder, if one runs, ending the sessions that are open. */
export async function stopServer(asked: string): Promise<void> {
  if (!existsSync(join(asked, 'cluster'))) return;
  const { folder, account } = settleFolder(asked);
  const cluster = join(folder, 'cluster');
  if (livingPid(cluster) === undefined) return;
  const args = ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '60', '-s'];
  try {
    await run(join(await binariesFor(account), 'pg_ctl'), args, account);
  } catch (error) {
    // Whoever else was leaving may have stopped it first: then all is as asked.
    if (livingPid(cluster) !== undefined) throw error;
  }
}

/** The port of the server that is up and accepts connections on a cluster, if there is one. */
export function readyPort(cluster: string): number | undefined {
  const lines = pidFileLines(cluster);
  if (livingPid(cluster) === undefined || lines[7]?.trim() !== 'ready') return undefined;
  return Number(lines[3]);
}

async function createCluster(
  binaries: string,
  folder: string,
  account: Account | undefined,
): Promise<void> {
  // Made aside and renamed, so that a cluster half made by a process that died is never used.
  const half = join(folder, `cluster.${randomBytes(6).toString('hex')}`);
  try {
    await run(
      join(binaries, 'initdb'),
      [
        ...['-D', half, '-U', 'postgres', '--pwfile', join(folder, 'password'), '-E', 'UTF8'],
        ...['--locale=C', '-A', 'scram-sha-256', '--no-instructions'],
      ],
      account,
    );
    renameSync(half, join(folder, 'cluster'));
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (existsSync(join(folder, 'cluster'))) return;
    const said = messageOf(error).split('\n');
    const reason = said.find((line) => line.includes('error:')) ?? said.join(' ');
    throw new ExplainedError(
      `The built-in PostgreSQL could not make its database in ${folder}: ${reason}`,
    );
  }
}

function flagsFor(port: number, durability: Durability): string {
  const settings = {
    listen_addresses: '127.0.0.1',
    // No socket file: its path has a length limit that a deep folder exceeds.
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '256MB',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '2GB',
    synchronous_commit: 'on',
    fsync: durability === 'durable' ? 'on' : 'off',
  };
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  return ['-p', String(port), ...flags].join(' ');
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

/** Whether a failed start may be the doing of another process, or of a port taken meanwhile. */
function isPassing(cluster: string, complaint: string | undefined): boolean {
  if (livingPid(cluster) !== undefined) return true;
  return /already exists|could not create any TCP\/IP sockets/.test(complaint ?? '');
}

function logSize(folder: string): number {
  return statSync(join(folder, 'log'), { throwIfNoEntry: false })?.size ?? 0;
}

function lastComplaint(folder: string, from: number): string | undefined {
  if (logSize(folder) === from) return undefined;
  const lines = readFileSync(join(folder, 'log')).subarray(from).toString('utf8').split('\n');
  return lines.findLast((line) => line.includes('FATAL:'))?.replace(/^.*FATAL:\s*/, '');
}

function livingPid(cluster: string): number | undefined {
  const pid = Number(pidFileLines(cluster)[0]);
  return isAlive(pid) && !isAnotherProgram(pid) ? pid : undefined;
}

/** After a crash of the machine the number may have gone to another program: PostgreSQL gives up. */
function forgetStalePid(cluster: string): void {
  const pid = Number(pidFileLines(cluster)[0]);
  if (isAlive(pid) && isAnotherProgram(pid)) rmSync(join(cluster, 'postmaster.pid'));
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Known on Linux only; elsewhere PostgreSQL's own word stands. */
function isAnotherProgram(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${String(pid)}/comm`, 'utf8').startsWith('postgres');
  } catch {
    return false;
  }
}

/** Line 1 is the process, 4 the port, 8 its state: documented in PostgreSQL's miscadmin.h. */
function pidFileLines(cluster: string): readonly string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}
