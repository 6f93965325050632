import { beginningOf } from '#contracts/writable.js';
import type { Pence } from '#libs/money/pence.js';
import type { RegisterMeaning } from './columns/register-columns.js';
import type { DateOrder } from './days.js';
import type { TableHeader } from './find-header.js';
import {
  statedAmount,
  statedDay,
  statedExtension,
  statedMonths,
  yesOrNo,
  type StatedAmount,
  type StatedDay,
  type StatedExtension,
  type StatedMonths,
} from './register-cells.js';
import { isTotalLine } from './spending-row.js';
import { charityOrgId, companyOrgId, isRedacted } from './suppliers.js';
import type { QuarantinedRow, TableRow } from './table.js';

/** What a body publishes of one contract. Null is what it does not say. */
export interface RegisterRow {
  readonly reference: string | null;
  readonly title: string | null;
  readonly supplier: {
    /** As it is written; `redacted` where it is held back. */
    readonly name: string | null;
    readonly identifiers: readonly string[];
    readonly postcode: string | null;
  };
  /** The body that buys, which may be another than the publisher. */
  readonly purchaser: string | null;
  readonly department: string | null;
  readonly procedure: string | null;
  readonly category: string | null;
  readonly start: StatedDay | null;
  readonly end: StatedDay | null;
  readonly currentEnd: StatedDay | null;
  readonly review: StatedDay | null;
  readonly duration: StatedMonths | null;
  /** In pence; of the first term or with extensions, nobody says. */
  readonly total: StatedAmount | null;
  readonly annual: StatedAmount | null;
  readonly extensions: readonly StatedExtension[];
  readonly sme: 'yes' | 'no' | 'unknown';
  readonly vcse: 'yes' | 'no' | 'unknown';
}

export interface ListedContract {
  readonly kind: 'contract';
  readonly line: number;
  readonly contract: RegisterRow;
}

/** Types one row of a register, or says why nobody could tell what it is about. */
export const registerRow = (
  row: TableRow,
  header: TableHeader<RegisterMeaning>,
  order: DateOrder,
): ListedContract | QuarantinedRow => {
  const cell = (meaning: RegisterMeaning): string =>
    row.cells[header.positions[meaning] ?? -1] ?? '';
  const column = (meaning: RegisterMeaning): string => header.match.mapping[meaning] ?? '';
  const quarantine = (meaning: RegisterMeaning | undefined, reason: string): QuarantinedRow => ({
    ...{ kind: 'quarantined', line: row.line, raw: row.raw, reason },
    column: meaning === undefined ? '' : column(meaning),
  });
  if (isTotalLine(row.cells, cell('supplier')))
    return quarantine(undefined, 'a total of other rows, not a contract');
  const [title, supplier] = [text(cell('title')), text(cell('supplier'))];
  if (title === null && supplier === null)
    return quarantine('title', 'the title and the supplier are both blank');
  const total = statedAmount(cell('total'));
  if (!total.ok) return quarantine('total', total.reason);
  // Beside a total that can be read, another amount that cannot is kept as it is written.
  const annual = statedAmount(cell('annual'), 'year');
  const day = (meaning: 'start' | 'end' | 'currentEnd' | 'review') =>
    statedDay(cell(meaning), order);
  return {
    kind: 'contract',
    line: row.line,
    contract: {
      ...{ reference: text(cell('reference')), title },
      supplier: {
        name: supplier !== null && isRedacted(supplier) ? 'redacted' : supplier,
        identifiers: identifiersOf(cell('companyNumber'), cell('charityNumber')),
        postcode: text(cell('postcode')),
      },
      purchaser: text(cell('publisher')),
      department: text(cell('department')),
      procedure: text(cell('procedure')),
      category: text(cell('category')),
      ...{ start: day('start'), end: day('end') },
      ...{ currentEnd: day('currentEnd'), review: day('review') },
      duration: statedMonths(cell('duration'), column('duration')),
      total: total.value,
      annual: annual.ok ? annual.value : { pence: null, written: beginningOf(cell('annual'), 200) },
      extensions: (['option', 'number', 'first', 'second'] as const).flatMap((of) => {
        const stated = statedExtension(of, cell(of), column(of));
        return stated === null ? [] : [stated];
      }),
      ...{ sme: yesOrNo(cell('sme')), vcse: yesOrNo(cell('vcse')) },
    },
  };
};

/** A dash stands for nothing. */
const text = (cell: string): string | null =>
  cell === '' || /^[-\u2013\u2014]+$/.test(cell) ? null : cell;

/** Bodies write a charity's number among those of companies, with letters before it. */
const identifiersOf = (company: string, charity: string): string[] => {
  const asCharity = /^CHA\s*(\d{5,7})$/i.exec(company.trim())?.[1];
  const found = [
    asCharity === undefined ? companyOrgId(company) : charityOrgId(asCharity),
    charityOrgId(charity),
  ].filter((id) => id !== undefined);
  return [...new Set(found)];
};

/** What a row is worth where it states a total. */
export const totalOf = ({ total }: RegisterRow): Pence | null => total?.pence ?? null;
