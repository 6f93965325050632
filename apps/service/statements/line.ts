import { z } from 'zod';
import { Day } from '#contracts/values.js';
import type { WrittenValue } from '#libs/interchange/written-value.js';
import { parsePence } from '#libs/money/pence.js';
import { spelled } from '../web/words.js';

/** Rows of a statement's document, whose amounts and days are texts. */
export const Line = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
export const Lines = z.array(Line);
export type Line = Readonly<z.infer<typeof Line>>;

const amount = /^-?\d+\.\d{2}$/;

/** Words of the documents, which programs read, as people write them. */
const inWords: Readonly<Record<string, string>> = {
  none: '',
  ...{ revenue: 'Revenue', capital: 'Capital', spent: 'Spent', income: 'Income' },
  ...{ 'joint-operation': 'Joint operation', 'lead-commissioner': 'Lead commissioner' },
  s75: 'Section 75',
  ...{ better: 'Better', worse: 'Worse', 'as before': 'As before' },
  ...{ adverse: 'Adverse', favourable: 'Favourable', 'on budget': 'On budget' },
};

/** Fields that hold what a fund calls something in short, which is an identifier. */
const inShort: ReadonlySet<string> = new Set(['category', 'power']);

/** What stands in a field, as people read it. */
export function valueOf(value: string | number | null | undefined, field = ''): WrittenValue {
  if (typeof value !== 'string') return value ?? null;
  if (amount.test(value)) return parsePence(value);
  if (Day.safeParse(value).success) return { day: value };
  return inWords[value] ?? (inShort.has(field) ? spelled(value) : value);
}
