import type { Entity } from '#libs/ledger/fact-types.js';

/** What belongs to an award and to no one fund: an award's own, or named after it, `<award>/…`. */
export const ofAwards: readonly Entity[] = [
  'award',
  'award-option',
  'award-break',
  'award-flexibility',
  'award-condition',
  'match-funding',
  'subcontract',
  'clawback',
];
