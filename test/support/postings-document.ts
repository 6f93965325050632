import type { RecordedEvent } from '#contracts/envelope.js';
import { asDomainEvent } from '#contracts/events/all.js';
import { yearOf } from '#contracts/financial-year.js';
import { formatPence } from '#libs/money/pence.js';
import { bookOf, none, type Posting } from '#libs/ledger/posting.js';
import { postings } from '#libs/ledger/postings.js';

const introduction = `# What each event does to the books

Generated from the stored examples in \`contracts/examples\`; a test keeps it current. Debits are
positive, credits negative. Every event's postings sum to zero per fund, book, accounting year, nature
and source (rule 2). Events that move no money are named at the end.
`;

/** `docs/postings.md`: one table per event type, from one example each. */
export function postingsDocument(examples: readonly RecordedEvent[]): string {
  const all = examples.map((event) => ({ event, posted: postings(asDomainEvent(event)) }));
  const tables = all.filter(({ posted }) => posted.length > 0).map(tableOf);
  const silent = all.filter(({ posted }) => posted.length === 0).map(({ event }) => event.type);
  return [introduction, ...tables, `## Events that post nothing\n\n${silent.join(', ')}.\n`].join(
    '\n',
  );
}

const columns = [
  'book',
  'account',
  'month',
  'accounting year',
  'nature',
  'source',
  'scheme',
  'award',
  'amount',
] as const;

function tableOf({ event, posted }: { event: RecordedEvent; posted: readonly Posting[] }): string {
  const rows = posted.map(({ on, pence }) => {
    const book = bookOf(on.account);
    const account = on.account.slice(book.length + 1);
    const whose = [on.source, on.scheme, on.award].map(shown);
    return [book, account, on.period, yearOf(on.period), on.nature, ...whose, formatPence(pence)];
  });
  const widths = columns.map((name, place) =>
    Math.max(name.length, ...rows.map((row) => row[place]?.length ?? 0)),
  );
  const written = (cells: readonly string[]): string =>
    `| ${cells.map((cell, place) => aligned(cell, place, widths[place] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width, place) =>
    isAmount(place) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return `## ${event.type}, version ${event.version}

Effective ${event.effective}.

${[columns, rule, ...rows].map(written).join('\n')}
`;
}

const isAmount = (place: number): boolean => place === columns.length - 1;
const aligned = (cell: string, place: number, width: number): string =>
  isAmount(place) ? cell.padStart(width) : cell.padEnd(width);
const shown = (dimension: string): string => (dimension === none ? '' : dimension);
