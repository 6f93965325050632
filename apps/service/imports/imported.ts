import type { Fact, FactsAt } from '#libs/ledger/facts-at.js';
import { refuse } from '#projections/reading/refused.js';

/** A row that was set aside: it waits to be put right, or was put right by an event. */
export interface SetAsideRow {
  readonly line: number;
  /** Where the reason lies; empty where it is the row as a whole. */
  readonly column: string;
  readonly reason: string;
  readonly state: 'waiting' | 'put right';
  /** Log number of the event that put it right. */
  readonly correctedBy: number | null;
  /** As far as it was put right: the cells as they were received, and what stands for them. */
  readonly changes: readonly {
    readonly column: string;
    readonly received: string | null;
    readonly corrected: string;
  }[];
  /** Log number of the event that last told of it. */
  readonly number: number;
}

/** A file that was taken into a fund, and those of its rows that were not simply recorded. */
export interface Imported {
  readonly import: ImportFact;
  readonly rows: readonly SetAsideRow[];
  readonly partlyRecorded: readonly {
    readonly line: number;
    readonly refused: string;
    readonly reason: string;
  }[];
  /** Rows that say what a row of another file has said, with the log numbers of those. */
  readonly possibleDuplicates: readonly {
    readonly line: number;
    readonly like: readonly number[];
  }[];
}

/** A file as the fund has it: what was read, how, and with which totals. */
export type ImportFact = Fact<'import'>['attributes'] & {
  readonly id: string;
  /** The log number of what was last told of it. */
  readonly number: number;
};

/** The files of a fund, the latest first. */
export const importsOf = (facts: FactsAt, fund: string): ImportFact[] =>
  facts
    .list('import')
    .filter(({ attributes }) => attributes.fund === fund)
    .map(factOf)
    .sort((a, b) => b.begun - a.begun);

const factOf = ({ id, number, attributes }: Fact<'import'>): ImportFact => ({
  ...attributes,
  id,
  number,
});

/**
 * A file of a fund with its rows, in the order of their lines. What else stood in a row that waits is in
 * the file alone, which its hash names (rule 16). Refuses what the fund has not taken in.
 */
export function importedIn(facts: FactsAt, fund: string, id: string): Imported {
  const found = facts.get('import', id);
  if (found?.attributes.fund !== fund)
    throw refuse('not-found', { what: 'import', id, where: 'the fund' });
  const rowsOf = <Kind extends 'quarantined-row' | 'partly-recorded-row' | 'possible-duplicate'>(
    entity: Kind,
  ): Fact<Kind>[] =>
    facts
      .list(entity)
      .filter(({ attributes }) => attributes.import === id)
      .sort((a, b) => a.attributes.line - b.attributes.line);
  return {
    import: factOf(found),
    rows: rowsOf('quarantined-row').map(({ number, attributes }) => ({
      ...{ line: attributes.line, column: attributes.column, reason: attributes.reason },
      state: attributes.corrected ? 'put right' : 'waiting',
      correctedBy: attributes.correctedBy ?? null,
      changes: attributes.changes ?? [],
      number,
    })),
    partlyRecorded: rowsOf('partly-recorded-row').map(({ attributes }) => ({
      ...{ line: attributes.line, refused: attributes.refused, reason: attributes.reason },
    })),
    possibleDuplicates: rowsOf('possible-duplicate').map(({ attributes }) => ({
      ...{ line: attributes.line, like: attributes.like },
    })),
  };
}
