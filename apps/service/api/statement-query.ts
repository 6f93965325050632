import type { Request } from 'express';
import { z } from 'zod';
import { fitsQuarter, quarterAsked, StatementKind } from '#contracts/events/fund/statements.js';
import { FinancialYear } from '#contracts/values.js';
import {
  statementFormats,
  statementMediaTypes,
  type StatementFormat,
} from '../statements/written-statement.js';
import { checkedQuery } from './checked-query.js';

/** Which statement: the account of a year, or the report of a quarter where one is named. */
export const StatementAsked = z
  .object({
    kind: StatementKind.optional(),
    year: FinancialYear,
    quarter: z.coerce.number().int().min(1).max(4).optional(),
  })
  .transform(({ kind, year, quarter }) => ({
    kind: kind ?? (quarter === undefined ? 'memorandum-account' : 'partner-quarter'),
    year,
    quarter: quarter ?? null,
  }))
  .refine(({ kind, quarter }) => fitsQuarter(kind, quarter), { error: quarterAsked });

const formats = ['json', ...statementFormats] as const;
const Format = z.object({
  format: z.enum(formats, { error: `format is one of ${formats.join(', ')}` }).optional(),
});

/** As what a statement is wanted: by `format`, for a link, or else by `Accept`. */
export function statementFormatOf(request: Request): {
  readonly format: 'json' | StatementFormat;
  readonly forPeople: boolean;
} {
  const said = request.query['format'];
  const { format } = checkedQuery(Format, said === '' ? {} : { format: said });
  if (format !== undefined) return { format, forPeople: true };
  const types = statementFormats.map((name) =>
    name === 'csv' ? 'text/csv' : statementMediaTypes[name],
  );
  const type = request.accepts(['application/json', ...types]);
  const accepted = statementFormats[types.indexOf(type === false ? '' : type)];
  return { format: accepted ?? 'json', forPeople: false };
}
