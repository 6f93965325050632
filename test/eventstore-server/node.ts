import { setTimeout as sleep } from 'node:timers/promises';
import { failure, notReady, timedOut, tooBusy } from './errors.js';
import { status, type ServiceError } from '@grpc/grpc-js';
import type { FailureKind, Faults, Operation } from './faults.js';
import type { Log } from './log.js';
import type { Outgoing } from './outgoing.js';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export type Role = 'leader' | 'follower' | 'read-only-replica' | 'electing' | 'dead';

export interface Limits {
  /** Bytes of data, metadata and type of one append. */
  readonly maxAppendSize: number;
  /** Milliseconds that an append may take: to arrive in all its parts, and to be replicated. */
  readonly writeTimeout: number;
}

/** What the services of a node know of the node and of its cluster. */
export interface NodeContext {
  readonly log: Log;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly version: string;
  readonly credentials: { readonly username: string; readonly password: string } | undefined;
  /** Readers that are being served. */
  readonly readers: Set<Outgoing>;
  role(): Role;
  /** The leader, where there is one. */
  leader(): Endpoint | undefined;
  members(): readonly Member[];
  /** Breaks the connection that a call came by. */
  cut(peer: string): void;
}

export interface Member extends Endpoint {
  readonly id: string;
  readonly role: Role;
}

/** How a call goes on: not at all, or with what it is to end in once the node has acted. */
export type Course = 'stop' | 'answer' | 'drop' | 'silence';

/** Enters a call: waits, fails or breaks it as the test planned. */
export async function enter(
  node: NodeContext,
  operation: Operation,
  peer: string,
): Promise<Course> {
  const entry = node.faults.enter(operation);
  if (entry.delay > 0) await sleep(entry.delay);
  if (entry.before === 'drop') node.cut(peer);
  // Nor does a node act that died while the call waited.
  if (entry.before !== undefined || node.role() === 'dead') return 'stop';
  if (entry.failure !== undefined) throw planned(entry.failure);
  const aboutNode = operation === 'gossip' || operation === 'features';
  if (node.role() === 'electing' && !aboutNode) throw notReady();
  return entry.after ?? 'answer';
}

/** Errors that a test asked for keep their kind, for calls that answer in their own words. */
const kinds = new WeakMap<Error, FailureKind>();

export const plannedKind = (error: unknown): FailureKind | undefined =>
  error instanceof Error ? kinds.get(error) : undefined;

function planned(kind: FailureKind): ServiceError {
  const error = errorOf(kind);
  kinds.set(error, kind);
  return error;
}

function errorOf(kind: FailureKind): ServiceError {
  switch (kind) {
    case 'unavailable':
      return notReady();
    case 'busy':
      return tooBusy();
    case 'timeout':
      return timedOut('Commit phase timeout.');
    case 'cancelled':
      return failure(status.CANCELLED, 'The server is shutting down.');
  }
}
