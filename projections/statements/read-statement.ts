import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Asked } from '#libs/ledger/balances.js';
import type { FundView, Moment, Point, PostedLine, Reading } from '../reading/reading.js';
import { datedAccounts, otherYears } from './figures/account.js';
import type { LogMadeFrom, StatementForm, StatementOf } from './figures/head.js';
import { documentOf, type Drawn } from './figures/drawn.js';
import { drawnStatement, listsOtherYears } from './figures/statement.js';
import { streamsRead } from './figures/streams.js';

/** A statement as bytes, and what they were made from. */
export interface StatementAsRead {
  readonly moment: Moment;
  readonly format: StatementForm['format'];
  /** The streams that the fund's view was made from. */
  readonly streams: readonly string[];
  /** With the way down to each amount. */
  readonly drawn: Drawn;
  /** Canonical JSON (RFC 8785). */
  readonly text: string;
  /** Hex, of the text in UTF-8. */
  readonly sha256: string;
}

/** The format to make, and what a later one names: which log it was when it had so many entries. */
export type FormAsked =
  | { readonly format: 1 }
  | { readonly format: 2 | 3 | 4; readonly logAt: (size: number) => Promise<LogMadeFrom> };

const perPage = 1_000;

/**
 * Reads a statement of a fund at a point. Without `asKnownAt` it is what is known now, and names the
 * number: asked for at that number again, it is the same bytes for ever. Refusals are thrown.
 */
export async function readStatement(
  reading: Reading,
  fund: string,
  of: StatementOf,
  point: Point,
  asked: FormAsked,
): Promise<StatementAsRead> {
  const { number } = await reading.moment(point);
  const pinned: Point = { asKnownAt: String(number), effectiveOn: point.effectiveOn };
  const view = await reading.fund(fund, pinned);
  const lines = listsOtherYears(of) ? await acrossYears(reading, view, of.year, pinned) : [];
  const { format } = asked;
  const form =
    asked.format === 1 ? asked : { format: asked.format, log: await asked.logAt(number) };
  const drawn = drawnStatement(view, of, lines, form);
  const text = canonicalize(documentOf(drawn)) ?? '';
  const sha256 = createHash('sha256').update(text).digest('hex');
  return {
    moment: view.moment,
    format,
    streams: streamsRead(view, of, asked),
    drawn,
    text,
    sha256,
  };
}

/** What counts in a year and relates to another, or the other way round, in the order of the log. */
async function acrossYears(
  reading: Reading,
  { fund, balances }: FundView,
  year: string,
  pinned: Point,
): Promise<PostedLine[]> {
  const others = (name: 'year' | 'relatesTo') => otherYears(balances, name, year);
  return [
    ...(await allOf(reading, fund, { relatesTo: year, year: others('year') }, pinned)),
    ...(await allOf(reading, fund, { relatesTo: others('relatesTo'), year }, pinned)),
  ].sort((a, b) => a.number - b.number || a.line - b.line);
}

/** Every page of the postings asked about; none where no value of a dimension is. */
async function allOf(
  reading: Reading,
  fund: string,
  asked: Asked,
  point: Point,
): Promise<PostedLine[]> {
  if (Object.values(asked).some((values) => values.length === 0)) return [];
  const lines: PostedLine[] = [];
  const account = datedAccounts;
  let cursor: string | undefined;
  do {
    const page = await reading.postings(fund, { account, ...asked }, point, cursor, perPage);
    lines.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return lines;
}
