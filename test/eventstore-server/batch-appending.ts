import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type {
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import { authorise, mayWrite } from './access.js';
import { asServiceError } from './errors.js';
import type { Expected } from './expectation.js';
import type { Written } from './log.js';
import { enter, plannedKind, type Course, type NodeContext } from './node.js';
import { proposed, streamOf, uuidOf } from './proposing.js';
import { sizeOf, streamIdentifier, type Proposed } from './record.js';
import { replicated } from './replication.js';
import { badRequest, busy, denied, timeout, tooLarge, wrongExpectedVersion } from './statuses.js';

type BatchCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/** An append of which not all parts have come yet. */
interface Arriving {
  readonly id: string;
  readonly stream: string;
  readonly expected: Expected;
  readonly events: Proposed[];
  readonly timer: NodeJS.Timeout;
  size: number;
}

/**
 * `Streams.BatchAppend`: one call that carries appends of many streams, each in one part or several,
 * each answered under its own id. Writing keeps the order of arrival; answers come as they are ready.
 */
export class BatchAppending {
  readonly #arriving = new Map<string, Arriving>();
  #turn: Promise<void> = Promise.resolve();
  #unanswered = 0;
  #ended = false;

  constructor(
    private readonly call: BatchCall,
    private readonly node: NodeContext,
  ) {}

  serve(): void {
    const { call } = this;
    this.node.faults.count('Streams.BatchAppend');
    call.on('data', (request: BatchAppendReq) => {
      this.#turn = this.#turn
        .then(() => this.#take(request))
        .catch((error: unknown) => {
          this.#fail(error);
        });
    });
    call.on('end', () => {
      this.#turn = this.#turn.then(() => {
        this.#ended = true;
        this.#endWhenAnswered();
      });
    });
    call.on('error', () => this.#forget()).on('cancelled', () => this.#forget());
  }

  async #take(request: BatchAppendReq): Promise<void> {
    const id = uuidOf(request.getCorrelationId());
    const options = request.getOptions();
    try {
      if (options !== undefined && !this.#begin(id, options)) return;
      const arriving = this.#arriving.get(id);
      if (arriving === undefined) return;
      for (const message of request.getProposedMessagesList()) {
        const event = proposed(message);
        arriving.size += sizeOf(event);
        arriving.events.push(event);
      }
      const { maxAppendSize } = this.node.limits;
      if (arriving.size > maxAppendSize) {
        this.#close(arriving);
        this.#refuse(id, arriving.stream, tooLarge(maxAppendSize));
      } else if (request.getIsFinal()) {
        this.#close(arriving);
        await this.#write(arriving);
      }
    } catch (error) {
      if (plannedKind(error) !== undefined || 'code' in (error as object)) throw error;
      this.#refuse(id, options && streamOf(options), badRequest(String(error)));
    }
  }

  /** The first part of an append; false where it is refused at once. */
  #begin(id: string, options: BatchAppendReq.Options): boolean {
    const stream = streamOf(options);
    try {
      authorise(this.node, this.call.metadata);
    } catch {
      this.#refuse(id, stream, denied());
      return false;
    }
    if (!options.hasStreamIdentifier()) {
      this.#refuse(id, stream, badRequest('Required field StreamIdentifier not set.'));
      return false;
    }
    const left = (options.getDeadline()?.toDate().getTime() ?? Infinity) - Date.now();
    const allowed = Math.min(left, this.node.limits.writeTimeout);
    if (allowed <= 0) {
      this.#refuse(id, stream, timeout());
      return false;
    }
    if (this.#arriving.has(id)) return true;
    const timer = setTimeout(() => {
      this.#arriving.delete(id);
      this.#refuse(id, stream, timeout());
    }, allowed);
    const expected = expectedOf(options);
    this.#arriving.set(id, { id, stream, expected, events: [], timer, size: 0 });
    return true;
  }

  #close(arriving: Arriving): void {
    clearTimeout(arriving.timer);
    this.#arriving.delete(arriving.id);
  }

  async #write(append: Arriving): Promise<void> {
    let course: Course;
    try {
      course = await enter(this.node, 'append', this.call.getPeer());
    } catch (error) {
      const kind = plannedKind(error);
      if (kind !== 'busy' && kind !== 'timeout') throw error;
      this.#refuse(append.id, append.stream, kind === 'busy' ? busy() : timeout());
      return;
    }
    if (course === 'stop') return;
    mayWrite(this.node, this.call.metadata);
    const written = this.node.log.append(append.stream, append.expected, append.events);
    if (course === 'drop') this.node.cut(this.call.getPeer());
    if (course !== 'answer') return;
    this.#unanswered += 1;
    if (written.outcome === 'wrong' || written.upTo <= this.node.log.length) {
      this.#answer(append, written);
    } else {
      void this.#answerOnceReplicated(append, written);
    }
  }

  async #answerOnceReplicated(
    append: Arriving,
    written: Exclude<Written, { outcome: 'wrong' }>,
  ): Promise<void> {
    const outcome = await replicated(this.node, written.upTo);
    if (outcome === 'yes') this.#answer(append, written);
    else this.#send(append.id, append.stream, (response) => response.setError(timeout()));
  }

  #answer(append: Arriving, written: Written): void {
    this.#send(append.id, append.stream, (response) =>
      written.outcome === 'wrong'
        ? response.setError(wrongExpectedVersion(written.current, append.expected))
        : response.setSuccess(success(written)),
    );
  }

  #refuse(id: string, stream: string | undefined, error: Status): void {
    this.#unanswered += 1;
    this.#send(id, stream, (response) => response.setError(error));
  }

  #send(id: string, stream: string | undefined, fill: (response: BatchAppendResp) => void): void {
    this.#unanswered -= 1;
    const response = new streams.BatchAppendResp();
    response.setCorrelationId(new shared.UUID().setString(id));
    if (stream !== undefined) response.setStreamIdentifier(streamIdentifier(stream));
    fill(response);
    if (!this.call.cancelled && !this.call.writableEnded) this.call.write(response);
    this.#endWhenAnswered();
  }

  #endWhenAnswered(): void {
    if (this.#ended && this.#unanswered === 0 && !this.call.writableEnded) this.call.end();
  }

  /** The whole call ends, with all appends that it carries. */
  #fail(error: unknown): void {
    this.call.emit('error', asServiceError(error));
  }

  #forget(): void {
    for (const { timer } of this.#arriving.values()) clearTimeout(timer);
    this.#arriving.clear();
  }
}

function expectedOf(options: BatchAppendReq.Options): Expected {
  const { ExpectedStreamPositionCase: cases } = streams.BatchAppendReq.Options;
  switch (options.getExpectedStreamPositionCase()) {
    case cases.STREAM_POSITION:
      return Number(options.getStreamPosition());
    case cases.NO_STREAM:
      return 'no_stream';
    case cases.ANY:
      return 'any';
    case cases.STREAM_EXISTS:
      return 'stream_exists';
    case cases.EXPECTED_STREAM_POSITION_NOT_SET:
      throw new Error('The append names no expected revision.');
  }
}

function success(written: Exclude<Written, { outcome: 'wrong' }>): BatchAppendResp.Success {
  const details = new streams.BatchAppendResp.Success();
  if (written.revision < 0) details.setNoStream(new empty.Empty());
  else details.setCurrentRevision(String(written.revision));
  if (written.position === undefined) return details.setNoPosition(new empty.Empty());
  const position = new shared.AllStreamPosition()
    .setCommitPosition(String(written.position))
    .setPreparePosition(String(written.position));
  return details.setPosition(position);
}
