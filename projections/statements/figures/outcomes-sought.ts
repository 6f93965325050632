import { firstDayOf, lastDayOf, lastPeriodOf } from '#contracts/financial-year.js';
import type { Fact } from '#libs/ledger/facts-at.js';
import { changeOf } from '#libs/funding/outcome/change.js';
import type { FundView } from '#projections/reading/reading.js';
import type { Drawn } from './drawn.js';
import type { StatementOf } from './head.js';

/** An outcome with a scheme of the fund that seeks it. */
interface Sought {
  readonly scheme: string;
  readonly outcome: Fact<'outcome'>;
}

/** Outcomes that schemes of a fund seek and whose period the statement is in, by scheme; each once for each. */
export function outcomesSought(
  { fund, facts }: FundView,
  { year, quarter }: StatementOf,
): readonly Sought[] {
  const begins = firstDayOf(year);
  // No month has a day beyond 31: compared as text it is the end of any of them.
  const ends = quarter === null ? lastDayOf(year) : `${lastPeriodOf(year, quarter)}-31`;
  return facts
    .list('outcome')
    .filter(({ attributes: { from, to } }) => from <= ends && begins <= to)
    .flatMap((outcome) =>
      outcome.attributes.soughtBy
        .filter((by) => by.fund === fund)
        .map(({ scheme }) => ({ scheme, outcome })),
    )
    .sort((a, b) => (a.scheme < b.scheme ? -1 : a.scheme > b.scheme ? 1 : 0));
}

/** What was measured beside the money: that it came of the money is not said. */
export const outcomeLines = (view: FundView, of: StatementOf): Drawn[] =>
  outcomesSought(view, of).map(({ scheme, outcome: { id, attributes } }) => {
    const { measure, unit, better, cohort, area, from, to, baseline, measured } = attributes;
    return {
      ...{ scheme, name: view.facts.get('scheme', scheme)?.attributes.name ?? scheme },
      ...{ outcome: id, measure, unit, better, cohort, area, from, to },
      ...{ baseline: baseline ?? null, measured: measured ?? null },
      change: changeOf(attributes)?.is ?? null,
    };
  });
