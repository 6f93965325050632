import type { ByteSource } from '#libs/interchange/byte-source.js';
import type { ColumnMeaning } from '#libs/interchange/columns/match-columns.js';
import type { Correction } from '#libs/interchange/correction.js';
import type { Pence } from '#libs/money/pence.js';
import type { Asked } from '../ledger/commands.js';
import type { PlanStanding } from './plan-standing.js';

export const formatNames = [
  'spending',
  '360giving',
  'contribution-schedule',
  'contract-register',
  'planning-workbook',
] as const;
export type FormatName = (typeof formatNames)[number];

/** What whoever imports may settle beforehand. */
export interface ImportOptions {
  readonly fund: string;
  /** Meaning → column, where a column is not to be found by its meaning. */
  readonly mapping?: Readonly<Record<string, string | null>> | undefined;
  /**
   * The scheme and source that all rows of a spending file are charged to; unknown if not named. The source
   * is also that of a plan's expenditure where its rows do not say whose money it is.
   */
  readonly scheme?: string | undefined;
  readonly source?: string | undefined;
  /** Of a contract register: whose it is, by name or identifier, and the day on which it stood so. */
  readonly publisher?: string | undefined;
  readonly asAt?: string | undefined;
  /** Name of the file, for people; the hash is what identifies it. */
  readonly file: string;
  /** One row as somebody put it right. */
  readonly correction?: Correction | undefined;
}

/** What a file holds, before anything is recorded. */
export interface Survey {
  readonly sha256: string;
  readonly rowsIn: number;
  /** Those that the file has; of JSON the fields that may be put right. */
  readonly columns: readonly string[];
  readonly mapping: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
  /** The body whose register it is, as far as the file tells. */
  readonly publisher?: string;
  /** What is worth knowing about the rows, by name: ragged, redacted, without dates … */
  readonly counts: Readonly<Record<string, number>>;
}

/** One thing to ask of the ledger; the step tells the requests of one row apart. */
export interface Request {
  readonly step: string;
  readonly asked: Asked;
}

export type Row =
  | {
      readonly lines: readonly number[];
      readonly amountPence: Pence;
      /** Who appears for the first time: registered once, however often they appear. */
      readonly introduces: readonly Request[];
      /** Taken one after another; the row is recorded when none is refused. */
      readonly requests: readonly Request[];
      /** Rests on the rows before it: taken when all of them have been. */
      readonly after?: true;
    }
  | { readonly lines: readonly number[]; readonly column: string; readonly reason: string };

/** A file that can be read again from its start: once to see what it holds, once to record it. */
export type Opened = () => ByteSource;

/** How one format is read. Both throw UnreadableFile where the file as a whole cannot be read. */
export interface Format {
  /** What its columns may mean, and which of these it cannot be read without. */
  readonly meanings: Readonly<Record<string, Pick<ColumnMeaning, 'title' | 'required'>>>;
  survey(open: Opened, options: ImportOptions): Promise<Survey>;
  rows(open: Opened, options: ImportOptions, run: Run): AsyncIterable<Row>;
}

/** What the rows of an import may rest on: the same when it is taken up again after a crash. */
export interface Run {
  /** Identifiers are made of the file's hash and the line: no two files share any. */
  readonly sha256: string;
  /** The day on which the import was started. */
  readonly day: string;
  /** What the fund had when the rows were read. */
  readonly standing: PlanStanding;
}
