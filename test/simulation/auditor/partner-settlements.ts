import { whole } from './amounts.js';
import type { AuditBy, Read } from './auditor.js';
import type { Books } from './books.js';
import { counts } from './spending.js';

export const partnerSettlementAudit = {
  ExitSettled: (auditor, event) => {
    const books = auditor.books(event);
    const year = counts(books, event);
    for (const line of event.data.reversed) settle(books, year, line, -1n);
    for (const line of event.data.lines) settle(books, year, line, 1n);
  },
  SettlementPaid: (auditor, event) => {
    const books = auditor.books(event);
    const { source, nature, direction, amount } = event.data;
    const pence = direction === 'to-partner' ? whole(amount) : -whole(amount);
    const of = { source, nature, year: counts(books, event) };
    books.pass(pence, of, { account: 'cash' }, { account: 'settlement' });
  },
} satisfies AuditBy;

/** Owed to the partner: returned to it; owed by it: its contribution. From whom it came or to whom it goes. */
function settle(
  books: Books,
  year: string,
  { source, nature, direction, amount, counterpart }: Read<'ExitSettled'>['data']['lines'][number],
  sign: 1n | -1n,
): void {
  const pence = sign * whole(amount);
  const of = { source, nature, year };
  const outward = direction === 'to-partner';
  books.enter('settlement', outward ? -pence : pence, of);
  books.enter(outward ? 'returned' : 'income', pence, of);
  if (counterpart === null) return;
  const comesIn = outward ? pence : -pence;
  for (const [whose, passed] of [
    [source, comesIn],
    [counterpart, -comesIn],
  ] as const) {
    books.enter('transferred', passed, { ...of, source: whose });
    books.enter('cash', passed, { ...of, source: whose });
  }
}
