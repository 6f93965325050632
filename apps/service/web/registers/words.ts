import type { Contradiction } from '#contracts/events/register.js';
import type { Ending } from '#projections/ecosystem-investment/figures/listed-contracts.js';
import { traitValues } from '../ecosystem/names.js';

export const endingWords: Readonly<Record<Ending, string>> = {
  ended: 'Has ended, and is still listed',
  'within-3': 'Within 3 months',
  'within-6': 'In 3 to 6 months',
  'within-12': 'In 6 to 12 months',
  later: 'Later',
  unknown: 'Not known',
};

export const flagWords: Readonly<Record<Contradiction, string>> = {
  'annual-over-total': 'The annual value is above the total',
  'end-before-start': 'The end is before the start',
  'duration-unlike-dates': 'The duration and the dates differ by more than a month',
};

/** What a list of contracts is filtered by for each flag. */
export const flagFields: Readonly<Record<Contradiction, string>> = {
  'annual-over-total': 'annualOverTotal',
  'end-before-start': 'endBeforeStart',
  'duration-unlike-dates': 'durationUnlikeDates',
};

export const bandInWords = (band: string): string =>
  band === 'unknown' ? 'Not known' : (traitValues.length?.[band] ?? band);

export const lengthWords: Readonly<Record<'byDuration' | 'byDates', string>> = {
  byDuration: 'Length by the published duration',
  byDates: 'Length by its dates',
};
