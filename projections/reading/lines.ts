import type { Entity } from '#libs/ledger/fact-types.js';
import type { FactLine } from '#libs/ledger/facts-at.js';
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
