import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ExplainedError, messageOf } from '../explained.js';
import { requirePrivate } from '../private-file.js';
import { accountFor, canEnter, SYSTEM_FOLDER, type Account } from './binaries.js';

/** A folder that PostgreSQL can use, by its real path, and the account that it must run as. */
export interface DatabaseFolder {
  readonly folder: string;
  readonly account: Account | undefined;
}

/** The folder, made where it is missing and owned by the account that PostgreSQL runs as. */
export function settleFolder(asked: string): DatabaseFolder {
  try {
    if (!existsSync(asked)) makeFolder(asked);
    return existing(asked);
  } catch (error) {
    if (error instanceof ExplainedError) throw error;
    throw new ExplainedError(
      `The database folder ${asked} cannot be made or read (${messageOf(error)}): name another with PURSE_DATA, or set DATABASE_URL to a server of your own.`,
    );
  }
}

/** The superuser's password, drawn at random when the folder is new. */
export function settlePassword({ folder, account }: DatabaseFolder): string {
  const file = join(folder, 'password');
  if (!existsSync(file)) {
    const own = `${file}.${String(process.pid)}`;
    writeFileSync(own, randomBytes(24).toString('hex'), { mode: 0o600 });
    if (account !== undefined) chownSync(own, account.uid, account.gid);
    // A link, unlike a rename, leaves the password of a process that was first.
    unlessThere(file, () => {
      linkSync(own, file);
    });
    rmSync(own);
  }
  requirePrivate(file, 'The password of the built-in PostgreSQL', 'run chmod 600 on it');
  return readFileSync(file, 'utf8');
}

function existing(asked: string): DatabaseFolder {
  const { uid, gid } = statSync(asked);
  const ours = process.getuid?.();
  if (ours !== 0 && ours !== undefined && uid !== ours) {
    throw new ExplainedError(
      `The database folder ${asked} belongs to another user (number ${String(uid)}): start as that user or as root, or name another folder with PURSE_DATA.`,
    );
  }
  const account = accountFor({ uid, gid });
  const folder = realpathSync(asked);
  if (uid === 0 && account !== undefined) chownSync(folder, account.uid, account.gid);
  if (!canEnter(folder, account)) {
    throw new ExplainedError(
      `PostgreSQL may not run as root, and its own user cannot enter ${folder}: move that folder to a place that all users may enter, or name another with PURSE_DATA.`,
    );
  }
  return { folder, account };
}

/**
 * Made aside and put in place in one step, so that several processes may do it at once. Where
 * root's clone is closed to PostgreSQL's account (under /root, say), the folder becomes a link to
 * one under SYSTEM_FOLDER, named at random so that a new clone in the same place starts empty.
 */
function makeFolder(asked: string): void {
  if (lstatSync(asked, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    throw new ExplainedError(
      `The database folder ${asked} points to ${readlinkSync(asked)}, which is gone: bring that folder back, or remove the link to start with an empty database.`,
    );
  }
  const account = accountFor(undefined);
  const aside = `${asked}.${String(process.pid)}`;
  mkdirSync(dirname(asked), { recursive: true });
  makePrivate(aside, account);
  if (canEnter(aside, account)) {
    unlessThere(asked, () => {
      renameSync(aside, asked);
    });
    rmSync(aside, { recursive: true, force: true });
    return;
  }
  rmSync(aside, { recursive: true });
  const open = join(SYSTEM_FOLDER, `data-${randomBytes(6).toString('hex')}`);
  mkdirSync(SYSTEM_FOLDER, { recursive: true });
  chmodSync(SYSTEM_FOLDER, 0o755);
  makePrivate(open, account);
  unlessThere(asked, () => {
    symlinkSync(open, asked);
  });
  if (realpathSync(asked) !== open) rmSync(open, { recursive: true });
}

function makePrivate(folder: string, account: Account | undefined): void {
  mkdirSync(folder, { mode: 0o700 });
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
}

/** Does what makes a file or folder; that another process has made it meanwhile is as good. */
function unlessThere(path: string, make: () => void): void {
  try {
    make();
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}
