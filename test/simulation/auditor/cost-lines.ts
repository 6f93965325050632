import { must, there, totalOf, whole } from './amounts.js';
import type { Auditor, AuditBy, Decided, Read } from './auditor.js';
import { inTheirYears } from './commitments.js';
import { shareOf } from './share-limits.js';

/*
 * *Cost category is not crossed with source*: what an award is for is noted beside its money. It moves
 * between the lines of a year within the contract's flexibility allowance, or as a virement.
 */
export const costLineAudit = {
  /** Decided in the contract: within the year's allowance nobody is asked. */
  AwardLinesMoved: (auditor, { stream, data }) => {
    const { year, amount, change } = data;
    const decided = there(auditor.decisions.get(stream), stream);
    must(`rule 4: ${stream} was awarded before it changes`, decided.outcome === 'awarded');
    const used = (decided.movedInYear.get(year) ?? 0n) + whole(amount);
    const allowance = allowanceOf(decided, year);
    must(
      `*contract*: ${used} of ${stream} moves between the lines of ${year}, within ${allowance}`,
      used <= allowance,
    );
    must(
      `*contract*: ${stream} says how much of its allowance of ${year} is used`,
      whole(data.used) === used && whole(data.allowance) === allowance,
    );
    decided.movedInYear.set(year, used);
    auditor.linesToMove.set(`${awardOf(stream)}|${change}`, data);
  },
  CostLinesMoved: (auditor, event) => {
    const books = auditor.books(event);
    const { award, year, from, to, amount } = event.data;
    inTheirYears(books, [event.data]);
    isDecided(auditor, event);
    const of = { nature: 'unknown', year, award };
    must(
      `${from} of ${award} has what it gives to ${to} in ${year}`,
      books.sum(`line ${from}`, of) >= whole(amount),
    );
    books.pass(whole(amount), of, { account: `line ${from}` }, { account: `line ${to}` });
  },
  CostLinesFollowed: (auditor, event) => {
    const books = auditor.books(event);
    const { award, costLines } = event.data;
    inTheirYears(books, costLines);
    for (const { year, category, amount } of costLines)
      books.enter(`line ${category}`, whole(amount), { nature: 'unknown', year, award });
  },
} satisfies AuditBy;

const awardOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** What is agreed, as an amount or as a part of the year's money, of which less than a penny is nothing. */
function allowanceOf({ flexibility, years }: Decided, year: string): bigint {
  if (flexibility === null) return 0n;
  if ('amount' in flexibility) return whole(flexibility.amount);
  const rule = { rate: flexibility.percent, rounding: 'down-to-penny' };
  return shareOf(years.get(year) ?? 0n, rule);
}

/** By a year's money, as the award is funded. */
export const byYear = (
  funding: readonly { readonly year: string; readonly amount: string }[],
): ReadonlyMap<string, bigint> =>
  new Map(funding.map(({ year }) => [year, totalOf(funding.filter((line) => line.year === year))]));

/** In the contract it belongs to, or by the offices that the reallocation needed; and moved once. */
function isDecided(auditor: Auditor, event: Read<'CostLinesMoved'>): void {
  const { award, year, from, to, amount, by, reference } = event.data;
  const { id: fund } = auditor.books(event);
  if (by === 'allowance') {
    const decided = auditor.linesToMove.get(`${award}|${reference}`);
    must(
      `*contract*: what moves between lines of ${award} was decided in it`,
      decided !== undefined &&
        [decided.fund, decided.year, decided.from, decided.to, decided.amount].join() ===
          [fund, year, from, to, amount].join(),
    );
    auditor.linesToMove.delete(`${award}|${reference}`);
    return;
  }
  const move = there(auditor.reallocations.get(reference), reference);
  must(`rule 20: ${reference} moves once it is decided`, move.state === 'decided');
  move.linesIn += whole(amount);
  must(`rule 3: no more of ${reference} moves than was decided`, move.linesIn <= move.lines);
}
