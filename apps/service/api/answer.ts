import { asDomainEvent } from '#contracts/events/all.js';
import type { EventDraft } from '#libs/event-store/decision.js';
import type { Posting } from '#libs/ledger/posting.js';
import { postings } from '#libs/ledger/postings.js';
import { formatPence } from '#libs/money/pence.js';
import type { Touched } from '../ledger/awards.js';

/** What a command answers: the streams it touched, or what it would record where it is a dry run. */
export function answerOf(touched: Touched, dryRun: boolean): object {
  if (!dryRun)
    return {
      streams: touched.streams.map(({ stream, revision }) => ({ stream, revision })),
      number: Math.max(...touched.streams.map(({ number }) => number)),
      repeated: touched.repeated,
    };
  return {
    dryRun: true,
    streams: touched.streams.map(({ stream, revision }) => ({ stream, revision })),
    events: touched.wouldRecord.map(({ stream, draft }) => ({
      stream,
      type: draft.type,
      version: draft.version,
      effective: draft.effective,
      data: draft.data,
      postings: postingsOf(stream, draft).map(writtenPosting),
    })),
  };
}

const postingsOf = (stream: string, draft: EventDraft): Posting[] =>
  postings(asDomainEvent({ ...draft, stream }));

const writtenPosting = ({ on, effective, pence }: Posting): object => ({
  ...on,
  effective,
  amount: formatPence(pence),
});
