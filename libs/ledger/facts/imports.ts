import type { importEvents } from '#contracts/events/import.js';
import { idOf, type EventOf } from '#contracts/events/all.js';
import type { FactChange } from '../fact-types.js';
import { change, type FactsBy } from './change.js';

export interface ImportFacts {
  import: {
    file: string;
    format: string;
    fund: string;
    state: string;
    rowsIn?: number;
    recorded?: number;
    quarantined?: number;
    total?: string;
  };
  'quarantined-row': {
    import: string;
    line: number;
    column: string;
    reason: string;
    /** Put right since, and recorded. */
    corrected?: true;
  };
  /** A recorded row of which a later part was refused. */
  'partly-recorded-row': { import: string; line: number; refused: string; reason: string };
}

/** An import has a stream of its own, and is shown with the fund that it fills. */
function importStarted(event: EventOf<'ImportStarted'>): FactChange[] {
  const { file, format, fund } = event.data;
  const started = { file, format, fund, state: 'started' };
  return [{ ...change(event, 'import', idOf(event.stream), started), fund }];
}

function rowsQuarantined(event: EventOf<'RowsQuarantined'>): FactChange[] {
  const id = idOf(event.stream);
  return event.data.rows.map(({ line, column, reason }) =>
    change(event, 'quarantined-row', `${id}/${line}`, { import: id, line, column, reason }),
  );
}

function rowCorrected(event: EventOf<'RowCorrected'>): FactChange[] {
  const id = idOf(event.stream);
  const { lines, inPart, totals } = event.data;
  return [
    change(event, 'import', id, totals),
    ...lines.flatMap((line) => [
      change(event, 'quarantined-row', `${id}/${line}`, { corrected: true }),
      ...(inPart
        ? [change(event, 'partly-recorded-row', `${id}/${line}`, { import: id, line, ...inPart })]
        : []),
    ]),
  ];
}

function rowsRecordedInPart(event: EventOf<'RowsRecordedInPart'>): FactChange[] {
  const id = idOf(event.stream);
  return event.data.rows.map(({ line, refused, reason }) =>
    change(event, 'partly-recorded-row', `${id}/${line}`, { import: id, line, refused, reason }),
  );
}

const importCompleted = (event: EventOf<'ImportCompleted'>): FactChange[] => [
  change(event, 'import', idOf(event.stream), { ...event.data, state: 'completed' }),
];

export const importFacts: FactsBy<typeof importEvents> = {
  ImportStarted: importStarted,
  RowsQuarantined: rowsQuarantined,
  RowsRecordedInPart: rowsRecordedInPart,
  ImportCompleted: importCompleted,
  RowCorrected: rowCorrected,
};
