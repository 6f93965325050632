import type { Draft } from '#contracts/event-type.js';
import {
  ImportCompleted,
  ImportStarted,
  RowsQuarantined,
  RowsRecordedInPart,
  type ImportEvent,
} from '#contracts/events/import.js';
import { happened, refused, type Decision } from '../decision.js';

/** The reading of one file into one fund: what was read, what could not be, and the totals. */
export interface Import {
  readonly state: 'none' | 'started' | 'completed';
  /** The day on which it was started; also when it is taken up again later. */
  readonly day: string | undefined;
  readonly totals: DataOf<typeof ImportCompleted> | undefined;
}

export type ImportStep =
  | { readonly step: 'start'; readonly data: DataOf<typeof ImportStarted> }
  | { readonly step: 'quarantine'; readonly data: DataOf<typeof RowsQuarantined> }
  | { readonly step: 'part'; readonly data: DataOf<typeof RowsRecordedInPart> }
  | { readonly step: 'complete'; readonly data: DataOf<typeof ImportCompleted> };
type DataOf<Type extends { of: (...args: never[]) => Draft<string, unknown> }> = Parameters<
  Type['of']
>[1];

export const newImport = (): Import => ({
  state: 'none',
  day: undefined,
  totals: undefined,
});

export function evolveImport(
  { day }: Import,
  event: ImportEvent & { readonly effective: string },
): Import {
  switch (event.type) {
    case 'ImportStarted':
      return { state: 'started', day: event.effective, totals: undefined };
    case 'RowsQuarantined':
    case 'RowsRecordedInPart':
      return { state: 'started', day, totals: undefined };
    case 'ImportCompleted':
      return { state: 'completed', day, totals: event.data };
  }
}

export function decideImport(
  { state }: Import,
  { step, data }: ImportStep,
  id: string,
  effective: string,
): Decision<ImportEvent> {
  const needed = step === 'start' ? 'none' : 'started';
  if (state !== needed) return refused('wrong-order', { what: 'The import', id, state, needed });
  switch (step) {
    case 'start':
      return happened(ImportStarted.of(effective, data));
    case 'quarantine':
      return happened(RowsQuarantined.of(effective, data));
    case 'part':
      return happened(RowsRecordedInPart.of(effective, data));
    case 'complete':
      return happened(ImportCompleted.of(effective, data));
  }
}
