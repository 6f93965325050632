import { wordsOf } from './words.js';

/** What a column can mean, and how bodies call it. */
export interface ColumnMeaning {
  /** The meaning in words, for messages. */
  readonly title: string;
  readonly required: boolean;
  /** Names by weight, 1 to 100: a column that has all words of a name scores its weight, less for other words. */
  readonly names: Readonly<Record<string, number>>;
  /** Columns with any of these words mean something else. */
  readonly not: string;
  /** Several columns may hold it together, so a second one is no ambiguity. */
  readonly repeats?: true;
  /** A name of figures, such as a financial year, in which there are no words to go by. */
  readonly figures?: RegExp;
  /** Which other columns mean something else; given the words of the column. */
  readonly unless?: (words: ReadonlySet<string>) => boolean;
}

export type ColumnMeanings<M extends string> = Readonly<Record<M, ColumnMeaning>>;

/**
 * Which column holds which meaning: a column's name, or null for *not in this file*. Can be shown, edited and
 * passed back in; a meaning that is absent from a mapping passed in is matched again.
 */
export type Mapping<M extends string> = Readonly<Partial<Record<M, string | null>>>;

/** Another column that would have served a meaning equally well. */
export interface Ambiguity<M extends string> {
  readonly meaning: M;
  readonly chosen: string;
  readonly alsoFits: readonly string[];
}

export interface ColumnMatch<M extends string> {
  readonly mapping: Readonly<Record<M, string | null>>;
  readonly scores: Readonly<Partial<Record<M, number>>>;
  readonly ambiguous: readonly Ambiguity<M>[];
  readonly missing: readonly M[];
}

const LEAST_SCORE = 30;
const NEAR = 2;
/** Of a column that is called by figures alone. */
const FIGURES_SCORE = 50;

/** Names for columns that are all different and never blank: `column 5`, `Date`, `Date (2)`. */
export const columnNames = (header: readonly string[]): readonly string[] => {
  const seen = new Map<string, number>();
  return header.map((cell, index) => {
    const name = cell.trim() === '' ? `column ${String(index + 1)}` : cell.trim();
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${String(times)})`;
  });
};

/** Finds the column of each meaning: best score first, one column a meaning and one meaning a column. */
export const matchColumns = <M extends string>(
  columns: readonly string[],
  meanings: ColumnMeanings<M>,
  given: Mapping<M>,
): ColumnMatch<M> => {
  const keys = Object.keys(meanings) as M[];
  const mapping = Object.fromEntries(keys.map((key) => [key, null])) as Record<M, string | null>;
  const scores: Partial<Record<M, number>> = {};
  const open = new Set<M>(keys);
  const taken = new Set<string>();
  for (const key of keys) {
    const name = given[key];
    if (name === undefined) continue;
    open.delete(key);
    const column = typeof name === 'string' ? columnCalled(columns, name) : undefined;
    mapping[key] = column ?? null;
    if (column !== undefined) taken.add(column);
  }
  const candidates = scored(columns, meanings);
  for (const { key, column, score } of candidates) {
    if (!open.has(key) || taken.has(column)) continue;
    mapping[key] = column;
    scores[key] = score;
    open.delete(key);
    taken.add(column);
  }
  const ambiguous = keys.flatMap((meaning) => {
    const chosen = mapping[meaning];
    const best = scores[meaning];
    const single = meanings[meaning].repeats !== true;
    if (chosen === null || best === undefined || !single) return [];
    const alsoFits = candidates
      .filter((c) => c.key === meaning && !taken.has(c.column) && c.score >= best - NEAR)
      .map((c) => c.column);
    return alsoFits.length === 0 ? [] : [{ meaning, chosen, alsoFits }];
  });
  const missing = keys.filter((key) => meanings[key].required && mapping[key] === null);
  return { mapping, scores, ambiguous, missing };
};

/** The column of that name, whatever its case, spaces and punctuation. */
export const columnCalled = (columns: readonly string[], name: string): string | undefined => {
  const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return (
    columns.find((column) => column === name.trim()) ??
    columns.find((column) => bare(column) === bare(name))
  );
};

interface Candidate<M extends string> {
  readonly key: M;
  readonly column: string;
  readonly score: number;
}

const scored = <M extends string>(
  columns: readonly string[],
  meanings: ColumnMeanings<M>,
): readonly Candidate<M>[] => {
  const compiled = compile(meanings);
  const candidates: Candidate<M>[] = [];
  for (const column of columns) {
    const words = new Set(wordsOf(column, compiled.known));
    if (words.size === 0) {
      for (const key of Object.keys(meanings) as M[])
        if (meanings[key].figures?.test(column) === true)
          candidates.push({ key, column, score: FIGURES_SCORE });
      continue;
    }
    for (const [key, phrases] of compiled.phrases) {
      if (compiled.not.get(key)?.some((word) => words.has(word)) === true) continue;
      if (meanings[key].unless?.(words) === true) continue;
      const score = Math.max(0, ...phrases.map((phrase) => fit(words, phrase)));
      if (score >= LEAST_SCORE) candidates.push({ key, column, score });
    }
  }
  // A stable sort: of equal columns the first in the file wins.
  return candidates.sort((a, b) => b.score - a.score);
};

interface Phrase {
  readonly words: readonly string[];
  readonly weight: number;
}

const fit = (words: ReadonlySet<string>, phrase: Phrase): number =>
  phrase.words.every((word) => words.has(word))
    ? Math.round(phrase.weight * (0.6 + (0.4 * phrase.words.length) / words.size))
    : 0;

interface Compiled<M extends string> {
  readonly known: ReadonlySet<string>;
  readonly phrases: ReadonlyMap<M, readonly Phrase[]>;
  readonly not: ReadonlyMap<M, readonly string[]>;
}

const compile = <M extends string>(meanings: ColumnMeanings<M>): Compiled<M> => {
  const known = new Set<string>();
  const phrases = new Map<M, readonly Phrase[]>();
  const not = new Map<M, readonly string[]>();
  for (const key of Object.keys(meanings) as M[]) {
    const meaning = meanings[key];
    phrases.set(
      key,
      Object.entries(meaning.names).map(([name, weight]) => ({ words: name.split(' '), weight })),
    );
    not.set(key, meaning.not.split(' '));
    for (const word of `${Object.keys(meaning.names).join(' ')} ${meaning.not}`.split(' ')) {
      known.add(word);
    }
  }
  return { known, phrases, not };
};
