import type { ReconciliationStep } from '#contracts/commands/reconciliation.js';
import {
  ExtractLinesRecorded,
  ExtractRecorded,
  MatchConfirmed,
  MatchesProposed,
  MatchMade,
  MatchRejected,
  MatchUndone,
  ReconciliationBegun,
  ReconciliationSigned,
  type ExtractLine,
  type ReconciliationEvent,
} from '#contracts/events/reconciliation.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';
import type { Entry } from './entries.js';
import { proposeMatches, type Proposal } from './propose.js';
import { reconciled } from './reconciled.js';

export type Terms = Parameters<typeof ReconciliationBegun.of>[1];

export interface MatchState {
  readonly lines: readonly number[];
  readonly numbers: readonly number[];
  readonly by: Proposal['by'] | 'hand';
  readonly state: 'proposed' | 'confirmed' | 'rejected' | 'undone';
  readonly explanation: string | null;
}

/** Two records of the same money side by side, and what of them was found to be the same. */
export interface Reconciliation {
  readonly terms: Terms | undefined;
  readonly sha256: string | undefined;
  /** The file was read to its end. */
  readonly complete: boolean;
  readonly lines: Map<number, ExtractLine>;
  readonly matches: Map<string, MatchState>;
  readonly signed: boolean;
}

export const newReconciliation = (): Reconciliation => ({
  ...{ terms: undefined, sha256: undefined, complete: false, signed: false },
  ...{ lines: new Map(), matches: new Map() },
});

export function evolveReconciliation(
  before: Reconciliation,
  event: ReconciliationEvent,
): Reconciliation {
  const { lines, matches } = before;
  const decided = (match: string, state: MatchState['state']): Reconciliation => {
    const found = matches.get(match);
    if (found) matches.set(match, { ...found, state });
    return before;
  };
  switch (event.type) {
    case 'ReconciliationBegun':
      return { ...before, terms: event.data };
    case 'ExtractLinesRecorded':
      for (const line of event.data.lines) lines.set(line.line, line);
      return { ...before, sha256: event.data.sha256 };
    case 'ExtractRecorded':
      return { ...before, sha256: event.data.sha256, complete: true };
    case 'MatchesProposed':
      for (const { match, ...proposed } of event.data.matches)
        matches.set(match, { ...proposed, state: 'proposed', explanation: null });
      return before;
    case 'MatchMade': {
      const { match, lines: of, numbers, explanation } = event.data;
      matches.set(match, { lines: of, numbers, by: 'hand', state: 'confirmed', explanation });
      return before;
    }
    case 'MatchConfirmed':
      return decided(event.data.match, 'confirmed');
    case 'MatchRejected':
      return decided(event.data.match, 'rejected');
    case 'MatchUndone':
      return decided(event.data.match, 'undone');
    case 'ReconciliationSigned':
      return { ...before, signed: true };
  }
}

/** What the cash book had when it was asked: the entries to be compared, and up to which number. */
export interface CashBook {
  readonly number: number;
  readonly entries: readonly Entry[];
}

/** Decides on a reconciliation, beside what the cash book says. Pure. */
export function decideReconciliation(
  state: Reconciliation,
  asked: ReconciliationStep,
  id: string,
  book: CashBook,
): Decision<ReconciliationEvent> {
  const { effective } = asked;
  if (asked.command === 'begin-reconciliation') {
    const { command: _, effective: __, mirrored, ...terms } = asked;
    if (state.terms)
      return refused('already-exists', { what: 'reconciliation', id, where: 'The ledger' });
    if (terms.to < terms.from)
      return refused('ends-before-it-begins', { from: terms.from, to: terms.to });
    const settled = { ...terms, mirrored: mirrored ?? terms.against === 'partner' };
    return happened(ReconciliationBegun.of(effective, settled));
  }
  if (!state.terms)
    return refused('not-found', { what: 'reconciliation', id, where: 'the ledger' });
  if (state.signed) return refused('reconciliation-signed', { id });
  if (asked.command === 'record-extract-lines' || asked.command === 'record-extract')
    return extracted(state, asked, id);
  if (!state.complete) return refused('extract-missing', { id });
  switch (asked.command) {
    case 'propose-matches': {
      const { lines, entries } = unmatched(state, book);
      const proposals = proposeMatches(lines, entries, asked.daysApart);
      // Nothing found is nothing recorded, and what is not recorded is not remembered as done (rule 9).
      if (proposals.length === 0)
        return refused('nothing-to-propose', { id, daysApart: asked.daysApart });
      const before = state.matches.size;
      const matches = proposals.map((proposal, place) => ({
        match: `m${before + place + 1}`,
        ...proposal,
        lines: [...proposal.lines],
        numbers: [...proposal.numbers],
      }));
      const events = [];
      for (let place = 0; place < matches.length; place += 500)
        events.push(MatchesProposed.of(effective, { matches: matches.slice(place, place + 500) }));
      return happened(...events);
    }
    case 'confirm-match':
      return (
        notIn(state, asked.match, 'proposed') ??
        happened(MatchConfirmed.of(effective, { match: asked.match }))
      );
    case 'reject-match':
      return (
        notIn(state, asked.match, 'proposed') ??
        happened(MatchRejected.of(effective, { match: asked.match, cause: asked.cause }))
      );
    case 'undo-match':
      return (
        notIn(state, asked.match, 'confirmed') ??
        happened(MatchUndone.of(effective, { match: asked.match, cause: asked.cause }))
      );
    case 'make-match':
      return madeByHand(state, asked, book);
    case 'sign-reconciliation': {
      const open = [...state.matches.values()].filter((match) => match.state === 'proposed');
      if (open.length > 0) return refused('matches-undecided', { id, count: open.length });
      const { extract, ledger, unmatchedLines, unmatchedEntries, explained } = reconciled(
        state,
        book.entries,
      );
      return happened(
        ReconciliationSigned.of(effective, {
          number: book.number,
          extract: countedOf(extract.map(({ amount }) => parsePence(amount))),
          ledger: countedOf(ledger.map(({ pence }) => pence)),
          unmatchedLines: countedOf(unmatchedLines.map(({ amount }) => parsePence(amount))),
          unmatchedEntries: countedOf(unmatchedEntries.map(({ pence }) => pence)),
          explained: formatPence(explained),
        }),
      );
    }
  }
}

type OfExtract = Extract<
  ReconciliationStep,
  { command: 'record-extract-lines' | 'record-extract' }
>;

/** One file, in parts and then whole. */
function extracted(
  { complete, sha256: begun }: Reconciliation,
  asked: OfExtract,
  id: string,
): Decision<ReconciliationEvent> {
  const { command: _, effective, ...read } = asked;
  if (complete || (begun ?? asked.sha256) !== asked.sha256)
    return refused('extract-recorded', { id, sha256: begun ?? asked.sha256 });
  return 'lines' in read
    ? happened(ExtractLinesRecorded.of(effective, read))
    : happened(ExtractRecorded.of(effective, read));
}

const countedOf = (amounts: readonly bigint[]): { count: number; total: string } => ({
  count: amounts.length,
  total: formatPence(sumPence(amounts)),
});

/** What no match holds that stands or is proposed, nor one that was rejected: that is for people now. */
function unmatched(
  state: Reconciliation,
  { entries }: CashBook,
): { readonly lines: readonly ExtractLine[]; readonly entries: readonly Entry[] } {
  const rejected = [...state.matches.values()].filter((match) => match.state === 'rejected');
  const held = [...standing(state).values(), ...rejected];
  const lines = new Set(held.flatMap((match) => match.lines));
  const numbers = new Set(held.flatMap((match) => match.numbers));
  return {
    lines: [...state.lines.values()].filter(({ line }) => !lines.has(line)),
    entries: entries.filter(({ number }) => !numbers.has(number)),
  };
}

const standing = ({ matches }: Reconciliation): ReadonlyMap<string, MatchState> =>
  new Map([...matches].filter(([, { state }]) => state === 'proposed' || state === 'confirmed'));

function notIn(
  { matches }: Reconciliation,
  match: string,
  needed: MatchState['state'],
): { readonly refused: Refusal } | undefined {
  const found = matches.get(match);
  if (!found)
    return refused('not-found', { what: 'match', id: match, where: 'the reconciliation' });
  if (found.state === needed) return undefined;
  return refused('wrong-order', { what: 'The match', id: match, state: found.state, needed });
}

function madeByHand(
  state: Reconciliation,
  asked: Extract<ReconciliationStep, { command: 'make-match' }>,
  { entries }: CashBook,
): Decision<ReconciliationEvent> {
  const { effective, match, lines, numbers, explanation } = asked;
  if (state.matches.has(match))
    return refused('already-exists', { what: 'match', id: match, where: 'The reconciliation' });
  const barred = taken(state, lines, numbers);
  if (barred) return { refused: barred };
  const ofExtract = lines.map((line) => state.lines.get(line));
  const ofLedger = numbers.map((number) => entries.find((entry) => entry.number === number));
  const missing =
    missingFrom('line of the extract', lines, ofExtract) ??
    missingFrom('entry of the account', numbers, ofLedger);
  if (missing) return { refused: missing };
  const there = sumPence(ofExtract.map((line) => parsePence(line?.amount ?? '0.00')));
  const here = sumPence(ofLedger.map((entry) => entry?.pence ?? 0n));
  if (there !== here && explanation === null)
    return refused('match-does-not-balance', {
      lines: formatPence(there),
      entries: formatPence(here),
      difference: formatPence(there - here),
    });
  const difference = formatPence(there - here);
  return happened(MatchMade.of(effective, { match, lines, numbers, difference, explanation }));
}

const missingFrom = (
  what: string,
  ids: readonly number[],
  found: readonly unknown[],
): Refusal | undefined => {
  const place = found.indexOf(undefined);
  return place < 0
    ? undefined
    : refusal('not-found', { what, id: ids[place] ?? 0, where: 'what is compared' });
};

function taken(
  state: Reconciliation,
  lines: readonly number[],
  numbers: readonly number[],
): Refusal | undefined {
  for (const [match, held] of standing(state)) {
    const line = lines.find((each) => held.lines.includes(each));
    if (line !== undefined) return refusal('match-taken', { what: 'Line', id: line, match });
    const number = numbers.find((each) => held.numbers.includes(each));
    if (number !== undefined)
      return refusal('match-taken', { what: 'The entry at', id: number, match });
  }
  return undefined;
}
