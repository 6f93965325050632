import { must, there, totalOf, whole, written } from './amounts.js';
import type { AuditBy, Read } from './auditor.js';
import { undecided } from './authority.js';
import type { Books } from './books.js';
import {
  aheadOfConfirmed,
  inTheirYears,
  overriddenBy,
  placeOf,
  withinBudget,
  type Line,
} from './commitments.js';
import { isDecision } from './given-up.js';
import { asMoney, byShares, following, moved, taken, withinCostShares } from './cost-limits.js';
import { decidedOn } from './judged-days.js';
import { insideCostFences } from './ring-fences.js';

export const commitmentChangeAudit = {
  CommitmentChangeReserved: (auditor, event) => {
    const books = auditor.books(event);
    const { award, change, adds, takes, overBudget } = event.data;
    const { kind, provider } = event.data;
    const promised = books.awards.get(award) ?? {
      ...{
        state: 'none',
        kind,
        provider,
        lines: adds,
        onlyFor: [],
        costShares: event.data.costShares,
        relatesTo: new Map<string, string>(),
      },
    };
    // A change may draw on a fund of which the award has nothing yet.
    must(
      'rule 4: only what is committed changes',
      promised.state === 'committed' || (promised.state === 'none' && adds.length > 0),
    );
    books.awards.set(award, promised);
    must('rule 4: one change of an award at a time', !pending(books, award));
    withinBudget(books, decidedOn(event), { ...event.data, lines: adds });
    aheadOfConfirmed(auditor, books, { ...event.data, lines: adds, stamp: event.stamp });
    overriddenBy(books, `${award}/${change}`, event.data);
    if (event.data.override) isDecision(auditor, books, event, 'override', `${award}/${change}`);
    costsOfChange(books, event);
    books.changes.set(`${award}|${change}`, event.data.novatedTo);
    books.changesFor.set(`${award}|${change}`, {
      onlyFor: books.costsAllowed(adds, decidedOn(event)),
      lines: linesOf(books, award),
    });
    books.flag(event, 'over-budget', overBudget);
    move(books, award, adds, 'scheme', 'reserved');
    move(books, award, takes, 'committed', 'reserved');
  },
  CommitmentChangeConfirmed: (auditor, event) => {
    const books = auditor.books(event);
    const { award, change, adds, takes, costLines } = event.data;
    must('rule 4: a change is made once', books.changes.delete(`${award}|${change}`));
    there(books.awards.get(award), award).state = 'committed';
    const { onlyFor, lines } = there(books.changesFor.get(`${award}|${change}`), change);
    insideCostFences(award, onlyFor, [...lines, ...costLines]);
    books.costsAside.delete(award);
    move(books, award, adds, 'reserved', 'committed');
    move(books, award, takes, 'reserved', 'scheme');
    inTheirYears(books, costLines);
    for (const { year, category, amount } of costLines)
      books.enter(`line ${category}`, whole(amount), { nature: 'unknown', year, award });
  },
  CommitmentChangeReleased: (auditor, event) => {
    const books = auditor.books(event);
    const { award, change, adds, takes } = event.data;
    must('rule 4: a change lapses once', books.changes.delete(`${award}|${change}`));
    books.costsAside.delete(award);
    move(books, award, adds, 'reserved', 'scheme');
    move(books, award, takes, 'reserved', 'committed');
    undecided(auditor, books, `${award}/${change}`, event.effective);
  },
  CommitmentNovated: (auditor, event) => {
    const books = auditor.books(event);
    const promised = there(books.awards.get(event.data.award), event.data.award);
    // What is given back later of the first one's spending follows.
    must(
      'rule 4: an award passes from who has it',
      promised.provider === event.data.from || promised.provider === event.data.to,
    );
    promised.provider = event.data.to;
  },
  /**
   * Sources of a payment: a match is of what the award has left, whoever has it; so what an accrual gave
   * back serves its own invoice first. Budget stays in its award, and no more passes than is cleared.
   */
  CommitmentPassedBack: (auditor, event) => {
    const { accrual: id, award, from, to, lines } = event.data;
    const books = auditor.books(event);
    const accrual = there(books.accrued.get(id), id);
    must('rule 4: what is passed back came back before', !accrual.open);
    must(
      'rule 4: it passes from who has the award to whose work it was',
      accrual.award === award &&
        (accrual.provider === to || accrual.provider === 'unknown') &&
        there(books.awards.get(award), award).provider === from &&
        from !== to,
    );
    for (const { scheme, source } of lines) {
      const passed = totalOf(lines.filter((one) => one.scheme === scheme && one.source === source));
      const open = accrual.parts.get(`${source}|${scheme}|commitment`)?.pence ?? 0n;
      must(`rule 4: ${passed} of ${source} for ${open} that is accrued`, passed <= open);
    }
  },
} satisfies AuditBy;

/** What an award is for, as far as it was said. */
const linesOf = (books: Books, award: string) =>
  books
    .accounts()
    .filter((account) => account.startsWith('line '))
    .map((account) => ({
      category: account.slice('line '.length),
      amount: written(books.sum(account, { award })),
    }));
/** What a change makes of what the award is for, and what of it is set aside meanwhile. */
function costsOfChange(books: Books, event: Read<'CommitmentChangeReserved'>): void {
  const { award, adds, takes, costShares, costMoves } = event.data;
  const days = decidedOn(event);
  const more = byShares(adds, costShares);
  const shrinks = following(books, award, taken(takes));
  const costs = [...more, ...shrinks, ...moved(costMoves)];
  const money = [...asMoney(adds), ...asMoney(taken(takes))];
  // To which category the odd penny of what shrinks falls is not for him to say.
  withinCostShares(books, [{ award, money, costs }], days, BigInt(shrinks.length));
  books.costsAside.set(award, [...more, ...moved(costMoves)]);
}

const pending = (books: Books, award: string): boolean =>
  [...books.changes.keys()].some((change) => change.startsWith(`${award}|`));

/** What is in the scheme's budget belongs to no award. */
function move(
  books: Books,
  award: string,
  lines: readonly (Line & { readonly period: string })[],
  from: string,
  to: string,
): void {
  inTheirYears(books, lines);
  const whose = (account: string) => (account === 'scheme' ? {} : { award });
  for (const line of lines)
    books.pass(
      whole(line.amount),
      placeOf(line),
      { account: from, ...whose(from) },
      { account: to, ...whose(to) },
    );
}
