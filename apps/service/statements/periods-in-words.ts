import { periodAfter } from '#contracts/financial-year.js';
import { monthInWords } from '../web/words.js';

/** `2026-04` is April 2026, `2027-03-adj` the adjustment period of the year that ends with March 2027. */
export const periodInWords = (period: string): string =>
  period.endsWith('-adj')
    ? `the adjustment period of March ${period.slice(0, 4)}`
    : monthInWords(period);

/** Periods that follow each other and are closed in one way, as one: nobody reads a list of months. */
export function closedInWords(
  closed: readonly { readonly period: string; readonly state: string }[],
): string {
  const runs: { state: string; periods: string[] }[] = [];
  for (const { period, state } of closed) {
    const run = runs.at(-1);
    if (run?.state === state && periodAfter(run.periods.at(-1) ?? '') === period)
      run.periods.push(period);
    else runs.push({ state, periods: [period] });
  }
  return runs.map(({ state, periods }) => `${runInWords(periods)} (${state})`).join(', ');
}

/** An adjustment period at the end of a run is named apart from the month that it goes with. */
function runInWords(periods: readonly string[]): string {
  const [last = '', ...before] = [...periods].reverse();
  if (before.length > 0 && last.endsWith('-adj'))
    return `${runInWords(periods.slice(0, -1))} and ${periodInWords(last)}`;
  const first = periodInWords(periods[0] ?? '');
  return before.length === 0 ? first : `${first} to ${periodInWords(last)}`;
}
