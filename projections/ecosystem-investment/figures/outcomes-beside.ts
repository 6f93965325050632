import { yearOf } from '#contracts/financial-year.js';
import { changeOf, type OutcomeChange } from '#libs/funding/outcome/change.js';
import { compareNames } from '#libs/ledger/order-of-names.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import { sums, type Both, type Investment } from './investment.js';
import { placing } from './area-spending.js';

export interface OutcomeBeside {
  readonly outcome: string;
  readonly measure: string;
  readonly unit: string;
  readonly cohort: string;
  readonly area: string;
  readonly from: string;
  readonly to: string;
  readonly baseline: string | undefined;
  readonly measured: string | undefined;
  readonly change: OutcomeChange | undefined;
  /** The savings share as it is expected and as it was confirmed; neither is cash. */
  readonly share: {
    readonly assessed: Pence | undefined;
    readonly confirmed: Pence | undefined;
    /** The event that said it last. */
    readonly event: number | undefined;
  };
  /**
   * What schemes for the same cohort spent and promised in the outcome's area, in the years that it is of:
   * of the funds and needs asked about.
   */
  readonly beside: Both<Pence>;
}

/**
 * Outcomes of the place, for the cohorts asked about, beside the money for the same people. That one came of the other nobody can
 * say, least of all of one provider: so it is told of none.
 */
export function outcomesBeside({ asked, everyYear, facts, moment }: Investment): OutcomeBeside[] {
  const here = asked.areas.length === 0 ? undefined : placing(asked.areas, facts);
  const outcomes = facts
    .list('outcome')
    .toSorted(
      ({ attributes: a }, { attributes: b }) =>
        compareNames(a.measure, b.measure) || compareNames(a.from, b.from),
    );
  const placeOf = new Map(
    [...new Set(outcomes.map(({ attributes }) => attributes.area))].map((area) => [
      area,
      placing([area], facts),
    ]),
  );
  return outcomes
    .filter(
      ({ attributes: { area, cohort } }) =>
        (here === undefined || here(area, moment.day) === 'within') &&
        (asked.cohorts.length === 0 || asked.cohorts.includes(cohort)),
    )
    .map(({ id, attributes }) => {
      const { measure, unit, cohort, area, from, to, baseline, measured } = attributes;
      const { shareAssessed, shareConfirmed, shareEvent } = attributes;
      return {
        ...{ outcome: id, measure, unit, cohort, area, from, to, baseline, measured },
        change: changeOf(attributes),
        share: {
          ...{ assessed: amount(shareAssessed), confirmed: amount(shareConfirmed) },
          event: shareEvent,
        },
        beside: sums(
          everyYear.filter(
            (part) =>
              part.traits.cohort === cohort &&
              yearOf(from) <= part.year &&
              part.year <= yearOf(to) &&
              placeOf.get(area)?.(part.area, part.day) === 'within',
          ),
        ),
      };
    });
}

const amount = (text: string | undefined): Pence | undefined =>
  text === undefined ? undefined : parsePence(text);
