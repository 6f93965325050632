import { must, there, total, totalOf, whole } from './amounts.js';
import type { AuditBy, Read } from './auditor.js';
import type { Books } from './books.js';
import { due } from './contributions.js';

export const variationAudit = {
  ContributionVaried: (auditor, event) => {
    changed(auditor.books(event), event);
  },
  ContributionWithdrawn: (auditor, event) => {
    must('a withdrawal takes away', whole(event.data.amount) < whole(event.data.was));
    changed(auditor.books(event), event);
  },
  ContributionDivided: (auditor, event) => {
    const books = auditor.books(event);
    const { data } = event;
    const given = there(books.contributions.get(data.contribution), data.contribution);
    must(
      'rule 2: the parts of a divided contribution sum to it',
      whole(data.amount) + whole(data.part.amount) === given.pence,
    );
    must('only what is uncertain is divided', given.certainty === data.certainty);
    given.pence = whole(data.amount);
    given.instalments.clear();
    due(books, data.contribution, data.instalments);
    books.contributions.set(data.part.contribution, {
      ...given,
      pence: whole(data.part.amount),
      instalments: new Map(),
      conditions: new Map(),
    });
    due(books, data.part.contribution, data.part.instalments);
  },
} satisfies AuditBy;

function changed(
  books: Books,
  { data, effective }: Read<'ContributionVaried'> | Read<'ContributionWithdrawn'>,
): void {
  const { source, year, nature, form, certainty } = data;
  const given = there(books.contributions.get(data.contribution), data.contribution);
  must(
    'a variation begins with what was',
    given.pence === whole(data.was) && given.certainty === certainty && given.form === form,
  );
  const counted = books.countsFor(year, data.period, effective);
  const more = whole(data.amount) - given.pence;
  given.pence = whole(data.amount);
  if (more < 0n) books.shrunk.add(`${source}|${counted.in}|${nature}`);
  const of = { source, year: counted.in, nature };
  // What was uncertain ended with its year, and aligned money is its owner's again.
  const ended = counted.late && (certainty !== 'confirmed' || form === 'aligned');
  if (counted.late)
    must('rule 17: a late change makes nothing uncertain', data.restated.length === 0);
  if (ended) must('rule 17: what ended with its year stays so', data.unallocated.length === 0);
  else if (form === 'in-kind') {
    books.enter('pledged in kind', more, { ...of, certainty });
    books.enter('promised in kind', more, { ...of, certainty });
  } else {
    must('rule 2: all that changes is given or taken', totalOf(data.unallocated) === more);
    books.enter('pledged', more, { ...of, certainty });
    for (const { certainty: as, amount } of data.unallocated)
      books.enter('unallocated', whole(amount), { ...of, certainty: as });
    const was = data.restatedAs === 'confirmed' ? 'indicative' : 'confirmed';
    for (const { holding, scheme, award, amount } of data.restated)
      books.pass(
        whole(amount),
        { ...of, scheme, award },
        { account: holding, certainty: was },
        { account: holding, certainty: data.restatedAs },
      );
    if (data.restatedAs === 'indicative') commitmentsLast(books, data);
  }
  owed(books, data, certainty === 'confirmed' && form === 'cash');
}

type Data = Read<'ContributionVaried'>['data'];

/** *Certainty*: when confirmed money is withdrawn, unallocated first, then allocations, then promises. */
function commitmentsLast(books: Books, { source, year, nature, restated }: Data): void {
  const ranks = [
    ['unallocated'],
    ['scheme', 'held'],
    ['committed', 'matched', 'reserved', 'spent', 'moving'],
  ];
  const last = Math.max(
    -1,
    ...restated.map(({ holding }) => ranks.findIndex((rank) => rank.includes(holding))),
  );
  for (const account of ranks.slice(0, Math.max(0, last)).flat())
    for (const { pence } of books.list(account, { source, year, nature, certainty: 'confirmed' }))
      must(`certainty: ${account} money goes before ${ranks[last]?.join() ?? ''}`, pence <= 0n);
}

/** What is due follows the amount: what nobody settled first, then what was invoiced or received. */
function owed(books: Books, data: Data, isDue: boolean): void {
  const { source, nature } = data;
  const given = there(books.contributions.get(data.contribution), data.contribution);
  for (const { instalment } of data.replaced) {
    const was = there(given.instalments.get(instalment), instalment);
    must('rule 6: what is settled is not replaced', was.invoiced + was.received === 0n);
    given.instalments.delete(instalment);
  }
  for (const { instalment, due: day, amount } of data.instalments)
    given.instalments.set(instalment, {
      due: day,
      pence: whole(amount),
      invoiced: 0n,
      received: 0n,
      paid: 0n,
    });
  for (const back of data.takenBack) {
    const of = there(given.instalments.get(back.instalment), back.instalment);
    const less = whole(back.uninvoiced) + whole(back.invoiced) + whole(back.received);
    must('what is taken back of an instalment adds up', of.pence - less === whole(back.left));
    of.pence = whole(back.left);
    // Money that paid an invoice goes back last, and its invoice with it: it is paid no more.
    const free = of.received - of.paid;
    const paid = whole(back.received) > free ? whole(back.received) - free : 0n;
    of.invoiced -= whole(back.invoiced) + paid;
    of.received -= whole(back.received);
    of.paid -= paid;
  }
  must(
    `rule 2: the instalments sum to the contribution ${data.contribution}`,
    total([...given.instalments.values()].map(({ pence }) => pence)) === given.pence,
  );
  if (!isDue) return;
  const line = (pence: bigint, period: string, account: string): void => {
    const year = books.counts(period, {});
    books.enter(account, pence, { source, nature, year });
    if (account !== 'returnable') books.enter('income', pence, { source, nature, year });
    else books.enter('returned', pence, { source, nature, year });
  };
  for (const { amount, period } of data.replaced) line(-whole(amount), period, 'due');
  for (const { amount, period } of data.instalments) line(whole(amount), period, 'due');
  for (const { period, uninvoiced, invoiced, received } of data.takenBack) {
    line(-whole(uninvoiced), period, 'due');
    line(-whole(invoiced), period, 'invoiced');
    line(whole(received), period, 'returnable');
  }
}
