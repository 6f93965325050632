import { must, total } from '../auditor/amounts.js';
import type { Books, Entry } from '../auditor/books.js';

/** What must hold in a fund's books after every step, by the number of its rule. */
export const fundRules: Readonly<Record<string, (books: Books) => void>> = {
  'rule 4: each pound of a commitment is matched, released or expires once': (books) => {
    for (const account of ['reserved', 'committed'])
      for (const entry of books.list(account))
        must(`rule 4: ${account} ${about(books, entry)} is not below zero`, entry.pence >= 0n);
    for (const [award, { state }] of books.awards)
      must(
        `rule 4: nothing is left reserved for ${award}, which is ${state}`,
        state === 'reserved' ||
          [...books.changes.keys()].some((change) => change.startsWith(`${award}|`)) ||
          books.sum('reserved', { award }) === 0n,
      );
  },

  'rule 20: budget moves by approval only': (books) => {
    for (const [key, { pence, needed }] of books.virements)
      must(
        `rule 20: ${pence} given up by other schemes is approved as a virement in ${key}`,
        !needed,
      );
    books.virements.clear();
    for (const { key, decision, subject } of books.undecided)
      must(`rule 20: somebody decided the ${decision} of ${subject} in ${key}`, false);
  },

  'rule 20: partners decide together': (books) => {
    for (const decided of books.together)
      must(`rule 20: each partner decides on ${decided}, as it is agreed`, false);
  },

  'rule 5: each source and year balances': (books) => {
    for (const owner of owners(books)) {
      const { source, nature, upTo } = owner;
      // Debtors, creditors and what is held are carried from year to year: sums up to its end.
      const at = (...accounts: string[]): bigint =>
        total(
          accounts.flatMap((account) =>
            books
              .list(account, { source, nature })
              .filter(({ year }) => year <= upTo)
              .map(({ pence }) => pence),
          ),
        );
      must(
        `rule 5 for ${books.id} ${source} ${nature} up to ${upTo}`,
        at('income', 'other income', 'transferred') ===
          at('cost', 'returned') +
            at('cash', 'due', 'invoiced', 'vat', 'paid in advance', 'settlement') -
            at('creditor', 'retained', 'returnable'),
      );
    }
  },

  'rule 6: only received cash is cash': (books) => {
    for (const [id, given] of books.contributions) {
      const { pence, form, certainty } = given;
      const received = total([...given.instalments.values()].map((due) => due.received));
      must(`rule 6: no more of ${id} is received than was pledged`, received <= pence);
      must(
        `rule 6: ${id} is received only as confirmed cash`,
        received === 0n || (form === 'cash' && certainty === 'confirmed'),
      );
    }
    if (books.terms?.kind === 'aligned') {
      for (const account of ['cash', 'due', 'invoiced', 'creditor', 'paid in advance', 'vat'])
        must(`rule 18: aligned money is never ${account}`, books.list(account).length === 0);
      return;
    }
    const due = total(
      [...books.contributions.values()]
        .filter(({ form, certainty }) => form === 'cash' && certainty === 'confirmed')
        .flatMap((given) => [...given.instalments.values()])
        .map(({ pence, received }) => pence - received),
    );
    must(
      'rule 6: what is due and not received is a debtor, and no cash',
      books.sum('due') + books.sum('invoiced') === due,
    );
  },

  'rule 17: what is reopened is to be restated': (books) => {
    must(`rule 17: ${[...books.stale].join()} is to be restated`, books.stale.size === 0);
  },

  'rule 19: nothing is allocated that was not pledged in cash': (books) => {
    for (const entry of books.list('unallocated'))
      must(
        `rule 19: unallocated ${about(books, entry)} is not below zero`,
        entry.pence >= 0n || books.shrunk.has(`${entry.source}|${entry.year}|${entry.nature}`),
      );
  },
};

const about = (books: Books, { certainty, year, nature, source, scheme, award }: Entry): string =>
  [books.id, certainty, year, nature, source, scheme, award].join(' ');

function owners(books: Books): { source: string; nature: string; upTo: string }[] {
  const found = new Map<string, { source: string; nature: string; upTo: string }>();
  for (const account of ['income', 'other income', 'cost', 'cash', 'due', 'creditor'])
    for (const { source, nature, year } of books.list(account))
      found.set(`${source}|${nature}|${year}`, { source, nature, upTo: year });
  return [...found.values()];
}
