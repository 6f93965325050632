import type { FactsAt } from '#libs/ledger/facts-at.js';
import type { FundTerms } from '#projections/reading/reading.js';
import { atMoment } from '../../links.js';
import { link, text, type Cell } from '../../table.js';
import { nameIn } from '../../words.js';

/** An award by its title, leading to its own page in the fund where the fund knows it. */
export function awardCell({ fund, facts, moment }: FundTerms, award: string, note?: string): Cell {
  const named = nameIn(facts, 'award', award);
  const cell = isAward(facts, award)
    ? link(named, atMoment(`/funds/${fund}/awards/${award}`, moment))
    : text(named);
  return note === undefined ? cell : { ...cell, note };
}

const isAward = (facts: FactsAt, award: string): boolean =>
  facts.get('award', award) !== undefined || facts.get('commitment', award) !== undefined;
