import type { FundTerms, Point, Reading } from '#projections/reading/reading.js';
import { refuse } from '#projections/reading/refused.js';
import { presentFormat, type StatementOf } from '#projections/statements/figures/head.js';
import { readStatement, type StatementAsRead } from '#projections/statements/read-statement.js';
import { aboutOf, type About } from '../lists/about.js';
import { formOf, type NamedLog } from '../log/made-from.js';
import { laidOut } from './lay-out.js';
import type { StatementLayout } from './layout.js';
import { statementFileName, writtenStatement, type StatementFormat } from './written-statement.js';

/** What statements are made with. */
export interface StatementMaker {
  readonly reading: Reading;
  readonly log: NamedLog;
  readonly now: () => Date;
}

/** A statement as its document, and laid out for people from that document. */
export interface MadeStatement {
  readonly of: StatementOf;
  readonly read: StatementAsRead;
  readonly layout: StatementLayout;
  readonly about: About;
  fileName(format: StatementFormat | 'json'): string;
  written(format: StatementFormat, forPeople: boolean): Promise<Buffer>;
}

/** One that was issued, with what was known of its fund at the point that is asked about. */
export interface IssuedStatement extends MadeStatement {
  readonly terms: FundTerms;
}

/** A statement as it would be issued, made from what was known at a point. */
export async function madeStatement(
  { reading, log, now }: StatementMaker,
  fund: string,
  of: StatementOf,
  point: Point,
  format: number = presentFormat,
): Promise<MadeStatement> {
  const read = await readStatement(reading, fund, of, point, formOf(format, log));
  const layout = laidOut(read.drawn);
  const about = await aboutOf(`${layout.title}, ${layout.of}`, fund, read.moment, log, now());
  const period = of.quarter === null ? of.year : `${of.year}-q${of.quarter}`;
  return {
    ...{ of, read, layout, about },
    fileName: (as) => statementFileName(of.kind, fund, period, read.moment, as),
    written: (as, forPeople) => writtenStatement(layout, about, as, { forPeople }),
  };
}

/** One that was issued, made anew from its own number: other bytes than were issued are not shown. */
export async function issuedStatement(
  maker: StatementMaker,
  fund: string,
  id: string,
  point: Point,
): Promise<IssuedStatement> {
  const terms = await maker.reading.terms(fund, point);
  const found = terms.facts.get('statement', id);
  if (!found) throw refuse('not-found', { what: 'statement', id, where: 'the fund' });
  const { kind, year, quarter, asKnownAt, effectiveOn, sha256, format } = found.attributes;
  const made = await madeStatement(
    maker,
    fund,
    { kind, year, quarter },
    { asKnownAt: String(asKnownAt), effectiveOn: effectiveOn ?? undefined },
    format,
  );
  if (made.read.sha256 !== sha256)
    throw refuse('statement-not-reproduced', {
      statement: id,
      issued: sha256,
      made: made.read.sha256,
    });
  return { ...made, terms };
}
