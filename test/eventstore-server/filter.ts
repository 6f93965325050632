import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { invalidArgument } from './errors.js';
import type { Recorded } from './record.js';

export type Filter = (record: Recorded) => boolean;

const HIDDEN = '$epoch-information';

/** What `$all` shows: everything but the server's notes about its own elections. */
export const shown: Filter = (record) => record.stream !== HIDDEN;

/** Events considered before the server looks up: a page of reading, and the window of a filter. */
export const PAGE = 32;

export interface FilterOptions {
  readonly passes: Filter;
  /** Events considered at most for one page. */
  readonly window: number;
  /** Events considered between two checkpoints. */
  readonly checkpointInterval: number;
}

export function filterOptions(options: ReadReq.Options.FilterOptions): FilterOptions {
  const window =
    options.getWindowCase() === streams.ReadReq.Options.FilterOptions.WindowCase.MAX
      ? options.getMax()
      : PAGE;
  if (options.getCheckpointintervalmultiplier() === 0) {
    throw invalidArgument('checkpointIntervalMultiplier must be a non-zero value.');
  }
  return {
    passes: passing(options),
    window,
    checkpointInterval: window * options.getCheckpointintervalmultiplier(),
  };
}

function passing(options: ReadReq.Options.FilterOptions): Filter {
  const byStream = options.getStreamIdentifier();
  const expression = byStream ?? options.getEventType();
  if (expression === undefined) throw invalidArgument('The filter names neither stream nor type.');
  const textOf = (record: Recorded): string =>
    byStream === undefined ? record.type : record.stream;
  const pattern = expression.getRegex();
  if (pattern !== '') {
    const regex = new RegExp(pattern, 'u');
    return (record) => shown(record) && regex.test(textOf(record));
  }
  const prefixes = expression.getPrefixList();
  return (record) => shown(record) && prefixes.some((prefix) => textOf(record).startsWith(prefix));
}
