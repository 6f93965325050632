import type { LogStep } from '#contracts/commands/log.js';
import {
  CosignatureRecorded,
  CosignerAdmitted,
  CosignerRemoved,
  LogKeyIntroduced,
  LogKeyRetired,
  ReplayCompared,
  type LogEvent,
} from '#contracts/events/log.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { happened, refused, type Circumstances, type Decision } from '#libs/funding/decision.js';
import { parseVerifierKey, type KeyKind } from '#libs/transparency/keys.js';
import { NotProven } from '#libs/transparency/not-proven.js';
import { instantOf, secondsOf, type LogKeys } from './log-keys.js';

/** Who signs the log, who cosigns it, and what a replay of it found. Signatures themselves are verified before they come here. */
export function decideLog(
  state: LogKeys,
  asked: LogStep,
  { now, organisation }: Circumstances,
): Decision<LogEvent> {
  if (asked.command === 'record-replay') {
    const { command: _, effective, ...found } = asked;
    return happened(ReplayCompared.of(effective, found));
  }
  const { effective, verifierKey } = asked;
  switch (asked.command) {
    case 'introduce-log-key': {
      const barred = unfit(verifierKey, 'note') ?? known(state, verifierKey);
      if (barred) return { refused: barred };
      const before = state.keys.at(-1);
      if (before && asked.from <= before.from)
        return refused('key-too-early', { from: asked.from, before: before.from });
      return happened(LogKeyIntroduced.of(effective, { verifierKey, from: asked.from }));
    }
    case 'retire-log-key': {
      const { to, cause } = asked;
      const key = state.keys.find((each) => each.verifierKey === verifierKey);
      if (key?.to !== undefined || key === undefined)
        return refused('key-unknown', { key: verifierKey, when: `sizes from ${to}` });
      const others = state.keys.filter((each) => each !== key && each.to === undefined);
      if (!others.some(({ from }) => from <= to + 1))
        return refused('last-log-key', { key: verifierKey, to });
      return happened(LogKeyRetired.of(effective, { verifierKey, to, cause }));
    }
    case 'admit-cosigner': {
      const barred = unfit(verifierKey, 'cosignature') ?? known(state, verifierKey);
      if (barred) return { refused: barred };
      return happened(
        CosignerAdmitted.of(effective, {
          ...{ organisation, verifierKey },
          from: instantOf(secondsOf(now)),
        }),
      );
    }
    case 'remove-cosigner': {
      const cosigner = state.cosigners.find((each) => each.verifierKey === verifierKey);
      if (!cosigner || cosigner.to !== undefined)
        return refused('key-unknown', { key: verifierKey, when: now });
      if (cosigner.organisation !== organisation)
        return refused('another-organisation', {
          what: 'Its own key',
          organisation: cosigner.organisation,
          asked: organisation,
        });
      return happened(
        CosignerRemoved.of(effective, {
          ...{ organisation, verifierKey, cause: asked.cause },
          to: instantOf(secondsOf(now)),
        }),
      );
    }
    case 'record-cosignature':
      return cosigned(state, asked, now);
  }
}

/** A clock of another organisation may be ahead by so much. */
const aheadSecondsMax = 300;

function cosigned(
  { cosigners, largest }: LogKeys,
  asked: Extract<LogStep, { command: 'record-cosignature' }>,
  now: string,
): Decision<LogEvent> {
  const { effective, verifierKey, size, root, signature } = asked;
  const time = instantOf(asked.time);
  const cosigner = cosigners.find((each) => each.verifierKey === verifierKey);
  const from = cosigner ? secondsOf(cosigner.from) : Infinity;
  const to = cosigner?.to === undefined ? Infinity : secondsOf(cosigner.to);
  if (!cosigner || asked.time < from || asked.time > to)
    return refused('key-unknown', { key: verifierKey, when: time });
  if (asked.time > secondsOf(now) + aheadSecondsMax)
    return refused('bad-signature', { detail: `it says that it was made at ${time}, after now.` });
  const before = largest.get(verifierKey);
  if (before && (size < before.size || asked.time < secondsOf(before.time)))
    return refused('cosignature-out-of-order', {
      ...{ key: verifierKey, size, time },
      ...{ largest: before.size, seen: before.time },
    });
  const { organisation } = cosigner;
  return happened(
    CosignatureRecorded.of(effective, { organisation, verifierKey, size, root, time, signature }),
  );
}

function unfit(line: string, needed: KeyKind): Refusal | undefined {
  try {
    const { kind } = parseVerifierKey(line);
    if (kind === needed) return undefined;
    return refusal('key-of-another-kind', {
      key: line,
      kind: kind === 'note' ? 'signing notes' : 'cosignatures',
      needed: needed === 'note' ? 'signing notes' : 'cosignatures',
      signatureType: needed === 'note' ? '0x01' : '0x04',
    });
  } catch (error) {
    if (error instanceof NotProven)
      return refusal('not-a-key', { key: line, detail: error.message });
    throw error;
  }
}

/** Also one that was removed: whoever made it anew for a second term would have no reason to. */
function known({ keys, cosigners }: LogKeys, line: string): Refusal | undefined {
  return [...keys, ...cosigners].some(({ verifierKey }) => verifierKey === line)
    ? refusal('key-known', { key: line })
    : undefined;
}
