import { daysAfter, monthsAfter } from '#contracts/calendar.js';
import { Day, Id } from '#contracts/values.js';
import { beginningOf } from '#contracts/writable.js';
import type { Import } from '#libs/funding/import/import.js';
import { refusal, type Refusal } from '#contracts/problems.js';
import { REGISTER_COLUMNS } from '#libs/interchange/columns/register-columns.js';
import {
  readContractRegister,
  type RegisterOptions,
  type RegisterSummary,
} from '#libs/interchange/contract-register.js';
import { writtenAmount } from '#libs/interchange/register-cells.js';
import { totalOf, type ListedContract } from '#libs/interchange/register-row.js';
import type { Format, ImportOptions, Opened, Request, Row, Survey } from './format.js';
import { foundColumns, nameId, registerId } from './names.js';

/** A body's register of its contracts: published statements, which are money of no fund. */
export const registerFormat: Format = {
  meanings: REGISTER_COLUMNS,

  async survey(open, options) {
    const summary = await summaryOf(open, options);
    const { sha256, rowsIn, columns, mapping, warnings, publisher } = summary;
    const { recorded, withTotal, withoutSupplier, withoutDates, repeatedReferences } = summary;
    return {
      ...{ sha256, rowsIn, columns, mapping: foundColumns(mapping), warnings },
      ...(publisher === undefined ? {} : { publisher }),
      counts: {
        ...{ withTotal, withoutTotal: recorded - withTotal },
        ...{ withoutSupplier, withoutDates, repeatedReferences },
      },
    };
  },

  async *rows(open, options, { sha256, day }): AsyncIterable<Row> {
    const { dateOrder } = await summaryOf(open, options);
    const register = registerId(sha256, options.fund);
    const { publisher = '', asAt: effective = day } = options;
    const id = publisherId(publisher);
    let published = false;
    for await (const item of readContractRegister(open(), { ...readAs(options), dateOrder })) {
      if (item.kind === 'quarantined')
        yield { lines: [item.line], column: item.column, reason: item.reason };
      if (item.kind !== 'contract') continue;
      const begins: Request = {
        step: 'register',
        asked: {
          ...{ kind: 'register', id },
          command: {
            ...{ command: 'publish-register', effective, register, publisher },
            ...{ file: options.file, fund: options.fund, import: `${sha256}.${options.fund}` },
          },
        },
      };
      yield {
        lines: [item.line],
        amountPence: totalOf(item.contract) ?? 0n,
        introduces: published ? [] : [begins],
        requests: [listed(item, { id, register, effective })],
      };
      published = true;
    }
  },
};

/** Known by its identifier where it has one, else by its name, case and spaces folded. */
const publisherId = (publisher: string): string =>
  /^[A-Z]{2}-[A-Z0-9]+-/.test(publisher) && Id.safeParse(publisher).success
    ? publisher
    : nameId(publisher);

function listed(
  { line, contract }: ListedContract,
  { id, register, effective }: { id: string; register: string; effective: string },
): Request {
  const { reference, title, supplier, purchaser, department, procedure, category } = contract;
  const { total, annual, extensions, duration, ...rest } = contract;
  const { start, end, currentEnd, review, sme, vcse } = rest;
  const text = (said: string | null): string | null => said && beginningOf(said, 2000);
  return {
    step: 'contract',
    asked: {
      ...{ kind: 'register', id },
      command: {
        ...{ command: 'list-contract', effective, register, line },
        ...{ reference: text(reference), title: text(title) },
        supplier: {
          name: text(supplier.name),
          identifiers: [...supplier.identifiers],
          postcode: text(supplier.postcode),
        },
        ...{ purchaser: text(purchaser), department: text(department) },
        ...{ procedure: text(procedure), category: text(category) },
        ...{ start, end, currentEnd, review, duration, sme, vcse },
        ...{ total: writtenAmount(total), annual: writtenAmount(annual) },
        extensions: [...extensions],
      },
    },
  };
}

/** Of a register whose rows name its publisher by themselves, and of how its dates are written. */
async function summaryOf(open: Opened, options: ImportOptions): Promise<RegisterSummary> {
  for await (const item of readContractRegister(open(), readAs(options)))
    if (item.kind === 'summary') return item.summary;
  throw new Error('a register of contracts ends with its summary');
}

const readAs = ({ mapping, correction }: ImportOptions): RegisterOptions =>
  mapping === undefined ? { correction } : { mapping, correction };

/** Whose register it is and of which day; neither where the file is of another kind. */
export type Published = Pick<ImportOptions, 'publisher' | 'asAt'>;

/**
 * As it was said, else as the rows name the publisher and the file's name its month, else of the day on
 * which it is taken in. What an import was begun with stands: its rows are all of one register.
 */
export function publishedBy(
  request: ImportOptions & { readonly format: string },
  survey: Survey,
  today: string,
  begun: Import['settings'],
): Published | { readonly refused: Refusal } {
  if (request.format !== 'contract-register') return {};
  const asked = { publisher: saidBy(request.publisher), asAt: request.asAt };
  if (begun) {
    const stands = { publisher: begun.publisher ?? '', asAt: begun.asAt ?? today };
    const isOther =
      stands.publisher !== (asked.publisher ?? stands.publisher) ||
      stands.asAt !== (asked.asAt ?? stands.asAt);
    return isOther ? { refused: refusal('imported-otherwise', { fund: request.fund }) } : stands;
  }
  const publisher = asked.publisher ?? survey.publisher;
  if (publisher === undefined) return { refused: refusal('publisher-not-said', {}) };
  return {
    publisher: beginningOf(publisher, 2000),
    asAt: asked.asAt ?? dayNamed(request.file, today) ?? today,
  };
}

/** An empty field of a form says nothing. */
const saidBy = (text = ''): string | undefined => (text.trim() === '' ? undefined : text.trim());

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** The day, or the last one of the month, that the name of a file tells: no later than today. */
function dayNamed(file: string, today: string): string | undefined {
  const [, year = '', month = '', day] =
    /(?<!\d)(20\d{2})[-_. ]?(0[1-9]|1[0-2])(?:[-_. ]?(0[1-9]|[12]\d|3[01]))?(?!\d)/.exec(file) ??
    [];
  const named = /(?<![a-z])([a-z]{3,9})[-_. ]*(20\d{2})(?!\d)/i.exec(file);
  const place = monthNames.indexOf(named?.[1]?.slice(0, 3).toLowerCase() ?? '');
  const first =
    year !== ''
      ? `${year}-${month}-01`
      : place >= 0
        ? `${named?.[2] ?? ''}-${String(place + 1).padStart(2, '0')}-01`
        : undefined;
  if (first === undefined) return undefined;
  const exact = day === undefined ? undefined : Day.safeParse(`${year}-${month}-${day}`).data;
  const told = exact ?? daysAfter(monthsAfter(first, 1), -1);
  return told < today ? told : first <= today ? today : undefined;
}
