import { createHash } from 'node:crypto';
import { asDomainEvent } from '#contracts/events/all.js';
import type { JsonObject, RecordedEvent } from '#contracts/envelope.js';
import { StatementKind } from '#contracts/events/fund/statements.js';
import { formOf } from '#apps/service/log/made-from.js';
import { presentFormat } from '#projections/statements/figures/head.js';
import { readStatement } from '#projections/statements/read-statement.js';
import { must, total, whole, written } from '../auditor/amounts.js';
import { Auditor } from '../auditor/auditor.js';
import type { Books } from '../auditor/books.js';
import { owned } from '../auditor/year-end.js';
import type { Life } from './life.js';
import { unsigned } from './unsigned.js';

/**
 * Rule 13: every statement that was issued is made again at the end, and is the same bytes; and what
 * those of a whole year say is what another auditor finds, who has read up to that number and no
 * further.
 */
export async function statementsAgain(
  { auditor, place }: Life,
  events: readonly RecordedEvent[],
): Promise<void> {
  const issued = [...auditor.funds].flatMap(([fund, { statements }]) =>
    [...statements].map(([id, of]) => ({ fund, id, of })),
  );
  const then = new Auditor();
  for (const { fund, id, of } of issued.sort((a, b) => a.of.number - b.of.number)) {
    while (then.number < of.number) {
      const next = events[then.number];
      if (next === undefined) throw new Error(`${id} knows what nobody recorded`);
      then.note(asDomainEvent(next));
    }
    const known = { asKnownAt: String(of.number) };
    const kind = StatementKind.parse(of.kind);
    const { text } = await readStatement(
      place.reading,
      fund,
      { ...of, kind },
      known,
      formOf(presentFormat, unsigned(place.store)),
    );
    must(
      `rule 13: ${id} is the bytes that were issued`,
      createHash('sha256').update(text).digest('hex') === of.sha256,
    );
    if (of.quarter === null) saysWhatWas(then.fund(fund), of.year, JSON.parse(text) as JsonObject);
  }
}

type Row = Readonly<Record<string, string>>;
type Figures = Readonly<Record<string, bigint>>;

/** Every table of a document of a whole year, whatever its kind, against what the books say. */
function saysWhatWas(books: Books, year: string, document: JsonObject): void {
  const kind = StatementKind.parse(document['kind']);
  const what = `${kind} of ${books.id} ${year}`;
  const pots = distinct(books, ['source', 'nature'])
    .map((pot) => ({ ...pot, figures: ofSource(books, pot, year) }))
    .filter(isAnything);
  const schemes = distinct(books, ['scheme', 'source', 'nature'])
    .map((of) => ({ ...of, figures: ofScheme(books, of, year) }))
    .filter(isAnything);
  const rows = (name: string): Row[] => document[name] as unknown as Row[];
  const sum = (name: string): Row => document[name] as unknown as Row;
  const planned = schemes.map(({ figures: { budget = 0n, spent = 0n, left = 0n }, ...of }) => ({
    ...of,
    figures: { planned: budget, spent, left },
  }));
  switch (kind) {
    case 'year-end-settlement': {
      const settled = pots.map((pot) => ({ ...pot, figures: settledOf(pot.figures) }));
      agree(what, rows('sources'), ['source', 'nature'], settled);
      addUp(what, sum('total'), settled);
      break;
    }
    case 'annual-return': {
      const income = pots.map((pot) => ({ ...pot, figures: incomeOf(pot.figures) }));
      agree(what, rows('income'), ['source', 'nature'], income);
      addUp(what, sum('incomeTotal'), income);
      agree(what, rows('expenditure'), ['scheme', 'source', 'nature'], planned);
      addUp(what, sum('expenditureTotal'), planned);
      break;
    }
    case 'better-care-return': {
      const income = pots.map((pot) => ({ ...pot, figures: contributedOf(pot.figures) }));
      agree(what, rows('income'), ['source', 'nature'], income);
      addUp(what, sum('incomeTotal'), income);
      const [givers = {}] = added(rows('incomeByGiver'), []);
      addUp(what, givers, income);
      // The auditor's books are not kept by provider: what is said of each is added up.
      const by = ['scheme', 'source', 'nature'] as const;
      const over = added(rows('expenditure'), by).filter((row) =>
        figuresOf(row).some(([, pence]) => pence !== 0n),
      );
      agree(what, over, by, planned);
      addUp(what, sum('expenditureTotal'), planned);
      break;
    }
    case 'shared-prosperity-return': {
      const given = pots.filter(({ source }) => books.sources.get(source)?.role === 'funder');
      const grants = given.map((pot) => ({ ...pot, figures: leftOf(pot.figures) }));
      agree(what, rows('grants'), ['source', 'nature'], grants);
      addUp(what, sum('grantsTotal'), grants);
      const spent = distinct(books, ['scheme', 'source', 'nature'])
        .filter(({ source }) => books.sources.get(source)?.role === 'funder')
        .map((of) => ({ ...of, figures: toDateOf(books, of, year) }))
        .filter(isAnything);
      // Of what has nothing but a forecast the books say nothing.
      const said = rows('interventions').filter((row) =>
        ['budget', 'spent', 'spentBefore'].some((name) => row[name] !== '0.00'),
      );
      agree(what, said, ['scheme', 'source', 'nature'], spent);
      break;
    }
    default:
      agree(what, rows('sources'), ['source', 'nature'], pots);
      addUp(what, sum('total'), pots, ['transfersIn', 'transfersOut']);
      agree(what, rows('schemes'), ['scheme', 'source', 'nature'], schemes);
  }
}

const isAnything = ({ figures }: { readonly figures: Figures }): boolean =>
  Object.values(figures).some((pence) => pence !== 0n);

/** Rows of the same dimensions added up, as texts again. */
function added(said: readonly Row[], names: readonly string[]): Row[] {
  const sums = new Map<string, { of: Row; figures: Map<string, bigint> }>();
  for (const row of said) {
    const key = names.map((name) => row[name]).join('|');
    const of = Object.fromEntries(names.map((name) => [name, row[name] ?? '']));
    const { figures } = sums.get(key) ?? { figures: new Map<string, bigint>() };
    for (const [name, pence] of figuresOf(row))
      figures.set(name, (figures.get(name) ?? 0n) + pence);
    sums.set(key, { of, figures });
  }
  return [...sums.values()].map(({ of, figures }) => ({
    ...of,
    ...Object.fromEntries([...figures].map(([name, pence]) => [name, written(pence)])),
  }));
}

const contributedOf = (of: Figures): Figures => {
  const { broughtForward = 0n, agreed = 0n, due = 0n, otherIncome = 0n } = of;
  return { broughtForward, planned: agreed, actual: due + otherIncome };
};

const leftOf = (of: Figures): Figures => {
  const { broughtForward = 0n, agreed = 0n, due = 0n, spent = 0n } = of;
  const { returned = 0n, carriedForward = 0n } = of;
  return { broughtForward, agreed, due, spent, returned, carriedForward };
};

/** What was left of a source before anything was shared, and what sharing made of it. */
const settledOf = (of: Figures): Figures => {
  const { broughtForward = 0n, due = 0n, otherIncome = 0n, spent = 0n, returned = 0n } = of;
  const { transfersIn = 0n, transfersOut = 0n, carriedForward = 0n, settlement = 0n } = of;
  const had = broughtForward + due + otherIncome;
  const left = had - spent - returned;
  return {
    ...{ had, spent, returned, left, shared: transfersIn - transfersOut },
    ...{ carriedForward, toSettle: settlement },
  };
};

const incomeOf = ({ broughtForward = 0n, agreed = 0n, due = 0n, otherIncome = 0n }: Figures) => ({
  ...{ broughtForward, agreed, due, otherIncome },
});

/** A total is the sum of its rows, of all figures but those that pass between them. */
function addUp(
  what: string,
  said: Row,
  kept: readonly { readonly figures: Figures }[],
  within: readonly string[] = [],
): void {
  for (const [name, pence] of figuresOf(said))
    if (!within.includes(name))
      must(
        `rule 13: the ${what} says ${name} ${pence} in all`,
        pence === total(kept.map(({ figures }) => figures[name] ?? 0n)),
      );
}

/** The same rows, and in each the same figures. */
function agree<Name extends string>(
  what: string,
  said: readonly Row[],
  names: readonly Name[],
  kept: readonly (Readonly<Record<Name, string>> & { readonly figures: Figures })[],
): void {
  must(`rule 13: the ${what} has ${kept.length} rows`, said.length === kept.length);
  for (const row of kept) {
    const found = said.find((one) => names.every((name) => one[name] === row[name]));
    for (const [name, pence] of Object.entries(row.figures))
      must(
        `rule 13: the ${what} says ${found?.[name] ?? 'nothing'} ${name} of ${names.map((of) => row[of]).join(' ')}, and not ${pence}`,
        found?.[name] !== undefined && whole(found[name]) === pence,
      );
  }
}

const figuresOf = (row: Row): [string, bigint][] =>
  Object.entries(row).flatMap(([name, text]) =>
    /^-?\d+\.\d\d$/.test(text) ? [[name, whole(text)] as [string, bigint]] : [],
  );

/** Rule 5, for a year and as it is then. */
function ofSource(
  books: Books,
  pot: { readonly source: string; readonly nature: string },
  year: string,
): Figures {
  const upTo = (...accounts: string[]): bigint =>
    total(
      accounts.flatMap((account) =>
        books
          .list(account, { source: pot.source, nature: pot.nature })
          .filter((entry) => entry.year <= year)
          .map(({ pence }) => pence),
      ),
    );
  const within = (account: string, of: { certainty?: string } = {}): bigint =>
    books.sum(account, { source: pot.source, nature: pot.nature, year, ...of });
  const passed = within('transferred');
  return {
    agreed: within('pledged', { certainty: 'confirmed' }),
    broughtForward: owned(books, pot, yearBefore(year)),
    due: within('income'),
    otherIncome: within('other income'),
    transfersIn: passed > 0n ? passed : 0n,
    spent: within('cost'),
    returned: within('returned'),
    transfersOut: passed < 0n ? -passed : 0n,
    carriedForward: owned(books, pot, year),
    heldByHost: upTo('cash'),
    debtors: upTo('due', 'invoiced'),
    vatRecoverable: upTo('vat'),
    paidInAdvance: upTo('paid in advance'),
    settlement: upTo('settlement'),
    creditors: upTo('creditor', 'retained'),
    returnable: upTo('returnable'),
    inKind: within('provided in kind'),
  };
}

/** What a scheme might spend, wherever it stands or went on to with its commitments; and what it spent. */
function ofScheme(
  books: Books,
  of: { readonly scheme: string; readonly source: string; readonly nature: string },
  year: string,
): Figures {
  const { scheme, source, nature } = of;
  const sum = (...accounts: string[]): bigint =>
    total(accounts.map((account) => books.sum(account, { scheme, source, nature, year })));
  const stands = ['scheme', 'reserved', 'moving', 'committed', 'matched', 'spent'];
  const budget = sum(...stands, 'carried forward');
  const spent = sum('cost');
  return budget === 0n && spent === 0n ? {} : { budget, spent, left: budget - spent };
}

/** What a scheme might spend of a source in a year, and spent of it in that year and before. */
function toDateOf(
  books: Books,
  of: { readonly scheme: string; readonly source: string; readonly nature: string },
  year: string,
): Figures {
  const { budget = 0n, spent = 0n } = ofScheme(books, of, year);
  const spentBefore = total(
    books
      .list('cost', { scheme: of.scheme, source: of.source, nature: of.nature })
      .filter((entry) => entry.year < year)
      .map(({ pence }) => pence),
  );
  return { budget, spent, spentBefore, spentToDate: spentBefore + spent };
}

/** Every value of some dimensions that there are entries of. */
function distinct<Name extends 'source' | 'nature' | 'scheme'>(
  books: Books,
  names: readonly Name[],
): Record<Name, string>[] {
  const found = new Map<string, Record<Name, string>>();
  for (const account of books.accounts())
    for (const entry of books.list(account)) {
      const of = Object.fromEntries(names.map((name) => [name, entry[name]])) as Record<
        Name,
        string
      >;
      found.set(Object.values(of).join('|'), of);
    }
  return [...found.values()];
}

const yearBefore = (year: string): string => {
  const begins = Number(year.slice(0, 4)) - 1;
  return `${begins}-${String((begins + 1) % 100).padStart(2, '0')}`;
};
