/** As deep as anything that people or programs mean: what goes deeper is made to exhaust who reads it. */
export const levelsMax = 64;

/** What of a value cannot be recorded, and where in it that stands. */
export interface Unwritable {
  readonly path: readonly (string | number)[];
  readonly why: string;
}

/**
 * What of a value no event may hold: NUL, which PostgreSQL keeps in no text; half of a surrogate pair,
 * which is no character and has no bytes in UTF-8; and nesting without end. Undefined where all is well.
 */
export function unwritableIn(value: unknown): Unwritable | undefined {
  // A list of what is still to be seen rather than recursion, which the nesting would exhaust.
  const waiting: { readonly value: unknown; readonly path: Unwritable['path'] }[] = [
    { value, path: [] },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value: seen, path } = next;
    if (typeof seen === 'string' && !isWritable(seen)) return { path, why: unwritableText };
    if (typeof seen !== 'object' || seen === null) continue;
    if (path.length >= levelsMax)
      return { path: path.slice(0, 1), why: `it is nested more than ${levelsMax} levels deep` };
    const members = Array.isArray(seen)
      ? seen.map((member: unknown, place) => [place, member] as const)
      : Object.entries(seen);
    for (const [name, member] of members) {
      if (typeof name === 'string' && !isWritable(name)) return { path, why: unwritableText };
      if (typeof member === 'string' || typeof member === 'object')
        waiting.push({ value: member, path: [...path, name] });
    }
  }
  return undefined;
}

export const isWritable = (text: string): boolean =>
  !text.includes('\0') && !/\p{Surrogate}/u.test(text);

const unwritableText =
  'it holds a character that no text may hold (NUL, or half of a surrogate pair)';

/** The beginning of a text, in at most so many characters of UTF-16; none is cut in half. */
export const beginningOf = (text: string, charactersMax: number): string =>
  text.slice(0, charactersMax).replace(/[\uD800-\uDBFF]$/, '');
