import { inProportion, larger, must, total, totalOf, whole } from './amounts.js';
import { judgedBy } from './agreements.js';
import type { Auditor, Read, Settlement } from './auditor.js';
import type { Books } from './books.js';
import { sharesBy } from './risk-shares.js';

type Closed = Read<'YearClosed'>;
interface Pot {
  readonly source: string;
  readonly nature: string;
}

/** Rules 3 and 7: what is shared, and whose it becomes. */
export function sharedOut(auditor: Auditor, books: Books, event: Closed): void {
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
  const year = lastDayOf(data.year);
  judgedBy(auditor, books.hostedOn(year)?.agreement ?? null, year, event);
  const named = auditor.agreement(books, data.agreementRevision)?.partners;
  for (const { source } of named === undefined ? [] : data.sources.filter(isShared)) {
    const of = books.sources.get(source);
    must(
      `*partner*: ${source} shares risk, and ${of?.organisation ?? 'nobody'} is a partner, or stands in one's place`,
      of?.role === 'partner' &&
        [of.organisation, ...of.formerly].some((body) => named?.includes(body)),
    );
  }
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

const lastDayOf = (year: string): string => `${Number(year.slice(0, 4)) + 1}-03-31`;

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
