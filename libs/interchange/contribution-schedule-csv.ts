import { readAmount } from './amounts.js';
import type { ByteSource } from './byte-source.js';
import {
  SCHEDULE_COLUMNS,
  type ScheduleMapping,
  type ScheduleMeaning,
} from './columns/schedule-columns.js';
import type { Correction } from './correction.js';
import { readDay } from './days.js';
import { readYear } from './financial-years.js';
import type { TableHeader } from './find-header.js';
import { type PublishedText, type Reading, UNKNOWN, quoted, read, unreadable } from './reading.js';
import { type QuarantinedRow, type TableEnd, type TableRow, readTable } from './table.js';

/** One instalment of a contribution, as `docs/formats/contribution-schedule.md` describes the file. */
export interface ScheduleRow {
  /** The contribution that instalments add up to; made of source, partner, year, nature and form if not stated. */
  readonly contribution: string;
  readonly source: string;
  readonly partner: string;
  /** `2026-27` */
  readonly year: string;
  readonly nature: 'capital' | 'revenue';
  readonly certainty: 'indicative' | 'expected' | 'confirmed';
  readonly form: 'cash' | 'in-kind';
  readonly recurrent: boolean | 'unknown';
  /** What confirms it: a signed schedule, a budget resolution, an offer letter. */
  readonly evidence: PublishedText;
  readonly dueDate: string;
  readonly amountPence: bigint;
}

export interface QuarantinedInstalment extends QuarantinedRow {
  readonly amountPence: bigint | 'unknown';
}

export interface ScheduleSummary extends Omit<TableEnd, 'kind'> {
  /** rowsIn = recorded + quarantined, always. */
  readonly rowsIn: number;
  readonly recorded: number;
  readonly quarantined: number;
  readonly totalPence: bigint;
  readonly quarantinedPence: bigint;
  /** Confirmed instalments that name no evidence. */
  readonly confirmedWithoutEvidence: number;
  readonly columns: readonly string[];
  readonly mapping: Readonly<Record<ScheduleMeaning, string | null>>;
  readonly warnings: readonly string[];
}

export type ScheduleItem =
  | { readonly kind: 'header'; readonly header: TableHeader<ScheduleMeaning> }
  | { readonly kind: 'instalment'; readonly line: number; readonly instalment: ScheduleRow }
  | QuarantinedInstalment
  | { readonly kind: 'summary'; readonly summary: ScheduleSummary };

/**
 * Reads a schedule of contributions: the header with its mapping, then each instalment in file order, recorded or
 * quarantined, at last the summary. Instalments of one contribution that contradict its first line are
 * quarantined. Throws UnreadableFile when the file as a whole cannot be read.
 */
export async function* readContributionSchedule(
  source: ByteSource,
  options: {
    readonly mapping?: ScheduleMapping;
    readonly correction?: Correction | undefined;
  } = {},
): AsyncGenerator<ScheduleItem> {
  const tally = {
    recorded: 0,
    quarantined: 0,
    totalPence: 0n,
    quarantinedPence: 0n,
    confirmedWithoutEvidence: 0,
  };
  const terms = new Map<string, ScheduleRow>();
  let header: TableHeader<ScheduleMeaning> | undefined;
  for await (const item of readTable(
    source,
    SCHEDULE_COLUMNS,
    options.mapping ?? {},
    options.correction,
  )) {
    if (item.kind === 'header') {
      header = item.header;
      yield item;
    } else if (header === undefined) {
      return;
    } else if (item.kind === 'end') {
      const { kind: _kind, ...end } = item;
      const rowsIn = tally.recorded + tally.quarantined;
      const { columns, match } = header;
      const warnings = warningsOf(header, tally);
      yield {
        kind: 'summary',
        summary: { ...end, ...tally, rowsIn, columns, mapping: match.mapping, warnings },
      };
    } else {
      const instalment =
        item.kind === 'cells'
          ? instalmentOf(item, header, terms)
          : { ...item, amountPence: UNKNOWN as 'unknown' };
      if (instalment.kind === 'quarantined') {
        tally.quarantined += 1;
        if (instalment.amountPence !== 'unknown') tally.quarantinedPence += instalment.amountPence;
      } else {
        const row = instalment.instalment;
        tally.recorded += 1;
        tally.totalPence += row.amountPence;
        if (row.certainty === 'confirmed' && row.evidence === UNKNOWN) {
          tally.confirmedWithoutEvidence += 1;
        }
      }
      yield instalment;
    }
  }
}

const warningsOf = (
  header: TableHeader<ScheduleMeaning>,
  tally: { readonly confirmedWithoutEvidence: number },
): readonly string[] =>
  tally.confirmedWithoutEvidence === 0
    ? header.warnings
    : [
        ...header.warnings,
        `${String(tally.confirmedWithoutEvidence)} confirmed instalments name no evidence; a confirmed contribution needs it.`,
      ];

type Instalment = Extract<ScheduleItem, { readonly kind: 'instalment' }>;

const instalmentOf = (
  row: TableRow,
  header: TableHeader<ScheduleMeaning>,
  terms: Map<string, ScheduleRow>,
): Instalment | QuarantinedInstalment => {
  const cell = (meaning: ScheduleMeaning): string =>
    row.cells[header.positions[meaning] ?? -1] ?? '';
  const amount = readAmount(cell('amount'));
  const quarantine = (meaning: ScheduleMeaning, reason: string): QuarantinedInstalment => ({
    kind: 'quarantined',
    line: row.line,
    column: header.match.mapping[meaning] ?? '',
    reason,
    raw: row.raw,
    amountPence: amount.ok ? amount.value : 'unknown',
  });
  if (cell('source') === '') return quarantine('source', 'the source is blank');
  if (cell('partner') === '') return quarantine('partner', 'the partner is blank');
  if (!amount.ok) return quarantine('amount', amount.reason);
  if (amount.value <= 0n) return quarantine('amount', 'the amount must be more than 0.00');
  const year = readYear(cell('year'));
  if (!year.ok) return quarantine('year', year.reason);
  const nature = readWord(cell('nature'), NATURES, 'capital or revenue');
  if (!nature.ok) return quarantine('nature', nature.reason);
  const certainty = readWord(cell('certainty'), CERTAINTIES, 'indicative, expected or confirmed');
  if (!certainty.ok) return quarantine('certainty', certainty.reason);
  const form = readWord(cell('form') === '' ? 'cash' : cell('form'), FORMS, 'cash or in kind');
  if (!form.ok) return quarantine('form', form.reason);
  const recurrent = readWord(cell('recurrent'), RECURRENT, 'yes or no');
  if (!recurrent.ok) return quarantine('recurrent', recurrent.reason);
  const dueDate = readDay(cell('dueDate'));
  if (!dueDate.ok) return quarantine('dueDate', dueDate.reason);
  const key = [cell('source'), cell('partner'), year.value, nature.value, form.value].join(' / ');
  const instalment: ScheduleRow = {
    contribution: cell('contribution') === '' ? key : cell('contribution'),
    source: cell('source'),
    partner: cell('partner'),
    year: year.value,
    nature: nature.value,
    certainty: certainty.value,
    form: form.value,
    recurrent: recurrent.value,
    evidence: cell('evidence') === '' ? UNKNOWN : cell('evidence'),
    dueDate: dueDate.value,
    amountPence: amount.value,
  };
  // A contribution may run over years and be both capital and revenue, but each such part has one set of terms.
  const part = [instalment.contribution, year.value, nature.value].join('\n');
  const first = terms.get(part) ?? instalment;
  terms.set(part, first);
  const differs = SAME_TERMS.find((term) => first[term] !== instalment[term]);
  return differs === undefined
    ? { kind: 'instalment', line: row.line, instalment }
    : quarantine(
        differs,
        `${quoted(instalment.contribution)} has ${quoted(first[differs])} on an earlier line of ${year.value} and ${quoted(instalment[differs])} here`,
      );
};

const SAME_TERMS = ['source', 'partner', 'certainty', 'form'] as const;

const NATURES: Readonly<Record<string, ScheduleRow['nature']>> = {
  r: 'revenue',
  rev: 'revenue',
  revenue: 'revenue',
  c: 'capital',
  cap: 'capital',
  capital: 'capital',
};

const CERTAINTIES: Readonly<Record<string, ScheduleRow['certainty']>> = {
  indicative: 'indicative',
  expected: 'expected',
  'rolled forward': 'expected',
  confirmed: 'confirmed',
};

const FORMS: Readonly<Record<string, ScheduleRow['form']>> = {
  cash: 'cash',
  'in kind': 'in-kind',
};

const RECURRENT: Readonly<Record<string, boolean | 'unknown'>> = {
  '': 'unknown',
  y: true,
  yes: true,
  true: true,
  recurrent: true,
  n: false,
  no: false,
  false: false,
  'non recurrent': false,
};

const readWord = <T>(
  cell: string,
  words: Readonly<Record<string, T>>,
  expected: string,
): Reading<T> => {
  const word = cell
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
  const value = Object.hasOwn(words, word) ? words[word] : undefined;
  return value === undefined
    ? unreadable(`${word === '' ? 'a blank cell' : quoted(cell)} is not ${expected}`)
    : read(value);
};
