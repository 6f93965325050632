import type { Entity } from '#libs/ledger/fact-types.js';
import type { FactLine } from '#libs/ledger/facts-at.js';
import type { Account } from '#libs/ledger/posting.js';
import type { PostingRow, SeriesRow } from './entities.js';
import type { PostedLine } from './reading.js';

/** A row of facts (`f`) as PostgreSQL hands it out. */
export type Line = Omit<FactLine, 'number'> & { readonly number: string; readonly entity: Entity };

export const factColumns = `f.entity, f.id, f.number, f.fund, f.provider, f.effective::text, f.attributes`;

export const lineOf = (row: Line): FactLine => ({ ...row, number: Number(row.number) });

/** A posting (`p`) with its series (`s`). */
export type Posted = PostedLine['on'] & {
  readonly number: string;
  readonly line: number;
  readonly pence: string;
  readonly effective: string;
};

export const postedColumns = `p.number, p.line, p.pence, p.effective::text, s.fund, s.account, s.year,
  s.period, s.relates_to as "relatesTo", s.nature, s.source, s.scheme, s.award, s.provider, s.area`;

export const postedOf = ({ number, line, pence, effective, ...on }: Posted): PostedLine => ({
  ...{ line, effective, on },
  number: Number(number),
  pence: BigInt(pence),
});

/** A posting of the tables as a line. */
export function postedLine(row: PostingRow): PostedLine {
  const { id: _, key: __, month: ___, account, nature, ...on }: SeriesRow = row.series;
  return {
    number: Number(row.number),
    line: row.line,
    on: { ...on, account: account as Account, nature: nature as PostedLine['on']['nature'] },
    effective: row.effective,
    pence: BigInt(row.pence),
  };
}
