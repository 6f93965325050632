import type { importEvents } from '#contracts/events/import.js';
import { idOf, type EventOf } from '#contracts/events/all.js';
import type { FactChange } from '../fact-types.js';
import { none } from '../posting.js';
import { change, type FactsBy, type Numbered } from './change.js';

export interface ImportFacts {
  import: {
    file: string;
    format: string;
    fund: string;
    state: string;
    /** Meaning → column, as the file was read. */
    mapping: Readonly<Record<string, string>>;
    /** What its payments are charged to. */
    scheme: string;
    source: string;
    /** Of a contract register, whose it is and of which day. */
    publisher?: string;
    asAt?: string;
    /** The log number and the day with which it was begun. */
    begun: number;
    day: string;
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
    /** Put right since, and recorded: by which event, and how. */
    corrected?: true;
    correctedBy?: number;
    changes?: EventOf<'RowCorrected'>['data']['changes'];
  };
  /** A recorded row that says what a row of another file has said; by log number. */
  'possible-duplicate': { import: string; line: number; like: readonly number[] };
  /** A recorded row of which a later part was refused. */
  'partly-recorded-row': { import: string; line: number; refused: string; reason: string };
}

/** An import has a stream of its own, and is shown with the fund that it fills. */
function importStarted(event: Numbered<EventOf<'ImportStarted'>>): FactChange[] {
  const { sha256: _, publisher, asAt, ...settings } = event.data;
  const { number: begun, effective: day } = event;
  const register = publisher === null || asAt === null ? {} : { publisher, asAt };
  const started = { ...settings, ...register, state: 'started', begun, day };
  const { fund } = settings;
  return [{ ...change(event, 'import', idOf(event.stream), started), fund }];
}

function rowsQuarantined(event: EventOf<'RowsQuarantined'>): FactChange[] {
  const id = idOf(event.stream);
  return event.data.rows.map(({ line, column, reason }) =>
    change(event, 'quarantined-row', `${id}/${line}`, { import: id, line, column, reason }),
  );
}

function rowCorrected(event: Numbered<EventOf<'RowCorrected'>>): FactChange[] {
  const id = idOf(event.stream);
  const { lines, changes, inPart, totals } = event.data;
  const corrected = { corrected: true, correctedBy: event.number, changes } as const;
  return [
    change(event, 'import', id, totals),
    ...lines.flatMap((line) => [
      change(event, 'quarantined-row', `${id}/${line}`, corrected),
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

/** The fund is told once how much it is about; which rows they are stands with the import. */
function possibleDuplicatesFound(
  event: Numbered<EventOf<'PossibleDuplicatesFound'>>,
): FactChange[] {
  const id = idOf(event.stream);
  const { fund, rows, total } = event.data;
  const flag = { kind: 'possible-duplicates', amount: total, award: none, provider: none } as const;
  return [
    { ...change(event, 'flag', `${event.number}/possible-duplicates`, flag), fund },
    ...rows.map(({ line, like }) =>
      change(event, 'possible-duplicate', `${id}/${line}`, { import: id, line, like }),
    ),
  ];
}

const importCompleted = (event: EventOf<'ImportCompleted'>): FactChange[] => [
  change(event, 'import', idOf(event.stream), { ...event.data, state: 'completed' }),
];

export const importFacts: FactsBy<typeof importEvents> = {
  ImportStarted: importStarted,
  RowsQuarantined: rowsQuarantined,
  RowsRecordedInPart: rowsRecordedInPart,
  PossibleDuplicatesFound: possibleDuplicatesFound,
  ImportCompleted: importCompleted,
  RowCorrected: rowCorrected,
};
