import { must, there, whole } from './amounts.js';
import type { AuditBy, Read } from './auditor.js';
import type { Books } from './books.js';
import { restsOnLaw } from './powers.js';
import { counts } from './spending.js';

export const partnerSettlementAudit = {
  ExitSettled: (auditor, event) => {
    const books = auditor.books(event);
    const year = counts(books, event);
    const { partner, agreement, agreementRevision, lines, reversed } = event.data;
    const exit = there(auditor.exits.get(`${agreement}|${partner}`), partner);
    const agreed = there(exit.agreed.get(agreementRevision), `${agreementRevision}`);
    must(
      `what is settled with ${partner} is what was agreed of ${books.id}`,
      written(lines) === written(agreed.filter(({ fund }) => fund === books.id)),
    );
    must(
      'rule 1: what was settled before is taken back, and all of it',
      written(reversed) === (books.settled.get(partner) ?? written([])),
    );
    for (const { source, power } of lines) {
      must(`${partner} settles its own money`, books.sources.get(source)?.organisation === partner);
      restsOnLaw(books, source, power);
    }
    books.settled.set(partner, written(lines));
    for (const line of event.data.reversed) settle(books, year, line, -1n);
    for (const line of event.data.lines) settle(books, year, line, 1n);
  },
  SettlementPaid: (auditor, event) => {
    const books = auditor.books(event);
    const { source, power, nature, direction, amount } = event.data;
    restsOnLaw(books, source, power);
    const pence = direction === 'to-partner' ? whole(amount) : -whole(amount);
    const of = { source, nature, year: counts(books, event) };
    const owed = books.sum('settlement', { source, nature });
    books.pass(pence, of, { account: 'cash' }, { account: 'settlement' });
    const left = books.sum('settlement', { source, nature });
    must(
      `no more is settled with ${source} than was owed`,
      owed > 0n ? left >= 0n && left < owed : left <= 0n && left > owed,
    );
  },
} satisfies AuditBy;

const written = (lines: readonly Read<'PartnerLeft'>['data']['lines'][number][]): string =>
  lines
    .map((line) => [line.source, line.nature, line.direction, line.amount, line.counterpart].join())
    .join(';');

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
