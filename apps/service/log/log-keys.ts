import type { Envelope } from '#contracts/envelope.js';
import type { LogEvent } from '#contracts/events/log.js';
import { asDomainEvent } from '#contracts/events/all.js';
import type { Decider } from '#libs/event-store/decision.js';
import { parseVerifierKey } from '#libs/transparency/keys.js';
import type { KeyTerm } from '#libs/transparency/signed-checkpoint.js';

/** A key of the log: its signatures count for trees of these sizes, both included. */
export interface LogKey {
  readonly verifierKey: string;
  readonly from: number;
  readonly to?: number;
}

/** A key by which an organisation cosigns, between these instants. */
export interface Cosigner {
  readonly organisation: string;
  readonly verifierKey: string;
  readonly from: string;
  readonly to?: string;
}

/** The log's own stream: who signs it, and who signs that they saw it. */
export interface LogKeys {
  readonly keys: LogKey[];
  readonly cosigners: Cosigner[];
  /** The largest checkpoint that each cosigner's key has signed. */
  readonly largest: Map<string, { readonly size: number; readonly time: string }>;
}

const newLogKeys = (): LogKeys => ({ keys: [], cosigners: [], largest: new Map() });

export function evolveLogKeys(state: LogKeys, event: LogEvent): LogKeys {
  const { keys, cosigners, largest } = state;
  switch (event.type) {
    case 'LogKeyIntroduced':
      keys.push(event.data);
      return state;
    case 'LogKeyRetired': {
      const { verifierKey, to } = event.data;
      const place = keys.findIndex((key) => key.verifierKey === verifierKey);
      const key = keys[place];
      if (key) keys[place] = { ...key, to };
      return state;
    }
    case 'CosignerAdmitted':
      cosigners.push(event.data);
      return state;
    case 'CosignerRemoved': {
      const { verifierKey, to } = event.data;
      const place = cosigners.findIndex((cosigner) => cosigner.verifierKey === verifierKey);
      const cosigner = cosigners[place];
      if (cosigner) cosigners[place] = { ...cosigner, to };
      return state;
    }
    case 'CosignatureRecorded': {
      const { verifierKey, size, time } = event.data;
      largest.set(verifierKey, { size, time });
      return state;
    }
    case 'ReplayCompared':
      return state;
  }
}

export const logDecider: Decider<LogKeys> = {
  initial: newLogKeys,
  evolve: (state, event) => evolveLogKeys(state, asDomainEvent(event) as LogEvent & Envelope),
};

/** Keys as whoever verifies takes them. */
export const keyTerms = ({ keys }: LogKeys): KeyTerm[] =>
  keys.map(({ verifierKey, ...term }) => ({ key: parseVerifierKey(verifierKey), ...term }));

/** Cosigners likewise, their terms in seconds since 1970. */
export const cosignerTerms = ({ cosigners }: LogKeys): KeyTerm[] =>
  cosigners.map(({ verifierKey, from, to }) => ({
    key: parseVerifierKey(verifierKey),
    from: secondsOf(from),
    ...(to === undefined ? {} : { to: secondsOf(to) }),
  }));

/** Whole seconds since 1970: what cosigners sign. */
export const secondsOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

/** Such a time as events write it. */
export const instantOf = (seconds: number): string => new Date(seconds * 1000).toISOString();
