import { status, type Metadata } from '@grpc/grpc-js';
import { accessDenied, failure, notLeader, unauthenticated } from './errors.js';
import type { NodeContext } from './node.js';

/** Checks the user where the server was given one; anonymous callers are then refused. */
export function authorise(node: NodeContext, headers: Metadata): void {
  if (node.credentials === undefined) return;
  const [given] = headers.get('authorization');
  if (given === undefined) throw accessDenied();
  const { username, password } = node.credentials;
  const expected = Buffer.from(`${username}:${password}`).toString('base64');
  if (given.toString() !== `Basic ${expected}`) throw unauthenticated();
}

/** Refuses a call that insists on the leader where this node is not, and names the leader. */
export function requireLeader(node: NodeContext, headers: Metadata): void {
  const insists = headers.get('requires-leader').some((value) => value.toString() === 'true');
  if (insists) beLeader(node);
}

function beLeader(node: NodeContext): void {
  if (node.role() === 'leader') return;
  const leader = node.leader();
  if (leader === undefined) {
    throw failure(status.UNKNOWN, 'No leader info available in response');
  }
  throw notLeader(leader.host, leader.port);
}

/** A follower passes on what it is asked to write, a read-only replica does not. */
export function mayWrite(node: NodeContext, headers: Metadata): void {
  requireLeader(node, headers);
  if (node.role() === 'read-only-replica') beLeader(node);
}
