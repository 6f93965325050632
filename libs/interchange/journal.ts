import type { RecordedEvent } from '#contracts/envelope.js';
import { asDomainEvent } from '#contracts/events/all.js';
import { londonDay } from '#contracts/financial-year.js';
import { bookOf, none, type Dimensions, type Posting } from '#libs/ledger/posting.js';
import { postings } from '#libs/ledger/postings.js';
import { formatPence, sumPence, type Pence } from '#libs/money/pence.js';
import { journalAccount, tagValue } from './journal-names.js';

export const journalFormats = ['hledger', 'ledger'] as const;
export type JournalFormat = (typeof journalFormats)[number];

/** The two books, and the memorandum of cost lines beside them. */
const journalBooks = ['budget', 'cash', 'memo'] as const;
export type JournalBook = (typeof journalBooks)[number];

/** What may be asked for: one of them, `both` books, or `all` three. */
export const bookChoices = ['all', 'both', ...journalBooks] as const;
export type BookChoice = (typeof bookChoices)[number];

export function booksOf(choice: BookChoice): readonly JournalBook[] {
  if (choice === 'all') return journalBooks;
  return choice === 'both' ? ['budget', 'cash'] : [choice];
}

/** What a journal is of. The same answers give the same bytes for ever. */
export interface JournalOf {
  readonly fund: string;
  readonly format: JournalFormat;
  readonly books: readonly JournalBook[];
  /** The number up to which it is known, and when that was recorded. */
  readonly number: number;
  readonly recorded: string | null;
  /** Only what had taken effect by this day; null for all. */
  readonly effectiveOn: string | null;
  /** The ledger's own balance of each account at that number, on whatever day it took effect. */
  readonly balances: ReadonlyMap<string, Pence>;
}

/** What the ledger says of an account is not what its events say. */
export class JournalDisagrees extends Error {
  override readonly name = 'JournalDisagrees';
}

/** How much of an account is in the journal, and how much was left out for which reason. */
interface Sums {
  written: Pence;
  otherBook: Pence;
  later: Pence;
}

const charactersPerPiece = 1 << 16;

/**
 * A fund as a journal for hledger or ledger, in pieces: one transaction for each event, book and
 * day of effect (instalments are due on days of their own), which balances by itself, in the order of
 * the log; at the end each account's sum, and what was left out of it. Takes the fund's stream from its
 * first event; holds one piece and a sum for each account.
 * Throws JournalDisagrees where what is written and left out are together not what the ledger says.
 * Format: docs/journals.md.
 */
export async function* journal(
  events: AsyncIterable<RecordedEvent>,
  of: JournalOf,
): AsyncGenerator<string> {
  const sums = new Map<string, Sums>();
  let piece = heading(of);
  for await (const event of events) {
    if (event.number > of.number) break;
    const made = postings(asDomainEvent(event));
    for (const posting of made) add(sums, posting, of);
    for (const book of of.books) {
      const lines = made.filter((posting) => isWritten(posting, of) && isOf(posting, book));
      for (const day of new Set(lines.map(({ effective }) => effective)))
        piece += transaction(
          event,
          day,
          lines.filter(({ effective }) => effective === day),
        );
    }
    if (piece.length < charactersPerPiece) continue;
    yield piece;
    piece = '';
  }
  yield piece + closing(sums, of);
}

const isOf = ({ on }: Posting, book: JournalBook): boolean => bookOf(on.account) === book;

const isLater = ({ effective }: Posting, { effectiveOn }: JournalOf): boolean =>
  effectiveOn !== null && effective > effectiveOn;

const isWritten = (posting: Posting, of: JournalOf): boolean =>
  !isLater(posting, of) && of.books.some((book) => isOf(posting, book));

function add(sums: Map<string, Sums>, posting: Posting, of: JournalOf): void {
  const { account } = posting.on;
  const sum = sums.get(account) ?? { written: 0n, otherBook: 0n, later: 0n };
  sums.set(account, sum);
  if (isWritten(posting, of)) sum.written += posting.pence;
  else if (isLater(posting, of)) sum.later += posting.pence;
  else sum.otherBook += posting.pence;
}

function heading({ fund, format, books, number, recorded, effectiveOn }: JournalOf): string {
  const commodity =
    format === 'hledger' ? 'commodity GBP 1000.00' : 'commodity GBP\n    format GBP 1000.00';
  return `; Common Purse: fund ${tagValue(fund)}, for ${format}
; As known at number ${number}${recorded === null ? '' : `, recorded ${recorded}`}
; Effective ${effectiveOn === null ? 'on any day' : `by ${effectiveOn}`}
; Books: ${books.join(', ')}
; Accounts: the ledger's account, then year, nature, source and scheme. Debits are positive.
; Dates: the day of effect = the day of recording. The code is the number of the event in the log.

${commodity}
`;
}

/** Dimensions that are told by tags; those that the name of the account tells are repeated. */
const tags: readonly (readonly [tag: string, dimension: keyof Dimensions])[] = [
  ['period', 'period'],
  ['relates-to', 'relatesTo'],
  ['nature', 'nature'],
  ['source', 'source'],
  ['scheme', 'scheme'],
  ['award', 'award'],
  ['provider', 'provider'],
  ['area', 'area'],
];

/** A dimension that all lines share is told once, of the transaction; both tools pass it on to the lines. */
function transaction(event: RecordedEvent, effective: string, lines: readonly Posting[]): string {
  const [first] = lines;
  if (!first || sumPence(lines.map(({ pence }) => pence)) !== 0n)
    throw new Error(`event ${event.number} (${event.type}) does not balance on ${effective}`);
  const shared = tags.filter(([, name]) => lines.every(({ on }) => on[name] === first.on[name]));
  const apart = tags.filter((tag) => !shared.includes(tag));
  const { number, type, stream, revision, recorded } = event;
  const day = londonDay(new Date(recorded));
  return `
${effective}=${day} (${number}) ${type}
    ; number: ${number}
    ; stream: ${tagValue(stream)}
    ; revision: ${revision}
    ; fund: ${tagValue(first.on.fund)}
${told(shared, first.on)}${lines.map((line) => written(line) + told(apart, line.on)).join('')}`;
}

const written = ({ on, pence }: Posting): string =>
  `    ${journalAccount(on)}  GBP ${formatPence(pence)}\n`;

/** What does not apply is not told. */
const told = (which: typeof tags, on: Dimensions): string =>
  which
    .filter(([, name]) => on[name] !== none)
    .map(([tag, name]) => `    ; ${tag}: ${tagValue(on[name])}\n`)
    .join('');

/** Sum of what is exported plus itemised exclusions = ledger total, account by account. */
function closing(sums: ReadonlyMap<string, Sums>, { effectiveOn, balances }: JournalOf): string {
  const accounts = [...new Set([...sums.keys(), ...balances.keys()])].sort();
  const lines = accounts.map((account) => {
    const { written, otherBook, later } = sums.get(account) ?? {
      ...{ written: 0n, otherBook: 0n, later: 0n },
    };
    const ledger = balances.get(account) ?? 0n;
    if (written + otherBook + later !== ledger)
      throw new JournalDisagrees(
        `the journal does not add up: ${account} is ${formatPence(ledger)} in the ledger, and ${formatPence(written + otherBook + later)} by its events`,
      );
    return [
      `; ${tagValue(account)}: written ${formatPence(written)}`,
      ...(otherBook === 0n ? [] : [`left out as of another book ${formatPence(otherBook)}`]),
      ...(later === 0n
        ? []
        : [`left out as later than ${effectiveOn ?? ''} ${formatPence(later)}`]),
      `in the ledger ${formatPence(ledger)}`,
    ].join(', ');
  });
  return `\n; Sums of each account: what is written and what is left out are what the ledger holds.\n${lines.map((line) => `${line}\n`).join('')}`;
}
