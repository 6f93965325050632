import type { FundView } from '#projections/reading/reading.js';
import { inFewerParts, together, type Traced } from '#projections/fund-health/figures/traced.js';

export const totalOf = <Name extends string>(
  rows: readonly Readonly<Record<Name, Traced>>[],
  names: readonly Name[],
): Record<NoInfer<Name>, Traced> =>
  Object.fromEntries(
    names.map((name) => [name, inFewerParts(together(rows.map((row) => row[name])))]),
  ) as Record<Name, Traced>;

export const sourceName = ({ facts }: FundView, source: string): string =>
  facts.get('source', source)?.attributes.name ?? source;
