import { parsePence, sumPence, type Pence } from '#libs/money/pence.js';
import type { FundTerms } from '#projections/reading/reading.js';
import {
  ageBands,
  type ReconciliationStatement,
  type Unmatched,
} from '#projections/reconciliation/figures/statement.js';
import type { ReconciliationAsRead } from '../../reconciliation/read.js';
import { isMine } from '../commands/is-mine.js';
import type { CommandName } from '../commands/task-groups.js';
import { withPoint } from '../links.js';
import {
  eventLinks,
  link,
  number,
  text,
  toDo,
  type Cell,
  type PartLink,
  type Table,
} from '../table.js';
import { capital, inText, inWords, money } from '../words.js';

type Asked = Readonly<Record<string, unknown>>;

const againstInWords = {
  bank: 'Bank account',
  'general-ledger': 'General ledger',
  partner: 'Partner',
} as const;
type Against = keyof typeof againstInWords;
const stateInWords = {
  begun: 'Waits for an extract',
  'extract-recorded': 'Being matched',
  signed: 'Signed',
} as const;

/** The reconciliations of a fund that are, or are not, against what a partner recorded. */
export function reconciliationsTable(
  fund: string,
  { facts }: Pick<FundTerms, 'facts'>,
  query: Asked,
  { partners }: { readonly partners: boolean },
): Table {
  return {
    caption: partners ? 'Against partners’ books' : 'Against a bank or general ledger',
    head: ['Reconciliation', 'Against', 'State', 'Extract'].map((name) => text(name)),
    rows: facts
      .list('reconciliation')
      .filter(({ attributes: of }) => of.fund === fund && (of.against === 'partner') === partners)
      .map(({ id, attributes: { against, counterparty, from, to, state, file } }) => [
        link(
          `${counterparty}, ${inWords(from)} to ${inWords(to)}`,
          withPoint(`/funds/${fund}/reconciliation/${encodeURIComponent(id)}`, query),
        ),
        text(againstInWords[against as Against]),
        text(stateInWords[state]),
        text(file ?? 'None yet'),
      ]),
    empty: partners
      ? 'No partner’s own books have been compared entry by entry yet.'
      : 'The cash book has not been compared with a bank account or a general ledger yet.',
  };
}

/** What fund and partner said of each other’s debts on a day, as both have it. */
export function balancesAgreedTable({ facts }: FundTerms, query: Asked): Table {
  return {
    caption: 'Balances agreed with partners',
    head: [
      ...[text('Partner'), text('On')],
      ...['By the fund’s books it owes', 'By its own', 'Difference'].map((name) => number(name)),
      ...[text('Explained as'), text('Event')],
    ],
    rows: facts
      .list('balances-agreed')
      .map(({ number: at, attributes: of }) => [
        text(facts.get('organisation', of.with)?.attributes.name ?? of.with),
        text(inWords(of.at)),
        ...[of.ours, of.theirs, of.difference].map((amount) => number(money(parsePence(amount)))),
        text(of.explanation ?? ''),
        eventLinks([at], (each) => withPoint(`/events/${each}`, query)),
      ]),
    empty: 'No partner has said yet what it owes by its own books.',
  };
}

/** Both sides, what of them is matched, and how they come to each other. */
export function sidesTable({ found }: ReconciliationAsRead): Table {
  const { extract, ledger, unmatchedLines, unmatchedEntries, explained, difference } = found;
  const sum = (items: readonly Unmatched[]): Pence => sumPence(items.map(({ pence }) => pence));
  const row = (what: string, count: number | null, pence: Pence): Cell[] => [
    text(what),
    number(count === null ? '' : String(count)),
    number(money(pence)),
  ];
  return {
    caption: 'How the extract comes to the ledger',
    head: [text('What'), number('Count'), number('Amount')],
    rows: [
      row('In the extract', extract.count, extract.pence),
      row('Less: extract lines without a counterpart', unmatchedLines.length, -sum(unmatchedLines)),
      row(
        'Plus: ledger entries without a counterpart',
        unmatchedEntries.length,
        sum(unmatchedEntries),
      ),
      row('Less: differences within matches, explained', null, -explained),
      row('In the ledger', ledger.count, ledger.pence),
    ],
    total: row('Extract less ledger', null, difference),
  };
}

/** Extract lines, or entries of the cash book, that have no counterpart yet, the oldest first. */
export function unmatchedTable(
  side: 'extract' | 'ledger',
  { unmatchedLines, unmatchedEntries }: ReconciliationStatement,
  query: Asked,
): Table {
  const items = side === 'extract' ? unmatchedLines : unmatchedEntries;
  return {
    caption:
      side === 'extract'
        ? 'Extract lines without a counterpart'
        : 'Ledger entries without a counterpart',
    head: [
      text(side === 'extract' ? 'Line of the file' : 'Log number'),
      ...[text('Day'), number('Amount'), number('Age in days')],
    ],
    rows: [...items]
      .sort((a, b) => b.age - a.age || a.id - b.id)
      .map(({ id, day, pence, age }) => [
        side === 'extract' ? text(String(id)) : link(String(id), withPoint(`/events/${id}`, query)),
        text(inWords(day)),
        number(money(pence)),
        number(String(age)),
      ]),
    empty: 'Nothing: each has its counterpart.',
  };
}

export function agesTable({
  byAge,
  unmatchedLines,
  unmatchedEntries,
}: ReconciliationStatement): Table {
  const whole = (open: readonly Unmatched[]): Cell[] => [
    number(String(open.length)),
    number(money(sumPence(open.map(({ pence }) => pence)))),
  ];
  return {
    caption: 'Without a counterpart, by age',
    head: [
      text('Days'),
      ...['In the extract', 'Amount', 'In the ledger', 'Amount'].map((name) => number(name)),
    ],
    rows: ageBands.map((band) => [
      text(capital(band.replace('-', ' to '))),
      number(String(byAge.lines[band].count)),
      number(money(byAge.lines[band].pence)),
      number(String(byAge.entries[band].count)),
      number(money(byAge.entries[band].pence)),
    ]),
    total: [text('Together'), ...whole(unmatchedLines), ...whole(unmatchedEntries)],
  };
}

/** What tells a person whether two records are of the same money. */
const recordedInWords = (day: string, pence: Pence): string => `${inWords(day)}, ${inText(pence)}`;

const byInWords: Readonly<Record<string, string>> = {
  reference: 'The same reference',
  'reference-of-several': 'The same reference, of several',
  'amount-and-day': 'The same amount, on days close by',
  hand: 'By hand',
};

/** Matches that wait for a person, or those that were decided, each with the forms that decide it. */
export function matchesTable(
  which: 'proposed' | 'decided',
  fund: string,
  id: string,
  { state, found, entries }: ReconciliationAsRead,
  query: Asked,
): Table {
  const form = (name: CommandName, words: string, match: string) =>
    isMine(name) && !state.signed
      ? [
          {
            text: words,
            href: `/do/reconciliations/${encodeURIComponent(id)}/${name.split('/')[1] ?? ''}?match=${encodeURIComponent(match)}&fund=${fund}`,
          },
        ]
      : [];
  const booked = new Map(entries.map((entry) => [entry.number, entry]));
  const line = (at: number): string => {
    const of = state.lines.get(at);
    return of ? `${at}: ${recordedInWords(of.day, parsePence(of.amount))}` : String(at);
  };
  const entry = (at: number): PartLink => {
    const of = booked.get(at);
    return {
      ...{ text: String(at), href: withPoint(`/events/${at}`, query) },
      amount: of ? recordedInWords(of.day, of.pence) : '',
    };
  };
  return {
    caption: which === 'proposed' ? 'Proposed, to be confirmed' : 'Confirmed, rejected, taken back',
    head: [
      ...['Match', 'Lines of the file', 'Log numbers', 'Found by', 'State'].map((name) =>
        text(name),
      ),
      ...(state.signed ? [] : [toDo('To do')]),
    ],
    rows: found.matches
      .filter((match) => (match.state === 'proposed') === (which === 'proposed'))
      .map((match) => {
        const steps =
          match.state === 'proposed'
            ? [
                ...form('reconciliations/confirm-match', 'Confirm', match.match),
                ...form('reconciliations/reject-match', 'Reject', match.match),
              ]
            : match.state === 'confirmed'
              ? form('reconciliations/undo-match', 'Take back', match.match)
              : [];
        return [
          text(match.match),
          { text: '', lines: match.lines.map(line) },
          { text: '', parts: match.numbers.map(entry) },
          text(byInWords[match.by] ?? match.by, ...(match.explanation ? [match.explanation] : [])),
          text(capital(match.state)),
          ...(state.signed ? [] : [steps.length > 0 ? { text: '', links: steps } : text('')]),
        ];
      }),
    empty: which === 'proposed' ? 'No match waits for anybody.' : 'No match has been decided yet.',
  };
}
