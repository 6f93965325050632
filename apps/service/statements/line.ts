import { z } from 'zod';
import { Day } from '#contracts/values.js';
import { isAmount, type Amount } from '#projections/statements/figures/drawn.js';
import { byName } from '../web/by-name.js';
import { isNamed, spelled } from '../web/words.js';
import type { LaidValue } from './layout.js';

/** Rows of a statement as it was drawn up, whose days are texts. */
export const Line = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.null(), z.custom<Amount>(isAmount)]),
);
export const Lines = z.array(Line);
export type Line = Readonly<z.infer<typeof Line>>;

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

/** A name or a number as it stands in a field; nothing where there is none. */
export const textIn = (value: Line[string] | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Rows by what they are called in some fields; those that are called nothing come last. */
export const inOrder = (lines: readonly Line[], ...fields: readonly string[]): Line[] =>
  byName(lines, (line) =>
    fields.map((field) => {
      const name = textIn(line[field]);
      return isNamed(name) && name !== '' ? name : null;
    }),
  );

/** What stands in a field, as people read it. */
export function valueOf(value: Line[string] | undefined, field = ''): LaidValue {
  if (typeof value !== 'string') return value ?? null;
  if (Day.safeParse(value).success) return { day: value };
  return inWords[value] ?? (inShort.has(field) ? spelled(value) : value);
}
