import { unwritableIn } from '#contracts/writable.js';

import { readAmount, readJsonAmount } from './amounts.js';
import { type ByteSource, hashed } from './byte-source.js';
import type { GrantMapping, GrantMeaning } from './columns/grant-columns.js';
import { corrected, type Correction } from './correction.js';
import { readDay } from './days.js';
import {
  type GrantRow,
  type PublishedGrant,
  type QuarantinedGrant,
  type RecordedGrant,
  grantRow,
  isGrantProblem,
} from './grant-row.js';
import { spreadsheetGrants } from './grants-360giving-csv.js';
import { type Reading, UNKNOWN, read, unreadable } from './reading.js';
import { UnreadableFile } from './unreadable-file.js';

export interface GrantsOptions {
  /** For spreadsheets only: columns named by hand or kept from another file. */
  readonly mapping?: GrantMapping;
  readonly correction?: Correction | undefined;
}

/** What was read. rowsIn = recorded + quarantined, always. */
export interface GrantsSummary {
  /** Of the file's bytes, in lower-case hexadecimal. */
  readonly sha256: string;
  readonly rowsIn: number;
  readonly recorded: number;
  readonly quarantined: number;
  /** Sum of the amounts awarded that were recorded. */
  readonly totalPence: bigint;
  /** Sum of the amounts awarded on quarantined grants where the amount itself could be read. */
  readonly quarantinedPence: bigint;
  readonly paidMoreThanAwarded: number;
  /** Grants with neither planned dates nor a planned duration. */
  readonly withoutPlannedDates: number;
  readonly repeatedIdentifiers: number;
  /** Of a spreadsheet; of JSON the fields that may be put right. */
  readonly columns: readonly string[];
  /** Of a spreadsheet; null for JSON, whose fields are named by the standard. */
  readonly mapping: Readonly<Record<GrantMeaning, string | null>> | null;
  readonly warnings: readonly string[];
}

export type GrantsItem =
  RecordedGrant | QuarantinedGrant | { readonly kind: 'summary'; readonly summary: GrantsSummary };

/** The largest JSON file accepted, in bytes: JSON is parsed as a whole, so its size bounds the memory. */
const LARGEST_JSON = 64 * 1024 * 1024;

/**
 * Reads grants in the 360Giving standard, as JSON (a package or a bare list) or as its spreadsheet in CSV; the
 * file's first character tells which. Every grant comes recorded or quarantined, in file order, at last the
 * summary. Throws UnreadableFile when the file as a whole cannot be read.
 */
export async function* readGrants(
  source: ByteSource,
  options: GrantsOptions = {},
): AsyncGenerator<GrantsItem> {
  const tally = newTally();
  const bytes = hashed(source);
  let mapping: GrantsSummary['mapping'] = null;
  let columns: readonly string[] = plainFields;
  let warnings: readonly string[] = [];
  try {
    const { json, pieces } = await isJson(bytes.pieces);
    if (json) {
      for (const item of jsonGrants(await wholeText(pieces), options.correction))
        yield count(tally, item);
    } else {
      const grants = spreadsheetGrants(pieces, options.mapping ?? {}, options.correction);
      for await (const item of grants) {
        if (item.kind === 'header') ({ columns, mapping, warnings } = item);
        else yield count(tally, item);
      }
    }
  } finally {
    await bytes.close();
  }
  const { identifiers: _identifiers, ...counts } = tally;
  yield {
    kind: 'summary',
    summary: {
      sha256: bytes.sha256(),
      rowsIn: tally.recorded + tally.quarantined,
      ...counts,
      columns,
      mapping,
      warnings:
        tally.repeatedIdentifiers === 0
          ? warnings
          : [
              ...warnings,
              `${String(tally.repeatedIdentifiers)} grants repeat the identifier of an earlier one.`,
            ],
    },
  };
}

const newTally = () => ({
  recorded: 0,
  quarantined: 0,
  totalPence: 0n,
  quarantinedPence: 0n,
  paidMoreThanAwarded: 0,
  withoutPlannedDates: 0,
  repeatedIdentifiers: 0,
  identifiers: new Set<string>(),
});

const count = <T extends RecordedGrant | QuarantinedGrant>(
  tally: ReturnType<typeof newTally>,
  item: T,
): T => {
  if (item.kind === 'quarantined') {
    tally.quarantined += 1;
    if (item.amountPence !== 'unknown') tally.quarantinedPence += item.amountPence;
    return item;
  }
  const { grant } = item;
  const { start, end, durationMonths } = grant.planned;
  tally.recorded += 1;
  tally.totalPence += grant.amountAwardedPence;
  if (grant.paidMoreThanAwarded) tally.paidMoreThanAwarded += 1;
  if (start === 'unknown' && end === 'unknown' && durationMonths === 'unknown') {
    tally.withoutPlannedDates += 1;
  }
  if (tally.identifiers.has(grant.identifier)) tally.repeatedIdentifiers += 1;
  tally.identifiers.add(grant.identifier);
  return item;
};

/** Looks at the first character that is not a space, and hands all bytes on. */
const isJson = async (
  source: AsyncIterable<Uint8Array>,
): Promise<{ readonly json: boolean; readonly pieces: AsyncIterable<Uint8Array> }> => {
  const iterator = source[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let opening = '';
  while (opening === '') {
    const next = await iterator.next();
    if (next.done === true) break;
    seen.push(next.value);
    opening = Buffer.from(next.value)
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trimStart();
  }
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    yield* seen;
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      yield next.value;
    }
  };
  return { json: /^[[{]/.test(opening), pieces: pieces() };
};

const wholeText = async (pieces: AsyncIterable<Uint8Array>): Promise<string> => {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > LARGEST_JSON) {
      throw new UnreadableFile(
        'too-large',
        `The file is larger than ${String(LARGEST_JSON / 1024 / 1024)} MB; split its list of grants into several files.`,
      );
    }
    kept.push(piece);
  }
  return Buffer.concat(kept)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
};

function* jsonGrants(
  text: string,
  correction: Correction | undefined,
): Generator<RecordedGrant | QuarantinedGrant> {
  let position = 0;
  for (const received of grantList(text)) {
    position += 1;
    const published =
      position === correction?.line ? correctedGrant(received, correction) : received;
    const unwritable = unwritableIn(published);
    if (unwritable) {
      yield {
        kind: 'quarantined',
        line: position,
        column: String(unwritable.path[0] ?? ''),
        reason: unwritable.why,
        raw: '',
        amountPence: 'unknown',
      };
      continue;
    }
    const fields = publishedGrant(published);
    const grant = grantRow(fields);
    yield isGrantProblem(grant)
      ? {
          kind: 'quarantined',
          line: position,
          column: grant.field,
          reason: grant.reason,
          raw: JSON.stringify(published),
          amountPence: fields.amountAwarded.ok ? fields.amountAwarded.value : 'unknown',
        }
      : { kind: 'grant', line: position, grant };
  }
}

/** Plain fields are put right by their names; what has parts, such as who received it, is not. */
const plainFields = [
  ...['id', 'title', 'description', 'currency', 'awardDate'],
  ...['amountAwarded', 'amountDisbursed'],
];

function correctedGrant(received: unknown, correction: Correction): Fields {
  const grant = isFields(received) ? received : {};
  const texts = plainFields.map((field) => textOf(grant[field]) ?? '');
  const cells = corrected(correction, plainFields, isFields(received) ? texts : null);
  const named = plainFields.flatMap((field, at) =>
    field in correction.cells ? [[field, cells[at] ?? ''] as const] : [],
  );
  return { ...grant, ...Object.fromEntries(named) };
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const grantList = (text: string): readonly unknown[] => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new UnreadableFile(
      'not-json',
      `The file is not valid JSON (${error instanceof Error ? error.message : 'no reason given'}).`,
    );
  }
  const list = isFields(parsed) ? parsed['grants'] : parsed;
  if (Array.isArray(list)) return list;
  throw new UnreadableFile(
    'no-grants',
    'The file holds no list of grants; 360Giving JSON is {"grants": […]} or a list.',
  );
};

const publishedGrant = (value: unknown): PublishedGrant => {
  const grant = isFields(value) ? value : {};
  const planned = firstOf(grant['plannedDates']);
  const funder = firstOf(grant['fundingOrganization']);
  const day = (date: unknown): Reading<string> | undefined => {
    const written = textOf(date);
    return written === undefined ? undefined : readDay(written);
  };
  return {
    identifier: textOf(grant['id']),
    title: textOf(grant['title']),
    description: textOf(grant['description']),
    currency: textOf(grant['currency']),
    amountAwarded: amountOf(grant['amountAwarded']) ?? unreadable('the amount is not stated'),
    amountDisbursed: amountOf(grant['amountDisbursed']),
    awardDate: day(grant['awardDate']) ?? unreadable('the award date is not stated'),
    plannedStart: day(planned['startDate']),
    plannedEnd: day(planned['endDate']),
    plannedDuration: textOf(planned['duration']),
    recipient: recipientOf(grant),
    funderId: textOf(funder['id']),
    funderName: textOf(funder['name']),
    programme: textOf(firstOf(grant['grantProgramme'])['title']),
    beneficiaryLocations: listOf(grant['beneficiaryLocation']).flatMap((place) => {
      const code = textOf(place['geoCode']);
      return code === undefined ? [] : [code];
    }),
  };
};

const recipientOf = (grant: Fields): Reading<GrantRow['recipient']> => {
  const recipients = listOf(grant['recipientOrganization']);
  const [recipient] = recipients;
  if (recipient === undefined) {
    return listOf(grant['recipientIndividual']).length > 0
      ? read({ kind: 'individual' })
      : unreadable('the grant names no recipient');
  }
  if (recipients.length > 1) {
    return unreadable(
      `the grant names ${String(recipients.length)} recipients and not how much each received`,
    );
  }
  const id = textOf(recipient['id']);
  return id === undefined
    ? unreadable('the recipient has no identifier')
    : read({ kind: 'organisation', id, name: textOf(recipient['name']) ?? UNKNOWN });
};

const amountOf = (value: unknown): Reading<bigint> | undefined => {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'number') return readJsonAmount(value);
  return typeof value === 'string' ? readAmount(value) : unreadable('the amount is not a number');
};

const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
};

/** 360Giving has lists of one where other writers put the object itself. */
const listOf = (value: unknown): readonly Fields[] =>
  (Array.isArray(value) ? value : [value]).filter(isFields);

const firstOf = (value: unknown): Fields => listOf(value)[0] ?? {};
