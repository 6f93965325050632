import type { correctionEvents, Entry } from '#contracts/events/fund/corrections.js';
import type { EventOf, Standing } from '#contracts/events/all.js';
import type { Posting, PostingsBy } from '../posting.js';
import { advancePostings } from './advances.js';
import { contributionPostings } from './contributions.js';
import { otherIncomePostings } from './other-income.js';
import { partnerSettlementPostings } from './partner-settlements.js';
import { savingsPostings } from './savings.js';
import { spendingPostings } from './spending.js';
import { yearEndPostings } from './year-end.js';

const byType: { readonly [Type in Entry['type']]: (event: EventOf<Type>) => Posting[] } = {
  InstalmentReceived: contributionPostings.InstalmentReceived,
  OtherIncomeRecorded: contributionPostings.OtherIncomeRecorded,
  SavingsShareReceived: savingsPostings.SavingsShareReceived,
  InKindProvided: contributionPostings.InKindProvided,
  ExpenditurePaid: spendingPostings.ExpenditurePaid,
  AdvancePaid: advancePostings.AdvancePaid,
  AdvanceReturned: advancePostings.AdvanceReturned,
  VatRecovered: otherIncomePostings.VatRecovered,
  MoneyReturned: yearEndPostings.MoneyReturned,
  SettlementPaid: partnerSettlementPostings.SettlementPaid,
};

/** What was posted is posted negated, in the period in which the correction counts. */
export const correctionPostings: PostingsBy<typeof correctionEvents> = {
  EntryReversed: ({ data: { entry, period }, ...event }) => {
    const recorded = { ...event, type: entry.type, data: { ...entry.data, period } };
    return (byType[entry.type] as (event: Standing) => Posting[])(recorded).map((posting) => ({
      ...posting,
      pence: -posting.pence,
    }));
  },
};
