import type { Upcaster, Upcasters } from './upcaster.js';

/** What a reallocation brought to a contract was not counted as a variation of it. */
const notCounted: Upcaster = (data) => ({ ...data, variation: null });

/** Match funding was secured once, in one amount. */
const allAtOnce: Upcaster = (data) => ({
  ...data,
  secured: data['amount'] ?? '0.00',
  left: '0.00',
});

export const awardUpcasters: Upcasters = {
  AwardReallocated: [notCounted],
  MatchFundingSecured: [allAtOnce],
};
