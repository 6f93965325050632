import type { Invested } from '#projections/reading/reading.js';

/** Every need, or cohort, that a scheme of a fund that is seen names, paid or not; in code-point order. */
export const plannedIn = (ofFund: Invested['ofFund'], name: 'need' | 'cohort'): string[] =>
  [
    ...new Set(
      [...ofFund.values()].flatMap((own) =>
        own.list('scheme').flatMap(({ attributes }) => attributes[name] ?? []),
      ),
    ),
  ].sort();
