import type { JsonObject } from '#contracts/envelope.js';
import { formatPence, sumPence, type Pence } from '#libs/money/pence.js';
import type { FundView } from '#projections/reading/reading.js';

/** Figures of a row as texts. */
export const written = (of: object): JsonObject =>
  Object.fromEntries(
    Object.entries(of).map(([name, value]: [string, Pence | string | null]) => [
      name,
      typeof value === 'bigint' ? formatPence(value) : value,
    ]),
  );

export const totalOf = <Name extends string>(
  rows: readonly Readonly<Record<Name, Pence>>[],
  names: readonly Name[],
): Record<string, Pence> =>
  Object.fromEntries(names.map((name) => [name, sumPence(rows.map((row) => row[name]))]));

export const sourceName = ({ facts }: FundView, source: string): string =>
  facts.get('source', source)?.attributes.name ?? source;
