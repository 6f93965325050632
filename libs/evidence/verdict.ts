import type { Cosignature } from '#libs/transparency/signed-checkpoint.js';
import type { VerifierKey } from '#libs/transparency/keys.js';
import type { PackKind } from './pack.js';

/** What a statement is shown to be. */
export interface StatementVerdict {
  readonly statement: string;
  readonly fund: string;
  readonly kind: string;
  readonly year: string;
  readonly quarter: number | null;
  readonly format: number;
  readonly asKnownAt: number;
  readonly sha256: string;
  /** The log number of the event that issued it. */
  readonly issuedAt: number;
  /** Streams that it rests on, each complete to the revision that it names. */
  readonly streams: number;
  readonly signOffs: readonly string[];
  readonly supersededBy: string | null;
}

/** What a pack is shown to be. Nothing else in it was proved. */
export interface Verdict {
  readonly kind: PackKind;
  readonly origin: string;
  readonly size: number;
  /** The checkpoint as the pack has it: a signed note, to be kept. */
  readonly checkpoint: string;
  /** Hex. */
  readonly root: string;
  readonly events: number;
  /** Entries that are there by their hashes only. */
  readonly leftOut: number;
  readonly fund: string | null;
  readonly provider: string | null;
  readonly signedBy: readonly VerifierKey[];
  /** Whose keys the signature was verified with: the pack's own show only that it fits together. */
  readonly keysOf: 'auditor' | 'pack';
  readonly cosignatures: readonly Cosignature[];
  /** The size of the checkpoint that the auditor had kept, which this log only appends to. */
  readonly keptSize: number | null;
  readonly statement: StatementVerdict | null;
}

const counted = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : more}`;

/** A verdict in sentences, also what it does not say. */
export function sentencesOf(verdict: Verdict): readonly string[] {
  const { kind, origin, size, events, leftOut, keysOf, signedBy, cosignatures } = verdict;
  const keys = signedBy.map(({ name, id }) => `${name} (key ${id})`).join(', ');
  return [
    `The log is "${origin}", ${counted(size, 'entry', 'entries')} long; root ${verdict.root}.`,
    leftOut === 0
      ? `All ${counted(events, 'event')} are there, numbered without gaps, each balanced, in streams without gaps.`
      : `${counted(events, 'event')} of it are shown, ${leftOut.toLocaleString('en-GB')} are left out and stand in by their hashes.`,
    `The checkpoint is signed by ${keys}${cosignatures.length > 0 ? ` and cosigned by ${cosignatures.map(({ key }) => key.name).join(', ')}` : '; nobody cosigned it'}.`,
    ...(keysOf === 'pack'
      ? [
          'These keys came with the pack: that they are the log’s you know only if you compare them with keys that you got otherwise (--keys).',
        ]
      : []),
    ...(verdict.keptSize === null
      ? []
      : [
          `It only appends to the checkpoint of ${counted(verdict.keptSize, 'entry', 'entries')} that you kept.`,
        ]),
    ...(verdict.statement === null ? [] : statementSentences(verdict.statement)),
    ...(kind === 'provider'
      ? [
          `What is shown concerns ${verdict.provider ?? ''}: it was recorded as it stands here. That nothing else was recorded about it, this pack does not show.`,
        ]
      : []),
  ];
}

function statementSentences(of: StatementVerdict): readonly string[] {
  const time = of.quarter === null ? of.year : `${of.year}, quarter ${of.quarter}`;
  return [
    `${of.statement}, ${of.kind} of ${of.fund} for ${time}: made anew from the events up to ${of.asKnownAt}, it is the same to the byte (SHA-256 ${of.sha256}), and event ${of.issuedAt} issued it.`,
    `The ${counted(of.streams, 'stream')} that it rests on are complete.`,
    of.signOffs.length === 0 ? 'Nobody has signed it.' : `Signed by ${of.signOffs.join(', ')}.`,
    ...(of.supersededBy === null ? [] : [`It was superseded by ${of.supersededBy}.`]),
  ];
}
