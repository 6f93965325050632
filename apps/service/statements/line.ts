import { z } from 'zod';
import { Day } from '#contracts/values.js';
import type { WrittenValue } from '#libs/interchange/written-value.js';
import { parsePence } from '#libs/money/pence.js';

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
  ...{ adverse: 'Adverse', favourable: 'Favourable', 'on budget': 'On budget' },
};

/** What stands in a field, as people read it. */
export function valueOf(value: string | number | null | undefined): WrittenValue {
  if (typeof value !== 'string') return value ?? null;
  if (amount.test(value)) return parsePence(value);
  if (Day.safeParse(value).success) return { day: value };
  return inWords[value] ?? value;
}
