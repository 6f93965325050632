import type { Finding } from './audit-test.js';

/** A document in a series, with a reference that ends in a number. */
export interface Numbered {
  readonly number: number;
  readonly fund: string;
  readonly series: string;
  readonly reference: string;
}

/**
 * Numbers that lie between two others of the same fund, series and beginning, and that no document
 * carries. A step of more than `most` begins another series, in which nothing is missing before.
 * References that end in months are dated, not numbered: nothing is missing between two of them.
 */
export function gapsIn(documents: readonly Numbered[], most: number): Finding[] {
  const series = new Map<string, Map<bigint, Numbered>>();
  for (const document of documents) {
    const [, beginning = '', digits = '0'] = /^(.*?)(\d{1,18})$/.exec(document.reference) ?? [];
    const key = [document.fund, document.series, beginning].join('\n');
    const of = series.get(key) ?? new Map<bigint, Numbered>();
    of.set(BigInt(digits), of.get(BigInt(digits)) ?? document);
    series.set(key, of);
  }
  const numbered = [...series.values()].filter((of) => !areMonths([...of.values()]));
  return numbered.flatMap((of) => {
    const inOrder = [...of].sort(([a], [b]) => (a < b ? -1 : 1));
    return inOrder.flatMap(([at, document], place) => {
      const [before, earlier] = inOrder[place - 1] ?? [];
      if (before === undefined || !earlier) return [];
      const missing = Number(at - before) - 1;
      if (missing < 1 || missing >= most) return [];
      return [
        {
          what: `${missing} missing between ${earlier.reference} and ${document.reference} (${document.series})`,
          numbers: [earlier.number, document.number].sort((a, b) => a - b),
          fund: document.fund,
          amount: null,
          of: {
            series: document.series,
            after: earlier.reference,
            before: document.reference,
            missing,
          },
        },
      ];
    });
  });
}

/** Whether each ends in a year and a number that may be its month, such as `2026-03`. */
const areMonths = (documents: readonly Numbered[]): boolean =>
  documents.every(({ reference }) => /(?<!\d)20\d\d-(?:0[1-9]|1[0-2])$/.test(reference));
