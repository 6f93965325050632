import type { StageClaim } from '#libs/funding/outcome/claims.js';

/** A stage of 3.00 of the outcome `work`, verified, on an award of Harbour Lights. */
export const verifiedStage: StageClaim = {
  claim: 'c-1',
  person: 'p-1',
  terms: 'work',
  version: 1,
  stage: 'sustained-13',
  weeks: 13,
  started: '2026-05-04',
  reached: '2026-08-03',
  spellEnds: '2026-11-02',
  fund: 'northmoor',
  award: 'lights',
  provider: 'harbour-lights',
  amount: '3.00',
  key: 'amina/claim',
  state: 'verified',
  permitted: false,
};
