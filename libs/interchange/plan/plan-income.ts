import type { IncomeMeaning } from '../columns/plan-columns.js';
import { quoted } from '../reading.js';
import { plannedAmounts, type PlannedAmount } from './plan-amounts.js';
import type { PartFound, PartItem, QuarantinedPlanRow } from './plan-part.js';
import { bare, knownSource, sourceNamed, type KnownSource } from './plan-sources.js';

/** A source of a plan as the fund has it: several may put in of one kind, and each is one of its own. */
export interface PlanSource {
  readonly name: string;
  /** `unknown` where the plan does not say. */
  readonly contributor: string;
  /** Whether a funder gives it through the contributor. */
  readonly programme: boolean;
}

export interface PlannedContribution {
  readonly line: number;
  readonly source: PlanSource;
  /** What kind of source it is, whoever puts it in. */
  readonly sourceOf: string;
  readonly certainty: 'indicative' | 'expected';
  readonly amounts: readonly PlannedAmount[];
}

interface PlannedIncome {
  readonly contributions: readonly PlannedContribution[];
  readonly quarantined: readonly QuarantinedPlanRow[];
  readonly warnings: readonly string[];
}

type Row = Extract<PartItem<IncomeMeaning>, { readonly kind: 'row' }>;

/** What is put in, by whom. A plan confirms nothing: what it calls confirmed waits for its evidence. */
export function plannedIncome(
  part: PartFound<IncomeMeaning> | undefined,
  items: readonly PartItem<IncomeMeaning>[],
): PlannedIncome {
  if (!part) return { contributions: [], quarantined: [], warnings: [] };
  const { mapping } = part.header.match;
  const quarantined: QuarantinedPlanRow[] = [];
  const rows: { row: Row; kind: KnownSource; contributor: string; planned: Planned }[] = [];
  // Headed by its source, a column holds those who put it in.
  let heading = knownSource(mapping.incomeSource ?? '');
  const inBlocks = heading !== undefined;
  for (const item of items) {
    if (item.kind === 'quarantined') quarantined.push(item);
    if (item.kind === 'heading') heading = knownSource(item.label) ?? heading;
    if (item.kind !== 'row') continue;
    const label = item.cell('incomeSource');
    const kind = inBlocks && heading ? heading : sourceNamed(label);
    const planned = plannedIn(item, kind, mapping);
    const contributor = inBlocks ? label : item.cell('contributor');
    if (label === '')
      quarantined.push({
        ...{ kind: 'quarantined', line: item.line, column: mapping.incomeSource ?? '' },
        reason: 'nothing says whose money it is',
      });
    else if ('reason' in planned) quarantined.push(planned);
    else rows.push({ row: item, kind, contributor, planned });
  }
  const contributors = new Map<string, Set<string>>();
  for (const { kind, contributor } of rows) {
    const of = contributors.get(bare(kind.name)) ?? new Set();
    contributors.set(bare(kind.name), of.add(bare(contributor)));
  }
  const said = rows.filter(({ planned }) => planned.confirmed).map(({ row }) => row.line);
  return {
    quarantined,
    contributions: rows.map(({ row: { line }, kind, contributor, planned }) => ({
      line,
      source: {
        name:
          (contributors.get(bare(kind.name))?.size ?? 0) > 1 && contributor !== ''
            ? `${kind.name}, ${contributor}`
            : kind.name,
        contributor: contributor === '' ? 'unknown' : contributor,
        programme: kind.programme,
      },
      sourceOf: kind.name,
      certainty: planned.certainty,
      amounts: planned.amounts,
    })),
    warnings:
      said.length === 0
        ? []
        : [
            `Line ${said.join(', ')}: said to be confirmed, and taken in as indicative, since a plan is no evidence of it; confirm it with its evidence.`,
          ],
  };
}

interface Planned {
  readonly certainty: 'indicative' | 'expected';
  readonly confirmed: boolean;
  readonly amounts: readonly PlannedAmount[];
}

function plannedIn(
  { line, cell, amounts }: Row,
  kind: KnownSource,
  mapping: Readonly<Record<IncomeMeaning, string | null>>,
): Planned | QuarantinedPlanRow {
  const quarantine = (meaning: IncomeMeaning, reason: string): QuarantinedPlanRow => ({
    ...{ kind: 'quarantined', line, column: mapping[meaning] ?? '', reason },
  });
  const status = cell('certainty').toLowerCase();
  if (!['', 'indicative', 'expected', 'confirmed'].includes(status))
    return quarantine(
      'certainty',
      `${quoted(cell('certainty'))} is not indicative, expected or confirmed`,
    );
  const terms = { year: cell('incomeYear'), nature: cell('incomeNature') };
  const planned = plannedAmounts(amounts, terms, kind.nature);
  if ('term' in planned)
    return quarantine(planned.term === 'year' ? 'incomeYear' : 'incomeNature', planned.reason);
  return {
    ...{ certainty: status === 'expected' ? 'expected' : 'indicative', amounts: planned },
    confirmed: status === 'confirmed',
  };
}
