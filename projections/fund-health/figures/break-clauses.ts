import type { Fact, FactsAt } from '#libs/ledger/facts-at.js';

/** The break clauses that stand: terms that are agreed anew without one let go of it. */
export const breakClauses = (facts: FactsAt): readonly Fact<'award-break'>[] =>
  facts
    .list('award-break')
    .filter(({ attributes: of }) =>
      facts.get('award', of.award)?.attributes.breaks.includes(of.break),
    );
