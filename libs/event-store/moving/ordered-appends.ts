import {
  NO_STREAM,
  WrongExpectedVersionError,
  type EventData,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import { append } from '@eventstore/db-client/dist/streams/appendToStream/append.js';
// CommonJS whose names Node.js does not find: only their default export is there.
import shared, {
  type StreamIdentifier,
  type UUID,
} from '@eventstore/db-client/generated/shared_pb.js';
import streams, {
  type BatchAppendReq,
  type BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { randomUUID } from 'node:crypto';
import { batchCallOf, isFinal, pause, type BatchCall } from '../eventstore/client.js';
import { LogDamaged } from '../eventstore/events.js';
import type { Looking } from '../eventstore/looking.js';

/** Events of one stream that follow each other in the log. */
export interface Run {
  readonly stream: string;
  /** Revision of the event before; -1 where the stream does not exist yet. */
  readonly expected: number;
  readonly events: readonly (EventData & { readonly data: Uint8Array })[];
}

export interface OrderedAppendsOptions {
  readonly callMilliseconds: number;
  readonly patienceMilliseconds: number;
}

/** So often the quick call may fail in a row before it is not tried any more. */
const failuresMax = 3;

/**
 * Appends to many streams such that EventStoreDB holds all in the order in which they were given:
 * each is sent once the one before was answered. Nothing else would do. The server judges each append
 * by its own stream alone: of two on their way it may refuse the first, or let it time out, and take
 * the second, and an event can never be moved afterwards. What is saved is what an append costs
 * beside its answer: all go through one open call, and what follows each other in one stream goes as
 * one append.
 *
 * An append whose answer is lost is sent again with the same event ids after the same revision,
 * which writes nothing twice, also when the first one arrives late.
 */
export class OrderedAppends {
  private call: BatchCall | undefined;
  private failures = 0;

  constructor(
    private readonly client: EventStoreDBClient,
    /** Begins the names of streams in EventStoreDB. */
    private readonly prefix: string,
    private readonly looking: Looking,
    private readonly options: OrderedAppendsOptions,
  ) {}

  async append(run: Run): Promise<void> {
    if (this.failures < failuresMax) {
      if (await this.quickly(run)) {
        this.failures = 0;
        return;
      }
      this.failures += 1;
      this.close();
    }
    await this.surely(run);
  }

  close(): void {
    this.call?.cancel();
    this.call = undefined;
  }

  /** By the open call; false where it is not answered well, for whatever reason. */
  private async quickly(run: Run): Promise<boolean> {
    try {
      this.call ??= await this.open();
    } catch {
      return false;
    }
    const { call } = this;
    return new Promise((resolve) => {
      const settle = (answered: boolean): void => {
        clearTimeout(timer);
        call.removeListener('data', onData);
        call.removeListener('error', onEnd);
        call.removeListener('end', onEnd);
        resolve(answered);
      };
      // One append at a time is on its way, and none any more in a call that failed.
      const onData = (answer: BatchAppendResp): void => settle(answer.hasSuccess());
      const onEnd = (): void => settle(false);
      const timer = setTimeout(onEnd, this.options.callMilliseconds);
      call.on('data', onData);
      call.on('error', onEnd);
      call.on('end', onEnd);
      call.write(requestOf(this.prefix, run));
    });
  }

  private async open(): Promise<BatchCall> {
    const call = await batchCallOf(this.client);
    // Heard by whoever waits for an answer; between two appends nobody does.
    call.on('error', () => undefined);
    return call;
  }

  /** By a call of its own, which also finds the leader; tried until it is answered or given up. */
  private async surely({ stream, expected, events }: Run): Promise<void> {
    const until = performance.now() + this.options.patienceMilliseconds;
    for (let attempts = 0; ; attempts += 1) {
      try {
        const { success } = await append.call(this.client, this.prefix + stream, [...events], {
          expectedRevision: expected < 0 ? NO_STREAM : BigInt(expected),
          requiresLeader: true,
          deadline: this.options.callMilliseconds,
          batchAppendSize: 0,
        });
        if (success) return;
        break;
      } catch (error) {
        if (error instanceof WrongExpectedVersionError) break;
        if (isFinal(error) || performance.now() > until) throw error;
        await pause(attempts);
      }
    }
    const ids = events.map(({ id }) => id.toLowerCase());
    if (await this.looking.standThere(stream, expected + 1, ids)) return;
    throw new LogDamaged(
      `The stream ${stream} does not end at revision ${expected} in EventStoreDB: somebody else has appended to it.`,
    );
  }
}

function requestOf(prefix: string, { stream, expected, events }: Run): BatchAppendReq {
  const options = new streams.BatchAppendReq.Options();
  options.setStreamIdentifier(identifierOf(prefix + stream));
  if (expected < 0) options.setNoStream(new shared.Empty());
  else options.setStreamPosition(String(expected));
  const request = new streams.BatchAppendReq();
  request.setCorrelationId(uuidOf(randomUUID()));
  request.setOptions(options);
  request.setIsFinal(true);
  request.setProposedMessagesList(
    events.map((event) => {
      const message = new streams.BatchAppendReq.ProposedMessage();
      message.setId(uuidOf(event.id));
      message.getMetadataMap().set('type', event.type).set('content-type', event.contentType);
      message.setData(event.data);
      message.setCustomMetadata(Buffer.from(JSON.stringify(event.metadata)));
      return message;
    }),
  );
  return request;
}

function uuidOf(id: string): UUID {
  const uuid = new shared.UUID();
  uuid.setString(id);
  return uuid;
}

function identifierOf(stream: string): StreamIdentifier {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream).toString('base64'));
  return identifier;
}
