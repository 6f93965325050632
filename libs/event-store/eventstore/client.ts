import {
  AccessDeniedError,
  EventStoreDBClient,
  InvalidArgumentError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  UnavailableError,
  WrongExpectedVersionError,
  convertToCommandError,
} from '@eventstore/db-client';
import { GossipClient } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
// CommonJS whose names Node.js does not find: only their default export is there.
import gossip, { type MemberInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { setTimeout as sleep } from 'node:timers/promises';

const pauseMillisecondsMin = 50;
const pauseMillisecondsMax = 1_000;

/** What the client keeps for itself and its subclasses. */
class Inside extends EventStoreDBClient {
  /**
   * Version 6.2.1, when a node fails: it waits for a channel that another call may just have failed
   * to open, and nobody hears that promise; and it hands out a channel that was closed a moment ago,
   * on which an append throws where nobody hears it either. Both would end the process.
   */
  static mend(client: Inside): void {
    const { handleError, execute } = client;
    client.handleError = (failed, error) => handleError(failed, error).catch(() => undefined);
    client.execute = (service, name, action) =>
      execute(service, name, (grpc) => {
        const state: number = grpc.getChannel().getConnectivityState(false);
        if (state === closedChannel) throw new Error('The connection was closed.');
        return action(grpc);
      });
  }

  static members(client: Inside): Promise<Member[]> {
    return client.execute(
      GossipClient,
      'gossip',
      (grpc) =>
        new Promise((resolve, reject) => {
          const [metadata, options] = client.callArguments({});
          grpc.read(new shared.Empty(), metadata, options, (error, info) => {
            if (error !== null) reject(convertToCommandError(error));
            else resolve(info.getMembersList().map(memberOf));
          });
        }),
    );
  }

  static batchCall(client: Inside): Promise<BatchCall> {
    return client.execute(StreamsClient, 'batchAppend', (grpc) => {
      const [metadata, options] = client.callArguments(
        { requiresLeader: true },
        { deadline: Infinity },
      );
      return Promise.resolve(grpc.batchAppend(metadata, options));
    });
  }

  static async version(client: Inside): Promise<string> {
    return (await client.capabilities).serverVersion;
  }
}

/** The call of EventStoreDB that takes appends one after another. */
export type BatchCall = ReturnType<StreamsClient['batchAppend']>;

/** A node of a cluster, as the node that was asked sees it. */
export interface Member {
  readonly address: string;
  /** `LEADER`, `FOLLOWER`, `READONLYREPLICA` … */
  readonly state: string;
  readonly alive: boolean;
}

/** `connectivityState.SHUTDOWN` of @grpc/grpc-js. */
const closedChannel = 4;

/** A client by its connection string; connects when first used. Throws where the string is wrong. */
export function clientOf(url: string): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(url);
  Inside.mend(client);
  return client;
}

/** The version that the server says it is; "unknown" where it does not. */
export function serverVersion(client: EventStoreDBClient): Promise<string> {
  return Inside.version(client);
}

/** The nodes of the cluster. */
export function membersOf(client: EventStoreDBClient): Promise<readonly Member[]> {
  return Inside.members(client);
}

/** A batch call of one's own: the client's own shares its answers with every other (appender.ts). */
export function batchCallOf(client: EventStoreDBClient): Promise<BatchCall> {
  return Inside.batchCall(client);
}

function memberOf(info: MemberInfo): Member {
  const endpoint = info.getHttpEndPoint();
  const state = info.getState();
  return {
    address: `${endpoint?.getAddress() ?? 'unknown'}:${endpoint?.getPort() ?? 0}`,
    state:
      Object.entries(gossip.MemberInfo.VNodeState).find(([, value]) => value === state)?.[0] ??
      'UNKNOWN',
    alive: info.getIsAlive(),
  };
}

/** Whether a call failed for good: the server has refused it, or we its certificate, and would again. */
export function isFinal(error: unknown): boolean {
  return (
    (error instanceof UnavailableError && /certificate|altnames/i.test(error.message)) ||
    error instanceof WrongExpectedVersionError ||
    error instanceof AccessDeniedError ||
    error instanceof InvalidArgumentError ||
    error instanceof MaxAppendSizeExceededError ||
    error instanceof StreamDeletedError
  );
}

/** Before a further attempt, the longer the more there were, and no two processes' the same. */
export async function pause(attempts: number, signal?: AbortSignal): Promise<void> {
  const most = Math.min(pauseMillisecondsMin * 2 ** attempts, pauseMillisecondsMax);
  await sleep(most * (0.5 + Math.random() / 2), undefined, signal && { signal }).catch(
    () => undefined,
  );
}
