import { northmoorDelegation } from '../northmoor-moves.js';
import { northmoorAwards, northmoorFund, northmoorParties } from '../northmoor.js';
import { guestsAppointed, partnersAppointed } from '../people.js';
import { byDay, type Step } from '../step.js';
import { northmoorYear } from '../story.js';
import { areasDefined } from './areas.js';
import { betterCareAwards, betterCareInvoices } from './better-care-awards.js';
import { betterCareReceipts, betterCareSetUp } from './better-care.js';
import { betterCareSpending } from './better-care-spending.js';
import { bodiesRegistered } from './bodies.js';
import { personalBudgets } from './personal-budgets.js';
import { betterCareYearEnds } from './better-care-year-ends.js';
import { betterCare, betterCareBudgets } from './better-care.js';
import { firstDay } from './days.js';
import { forecasts, monthsClosed } from './month-ends.js';

/** The same from an earlier day on. */
const from = (day: string, steps: readonly Step[]): Step[] =>
  steps.map((each) => ({ ...each, body: { ...each.body, effective: day } }));

/**
 * Three years of one place: the worked story in its last, and beside it what else is paid for there.
 * Day by day, and on each day in the order in which it stands here.
 */
export function wholePlace(): readonly Step[] {
  return [
    ...from(firstDay, partnersAppointed),
    ...from(firstDay, northmoorParties),
    ...bodiesRegistered,
    ...areasDefined,
    ...betterCareSetUp,
    ...northmoorFund,
    ...guestsAppointed,
    ...northmoorAwards,
    northmoorDelegation,
    ...betterCareAwards,
    ...betterCareReceipts,
    ...betterCareInvoices,
    ...betterCareSpending,
    ...personalBudgets,
    ...northmoorYear,
    ...forecasts(betterCare, betterCareBudgets, () => 0, '2024-04', {}),
    ...monthsClosed(betterCare, '2024-04', {}),
    ...betterCareYearEnds,
  ].sort(byDay);
}
