import { randomUUID } from 'node:crypto';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { invalidArgument } from './errors.js';
import { PAGE, shown, type FilterOptions } from './filter.js';
import type { Log } from './log.js';
import type { Outgoing } from './outgoing.js';
import { streamOf } from './proposing.js';
import { frame, type Recorded } from './record.js';

/** Live events that the real server keeps for one subscriber before it makes it catch up again. */
const LIVE_BUFFER = 32;

/** A place in `$all`. Between two records the real server writes the next one's start and prepare 0. */
interface Place {
  readonly commit: number;
  readonly prepare: number;
}

const BEFORE_ALL: Place = { commit: -1, prepare: -1 };

const placeOf = ({ position }: Recorded): Place => ({ commit: position, prepare: position });

const isAfter = (a: Place, b: Place): boolean =>
  a.commit > b.commit || (a.commit === b.commit && a.prepare > b.prepare);

const later = (a: Place, b: Place): Place => (isAfter(a, b) ? a : b);

/**
 * `$all` after a place. It alternates between catching up, page by page with checkpoints, and being
 * live; each time it gets there the client is told. A place beyond the end of the log is believed:
 * what is written up to it later is not sent.
 */
export async function subscribeToAll(
  out: Outgoing,
  log: Log,
  options: ReadReq.Options.AllOptions,
  filter: FilterOptions | undefined,
): Promise<void> {
  const last = log.at(log.length - 1);
  const newest = last === undefined ? BEFORE_ALL : placeOf(last);
  await out.message(confirmation());
  const subscriber: Subscriber = {
    out,
    log,
    filter,
    passes: filter?.passes ?? shown,
    sent: startOf(options, newest),
    checkpoint: BEFORE_ALL,
    next: log.length,
  };
  if (isAfter(newest, subscriber.sent)) await catchUp(subscriber);
  while (!out.signal.aborted) {
    await out.message(caughtUp());
    await stayLive(subscriber);
    await catchUp(subscriber);
  }
}

interface Subscriber {
  readonly out: Outgoing;
  readonly log: Log;
  readonly filter: FilterOptions | undefined;
  readonly passes: (record: Recorded) => boolean;
  /** The event or checkpoint that was sent last: events after it are sent, checkpoints from it on. */
  sent: Place;
  /** The checkpoint that was sent last; none is sent twice. */
  checkpoint: Place;
  /** Index of the record to look at next. */
  next: number;
}

function startOf(options: ReadReq.Options.AllOptions, newest: Place): Place {
  const position = options.getPosition();
  if (position !== undefined) {
    return {
      commit: Number(position.getCommitPosition()),
      prepare: Number(position.getPreparePosition()),
    };
  }
  return options.hasStart() ? BEFORE_ALL : newest;
}

/** To the end of the log. A checkpoint may lag: it is where the page just read began, or its last event. */
async function catchUp(subscriber: Subscriber): Promise<void> {
  const { out, log, filter } = subscriber;
  let pageStart = subscriber.sent;
  subscriber.next = log.indexFrom(Math.max(pageStart.commit, 0));
  const first = log.at(subscriber.next)?.position;
  if (pageStart.commit >= 0 && first !== undefined && first !== pageStart.commit) {
    throw invalidArgument('Trying to read from an invalid position.');
  }
  let considered = 0;
  while (!out.signal.aborted) {
    const page = await sendPage(subscriber);
    considered += page.considered;
    const checkpointDue = filter !== undefined && considered >= filter.checkpointInterval;
    if (page.atEnd || checkpointDue) {
      subscriber.sent = later(subscriber.sent, pageStart);
      await sendCheckpoint(subscriber);
      if (page.atEnd) return;
      considered %= filter?.checkpointInterval ?? 1;
    }
    pageStart = page.next ?? pageStart;
  }
}

interface Page {
  readonly considered: number;
  readonly atEnd: boolean;
  readonly next: Place | undefined;
}

async function sendPage(subscriber: Subscriber): Promise<Page> {
  const { log, out, filter, passes } = subscriber;
  let considered = 0;
  let found = 0;
  let next: Place | undefined;
  while (found < PAGE && considered < (filter?.window ?? Infinity)) {
    const record = log.at(subscriber.next);
    if (record === undefined) return { considered, atEnd: true, next };
    subscriber.next += 1;
    considered += 1;
    next = { commit: record.end, prepare: 0 };
    if (!passes(record)) continue;
    found += 1;
    const wait = send(subscriber, record);
    if (wait !== undefined) await wait;
    if (out.signal.aborted) break;
  }
  return { considered, atEnd: false, next };
}

/** Returns when the subscriber has fallen behind, or has gone. */
async function stayLive(subscriber: Subscriber): Promise<void> {
  const { out, log, filter, passes } = subscriber;
  let sinceCheckpoint = 0;
  while (!out.signal.aborted) {
    const record = log.at(subscriber.next);
    if (record === undefined) {
      await log.changed(out.signal);
      continue;
    }
    if (log.length - subscriber.next > LIVE_BUFFER) {
      await sendCheckpoint(subscriber);
      return;
    }
    subscriber.next += 1;
    if (passes(record)) await send(subscriber, record);
    if (filter === undefined) continue;
    sinceCheckpoint += 1;
    if (sinceCheckpoint < filter.checkpointInterval) continue;
    sinceCheckpoint = 0;
    if (isAfter(subscriber.sent, placeOf(record))) continue;
    subscriber.sent = placeOf(record);
    await sendCheckpoint(subscriber);
  }
}

function send(subscriber: Subscriber, record: Recorded): Promise<void> | undefined {
  const place = placeOf(record);
  if (!isAfter(place, subscriber.sent)) return undefined;
  subscriber.sent = place;
  return subscriber.out.event(record.frame);
}

/** Where the subscriber stands. Only filtered subscriptions are told. */
async function sendCheckpoint(subscriber: Subscriber): Promise<void> {
  const { out, filter, sent } = subscriber;
  if (filter === undefined || !isAfter(sent, subscriber.checkpoint)) return;
  subscriber.checkpoint = sent;
  const checkpoint = new streams.ReadResp.Checkpoint()
    .setCommitPosition(String(sent.commit))
    .setPreparePosition(String(sent.prepare));
  await out.message(frame(new streams.ReadResp().setCheckpoint(checkpoint)));
}

/** A stream after a revision, whether it exists yet or not. */
export async function subscribeToStream(
  out: Outgoing,
  log: Log,
  options: ReadReq.Options.StreamOptions,
): Promise<void> {
  const stream = streamOf(options);
  let next = options.hasStart() ? 0 : Number(options.getRevision()) + 1;
  if (options.hasEnd()) next = log.lastRevision(stream) + 1;
  await out.message(confirmation());
  let live = false;
  while (!out.signal.aborted) {
    const record = log.inStream(stream, next);
    if (record !== undefined) {
      next += 1;
      const wait = out.event(record.frame);
      if (wait !== undefined) await wait;
      continue;
    }
    if (!live) await out.message(caughtUp());
    live = true;
    await log.changed(out.signal);
    if (log.lastRevision(stream) - next >= LIVE_BUFFER) live = false;
  }
}

function confirmation(): Buffer {
  const confirmed = new streams.ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId(randomUUID());
  return frame(new streams.ReadResp().setConfirmation(confirmed));
}

function caughtUp(): Buffer {
  return frame(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
}
