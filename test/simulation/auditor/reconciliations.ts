import { must, there, total, whole } from './amounts.js';
import type { Auditor, AuditBy, Read } from './auditor.js';

/** An account of a fund beside somebody else's record of the same money. */
export interface Compared {
  readonly terms: Read<'ReconciliationBegun'>['data'];
  /** What the extract says, by line. */
  readonly lines: Map<number, bigint>;
  readonly matches: Map<string, Matched>;
  complete: boolean;
  signed: boolean;
}
interface Matched {
  readonly lines: readonly number[];
  readonly numbers: readonly number[];
  state: string;
}

/** *Reconciliation*: comparing moves nothing; each line and each entry is matched at most once. */
export const reconciliationAudit = {
  ReconciliationBegun: (auditor, { stream, data }) => {
    must('books are compared in a stream of their own', stream.startsWith('reconciliation-'));
    must(`rule 1: ${stream} is begun once`, !auditor.reconciliations.has(idOf(stream)));
    auditor.reconciliations.set(idOf(stream), {
      ...{ terms: data, lines: new Map(), matches: new Map() },
      ...{ complete: false, signed: false },
    });
  },
  ExtractLinesRecorded: (auditor, event) => {
    const of = open(auditor, event);
    must(`rule 15: ${event.stream} is read once`, !of.complete);
    for (const { line, amount } of event.data.lines) {
      must(`rule 15: line ${line} of ${event.stream} is recorded once`, !of.lines.has(line));
      of.lines.set(line, whole(amount));
    }
  },
  ExtractRecorded: (auditor, event) => {
    const of = open(auditor, event);
    const { rowsIn, recorded, quarantined, total: sum } = event.data;
    must('rule 15: rows in = recorded + quarantined', rowsIn === recorded + quarantined.length);
    must(
      `rule 15: ${event.stream} recorded each of its lines once, and what they come to`,
      recorded === of.lines.size && whole(sum) === total(of.lines.values()),
    );
    of.complete = true;
  },
  MatchesProposed: (auditor, event) => {
    for (const match of event.data.matches) matched(auditor, event, match, 'proposed');
  },
  MatchConfirmed: (auditor, event) => become(auditor, event, 'proposed', 'confirmed'),
  MatchRejected: (auditor, event) => become(auditor, event, 'proposed', 'rejected'),
  MatchMade: (auditor, event) => {
    const of = open(auditor, event);
    const { lines, numbers, difference, explanation } = event.data;
    matched(auditor, event, event.data, 'confirmed');
    must(
      'a difference is what the lines come to, less the entries, and is explained',
      whole(difference) === linesOf(of, lines) - entriesOf(auditor, of, numbers) &&
        (whole(difference) === 0n || explanation !== null),
    );
  },
  MatchUndone: (auditor, event) => become(auditor, event, 'confirmed', 'undone'),
  ReconciliationSigned: (auditor, event) => {
    const of = open(auditor, event);
    const { number, extract, ledger, unmatchedLines, unmatchedEntries, explained } = event.data;
    must(`${event.stream} knows no later number than its own`, number < event.number);
    must(
      'nothing that was proposed is left undecided',
      [...of.matches.values()].every(({ state }) => state !== 'proposed'),
    );
    const entries = inAccount(auditor, of, number);
    // What was confirmed of an entry that the account had lost by then is not counted.
    const confirmed = [...of.matches.values()].filter(
      (match) => match.state === 'confirmed' && match.numbers.every((one) => entries.has(one)),
    );
    const taken = {
      lines: confirmed.flatMap((match) => match.lines),
      numbers: confirmed.flatMap((match) => match.numbers),
    };
    const counted = (
      what: string,
      said: typeof extract,
      all: ReadonlyMap<number, bigint>,
    ): void => {
      must(
        `${event.stream} signs ${what} of ${said.count}, ${said.total}`,
        said.count === all.size && whole(said.total) === total(all.values()),
      );
    };
    counted('an extract', extract, of.lines);
    counted('an account', ledger, entries);
    counted('lines that nobody matched', unmatchedLines, without(of.lines, taken.lines));
    counted('entries that nobody matched', unmatchedEntries, without(entries, taken.numbers));
    must(
      'extract − unmatched lines − explained = ledger − unmatched entries',
      whole(extract.total) - whole(unmatchedLines.total) - whole(explained) ===
        whole(ledger.total) - whole(unmatchedEntries.total),
    );
    of.signed = true;
  },
} satisfies AuditBy;

const idOf = (stream: string): string => stream.slice('reconciliation-'.length);

/** What is compared still: once it is signed it stands. */
function open(auditor: Auditor, { stream }: { readonly stream: string }): Compared {
  const of = there(auditor.reconciliations.get(idOf(stream)), stream);
  must(`rule 13: ${stream} stands once it is signed`, !of.signed);
  return of;
}

function matched(
  auditor: Auditor,
  event: { readonly stream: string },
  {
    match,
    lines,
    numbers,
  }: { match: string; lines: readonly number[]; numbers: readonly number[] },
  state: string,
): void {
  const of = open(auditor, event);
  must(`rule 1: ${match} is matched once`, of.complete && !of.matches.has(match));
  for (const other of of.matches.values())
    must(
      `no line and no entry of ${match} is matched already`,
      !['proposed', 'confirmed'].includes(other.state) ||
        !(
          lines.some((line) => other.lines.includes(line)) ||
          numbers.some((number) => other.numbers.includes(number))
        ),
    );
  must(
    `what ${match} matches is there`,
    lines.every((line) => of.lines.has(line)) && new Set(lines).size === lines.length,
  );
  entriesOf(auditor, of, numbers);
  of.matches.set(match, { lines, numbers, state });
}

function become(
  auditor: Auditor,
  event: Read<'MatchConfirmed'> | Read<'MatchRejected'> | Read<'MatchUndone'>,
  was: string,
  state: string,
): void {
  const { match } = event.data;
  const of = there(open(auditor, event).matches.get(match), match);
  must(`${match} was ${was}`, of.state === was);
  of.state = state;
}

/** The entries of the account in the time compared, by their numbers, as known at one. */
function inAccount(
  auditor: Auditor,
  { terms: { fund, sources, mirrored, from, to } }: Compared,
  upTo: number,
): ReadonlyMap<number, bigint> {
  const found = new Map<number, bigint>();
  for (const [number, { day, bySource }] of auditor.fund(fund).cashBook) {
    if (number > upTo || day < from || day > to) continue;
    const sum = total(
      [...bySource]
        .filter(([source]) => sources?.includes(source) ?? true)
        .map(([, pence]) => pence),
    );
    if (sum !== 0n) found.set(number, mirrored ? -sum : sum);
  }
  return found;
}

function entriesOf(auditor: Auditor, of: Compared, numbers: readonly number[]): bigint {
  const entries = inAccount(auditor, of, Infinity);
  return total(numbers.map((number) => there(entries.get(number), `the entry ${number}`)));
}
const linesOf = ({ lines }: Compared, asked: readonly number[]): bigint =>
  total(asked.map((line) => there(lines.get(line), `line ${line}`)));

const without = (
  all: ReadonlyMap<number, bigint>,
  taken: readonly number[],
): ReadonlyMap<number, bigint> => new Map([...all].filter(([one]) => !taken.includes(one)));
