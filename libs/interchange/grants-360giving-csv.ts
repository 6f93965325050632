import { readAmount } from './amounts.js';
import { GRANT_COLUMNS, type GrantMapping, type GrantMeaning } from './columns/grant-columns.js';
import type { Correction } from './correction.js';
import { readDay } from './days.js';
import type { TableHeader } from './find-header.js';
import {
  type GrantRow,
  type PublishedGrant,
  type QuarantinedGrant,
  type RecordedGrant,
  grantRow,
  isGrantProblem,
} from './grant-row.js';
import { type Reading, UNKNOWN, read, statesNotApplicable, unreadable } from './reading.js';
import { type TableRow, readTable } from './table.js';

/** What the columns mean, before the first grant. */
export interface GrantsHeader {
  readonly kind: 'header';
  readonly columns: readonly string[];
  readonly mapping: Readonly<Record<GrantMeaning, string | null>>;
  readonly warnings: readonly string[];
}

/** Grants of the 360Giving spreadsheet, one row each. */
export async function* spreadsheetGrants(
  pieces: AsyncIterable<Uint8Array>,
  given: GrantMapping,
  correction: Correction | undefined,
): AsyncGenerator<GrantsHeader | RecordedGrant | QuarantinedGrant> {
  let header: TableHeader<GrantMeaning> | undefined;
  for await (const item of readTable(pieces, GRANT_COLUMNS, given, correction)) {
    if (item.kind === 'header') {
      header = item.header;
      const { columns, match, warnings } = header;
      yield { kind: 'header', columns, mapping: match.mapping, warnings };
    } else if (item.kind === 'quarantined') {
      yield { ...item, amountPence: 'unknown' };
    } else if (item.kind === 'cells' && header !== undefined) {
      yield grantOf(item, header);
    }
  }
}

const COLUMN_OF_FIELD: Readonly<Record<string, GrantMeaning>> = {
  id: 'identifier',
  currency: 'currency',
  amountAwarded: 'amountAwarded',
  amountDisbursed: 'amountDisbursed',
  awardDate: 'awardDate',
  plannedDates: 'plannedStart',
  recipientOrganization: 'recipientId',
};

const grantOf = (
  row: TableRow,
  header: TableHeader<GrantMeaning>,
): RecordedGrant | QuarantinedGrant => {
  const text = (meaning: GrantMeaning): string | undefined => {
    const cell = row.cells[header.positions[meaning] ?? -1];
    return cell === '' ? undefined : cell;
  };
  const fields: PublishedGrant = {
    identifier: text('identifier'),
    title: text('title'),
    description: text('description'),
    currency: header.positions.currency === undefined ? statedPounds(header) : text('currency'),
    amountAwarded: readAmount(text('amountAwarded') ?? ''),
    amountDisbursed: amountIfAny(text('amountDisbursed')),
    awardDate: readDay(text('awardDate') ?? ''),
    plannedStart: dayIfAny(text('plannedStart')),
    plannedEnd: dayIfAny(text('plannedEnd')),
    plannedDuration: text('plannedDuration'),
    recipient: recipientOf(text),
    funderId: text('funderId'),
    funderName: text('funderName'),
    programme: text('programme'),
    beneficiaryLocations: locationsOf(row, header),
  };
  const grant = grantRow(fields);
  if (!isGrantProblem(grant)) return { kind: 'grant', line: row.line, grant };
  const meaning = COLUMN_OF_FIELD[grant.field];
  return {
    kind: 'quarantined',
    line: row.line,
    column: (meaning === undefined ? undefined : header.match.mapping[meaning]) ?? grant.field,
    reason: grant.reason,
    raw: row.raw,
    amountPence: fields.amountAwarded.ok ? fields.amountAwarded.value : 'unknown',
  };
};

/** Registers that have no currency column often state it in the amount's: `Amount Awarded (£)`. */
const statedPounds = (header: TableHeader<GrantMeaning>): string | undefined =>
  /£|gbp/i.test(header.match.mapping.amountAwarded ?? '') ? 'GBP' : undefined;

const amountIfAny = (text: string | undefined): Reading<bigint> | undefined =>
  text === undefined || statesNotApplicable(text) ? undefined : readAmount(text);

const dayIfAny = (text: string | undefined): Reading<string> | undefined =>
  text === undefined || statesNotApplicable(text) ? undefined : readDay(text);

const recipientOf = (
  text: (meaning: GrantMeaning) => string | undefined,
): Reading<GrantRow['recipient']> => {
  const id = text('recipientId');
  if (id !== undefined) {
    return read({ kind: 'organisation', id, name: text('recipientName') ?? UNKNOWN });
  }
  return text('recipientIndividual') === undefined
    ? unreadable('the recipient has no identifier')
    : read({ kind: 'individual' });
};

/** The standard repeats the location's columns with a number (`Beneficiary Location:1:Geographic Code`). */
const LOCATION_CODE = /beneficiary\s*location\b.*\bgeo(?:graphic)?\s*code\W*$/i;

const locationsOf = (row: TableRow, header: TableHeader<GrantMeaning>): readonly string[] =>
  header.columns.flatMap((column, at) => {
    const code = row.cells[at] ?? '';
    const isCode =
      at === header.positions.beneficiaryLocation ||
      LOCATION_CODE.test(column.replace(/[/:_.]+/g, ' '));
    return isCode && code !== '' ? [code] : [];
  });
