import { must, total, totalOf, whole } from './amounts.js';
import { awaitsEach } from './agreements.js';
import type { AuditBy, Read } from './auditor.js';
import type { Books } from './books.js';
import { commitmentsFirst } from './contributions.js';
import { isDecision } from './given-up.js';
import { usedBy } from './permissions.js';
import { restsOnLaw } from './powers.js';
import { sharedOut } from './settlements.js';
import { counts } from './spending.js';

export const yearEndAudit = {
  YearClosed: (auditor, event) => {
    const books = auditor.books(event);
    const { year, period, opens } = event.data;
    books.counts(period, { year });
    books.counts(opens, { year: yearAfter(year) });
    asItStood(books, event);
    sharedOut(auditor, books, event);
    write(books, event);
    books.closedYears.add(year);
    asItStands(books, event);
  },
  BalancesBroughtProvisionally: (auditor, event) => {
    const books = auditor.books(event);
    const { year, period, certainty, brought } = event.data;
    books.counts(period, { year });
    must('rule 8: what is brought before the close is not certain', certainty !== 'confirmed');
    bring(books, year, brought, certainty);
    const ends = `${year.slice(0, 4)}-03-31`;
    for (const { source, nature } of brought) {
      must(
        `rule 18: ${source} is not limited to its year`,
        !books.limitedToYear({ source, nature }, ends),
      );
      books.provisional.add(`${source}|${nature}|${year}`);
    }
  },
  ProvisionalBalancesConfirmed: (auditor, event) => {
    const books = auditor.books(event);
    const { source, nature, year, period, was, amount, restated } = event.data;
    books.counts(period, { year });
    const of = { source, nature, year };
    books.enter('brought forward', -whole(amount), { ...of, certainty: was });
    books.enter('brought forward', whole(amount), { ...of, certainty: 'confirmed' });
    must('rule 2: all of it becomes confirmed', totalOf(restated) === whole(amount));
    for (const { holding, scheme, award, amount: part } of restated)
      books.pass(
        whole(part),
        { ...of, scheme, award },
        { account: holding, certainty: was },
        { account: holding, certainty: 'confirmed' },
      );
    commitmentsFirst(books, event.data);
    books.provisional.delete(`${source}|${nature}|${year}`);
  },
  HeldMoneyReprofiled: (auditor, event) => {
    const books = auditor.books(event);
    const { source, nature, year, intoNature, intoYear, amount, period, intoPeriod } = event.data;
    books.counts(period, { year });
    books.counts(intoPeriod, { year: intoYear });
    const partner = books.sources.get(source)?.role === 'partner';
    const becomes = partner && nature === 'revenue' && intoNature === 'capital';
    const kind = becomes ? 'revenue-to-capital' : 'held-money';
    awaitsEach(auditor, books, event, kind, whole(amount));
    if (partner && nature === 'capital' && intoNature === 'revenue')
      must(
        `rule 18: held capital of ${source} becomes revenue by permission only`,
        usedBy(books, event.key, { source, scheme: 'none', permits: 'capital-to-revenue' }) >=
          whole(amount),
      );
    if (partner && nature === 'revenue' && intoNature === 'capital')
      books.virements.set(event.key, { pence: whole(amount), needed: true });
    else isDecision(auditor, books, event, 'held-money', source);
    const of = { source, certainty: 'confirmed' };
    books.pass(whole(amount), { ...of, nature, year }, { account: 'held' }, { account: 'moved' });
    books.pass(
      whole(amount),
      { ...of, nature: intoNature, year: intoYear },
      { account: 'moved' },
      { account: 'unallocated' },
    );
    // To the other nature the money itself passes, and not only authority.
    if (nature !== intoNature)
      for (const [sign, at] of [
        [-1n, { source, nature, year }],
        [1n, { source, nature: intoNature, year: intoYear }],
      ] as const) {
        books.enter('transferred', sign * whole(amount), at);
        books.enter('settlement', sign * whole(amount), at);
      }
    heldAtLeastNothing(books, source);
  },
  HeldMoneyReturnable: (auditor, event) => {
    const books = auditor.books(event);
    const { source, nature, year, amount, period } = event.data;
    awaitsEach(auditor, books, event, 'held-money', whole(amount));
    books.counts(period, { year });
    isDecision(auditor, books, event, 'held-money', source);
    const of = { source, nature, year };
    books.pass(
      whole(amount),
      { ...of, certainty: 'confirmed' },
      { account: 'held' },
      { account: 'moved' },
    );
    books.enter('returnable', whole(amount), of);
    books.enter('returned', whole(amount), of);
    heldAtLeastNothing(books, source);
  },
  MoneyReturned: (auditor, event) => {
    const books = auditor.books(event);
    const { source, power, nature, amount } = event.data;
    restsOnLaw(books, source, power);
    const of = { source, nature, year: counts(books, event) };
    books.enter('cash', -whole(amount), of);
    books.enter('returnable', -whole(amount), of);
    must(
      `no more goes back to ${source} than it is owed`,
      books.sum('returnable', { source, nature }) >= 0n,
    );
  },
} satisfies AuditBy;

type Closed = Read<'YearClosed'>;
interface Pot {
  readonly source: string;
  readonly nature: string;
}

/** What a source has put in and not used up, of all years to the end of one (rule 5). */
export const owned = (books: Books, { source, nature }: Pot, upTo: string): bigint => {
  const of = (account: string): bigint =>
    total(
      books
        .list(account, { source, nature })
        .filter(({ year }) => year <= upTo)
        .map(({ pence }) => pence),
    );
  return of('income') + of('other income') + of('transferred') - of('cost') - of('returned');
};

/** Rules 5 and 8, before the closing: its figures of each source are those of the books. */
function asItStood(books: Books, { data }: Closed): void {
  const { year } = data;
  for (const account of ['income', 'other income', 'cost'])
    for (const earlier of books.list(account))
      must(
        `rule 8: ${earlier.year} is closed before ${year}`,
        earlier.year >= year || books.isShut(earlier.year),
      );
  for (const of of [
    { source: 'unknown', year },
    { nature: 'unknown', year },
  ])
    for (const account of ['cost', 'other income'])
      must(`rule 14: no ${account} of ${year} is unknown`, books.sum(account, of) === 0n);
  for (const row of data.sources) {
    const { source, nature } = row;
    const of = { source, nature, year };
    const what = `${books.id} ${source} ${nature} ${year}`;
    must(`rule 5: what was due of ${what}`, whole(row.due) === books.sum('income', of));
    must(
      `rule 5: other income of ${what}`,
      whole(row.otherIncome) === books.sum('other income', of),
    );
    must(`rule 5: spent of ${what}`, whole(row.cost) === books.sum('cost', of));
    must(
      `rule 8: ${what} was brought forward as the year before closed`,
      whole(row.broughtForward) === owned(books, row, yearBefore(year)),
    );
    must(
      `rule 5: ${what} carries forward what is left`,
      whole(row.carriedForward) ===
        whole(row.broughtForward) + whole(row.own) + whole(row.transfer) - whole(row.returnable),
    );
  }
}

function write(books: Books, { data }: Closed): void {
  const { year } = data;
  const next = yearAfter(year);
  const note = (pot: Pot, what: 'transferred' | 'returnable', pence: bigint): void => {
    const key = `${year}|${pot.source}|${pot.nature}`;
    const before = books.closings.get(key) ?? { transferred: 0n, returnable: 0n };
    books.closings.set(key, { ...before, [what]: before[what] + pence });
  };
  for (const { source, nature, amount } of data.transfers) {
    const of = { source, nature, year };
    books.enter('transferred', whole(amount), of);
    books.enter('settlement', whole(amount), of);
    note(of, 'transferred', whole(amount));
  }
  for (const { source, nature, amount } of data.returnable) {
    const of = { source, nature, year };
    books.enter('returnable', whole(amount), of);
    books.enter('returned', whole(amount), of);
    note(of, 'returnable', whole(amount));
  }
  bring(books, next, data.brought);
  for (const { award, scheme, source, nature, certainty, becomes, amount } of data.commitments) {
    must(
      `rule 5: what ${award} carries has its money with it`,
      becomes === (books.terms?.kind === 'aligned' ? certainty : 'confirmed'),
    );
    const of = { scheme, source, nature };
    books.pass(
      whole(amount),
      { ...of, year, award, certainty },
      { account: 'committed' },
      { account: 'carried forward' },
    );
    books.enter('brought forward', whole(amount), { ...of, year: next, certainty: becomes });
    books.enter('committed', whole(amount), { ...of, year: next, award, certainty: becomes });
  }
  for (const { award, category, amount } of data.costLines) {
    const of = { nature: 'unknown', award };
    books.enter(`line ${category}`, -whole(amount), { ...of, year });
    books.enter(`line ${category}`, whole(amount), { ...of, year: next });
  }
}

/** Rules 5 and 8, after the closing: the next year opens with what this one leaves. */
function asItStands(books: Books, { data }: Closed): void {
  const { year } = data;
  must(
    `rule 8: nothing of ${yearAfter(year)} is provisional once ${year} is closed`,
    ![...books.provisional].some((pot) => pot.endsWith(`|${yearAfter(year)}`)),
  );
  for (const entry of [...books.list('committed', { year }), ...books.list('reserved', { year })])
    must(`the year-end, 1: ${entry.award} is decided about`, entry.pence === 0n);
  for (const source of books.sources.keys())
    for (const nature of ['revenue', 'capital']) {
      const row = data.sources.find((one) => one.source === source && one.nature === nature);
      const carried = whole(row?.carriedForward ?? '0.00');
      must(
        `rule 5: ${books.id} carries ${carried} of ${source} ${nature} forward from ${year}`,
        owned(books, { source, nature }, year) === carried,
      );
      if (books.terms?.kind === 'aligned') {
        const promised = books.sum('carried forward', { source, nature, year });
        must(
          `rule 8: ${books.id} opens ${yearAfter(year)} with what was promised of ${source}`,
          books.sum('brought forward', { source, nature, year: yearAfter(year) }) === promised,
        );
        continue;
      }
      must(
        `rule 8: ${books.id} opens ${yearAfter(year)} with the ${carried} of ${source} ${nature}`,
        books.sum('brought forward', { source, nature, year: yearAfter(year) }) === carried,
      );
    }
}

function bring(
  books: Books,
  year: string,
  lines: readonly { source: string; nature: string; amount: string; to: string }[],
  certainty = 'confirmed',
): void {
  for (const { source, nature, amount, to } of lines) {
    const of = { source, nature, year, certainty };
    books.enter('brought forward', whole(amount), of);
    books.enter(to, whole(amount), of);
    // What was brought provisionally, or owed by the source, may be more than there is.
    books.shrunk.add(`${source}|${year}|${nature}`);
  }
}

function heldAtLeastNothing(books: Books, source: string): void {
  for (const { pence } of books.list('held', { source }))
    must(`no more is decided about than is held for ${source}`, pence >= 0n);
}

const yearAfter = (year: string): string => {
  const begins = Number(year.slice(0, 4)) + 1;
  return `${begins}-${String((begins + 1) % 100).padStart(2, '0')}`;
};
const yearBefore = (year: string): string => {
  const begins = Number(year.slice(0, 4)) - 1;
  return `${begins}-${String((begins + 1) % 100).padStart(2, '0')}`;
};
