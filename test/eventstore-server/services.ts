import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import {
  status,
  type sendUnaryData,
  type Server,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerUnaryCall,
} from '@grpc/grpc-js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { append } from './appending.js';
import { BatchAppending } from './batch-appending.js';
import { asServiceError, failure } from './errors.js';
import type { Operation } from './faults.js';
import { enter, type Member, type NodeContext, type Role } from './node.js';
import type { ReadCall } from './outgoing.js';
import { read } from './reading.js';

const { StreamsService } = streamsService;

/** What is read goes out as it was serialised when it was written. */
const streamsDefinition = {
  ...StreamsService,
  read: { ...StreamsService.read, responseSerialize: (frame: Buffer) => frame },
};

export function addServices(server: Server, node: NodeContext): void {
  server.addService(streamsDefinition, {
    read: (call: ReadCall) => void read(call, node),
    append: (
      call: ServerReadableStream<AppendReq, AppendResp>,
      answer: sendUnaryData<AppendResp>,
    ) => void append(call, answer, node),
    batchAppend: (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>) => {
      new BatchAppending(call, node).serve();
    },
    delete: unimplemented,
    tombstone: unimplemented,
  });
  server.addService(featuresService.ServerFeaturesService, {
    getSupportedMethods: unary(node, 'features', () => supportedMethods(node.version)),
  });
  server.addService(gossipService.GossipService, {
    read: unary(node, 'gossip', () => clusterInfo(node.members())),
  });
}

function unary<Answer>(node: NodeContext, operation: Operation, act: () => Answer) {
  return (call: ServerUnaryCall<unknown, Answer>, answer: sendUnaryData<Answer>): void => {
    enter(node, operation, call.getPeer()).then(
      (course) => {
        if (course === 'answer') answer(null, act());
        if (course === 'drop') node.cut(call.getPeer());
      },
      (error: unknown) => answer(asServiceError(error)),
    );
  };
}

function unimplemented(_call: unknown, answer: sendUnaryData<never>): void {
  answer(failure(status.UNIMPLEMENTED, 'Deleting streams is not part of this stand-in.'));
}

/** Methods as the real server lists them, in lower case, with the variants that it supports. */
function supportedMethods(version: string): InstanceType<typeof features.SupportedMethods> {
  const method = (service: string, name: string, variants: string[] = []) =>
    new features.SupportedMethod()
      .setServiceName(`event_store.client.${service}`)
      .setMethodName(name)
      .setFeaturesList(variants);
  return new features.SupportedMethods()
    .setEventStoreServerVersion(version)
    .setMethodsList([
      method('streams.streams', 'read', ['position', 'events']),
      method('streams.streams', 'append'),
      method('streams.streams', 'batchappend', ['deadline_duration']),
      method('gossip.gossip', 'read'),
      method('server_features.serverfeatures', 'getsupportedmethods'),
    ]);
}

const { VNodeState } = gossip.MemberInfo;
type State = ReturnType<InstanceType<typeof gossip.MemberInfo>['getState']>;

const STATES: Readonly<Record<Role, State>> = {
  leader: VNodeState.LEADER,
  follower: VNodeState.FOLLOWER,
  'read-only-replica': VNodeState.READONLYREPLICA,
  electing: VNodeState.UNKNOWN,
  dead: VNodeState.SHUTDOWN,
};

function clusterInfo(members: readonly Member[]): InstanceType<typeof gossip.ClusterInfo> {
  return new gossip.ClusterInfo().setMembersList(
    members.map(({ id, role, host, port }) =>
      new gossip.MemberInfo()
        .setInstanceId(new shared.UUID().setString(id))
        .setTimeStamp(String(Date.now() * 10_000))
        .setState(STATES[role])
        .setIsAlive(role !== 'dead')
        .setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port)),
    ),
  );
}
