import type { SpendMeaning } from '../columns/plan-columns.js';
import { quoted } from '../reading.js';
import { plannedAmounts, type PlannedAmount } from './plan-amounts.js';
import type { PlannedContribution } from './plan-income.js';
import type { PartFound, PartItem, QuarantinedPlanRow } from './plan-part.js';
import { bare, sourceNamed } from './plan-sources.js';

/** What is planned to be spent on a scheme, of one source's money. */
export interface PlannedSpend {
  readonly line: number;
  readonly scheme: {
    /** As the plan numbers it, such as `E1`; blank where it does not. */
    readonly reference: string;
    readonly name: string;
    /** Its type, or the investment priority that it serves; blank where the plan does not say. */
    readonly type: string;
  };
  /** The source by the name that the fund has it under; null where the row does not say. */
  readonly source: string | null;
  /** What kind of source it is, whoever puts it in. */
  readonly sourceOf: string;
  readonly amounts: readonly PlannedAmount[];
}

type Row = Extract<PartItem<SpendMeaning>, { readonly kind: 'row' }>;

/** What is to be spent on which scheme, of the sources that the plan's own income names. */
export function plannedSpend(
  part: PartFound<SpendMeaning> | undefined,
  items: readonly PartItem<SpendMeaning>[],
  income: readonly PlannedContribution[],
): { readonly spending: PlannedSpend[]; readonly quarantined: QuarantinedPlanRow[] } {
  const spending: PlannedSpend[] = [];
  const quarantined: QuarantinedPlanRow[] = [];
  if (!part) return { spending, quarantined };
  const { mapping } = part.header.match;
  const sources = sourcesOf(income);
  const [onlySource = '', ...others] = new Set(income.map(({ source }) => source.name));
  const names: Names = new Map();
  for (const item of items) {
    if (item.kind === 'quarantined') quarantined.push(item);
    if (item.kind !== 'row') continue;
    const planned = spendIn(item, {
      ...{ sources, mapping, names, onlySource: others.length === 0 ? onlySource : '' },
    });
    if ('reason' in planned) quarantined.push(planned);
    else spending.push(planned);
  }
  return { spending, quarantined };
}

/** What the plan calls each reference, and where first. */
type Names = Map<string, { readonly name: string; readonly line: number }>;

/** What a source may be called: by its own name, or by its kind, where one body alone puts that in. */
type Sources = ReadonlyMap<string, ReadonlySet<string>>;

function sourcesOf(income: readonly PlannedContribution[]): Sources {
  const sources = new Map<string, Set<string>>();
  for (const { source, sourceOf } of income)
    for (const name of [source.name, sourceOf])
      sources.set(bare(name), (sources.get(bare(name)) ?? new Set()).add(source.name));
  return sources;
}

/** `E1: Improvements to town centres`, in one cell. */
const NUMBERED = /^([A-Z]{1,2}\d{1,3})\s*[:.–-]?\s+(.+)$/;

function spendIn(
  { line, cell, amounts }: Row,
  {
    sources,
    onlySource,
    mapping,
    names,
  }: {
    readonly sources: Sources;
    /** Blank where the plan has several, or none. */
    readonly onlySource: string;
    readonly mapping: Readonly<Record<SpendMeaning, string | null>>;
    readonly names: Names;
  },
): PlannedSpend | QuarantinedPlanRow {
  const quarantine = (meaning: SpendMeaning, reason: string): QuarantinedPlanRow => ({
    ...{ kind: 'quarantined', line, column: mapping[meaning] ?? '', reason },
  });
  const written = cell('scheme');
  if (written === '') return quarantine('scheme', 'the scheme is blank');
  const [, numbered = '', rest = written] = NUMBERED.exec(written) ?? [];
  const reference = cell('schemeReference') === '' ? numbered : cell('schemeReference');
  const name = numbered === reference ? rest : written;
  if (reference !== '') {
    const before = names.get(bare(reference)) ?? { name, line };
    if (bare(before.name) !== bare(name))
      return quarantine(
        mapping.schemeReference === null ? 'scheme' : 'schemeReference',
        `${quoted(reference)} is ${quoted(before.name)} on line ${before.line} and ${quoted(name)} here`,
      );
    names.set(bare(reference), before);
  }
  const stated = cell('fundedBy') === '' ? onlySource : cell('fundedBy');
  const kind = sourceNamed(stated);
  const called = sources.get(bare(stated)) ?? sources.get(bare(kind.name)) ?? new Set([kind.name]);
  if (called.size > 1)
    return quarantine(
      'fundedBy',
      `${quoted(stated)} is put in by ${called.size}; name one: ${[...called].join('; ')}`,
    );
  const terms = { year: cell('spendYear'), nature: cell('spendNature') };
  const planned = plannedAmounts(amounts, terms, kind.nature);
  if ('term' in planned)
    return quarantine(planned.term === 'year' ? 'spendYear' : 'spendNature', planned.reason);
  const [source = null] = stated === '' ? [] : called;
  return {
    ...{ line, scheme: { reference, name, type: cell('schemeType') }, source },
    ...{ sourceOf: stated === '' ? '' : kind.name, amounts: planned },
  };
}
