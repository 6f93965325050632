import { must, smaller, there, total, totalOf, whole } from './amounts.js';
import type { Auditor, AuditBy, Read } from './auditor.js';
import type { Books } from './books.js';
import type { Contributed } from './kept.js';
import { restsOnLaw } from './powers.js';

export const contributionAudit = {
  ContributionPledged: (auditor, event) => {
    const books = auditor.books(event);
    const { contribution, source, year, nature, form, certainty } = event.data;
    const pence = whole(event.data.amount);
    restsOnLaw(books, source, event.data.power);
    must(
      `rule 1: the contribution ${contribution} is pledged once`,
      !books.contributions.has(contribution),
    );
    books.contributions.set(contribution, {
      source,
      year,
      nature,
      form,
      pence,
      certainty,
      subjectToBudget: false,
      instalments: new Map(),
      conditions: new Map(),
    });
    due(books, contribution, event.data.instalments);
    books.counts(event.data.period, { year });
    const of = { certainty, source, year, nature };
    books.enter(form === 'in-kind' ? 'pledged in kind' : 'pledged', pence, of);
    must(
      'rule 6: money is aligned exactly where its fund is',
      form === 'in-kind' || (form === 'aligned') === (books.terms?.kind === 'aligned'),
    );
    // In kind covers nothing (rule 6): it never becomes money that can be allocated.
    books.enter(form === 'in-kind' ? 'promised in kind' : 'unallocated', pence, of);
  },

  // Whether a budget is still to be set changes how a contribution is shown, and moves nothing.
  ContributionMadeSubjectToBudget: (auditor, event) => {
    const books = auditor.books(event);
    const { contribution, source } = event.data;
    must(
      'only what a partner gives is subject to its annual budget',
      books.sources.get(source)?.role === 'partner',
    );
    contributed(books, contribution).subjectToBudget = true;
  },
  AnnualBudgetResolved: (auditor, event) => {
    const given = contributed(auditor.books(event), event.data.contribution);
    must('a budget is set for what is subject to it', given.subjectToBudget);
    given.subjectToBudget = false;
  },

  ContributionConditionMet: (auditor, event) => conditionIs(auditor, event, 'met'),
  ContributionConditionNotMet: (auditor, event) => conditionIs(auditor, event, 'not met'),

  ContributionConfirmed: (auditor, event) => {
    const books = auditor.books(event);
    const { data } = event;
    const given = contributed(books, data.contribution);
    const { source, year, nature, form, pence } = given;
    must('rule 6: what is confirmed was pledged', given.certainty === data.was);
    given.certainty = 'confirmed';
    // A budget that is still to be set is resolved before, unless the agreement counts it as certain.
    must(
      'what is subject to a budget is not confirmed before it is set',
      !given.subjectToBudget || auditor.budgetsAreCertain(books, event.effective),
    );
    for (const { condition } of data.conditions) given.conditions.set(condition, 'open');
    const counted = books.countsFor(year, data.period, event.effective);
    const of = { source, year: counted.in, nature };
    if (counted.late) {
      confirmedLate(books, given, data, of);
      return;
    }
    const [pledged, promised] =
      form === 'in-kind' ? ['pledged in kind', 'promised in kind'] : ['pledged', 'unallocated'];
    books.pass(
      pence,
      of,
      { account: pledged, certainty: data.was },
      { account: pledged, certainty: 'confirmed' },
    );
    if (form === 'in-kind') {
      books.pass(
        pence,
        of,
        { account: promised, certainty: data.was },
        { account: promised, certainty: 'confirmed' },
      );
      return;
    }
    must('rule 2: all of it becomes confirmed', totalOf(data.restated) === pence);
    for (const { holding, scheme, award, amount } of data.restated) {
      const account = accountOf(holding);
      books.pass(
        whole(amount),
        { ...of, scheme, award },
        { account, certainty: data.was },
        { account, certainty: 'confirmed' },
      );
    }
    commitmentsFirst(books, data);
    // Aligned money never leaves its owner, so nobody owes it (rule 18).
    if (form === 'cash') owed(books, given, data.instalments, 1n);
    must('rule 2: the whole of it is due', totalOf(data.instalments) === pence);
  },

  ContributionScheduled: (auditor, event) => {
    const books = auditor.books(event);
    const { contribution, replaced, instalments, confirmed } = event.data;
    const given = contributed(books, contribution);
    must(
      'rule 6: only confirmed cash is due',
      confirmed === (given.certainty === 'confirmed' && given.form === 'cash'),
    );
    if (confirmed) {
      owed(books, given, replaced, -1n);
      owed(books, given, instalments, 1n);
    }
    for (const { instalment } of replaced) {
      const was = there(given.instalments.get(instalment), instalment);
      must('rule 6: what is settled is not rescheduled', was.invoiced + was.received === 0n);
      given.instalments.delete(instalment);
    }
    due(books, contribution, instalments);
  },

  InstalmentInvoiced: (auditor, event) => {
    const books = auditor.books(event);
    const given = contributed(books, event.data.contribution);
    const instalment = instalmentOf(given, event.data.instalment);
    const pence = whole(event.data.amount);
    instalment.invoiced += pence;
    must('rule 6: only confirmed money is invoiced', given.certainty === 'confirmed');
    must(
      'rule 6: no more is invoiced than is due',
      pence > 0n && instalment.invoiced <= instalment.pence,
    );
    const { source, nature } = given;
    books.pass(
      pence,
      { source, nature, year: books.counts(event.data.period, { day: event.effective }) },
      { account: 'due' },
      { account: 'invoiced' },
    );
  },

  InstalmentReceived: (auditor, event) => {
    const books = auditor.books(event);
    const given = contributed(books, event.data.contribution);
    const instalment = instalmentOf(given, event.data.instalment);
    const pence = whole(event.data.amount);
    const invoiced = whole(event.data.invoiced);
    instalment.received += pence;
    instalment.paid += invoiced;
    must(
      'rule 6: only confirmed cash is received',
      given.certainty === 'confirmed' && given.form === 'cash',
    );
    must(
      'rule 6: no more is received than is due',
      pence > 0n && instalment.received <= instalment.pence,
    );
    must('rule 6: what settles an invoice was invoiced', invoiced >= 0n && invoiced <= pence);
    must('rule 6: an invoice is paid once', instalment.paid <= instalment.invoiced);
    const { source, nature } = given;
    const year = books.counts(event.data.period, { day: event.effective });
    const of = { source, nature, year };
    books.pass(invoiced, of, { account: 'invoiced' }, { account: 'cash' });
    books.pass(pence - invoiced, of, { account: 'due' }, { account: 'cash' });
  },

  InKindProvided: (auditor, event) => {
    const books = auditor.books(event);
    const { source, year, nature, form } = contributed(books, event.data.contribution);
    must('rule 6: in kind is not cash', form === 'in-kind');
    const counted = books.countsFor(year, event.data.period, event.effective).in;
    books.enter('provided in kind', whole(event.data.amount), { source, year: counted, nature });
    const { contribution } = event.data;
    const given = books.inKind.get(contribution)?.given ?? 0n;
    books.inKind.set(contribution, {
      key: event.key,
      given: given + whole(event.data.amount),
      last: whole(event.data.amount),
    });
    const beyond = given + whole(event.data.amount) - contributed(books, contribution).pence;
    if (beyond > 0n)
      books.unflagged = { key: event.key, what: `${contribution} beyond its pledge` };
  },
  InKindBeyondPledge: (auditor, event) => {
    const books = auditor.books(event);
    const { contribution, amount } = event.data;
    const given = there(books.inKind.get(contribution), contribution);
    const beyond = given.given - contributed(books, contribution).pence;
    must(
      `rule 15: ${contribution} is given beyond its pledge by ${beyond}, and not ${amount}`,
      given.key === event.key && whole(amount) === smaller(given.last, beyond),
    );
    books.flags.push({ number: event.number, kind: 'beyond-pledge', pence: whole(amount) });
    books.unflagged = undefined;
  },

  OtherIncomeRecorded: (auditor, event) => {
    const books = auditor.books(event);
    const { income, source, nature, scheme } = event.data;
    must(`rule 1: the income ${income} is recorded once`, !books.incomes.has(income));
    books.incomes.add(income);
    const year = books.counts(event.data.period, { day: event.effective });
    const of = { source, nature, scheme, year };
    books.enter('other income', whole(event.data.amount), of);
    books.enter('cash', whole(event.data.amount), of);
  },
} satisfies AuditBy;

/**
 * Rule 17: a late confirmation counts where it is recorded. What was uncertain of a year that is
 * closed stands as that year ended; aligned money is its owner's again (rule 18), and what is bound
 * to the year that is over awaits its funder's decision (the year-end, 2).
 */
function confirmedLate(
  books: Books,
  given: Contributed,
  data: Read<'ContributionConfirmed'>['data'],
  at: { readonly source: string; readonly year: string; readonly nature: string },
): void {
  const { form, pence, source, nature, year } = given;
  const of = { ...at, certainty: 'confirmed' };
  must('rule 2: the whole of it is due', totalOf(data.instalments) === pence);
  if (form === 'aligned') return;
  books.enter(form === 'in-kind' ? 'pledged in kind' : 'pledged', pence, of);
  if (form === 'in-kind') {
    books.enter('promised in kind', pence, of);
    return;
  }
  must('rule 2: all of it becomes confirmed', totalOf(data.restated) === pence);
  const bound = books.limitedToYear({ source, nature }, `${Number(year.slice(0, 4)) + 1}-03-31`);
  for (const { holding, amount } of data.restated) {
    must(`the year-end, 2: late money of ${source} is held`, !bound || holding === 'held');
    books.enter(holding, whole(amount), of);
  }
  owed(books, given, data.instalments, 1n);
}

/** *Certainty*: commitments first, then allocations, then what is unallocated. */
export function commitmentsFirst(
  books: Books,
  of: {
    readonly source: string;
    readonly year: string;
    readonly nature: string;
    readonly was: string;
    readonly restated: readonly { readonly holding: string }[];
  },
): void {
  const ranks = [
    ['committed', 'matched', 'reserved', 'spent', 'moving'],
    ['scheme', 'held', 'carried forward'],
    ['unallocated'],
  ];
  const moved = of.restated.map(({ holding }) =>
    ranks.findIndex((rank) => rank.includes(accountOf(holding))),
  );
  const last = Math.max(-1, ...moved);
  for (const account of ranks.slice(0, Math.max(0, last)).flat())
    for (const left of books.list(account, {
      source: of.source,
      year: of.year,
      nature: of.nature,
      certainty: of.was,
    }))
      must(
        `certainty: ${account} money is confirmed before ${ranks[last]?.join() ?? ''}`,
        left.pence <= 0n,
      );
}

const accountOf = (holding: string): string => holding.replace('-', ' ');

/** A debtor, and income, in the period of each instalment. */
function owed(
  books: Books,
  { source, nature }: Contributed,
  instalments: readonly { readonly amount: string; readonly period: string }[],
  sign: 1n | -1n,
): void {
  for (const { amount, period } of instalments) {
    const of = { source, nature, year: books.counts(period, {}) };
    books.enter('income', sign * whole(amount), of);
    books.enter('due', sign * whole(amount), of);
  }
}

export function due(
  books: Books,
  contribution: string,
  instalments: readonly { instalment: string; due: string; amount: string }[],
): void {
  const given = contributed(books, contribution);
  for (const { instalment, due: day, amount } of instalments) {
    must(`rule 1: the instalment ${instalment} is due once`, !given.instalments.has(instalment));
    given.instalments.set(instalment, {
      due: day,
      pence: whole(amount),
      invoiced: 0n,
      received: 0n,
      paid: 0n,
    });
  }
  must(
    `rule 2: the instalments sum to the contribution ${contribution}`,
    total([...given.instalments.values()].map(({ pence }) => pence)) === given.pence,
  );
}

const contributed = (books: Books, id: string): Contributed =>
  there(books.contributions.get(id), id);
const instalmentOf = (given: Contributed, id: string) => there(given.instalments.get(id), id);

function conditionIs(
  auditor: Auditor,
  event: Read<'ContributionConditionMet'> | Read<'ContributionConditionNotMet'>,
  state: string,
): void {
  const { contribution, condition } = event.data;
  const { conditions, certainty } = contributed(auditor.books(event), contribution);
  must(
    `${condition} is what ${contribution} was confirmed on, and was not ${state} before`,
    certainty === 'confirmed' && conditions.has(condition) && conditions.get(condition) !== state,
  );
  conditions.set(condition, state);
}
