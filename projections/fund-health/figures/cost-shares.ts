import type { Asked, Balances } from '#libs/ledger/balances.js';
import { none } from '#libs/ledger/posting.js';
import { apportion } from '#libs/money/apportion.js';
import { sumPence, type Pence } from '#libs/money/pence.js';
import { together, traced, type Term, type Traced } from './traced.js';

/** What some costs have of a source's money. Nobody records it: it is worked out, and says so. */
export interface CostShare {
  readonly basis: 'pro rata';
  readonly pence: Pence;
  /** All that is in awards that say what they are for: of this the share is a part. */
  readonly stated: Traced;
  /** In awards that do not say it, or spent without an award. */
  readonly unknown: Traced;
}

/** What counts of a year's money: of that in awards, and of that in none. */
export interface Counting {
  readonly inAwards: readonly Term[];
  readonly inNone: readonly Term[];
}

/**
 * The money that is asked for, by award and year, split by the award's cost lines: by largest
 * remainder, in code-point order of the categories.
 */
export function costShare(
  balances: Balances,
  asked: Asked,
  years: readonly string[],
  counting: (year: string) => Counting,
  costCategories: readonly string[],
): CostShare {
  const all = balances.where(asked);
  const parts = years.map((year) => {
    const money = all.where({ year });
    const { inAwards, inNone } = counting(year);
    const awards = money
      .groupBy('award')
      .filter(({ key: { award } }) => award !== none)
      .map(({ key: { award }, balances: of }) => ({
        award,
        pence: traced(of, {}, ...inAwards).pence,
        lines: linesOf(balances, award, year),
      }));
    const said = awards.filter(({ lines }) => lines.length > 0);
    const unsaid = awards.filter(({ lines }) => lines.length === 0);
    const sumIn = (award: readonly string[], terms: readonly Term[]): Traced => {
      const key = { ...asked, year, award };
      return traced(money.where(key), key, ...terms);
    };
    return {
      pence: sumPence(said.map(({ pence, lines }) => partFor(pence, lines, costCategories))),
      stated: sumIn(
        said.map(({ award }) => award),
        inAwards,
      ),
      unsaid: sumIn(
        unsaid.map(({ award }) => award),
        inAwards,
      ),
      without: sumIn([none], inNone),
    };
  });
  return {
    basis: 'pro rata',
    pence: sumPence(parts.map(({ pence }) => pence)),
    stated: together(parts.map(({ stated }) => stated)),
    unknown: together(parts.flatMap(({ unsaid, without }) => [unsaid, without])),
  };
}

const prefix = 'memo:line:';

interface Line {
  readonly category: string;
  readonly pence: Pence;
}

/** What an award is for in a year; where it has no lines in that, in all its years. */
function linesOf(balances: Balances, award: string, year: string): readonly Line[] {
  const linesIn = (rows: Balances): Line[] =>
    rows
      .groupBy('account')
      .filter(({ key: { account } }) => account.startsWith(prefix))
      .map(({ key: { account }, balances: of }) => ({
        category: account.slice(prefix.length),
        pence: of.sum(),
      }))
      .filter(({ pence }) => pence > 0n);
  const ofYear = linesIn(balances.where({ award, year }));
  return ofYear.length > 0 ? ofYear : linesIn(balances.where({ award }));
}

function partFor(money: Pence, lines: readonly Line[], costCategories: readonly string[]): Pence {
  const parts = apportion(
    money,
    lines.map(({ pence }) => pence),
  );
  return sumPence(
    lines.map(({ category }, place) =>
      costCategories.includes(category) ? (parts[place] ?? 0n) : 0n,
    ),
  );
}
