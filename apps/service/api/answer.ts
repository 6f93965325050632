import { asDomainEvent, idOf, kindOf } from '#contracts/events/all.js';
import type { EventDraft } from '#libs/event-store/decision.js';
import type { Posting } from '#libs/ledger/posting.js';
import { postings } from '#libs/ledger/postings.js';
import { formatPence } from '#libs/money/pence.js';
import { fundHealth, type FundHealth } from '#projections/fund-health/fund-health.js';
import type { Reading } from '#projections/reading/reading.js';
import { Refused } from '#projections/reading/refused.js';
import type { Touched } from '../ledger/awards.js';
import { writtenFigures } from './written-figures.js';

/** What a command answers: the streams that it touched. */
export function answerOf(touched: Touched): object {
  return {
    streams: touched.streams.map(({ stream, revision }) => ({ stream, revision })),
    number: Math.max(...touched.streams.map(({ number }) => number)),
    repeated: touched.repeated,
  };
}

/** What a dry run answers: what would be recorded and posted, and each fund's health after it. */
export async function rehearsalOf(touched: Touched, reading: Reading): Promise<object> {
  const funds = touched.streams
    .filter(({ stream }) => kindOf(stream) === 'fund')
    .map(({ stream }) => stream);
  const after: Record<string, object> = {};
  for (const stream of new Set(funds)) {
    const health = await healthAfter(stream, touched, reading);
    if (health) after[idOf(stream)] = writtenFigures(health);
  }
  return {
    dryRun: true,
    streams: touched.streams.map(({ stream, revision }) => ({ stream, revision })),
    after,
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

/** The figures as they would be; undefined for a fund that is only being established. */
async function healthAfter(
  stream: string,
  touched: Touched,
  reading: Reading,
): Promise<FundHealth | undefined> {
  const view = await reading.fund(idOf(stream), {}).catch((error: unknown) => {
    if (error instanceof Refused) return undefined;
    throw error;
  });
  const made = touched.wouldRecord
    .filter((each) => each.stream === stream)
    .flatMap(({ draft }) => postingsOf(stream, draft));
  return view && fundHealth({ ...view, balances: view.balances.and(made) });
}
