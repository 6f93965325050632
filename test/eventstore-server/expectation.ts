/** What a writer expects of a stream: the revision of its last event, or less than that. */
export type Expected = 'any' | 'no_stream' | 'stream_exists' | number;

/** Revision of a stream that has no event. */
export const NO_STREAM = -1;

export type Verdict =
  | { readonly kind: 'append' }
  /** All of it is there already, written by an earlier try; the revision of its last event. */
  | { readonly kind: 'repeated'; readonly revision: number }
  | { readonly kind: 'wrong' };

/** What the log knows of a stream when it has to judge an append. */
export interface StreamState {
  /** Revision of the last event, `NO_STREAM` where there is none. */
  readonly current: number;
  /** A stream with metadata alone counts as existing. */
  readonly hasMetadata: boolean;
  idAt(revision: number): string | undefined;
  /** Where an event with this id was last written to this stream. */
  revisionOf(id: string): number | undefined;
}

/**
 * The real server's rules. An append is a repeat when all of its events are there: from the expected
 * revision on, or anywhere in the stream where no revision was named. A repeat in part is a wrong
 * expected revision; with `any`, it is a repeat in part only if its FIRST event is known.
 */
export function judge(state: StreamState, expected: Expected, ids: readonly string[]): Verdict {
  if (expected === 'any' || expected === 'stream_exists') {
    if (expected === 'stream_exists' && state.current === NO_STREAM && !state.hasMetadata) {
      return { kind: 'wrong' };
    }
    return judgeAnywhere(state, ids);
  }
  const from = expected === 'no_stream' ? NO_STREAM : expected;
  if (from === state.current) return { kind: 'append' };
  if (from > state.current || ids.length === 0) return { kind: 'wrong' };
  return ids.every((id, index) => state.idAt(from + 1 + index) === id)
    ? { kind: 'repeated', revision: from + ids.length }
    : { kind: 'wrong' };
}

function judgeAnywhere(state: StreamState, ids: readonly string[]): Verdict {
  let last: number | undefined;
  for (const [index, id] of ids.entries()) {
    const revision = state.revisionOf(id);
    if (revision === undefined) return index === 0 ? { kind: 'append' } : { kind: 'wrong' };
    last = revision;
  }
  return last === undefined ? { kind: 'append' } : { kind: 'repeated', revision: last };
}
