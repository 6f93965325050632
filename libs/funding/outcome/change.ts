import { less } from '#libs/money/rate.js';

export interface OutcomeChange {
  /** The measured value less the baseline, as decimal text. */
  readonly by: string;
  readonly is: 'better' | 'worse' | 'as before';
}

/** How the measured value stands to the agreed baseline; undefined while one of them is missing. */
export function changeOf({
  baseline,
  measured,
  better,
}: {
  readonly baseline?: string;
  readonly measured?: string;
  readonly better: string;
}): OutcomeChange | undefined {
  if (baseline === undefined || measured === undefined) return undefined;
  const by = less(measured, baseline);
  if (Number(by) === 0) return { by, is: 'as before' };
  return { by, is: Number(by) > 0 === (better === 'higher') ? 'better' : 'worse' };
}
