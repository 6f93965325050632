import { z } from 'zod';
import type { Json, Provenance } from '#contracts/envelope.js';
import { streamOf } from '#contracts/events/all.js';
import { londonDay } from '#contracts/financial-year.js';
import { problemDocument, refusal, type Refusal } from '#contracts/problems.js';
import { beginningOf } from '#contracts/writable.js';
import { decideImport, type ImportStep } from '#libs/funding/import/import.js';
import { readAsKind } from '#libs/interchange/seeming-kind.js';
import { formatPence, sumPence } from '#libs/money/pence.js';
import type { AlikeRow } from '#projections/audit-trail/tests/alike.js';
import { carryOut, LedgerCommand } from '../ledger/commands.js';
import { fundDecider, importDecider } from '../ledger/deciders.js';
import type { Ledger } from '../ledger/ledger.js';
import { contributionScheduleFormat } from './contribution-schedule.js';
import type { Format, FormatName, ImportOptions, Opened, Request, Row, Survey } from './format.js';
import { grantsFormat } from './grants.js';
import {
  countIn,
  kindsOf,
  newTally,
  setAside,
  type KindOfRow,
  type Quarantined,
  type RecordedInPart,
  type Tally,
} from './tally.js';
import { planStanding, type PlanStanding } from './plan-standing.js';
import { planningWorkbookFormat } from './planning-workbook.js';
import { DuplicatesOf, type Payments, type PossibleDuplicate } from './possible-duplicates.js';
import { publishedBy, registerFormat } from './registers.js';
import { spendingFormat } from './spending.js';

export const formats: Readonly<Record<FormatName, Format>> = {
  spending: spendingFormat,
  '360giving': grantsFormat,
  'contribution-schedule': contributionScheduleFormat,
  'contract-register': registerFormat,
  'planning-workbook': planningWorkbookFormat,
};

export interface ImportRequest extends ImportOptions {
  readonly format: FormatName;
  readonly open: Opened;
  readonly provenance: Provenance;
  readonly dryRun: boolean;
  /** Where it is looked up whether another file said the same; nowhere if not given. */
  readonly payments?: Payments;
  readonly onProgress?: (rows: number, of: number) => void;
}

/**
 * rowsIn = recorded + quarantined, always (rule 15); `total` is the sum of the recorded rows. Recorded
 * is also a row of which only a first part stands, such as an award without its payment.
 */
export interface ImportReport {
  readonly import: string;
  readonly sha256: string;
  readonly columns: readonly string[];
  readonly mapping: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  /** Of a contract register: whose it is, and the day on which it stood so. */
  readonly publisher?: string | undefined;
  readonly asAt?: string | undefined;
  readonly rowsIn: number;
  readonly recorded: number;
  readonly quarantined: number;
  readonly total: string;
  /** The recorded rows by what they are: payment, credit-note, award … */
  readonly kinds: readonly KindOfRow[];
  /** The first thousand; all are in the log. */
  readonly quarantinedRows: readonly Quarantined[];
  /** Recorded rows that say what a row of another file has said: how many, and the first thousand. */
  readonly possibleDuplicates: number;
  readonly possibleDuplicateRows: readonly AlikeRow[];
  /** Recorded rows of which a later part was refused; the first thousand, all are in the log. */
  readonly partlyRecordedRows: readonly RecordedInPart[];
  readonly dryRun: boolean;
  /** True where the file had been imported before: nothing was changed. */
  readonly repeated: boolean;
}

/** Of a file that was imported before: what became of its rows is a list of its own. */
const noRows = {
  ...{ kinds: [], quarantinedRows: [], partlyRecordedRows: [] },
  ...{ possibleDuplicates: 0, possibleDuplicateRows: [] },
} as const;
/** As many rows are on their way at once as one append may hold, so they share its commit. */
const rowsAtOnce = 1_000;
const rowsShown = 1_000;
/** Their reasons are bounded, so that an event of them stays well below what an append may hold. */
const rowsPerEvent = 200;
/** These are numbers alone; the fund is flagged once for each event. */
const duplicatesPerEvent = 1_000;
const likeTold = 10;

/**
 * Records a file row by row, each under a key of its own (file hash and line), so that the same file
 * twice, or again after a crash, records each row once. A row that cannot be read, or that the
 * ledger refuses, is quarantined with its reason; one that is refused in part is told so.
 */
export async function importFile(
  ledger: Ledger,
  given: ImportRequest,
): Promise<ImportReport | { readonly refused: Refusal }> {
  const { fund, format: formatName, open, onProgress } = given;
  const format = formats[formatName];
  const survey = await readAsKind(formatName, open, () => format.survey(open, given));
  const id = importId(survey.sha256, fund);

  const refused = await unfit(ledger, given);
  if (refused) return { refused };
  const stream = streamOf('import', id);
  const begun = await ledger.read(stream, importDecider, ({ settings }) => settings);
  const published = publishedBy(given, survey, londonDay(ledger.now()), begun);
  if ('refused' in published) return { refused: published.refused };
  const request: ImportRequest = { ...given, ...published };
  if (!request.dryRun) {
    const otherwise = await startedOtherwise(ledger, request, survey);
    if (otherwise) return { refused: otherwise };
  }
  const { totals: before, day = londonDay(ledger.now()) } = await ledger.read(
    stream,
    importDecider,
    (state) => state,
  );
  const report = { import: id, dryRun: request.dryRun, ...survey, ...published };
  if (before) return { ...report, ...before, ...noRows, repeated: true };

  const duplicates = await DuplicatesOf.from(request.payments, fund, survey.sha256);
  const tally = newTally();
  const inFlight: Promise<unknown>[] = [];
  let rows = 0;
  const standing = await standingIn(ledger, fund);
  try {
    for await (const row of format.rows(open, request, {
      ...{ sha256: survey.sha256, day, standing },
    })) {
      rows += row.lines.length;
      if ('reason' in row) setAside(tally, row.lines, row.column, row.reason);
      else {
        if (row.after) await allOf(inFlight.splice(0));
        duplicates.note(row);
        inFlight.push(onItsWay(record(ledger, request, survey, row, tally)));
      }
      if (inFlight.length < rowsAtOnce) continue;
      await allOf(inFlight.splice(0));
      onProgress?.(rows, survey.rowsIn);
    }
  } finally {
    await allOf(inFlight);
  }
  onProgress?.(rows, survey.rowsIn);

  const { quarantined, inPart } = tally;
  for (const rows of [quarantined, inPart]) rows.sort((a, b) => a.line - b.line);
  const setApart = new Set(quarantined.map(({ line }) => line));
  const possible = await duplicates.found((line) => !setApart.has(line));
  const totals = {
    rowsIn: survey.rowsIn,
    recorded: tally.recorded,
    quarantined: quarantined.length,
    total: formatPence(tally.total),
  };
  if (!request.dryRun) {
    const unfinished = await finish(ledger, request, id, { ...tally, possible }, totals);
    if (unfinished) return { refused: unfinished };
  }
  return {
    ...{ ...report, ...totals, repeated: false },
    kinds: kindsOf(tally),
    quarantinedRows: quarantined.slice(0, rowsShown),
    partlyRecordedRows: inPart.slice(0, rowsShown),
    possibleDuplicates: possible.length,
    possibleDuplicateRows: possible.slice(0, rowsShown).map(({ line, like }) => ({ line, like })),
  };
}

/** Starts the import, or finds it started with the same settings. */
export async function startedOtherwise(
  ledger: Ledger,
  request: ImportRequest,
  { sha256, mapping }: Survey,
): Promise<Refusal | undefined> {
  const { fund, format, file, scheme = null, source = null } = request;
  const started = await note(
    ledger,
    request,
    importId(sha256, fund),
    'start',
    {
      step: 'start',
      data: {
        ...{ file, sha256, format, fund, mapping },
        ...{ scheme: scheme ?? 'unknown', source: source ?? 'unknown' },
        ...{ publisher: request.publisher ?? null, asAt: request.asAt ?? null },
      },
    },
    // The file may have another name the next time, from which nobody reads another day for its register.
    [sha256, format, fund, mapping, scheme, source],
  );
  return started ? refusal('imported-otherwise', { fund }) : undefined;
}

/** By the file's own bytes and the fund that they went into. */
export const importId = (sha256: string, fund: string): string => `${sha256}.${fund}`;

/** What the fund has of that which a plan may say. */
export const standingIn = (ledger: Ledger, fund: string): Promise<PlanStanding> =>
  ledger.read(streamOf('fund', fund), fundDecider, planStanding);

/** Whether the fund is there, and what the rows are to be charged to. */
export function unfit(
  ledger: Ledger,
  { fund, scheme, source }: ImportRequest,
): Promise<Refusal | undefined> {
  return ledger.read(streamOf('fund', fund), fundDecider, (state) => {
    if (!state.terms) return refusal('not-found', { what: 'fund', id: fund, where: 'the ledger' });
    if (scheme !== undefined && !state.schemes.has(scheme))
      return refusal('not-found', { what: 'scheme', id: scheme, where: 'the fund' });
    if (source !== undefined && !state.sources.has(source))
      return refusal('not-found', { what: 'source', id: source, where: 'the fund' });
    return undefined;
  });
}

/** It may fail before anybody waits for it: that must not end the process, only the import. */
function onItsWay<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

/** Waits for all of it, also where some fails: nothing goes on behind an import that has failed. */
async function allOf(work: readonly Promise<unknown>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(work))
    if (outcome.status === 'rejected') throw outcome.reason;
}

/** Asks the ledger for what a row says: nothing of it stands when the first is refused. */
export async function record(
  ledger: Ledger,
  request: ImportRequest,
  survey: Survey,
  row: Extract<Row, { readonly requests: readonly Request[] }>,
  tally: Tally,
): Promise<Refusal | undefined> {
  const scope = `${survey.sha256}/${request.fund}`;
  if (!request.dryRun) {
    // Someone known already needs no introduction, so its refusal is no fault.
    const introduced = row.introduces.map((each) =>
      onItsWay(ask(ledger, request, `${scope}/${each.step}`, each)),
    );
    try {
      if (row.requests.length > 1 || row.introduces.some(({ asked }) => asked.kind === 'fund'))
        await allOf(introduced);
      for (const [place, each] of row.requests.entries()) {
        const key = `${scope}/${row.lines[0] ?? 0}/${each.step}`;
        const problem = await ask(ledger, request, key, each);
        if (!problem) continue;
        const reason = beginningOf(problemDocument(problem).detail, 2000);
        if (place === 0) {
          setAside(tally, row.lines, '', reason);
          return problem;
        }
        const refused = each.step;
        tally.inPart.push(...row.lines.map((line) => ({ line, refused, reason })));
        break;
      }
    } finally {
      await allOf(introduced);
    }
  }
  countIn(tally, row);
  return undefined;
}

async function ask(
  ledger: Ledger,
  { provenance }: ImportRequest,
  key: string,
  { asked }: Request,
): Promise<Refusal | undefined> {
  try {
    const answer = await carryOut(
      ledger,
      new LedgerCommand(
        { provenance, key: `import/${key}`, asked: asked as unknown as Json, dryRun: false },
        asked,
      ),
    );
    return 'refused' in answer ? answer.refused : undefined;
  } catch (error) {
    // A cell that no event can hold, such as a title of a hundred pages: the row is set aside.
    if (!(error instanceof z.ZodError)) throw error;
    const [issue] = error.issues;
    return refusal('invalid-request', {
      detail: `${issue?.path.join('.') ?? 'the row'}: ${issue?.message ?? 'cannot be held'}`,
    });
  }
}

async function finish(
  ledger: Ledger,
  request: ImportRequest,
  id: string,
  { quarantined, inPart, possible }: Tally & { readonly possible: readonly PossibleDuplicate[] },
  totals: Extract<ImportStep, { step: 'complete' }>['data'],
): Promise<Refusal | undefined> {
  for (const [name, step] of [
    ...someAtOnce(quarantined, (rows) => ({ step: 'quarantine', data: { rows } })),
    ...someAtOnce(inPart, (rows) => ({ step: 'part', data: { rows } })),
  ]) {
    const refused = await note(ledger, request, id, name, step);
    if (refused) return refused;
  }
  // Taken up again after a crash, an import may find others than before: those that were told stand.
  for (const [name, step] of someAtOnce(possible, duplicatesOf(request.fund), duplicatesPerEvent)) {
    const refused = await note(ledger, request, id, name, step, [name]);
    if (refused) return refused;
  }
  return note(ledger, request, id, 'complete', { step: 'complete', data: totals });
}

const duplicatesOf =
  (fund: string) =>
  (rows: readonly PossibleDuplicate[]): ImportStep => ({
    step: 'alike',
    data: {
      ...{ fund, total: formatPence(sumPence(rows.map(({ amount }) => amount))) },
      rows: rows.map(({ line, like }) => ({ line, like: like.slice(0, likeTold) })),
    },
  });

/** Steps that each tell some of the rows, by the names of their keys. */
function someAtOnce<Told>(
  rows: readonly Told[],
  told: (rows: Told[]) => ImportStep,
  atOnce = rowsPerEvent,
): [string, ImportStep][] {
  const steps: [string, ImportStep][] = [];
  for (let place = 0; place < rows.length; place += atOnce) {
    const step = told(rows.slice(place, place + atOnce));
    steps.push([`${step.step}/${place}`, step]);
  }
  return steps;
}

/** A step of the import itself, under a key of its own. */
export async function note(
  ledger: Ledger,
  { provenance }: ImportRequest,
  id: string,
  name: string,
  step: ImportStep,
  asked: Json = step,
): Promise<Refusal | undefined> {
  const outcome = await ledger.execute(
    { provenance, key: `import/${id}/${name}`, asked, dryRun: false },
    {
      stream: streamOf('import', id),
      decider: importDecider,
      decide: (state) => decideImport(state, step, id, londonDay(ledger.now())),
    },
  );
  return 'refused' in outcome ? outcome.refused : undefined;
}
