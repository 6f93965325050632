import { regimeWritten } from '../events/award/regimes.js';
import type { Upcaster, Upcasters } from './upcaster.js';

/** What a reallocation brought to a contract was not counted as a variation of it. */
const notCounted: Upcaster = (data) => ({ ...data, variation: null });

/** Match funding was secured once, in one amount. */
const allAtOnce: Upcaster = (data) => ({
  ...data,
  secured: data['amount'] ?? '0.00',
  left: '0.00',
});

/** Only an option with a day of its own was said to have a last day. */
const ownLastDays: Upcaster = (data) => ({
  ...data,
  lastDays: (data['options'] as { option: number; exerciseBy: string | null }[])
    .filter(({ exerciseBy }) => exerciseBy !== null)
    .map(({ option, exerciseBy }) => ({ option, last: exerciseBy })),
});

/** What it meant for the last days of options was not said. */
const noLastDays: Upcaster = (data) => ({ ...data, lastDays: [] });

/** The procurement regime was free text. */
const properName: Upcaster = (data) => ({
  ...data,
  regime: regimeWritten(data['regime'] as string),
});

/** Nothing was said of a grant that passes money on. */
const leadsNoOthers: Upcaster = (data) => ({ ...data, leadProvider: false });

export const awardUpcasters: Upcasters = {
  ContractAwarded: [properName],
  AwardReallocated: [notCounted],
  ContractTermsAgreed: [ownLastDays],
  ContractVaried: [noLastDays],
  OptionExercised: [noLastDays],
  GrantOffered: [leadsNoOthers],
  GrantTermsAgreed: [leadsNoOthers],
  MatchFundingSecured: [allAtOnce],
};
