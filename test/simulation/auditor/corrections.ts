import { must, there, whole, yearOfDay } from './amounts.js';
import type { Auditor, AuditBy, Read } from './auditor.js';
import type { Books } from './books.js';
import { bill, counts, owe, pay } from './spending.js';

type Entry = Read<'EntryReversed'>['data']['entry'];

const entries: ReadonlySet<string> = new Set<Entry['type']>([
  'InstalmentReceived',
  'OtherIncomeRecorded',
  'SavingsShareReceived',
  'InKindProvided',
  'ExpenditurePaid',
  'AdvancePaid',
  'AdvanceReturned',
  'VatRecovered',
  'MoneyReturned',
  'SettlementPaid',
]);

/** What came in, went out or was given is remembered word for word, as long as it stands. */
export function noteEntry(
  books: Books,
  {
    type,
    data,
    revision,
  }: { readonly type: string; readonly data: object; readonly revision: number },
): void {
  if (entries.has(type)) books.entries.set(revision, inOrder({ type, data }));
}

/** Written out with the names in their order, whichever it was written in. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

export const correctionAudit = {
  EntryReversed: (auditor, event) => {
    const books = auditor.books(event);
    const { corrects, entry, period } = event.data;
    const year = counts(books, event);
    must(`rule 1: what a correction names, ${corrects}, stands`, books.entries.has(corrects));
    must(
      `rule 1: a correction takes back the whole of what it corrects, ${corrects}`,
      books.entries.get(corrects) === inOrder(entry),
    );
    books.entries.delete(corrects);
    takeBack(auditor, books, entry, { year, period });
  },
} satisfies AuditBy;

function takeBack(
  auditor: Auditor,
  books: Books,
  { type, data }: Entry,
  { year, period }: { readonly year: string; readonly period: string },
): void {
  const pence = whole(data.amount);
  switch (type) {
    case 'InstalmentReceived': {
      const given = there(books.contributions.get(data.contribution), data.contribution);
      const instalment = there(given.instalments.get(data.instalment), data.instalment);
      instalment.received -= pence;
      must('rule 6: no less than nothing is received', instalment.received >= 0n);
      const of = { source: given.source, nature: given.nature, year };
      const invoiced = whole(data.invoiced);
      instalment.paid -= invoiced;
      must('rule 6: no less than nothing is paid', instalment.paid >= 0n);
      books.pass(-invoiced, of, { account: 'invoiced' }, { account: 'cash' });
      books.pass(invoiced - pence, of, { account: 'due' }, { account: 'cash' });
      return;
    }
    case 'OtherIncomeRecorded':
    case 'SavingsShareReceived': {
      books.incomes.delete(data.income);
      const of = {
        source: data.source,
        year,
        ...('nature' in data
          ? { nature: data.nature, scheme: data.scheme }
          : { nature: 'revenue' }),
      };
      books.enter('other income', -pence, of);
      books.enter('cash', -pence, of);
      if (!('outcome' in data)) return;
      const share = there(auditor.shares.get(data.outcome), data.outcome);
      share.received -= pence;
      return;
    }
    case 'InKindProvided': {
      const { source, nature } = data;
      books.enter('provided in kind', -pence, { source, nature, year });
      const given = books.inKind.get(data.contribution);
      if (given) given.given -= pence;
      return;
    }
    case 'ExpenditurePaid': {
      pay(books, { ...data, period }, -1n);
      const of = bill(books, data.expenditure);
      of.owed += pence;
      of.paid -= pence;
      owe(of, data.parts, 1n);
      must('rule 4: no less than nothing is paid', of.paid >= 0n);
      return;
    }
    case 'AdvancePaid':
      must(
        'rule 4: an advance that was used is not taken back',
        there(books.advances.get(data.advance), data.advance).left === pence,
      );
      books.advances.delete(data.advance);
      ahead(books, data, yearOfDay(period), -1n);
      return;
    case 'AdvanceReturned':
      there(books.advances.get(data.advance), data.advance).left += pence;
      ahead(books, data, yearOfDay(period), 1n);
      return;
    case 'VatRecovered':
      books.pass(
        -pence,
        { source: data.source, nature: data.nature, year },
        { account: 'vat' },
        { account: 'cash' },
      );
      return;
    case 'MoneyReturned': {
      const of = { source: data.source, nature: data.nature, year };
      books.enter('cash', pence, of);
      books.enter('returnable', pence, of);
      return;
    }
    case 'SettlementPaid': {
      const of = { source: data.source, nature: data.nature, year };
      const out = data.direction === 'to-partner' ? pence : -pence;
      books.pass(-out, of, { account: 'cash' }, { account: 'settlement' });
    }
  }
}

/** Money that a provider has ahead of the work, by whose it is. */
function ahead(
  books: Books,
  {
    nature,
    award,
    parts,
  }:
    | Extract<Entry, { type: 'AdvancePaid' }>['data']
    | Extract<Entry, { type: 'AdvanceReturned' }>['data'],
  year: string,
  sign: 1n | -1n,
): void {
  for (const { source, scheme, amount } of parts)
    books.pass(
      sign * whole(amount),
      { year, nature, award, source, scheme },
      { account: 'cash' },
      { account: 'paid in advance' },
    );
}
