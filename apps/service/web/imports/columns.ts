import type { ColumnMeaning } from '#libs/interchange/columns/match-columns.js';
import { UnreadableFile } from '#libs/interchange/unreadable-file.js';
import type { Said } from '../form/two-steps.js';
import { capital } from '../words.js';

/** Meaning → column; null where somebody says that the file has none. */
export type Mapping = Readonly<Record<string, string | null>>;
type Meanings = Readonly<Record<string, Pick<ColumnMeaning, 'title' | 'required'>>>;

const field = 'map.';

/** How a form says that columns are read: as chosen one by one, as in another file, or by their names. */
export function mappingIn(
  said: Said,
  kept: Readonly<Record<string, string>> | undefined,
): { readonly chosen: Mapping | undefined; readonly mapping: Mapping | undefined } {
  const named = Object.entries(said).filter(([name]) => name.startsWith(field));
  if (named.length === 0) return { chosen: undefined, mapping: kept };
  const chosen = Object.fromEntries(
    named.map(([name, column]) => [name.slice(field.length), column === '' ? null : column]),
  );
  return { chosen, mapping: chosen };
}

/** The fields of a form that records a file as it was read on the page before. */
export const mappingFields = (
  meanings: Meanings,
  mapping: Mapping,
): readonly { readonly name: string; readonly value: string }[] =>
  Object.keys(meanings).map((meaning) => ({
    ...{ name: `${field}${meaning}`, value: mapping[meaning] ?? '' },
  }));

/**
 * Meaning by meaning the column that was found, to be chosen otherwise; and what nothing was found for.
 * @param chosen as somebody has chosen; none where columns are found by what they mean
 */
export function columnsForm(
  meanings: Meanings,
  chosen: Mapping | undefined,
  found: { readonly columns: readonly string[]; readonly mapping: Mapping } | UnreadableFile,
): { readonly fields: object[]; readonly unmatched: readonly string[] } {
  const mapping: Mapping = found instanceof UnreadableFile ? (chosen ?? {}) : found.mapping;
  const taken = new Set(Object.values(mapping));
  const fields = Object.entries(meanings)
    .sort(([, a], [, b]) => Number(b.required) - Number(a.required))
    .map(([meaning, { title, required }]) => ({
      name: `${field}${meaning}`,
      label: `${capital(title)}${required ? ' (needed)' : ''}`,
      missing: required && !mapping[meaning] ? 'Choose the column that holds it.' : undefined,
      items: [
        { value: '', text: 'Not in this file' },
        ...found.columns.map((column) => ({
          ...{ value: column, text: column, selected: mapping[meaning] === column },
        })),
      ],
    }));
  return { fields, unmatched: found.columns.filter((column) => !taken.has(column)) };
}
