import { usualThresholds, type HealthThresholds } from '#contracts/events/fund/health-rules.js';
import type { FundTerms } from '#projections/reading/reading.js';

/** What makes a dimension amber or red, from a day on. */
export interface HealthRules extends HealthThresholds {
  readonly from: string;
  /** Of rules that the fund set: by which event, and where its partners agreed them. */
  readonly set: { readonly event: number; readonly evidence: string } | null;
}

/** Where a fund has set none. Others are added with their own day, since past health is judged by the rules of its time (rule 12). */
const usual: readonly HealthRules[] = [{ from: '2000-04-01', set: null, ...usualThresholds }];

/** The rules in force on the view's day: the latest that the fund has set by then, else the usual ones. */
export function rulesOn({ facts, moment: { day } }: FundTerms): HealthRules {
  const own = facts.list('health-rules').at(-1);
  if (own) {
    const { evidence, ...thresholds } = own.attributes;
    return { ...thresholds, from: own.effective, set: { event: own.number, evidence } };
  }
  const rules = usual.filter(({ from }) => from <= day).at(-1);
  if (!rules) throw new RangeError(`no rules of health are in force on ${day}`);
  return rules;
}
