/** Name of a log where none is said; its streams in EventStoreDB are `purse.<stream>`. */
export const usualLogName = 'purse';

/** Without a dot, so that no log's streams are among another's. */
export function isLogName(text: string): boolean {
  return /^[a-z][a-z0-9-]{0,49}$/.test(text);
}

/** What the streams of one log are called in EventStoreDB, whose cluster may hold others besides. */
export interface LogStreams {
  /** Begins the names of all streams of the log, and of no others. */
  readonly prefix: string;
  /** Holds the identity of the log; not among them. */
  readonly identity: string;
}

export function logStreams(log: string): LogStreams {
  if (!isLogName(log)) {
    throw new Error(
      `The log's name "${log}" must be lower-case letters, digits and hyphens, 50 at most, and begin with a letter.`,
    );
  }
  return { prefix: `${log}.`, identity: `${log}~identity` };
}
