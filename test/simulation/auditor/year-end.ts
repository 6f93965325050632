import { inProportion, larger, must, total, totalOf, whole } from './amounts.js';
import type { Auditor, AuditBy, Read, Settlement } from './auditor.js';
import type { Books } from './books.js';
import { sharesBy } from './risk-shares.js';
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
    asItStands(books, event);
  },
  BalancesBroughtProvisionally: (auditor, event) => {
    const books = auditor.books(event);
    const { year, period, brought } = event.data;
    books.counts(period, { year });
    bring(books, year, brought);
  },
  HeldMoneyReprofiled: (auditor, event) => {
    const books = auditor.books(event);
    const { source, nature, year, intoNature, intoYear, amount, period, intoPeriod } = event.data;
    books.counts(period, { year });
    books.counts(intoPeriod, { year: intoYear });
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
    books.counts(period, { year });
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
    const { source, nature, amount } = event.data;
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

/** Rules 3 and 7: what is shared, and whose it becomes. */
function sharedOut(auditor: Auditor, books: Books, event: Closed): void {
  const { data } = event;
  must('rule 7: the shares sum to what is shared', totalOf(data.shares) === whole(data.shared));
  must(
    'rule 3: what sources pass to each other nets to nothing',
    total(data.sources.map((row) => whole(row.transfer))) === 0n,
  );
  // Other money of the year that met an overspend is in the variance, which is a net.
  must(
    'rule 7: the variance is shared, covered or retained',
    whole(data.variance) ===
      whole(data.shared) -
        totalOf(data.covered.filter(({ by }) => ['risk-reserve', 'carried'].includes(by))) +
        totalOf(data.retained),
  );
  const shared = data.sources.filter((row) => row.settled === 'shared');
  must(
    'the year-end, 3: the variance is due and other income less cost, of unrestricted money',
    data.sources.some((row) => row.settled === 'alone' && whole(row.carriedForward) <= 0n) ||
      whole(data.variance) ===
        total(shared.map((row) => whole(row.due) + whole(row.otherIncome) - whole(row.cost))) +
          correctionsOf(books, data.year, shared),
  );
  const terms = auditor.settlement(books, data.agreementRevision);
  borne(event, terms);
  met(books, event, terms);
  if (terms === undefined || data.base.length === 0) return;
  const worked = sharesBy(terms.riskShare, books, event);
  for (const { source, amount } of worked === undefined ? [] : data.shares)
    must(
      `rule 7: ${source} has its share of ${data.year}, ${amount}, by the agreement ${worked?.get(source) ?? 0n}`,
      whole(amount) === (worked?.get(source) ?? 0n),
    );
  const { over, under, schemes, base } = terms.riskShare;
  const proRata = over.kind === 'pro-rata' && under.kind === 'pro-rata' && schemes.length === 0;
  if (!proRata || base !== 'agreed-contributions') return;
  const parts = inProportion(
    whole(data.shared),
    data.base.map(({ amount }) => whole(amount)),
  );
  data.base.forEach(({ source, amount }, place) => {
    must(
      `rule 7: the base of ${source} is what it agreed to contribute`,
      whole(amount) === agreedContribution(books, source, data.year),
    );
    const share = data.shares.find((one) => one.source === source);
    must(
      `rule 7: ${source} has its share by largest remainder`,
      whole(share?.amount ?? '0.00') === parts[place],
    );
  });
}

/**
 * The year-end, 2, 5 and 6: only unrestricted money shares, and what a source that settles alone spent
 * too much is borne by whom the agreement names, or else by all of the unrestricted money.
 */
function borne({ data }: Closed, terms: Settlement | undefined): void {
  const shares = (source: string): boolean =>
    data.sources.some((row) => row.source === source && row.settled === 'shared');
  for (const { source, amount } of [...data.shares, ...data.base])
    must(
      `the year-end, 2: ${source} settles alone and has no share of ${data.year}`,
      whole(amount) === 0n || shares(source) || !data.sources.some((row) => row.source === source),
    );
  for (const row of data.sources.filter(({ settled }) => settled === 'alone')) {
    const beyond = -whole(row.broughtForward) - whole(row.own);
    const bearer = terms?.yearEnd.excess.find(({ source }) => source === row.source)?.bearer;
    must(
      `the year-end, 2: ${row.source} gets what it spent too much of ${data.year}, and nothing else`,
      whole(row.transfer) === (beyond > 0n ? beyond : 0n) ||
        (whole(row.transfer) === 0n && bearer === undefined && !data.sources.some(isShared)),
    );
    if (beyond > 0n && bearer !== undefined)
      must(`the year-end, 2: ${bearer} bears it out of unrestricted money`, shares(bearer));
  }
}

/** The year-end, 1 and 4: what meets an overspend, and what of an underspend is not shared. */
function met(books: Books, { data }: Closed, terms: Settlement | undefined): void {
  const { year } = data;
  const rows = data.sources.filter(isShared);
  const inReserve = ({ source, nature }: Pot): bigint =>
    larger(0n, books.sum('held', { source, nature, year, certainty: 'confirmed' }));
  const by = (name: string): bigint => totalOf(data.covered.filter((one) => one.by === name));
  must(
    'the year-end, 4: a risk reserve is what was kept as one',
    by('risk-reserve') <= total(rows.map(inReserve)),
  );
  must(
    'the year-end, 4: what was carried for use is what was brought forward, and no reserve',
    by('carried') <=
      total(rows.map((row) => larger(0n, whole(row.broughtForward) - inReserve(row)))),
  );
  must(
    'the year-end, 4: what came in from outside is other income of the year',
    by('outside') <= larger(0n, total(rows.map((row) => whole(row.otherIncome)))),
  );
  const order = ['carried', ...(terms?.orderOfCover ?? [])];
  must(
    'the year-end, 4: an overspend is covered in the order of the agreement',
    data.covered.every(({ by: name }, at) => {
      const before = data.covered[at - 1]?.by;
      return order.indexOf(name) > (before === undefined ? -1 : order.indexOf(before));
    }),
  );
  const kept = (use: string): bigint => totalOf(data.retained.filter((one) => one.use === use));
  must(
    'the year-end, 4: no more is retained of an underspend than the agreement says',
    ['risk-reserve', 'non-recurrent'].every((use) => {
      const allowed = (terms?.yearEnd.retained ?? []).filter((one) => one.use === use);
      return (
        allowed.some(({ upTo }) => upTo === null) ||
        kept(use) <= total(allowed.map(({ upTo }) => whole(upTo ?? '0.00')))
      );
    }),
  );
  must(
    'the year-end, 1: no more is retained for commitments than goes on with them',
    data.closing > 1 || kept('commitments') <= totalOf(data.commitments),
  );
  if (books.terms?.kind === 'aligned') return;
  for (const row of data.sources) {
    const { source, nature } = row;
    const goesOn = totalOf(
      data.commitments.filter((one) => one.source === source && one.nature === nature),
    );
    must(
      `the year-end, 1: commitments of ${source} of ${year} go on with their money`,
      goesOn === 0n || goesOn <= whole(row.carriedForward) - whole(row.held),
    );
  }
}

const isShared = ({ settled }: Closed['data']['sources'][number]): boolean => settled === 'shared';

/** Money that went back within the year, other than by its closing. */
const correctionsOf = (books: Books, year: string, rows: readonly Pot[]): bigint =>
  total(
    rows.map(({ source, nature }) => {
      const of = { source, nature, year };
      const before = books.closings.get(`${year}|${source}|${nature}`);
      return (
        books.sum('transferred', of) -
        (before?.transferred ?? 0n) -
        (books.sum('returned', of) - (before?.returnable ?? 0n))
      );
    }),
  );

const agreedContribution = (books: Books, source: string, year: string): bigint =>
  total(
    [...books.contributions.values()]
      .filter(
        (given) =>
          given.source === source &&
          given.year === year &&
          given.nature === 'revenue' &&
          given.form === 'cash' &&
          given.certainty === 'confirmed',
      )
      .map(({ pence }) => pence),
  );

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
  for (const { award, scheme, source, nature, certainty, amount } of data.commitments) {
    const of = { scheme, source, nature, certainty };
    books.pass(
      whole(amount),
      { ...of, year, award },
      { account: 'committed' },
      { account: 'carried forward' },
    );
    books.enter('brought forward', whole(amount), { ...of, year: next });
    books.enter('committed', whole(amount), { ...of, year: next, award });
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
): void {
  for (const { source, nature, amount, to } of lines) {
    const of = { source, nature, year, certainty: 'confirmed' };
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
