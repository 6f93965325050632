import type { Draft } from '#contracts/event-type.js';
import {
  ImportCompleted,
  ImportStarted,
  PossibleDuplicatesFound,
  RowCorrected,
  RowsQuarantined,
  RowsRecordedInPart,
  type ImportEvent,
} from '#contracts/events/import.js';
import { formatPence, parsePence, type Pence } from '#libs/money/pence.js';
import { happened, refused, type Decision } from '../decision.js';

/** The reading of one file into one fund: what was read, what could not be, and the totals. */
export interface Import {
  readonly state: 'none' | 'started' | 'completed';
  /** The day on which it was started; also when it is taken up again later. */
  readonly day: string | undefined;
  /** As what it was read, and what its rows are charged to. */
  readonly settings: DataOf<typeof ImportStarted> | undefined;
  /** Lines that were set aside. */
  readonly quarantined: ReadonlySet<number>;
  /** By line, how it was put right since, and recorded. */
  readonly corrected: ReadonlyMap<number, Changes>;
  readonly totals: DataOf<typeof ImportCompleted> | undefined;
}

type Changes = DataOf<typeof RowCorrected>['changes'];

export type ImportStep =
  | { readonly step: 'start'; readonly data: DataOf<typeof ImportStarted> }
  | { readonly step: 'quarantine'; readonly data: DataOf<typeof RowsQuarantined> }
  | { readonly step: 'part'; readonly data: DataOf<typeof RowsRecordedInPart> }
  | { readonly step: 'alike'; readonly data: DataOf<typeof PossibleDuplicatesFound> }
  | { readonly step: 'complete'; readonly data: DataOf<typeof ImportCompleted> }
  | {
      readonly step: 'correct';
      readonly data: Omit<DataOf<typeof RowCorrected>, 'totals'> & { readonly amount: string };
    };
type DataOf<Type extends { of: (...args: never[]) => Draft<string, unknown> }> = Parameters<
  Type['of']
>[1];

export const newImport = (): Import => ({
  state: 'none',
  day: undefined,
  settings: undefined,
  quarantined: new Set(),
  corrected: new Map(),
  totals: undefined,
});

export function evolveImport(
  before: Import,
  event: ImportEvent & { readonly effective: string },
): Import {
  switch (event.type) {
    case 'ImportStarted':
      return { ...before, state: 'started', day: event.effective, settings: event.data };
    case 'RowsQuarantined': {
      const lines = event.data.rows.map(({ line }) => line);
      return { ...before, quarantined: new Set([...before.quarantined, ...lines]) };
    }
    case 'RowsRecordedInPart':
    case 'PossibleDuplicatesFound':
      return before;
    case 'ImportCompleted':
      return { ...before, state: 'completed', totals: event.data };
    case 'RowCorrected': {
      const { lines, changes, totals } = event.data;
      const corrected = new Map(before.corrected);
      for (const line of lines) corrected.set(line, changes);
      return { ...before, corrected, totals };
    }
  }
}

export function decideImport(
  before: Import,
  { step, data }: ImportStep,
  id: string,
  effective: string,
): Decision<ImportEvent> {
  const { state } = before;
  const needed = step === 'start' ? 'none' : step === 'correct' ? 'completed' : 'started';
  if (state !== needed) return refused('wrong-order', { what: 'The import', id, state, needed });
  switch (step) {
    case 'start':
      return happened(ImportStarted.of(effective, data));
    case 'quarantine':
      return happened(RowsQuarantined.of(effective, data));
    case 'part':
      return happened(RowsRecordedInPart.of(effective, data));
    case 'alike':
      return happened(PossibleDuplicatesFound.of(effective, data));
    case 'complete':
      return happened(ImportCompleted.of(effective, data));
    case 'correct':
      return correct(before, data, effective);
  }
}

/** What was set aside is recorded now: rows in = recorded + quarantined all the same (rule 15). */
function correct(
  { quarantined, corrected, totals }: Import,
  { amount, ...data }: Extract<ImportStep, { step: 'correct' }>['data'],
  effective: string,
): Decision<ImportEvent> {
  for (const line of data.lines) {
    if (!quarantined.has(line) || !totals)
      return refused('not-found', { what: 'quarantined row', id: line, where: 'the import' });
    if (corrected.has(line))
      return refused('already-exists', { what: 'correction', id: line, where: 'The import' });
  }
  const rows = data.lines.length;
  const { rowsIn = 0, recorded = 0, quarantined: left = 0, total = '0.00' } = totals ?? {};
  const sum: Pence = parsePence(total) + parsePence(amount);
  return happened(
    RowCorrected.of(effective, {
      ...data,
      totals: {
        rowsIn,
        recorded: recorded + rows,
        quarantined: left - rows,
        total: formatPence(sum),
      },
    }),
  );
}
