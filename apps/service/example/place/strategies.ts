import { organisations } from '../northmoor.js';
import type { Step } from '../step.js';
import { betterCare } from './better-care.js';
import { firstDay } from './days.js';
import { growth } from './growth-grants.js';
import { reoffending } from './reoffending.js';
import { steadyGround } from './steady-ground.js';
import { told } from './telling.js';

/*
 * Two strategies that bodies of the place adopted, and what serves them, across its funds: a home first
 * serves both, and of the kitchens it was said for a year.
 */

const { council, icb } = organisations;
const homes = 'homes-2024';
const wellbeing = 'wellbeing-2025';
const [second, third] = ['2025-04-01', '2026-04-01'];

const serves = (
  fund: string,
  scheme: string,
  strategies: string[],
  day: string,
  evidence: string,
): Step =>
  told('fund', fund, 'state-served-strategies', { scheme, strategies, evidence }, day, {
    reason: 'What the money is for, as the strategies have it',
  });

const ofHomes = 'Strategy, chapter 4: who pays for what';
const ofWellbeing = 'Delivery plan 2025-26, annex B';

export const strategiesAdopted: readonly Step[] = [
  told(
    'strategy',
    homes,
    'adopt-strategy',
    {
      title: 'Northmoor Homelessness and Rough Sleeping Strategy 2024 to 2029',
      adoptedBy: [council],
      document: 'Homelessness Act 2002, section 1; council minute 12 of 6 February 2024',
      until: '2029-03-31',
    },
    firstDay,
    { reason: 'Adopted by the council' },
  ),
  serves(steadyGround, 'housing', [homes], firstDay, ofHomes),
  serves(reoffending, 'through-the-gate', [homes], firstDay, ofHomes),
  told(
    'strategy',
    wellbeing,
    'adopt-strategy',
    {
      title: 'Northmoor Joint Local Health and Wellbeing Strategy 2025 to 2030',
      adoptedBy: [council, icb],
      document:
        'Local Government and Public Involvement in Health Act 2007, section 116A; board minute 8 of 11 March 2025',
      until: '2030-03-31',
    },
    second,
    { reason: 'Adopted by the health and wellbeing board' },
  ),
  serves(steadyGround, 'housing', [homes, wellbeing], second, ofWellbeing),
  serves(steadyGround, 'recovery', [wellbeing], second, ofWellbeing),
  ...['reablement', 'falls', 'carers'].map((scheme) =>
    serves(betterCare, scheme, [wellbeing], second, ofWellbeing),
  ),
  serves(growth, 'kitchens', [wellbeing], second, ofWellbeing),
  serves(growth, 'kitchens', [], third, 'Delivery plan 2026-27, which has no part on food'),
];
