import { northmoorAwards, northmoorFund, northmoorParties } from '../northmoor.js';
import { guestsAppointed, partnersAppointed } from '../people.js';
import { byDay, type Happening, type Step } from '../step.js';
import { northmoorYear } from '../story.js';
import { areasDefined } from './areas.js';
import {
  betterCare,
  betterCareBudgets,
  betterCareReceipts,
  betterCareSetUp,
} from './better-care.js';
import { betterCareAwards, betterCareInvoices } from './better-care-awards.js';
import { betterCareSpending } from './better-care-spending.js';
import { betterCareYearEnds } from './better-care-year-ends.js';
import { bodiesRegistered } from './bodies.js';
import { firstDay } from './days.js';
import { decisions } from './decisions.js';
import { growthBudgets, growthReceipts, growthSetUp } from './growth.js';
import { growth } from './growth-grants.js';
import { growthYears } from './growth-year.js';
import { lateAndChanged } from './late-and-changed.js';
import { forecasts, monthsClosed } from './month-ends.js';
import { outcomesMeasured } from './outcomes.js';
import { placeAppointed } from './people.js';
import { personalBudgets } from './personal-budgets.js';
import { filesBrought, reoffending, reoffendingSteps } from './reoffending.js';
import { registersPublished } from './registers.js';
import { publications } from './published.js';
import { reconciled } from './reconciled.js';
import { reported } from './reported.js';
import { reviewsHeld } from './reviewed.js';
import {
  fireLeaves,
  steadyGround,
  steadyGroundBudgets,
  steadyGroundSetUp,
  steadyGroundYears,
} from './steady-ground.js';
import { strategiesAdopted } from './strategies.js';
import { vatRecovered } from './vat.js';

/** The same from an earlier day on. */
const from = (day: string, steps: readonly Step[]): Step[] =>
  steps.map((each) => ({ ...each, body: { ...each.body, effective: day } }));

/** Every fund of the place beside that of the worked story. */
const others = [betterCare, growth, steadyGround, reoffending];

/** Whoever audits one fund here audits all. */
const guests = guestsAppointed.map((each) =>
  each.body['role'] === 'auditor'
    ? { ...each, body: { ...each.body, funds: ['northmoor', ...others] } }
    : each,
);

const finance = { by: 'samir' };
const leaning = (scheme: string, year: string): number =>
  scheme === 'homecare' ? (year === '2024-25' ? 6 : 1) : scheme === 'equipment' ? -3 : 0;

/**
 * Three years of one place: the worked story in its last, and beside it what else is paid for there.
 * Day by day, and on each day in the order in which it stands here; with what is made of the views, or
 * without.
 */
export function wholePlace(withViews: boolean): readonly Happening[] {
  const growthSteps = [...growthSetUp, ...growthReceipts, ...growthYears];
  return [
    ...from(firstDay, partnersAppointed),
    ...from(firstDay, northmoorParties),
    ...bodiesRegistered,
    ...areasDefined,
    ...betterCareSetUp,
    ...growthSetUp,
    ...steadyGroundSetUp,
    ...reoffendingSteps,
    ...strategiesAdopted,
    ...placeAppointed,
    ...northmoorFund,
    ...guests,
    ...northmoorAwards,
    ...decisions,
    ...betterCareAwards,
    ...lateAndChanged,
    ...fireLeaves,
    ...outcomesMeasured,
    ...betterCareReceipts,
    ...growthReceipts,
    ...betterCareInvoices,
    ...personalBudgets,
    ...growthYears,
    ...steadyGroundYears,
    ...betterCareSpending,
    ...northmoorYear,
    ...filesBrought,
    ...registersPublished,
    ...forecasts(betterCare, betterCareBudgets, leaning, '2024-04', {}),
    ...forecasts(growth, growthBudgets, () => -4, '2025-04', { by: 'noor' }),
    ...forecasts(steadyGround, steadyGroundBudgets, () => 0, '2026-04', {}),
    ...monthsClosed(betterCare, '2024-04', finance),
    ...monthsClosed(growth, '2024-04', finance),
    ...betterCareYearEnds,
    ...vatRecovered,
    ...reviewsHeld,
    ...(withViews ? [...reported, ...publications, ...reconciled(growthSteps)] : []),
  ].sort(byDay);
}
