import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Asked } from '#libs/ledger/balances.js';
import type { Moment, Point, PostedLine, Reading } from '../reading/reading.js';
import {
  datedAccounts,
  statementDocument,
  statementFormat,
  type StatementOf,
} from './figures/statement.js';

/** A statement as bytes, and what they were made from. */
export interface StatementAsRead {
  readonly moment: Moment;
  readonly format: number;
  /** Canonical JSON (RFC 8785). */
  readonly text: string;
  /** Hex, of the text in UTF-8. */
  readonly sha256: string;
}

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
): Promise<StatementAsRead> {
  const { number } = await reading.moment(point);
  const pinned: Point = { asKnownAt: String(number), effectiveOn: point.effectiveOn };
  const view = await reading.fund(fund, pinned);
  const dated = view.balances.where({ account: datedAccounts });
  const others = (name: 'year' | 'relatesTo'): string[] =>
    dated
      .groupBy(name)
      .map(({ key }) => key[name])
      .filter((year) => year !== of.year);
  const lines = [
    ...(await allOf(reading, fund, { relatesTo: of.year, year: others('year') }, pinned)),
    ...(await allOf(reading, fund, { relatesTo: others('relatesTo'), year: of.year }, pinned)),
  ].sort((a, b) => a.number - b.number || a.line - b.line);
  const text = canonicalize(statementDocument(view, of, lines)) ?? '';
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { moment: view.moment, format: statementFormat, text, sha256 };
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
