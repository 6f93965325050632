import type { Entry } from '#contracts/events/fund/corrections.js';
import type { FundEvent } from '#contracts/events/fund.js';

/** What came in or went out and stands: by the revision of its event. */
export interface Entries {
  readonly entries: Map<number, Entry>;
}

export const newEntries = (): Entries => ({ entries: new Map() });

const types: Readonly<Record<Entry['type'], true>> = {
  InstalmentReceived: true,
  OtherIncomeRecorded: true,
  SavingsShareReceived: true,
  InKindProvided: true,
  ExpenditurePaid: true,
  AdvancePaid: true,
  AdvanceReturned: true,
  VatRecovered: true,
  MoneyReturned: true,
  SettlementPaid: true,
};
const isEntry = (event: { readonly type: string; readonly data: unknown }): event is Entry =>
  event.type in types;

/** Keeps what may be taken back as long as it stands. */
export function keepEntry(fund: Entries & { readonly revision: number }, event: FundEvent): void {
  if (event.type === 'EntryReversed') fund.entries.delete(event.data.corrects);
  if (isEntry(event))
    fund.entries.set(fund.revision, { type: event.type, data: event.data } as Entry);
}
