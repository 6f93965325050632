import { idOf, type EventOf } from '#contracts/events/all.js';
import type { reconciliationEvents } from '#contracts/events/reconciliation.js';
import type { FactChange } from '../fact-types.js';
import { change, saysNothing, type FactsBy } from './change.js';

export interface ReconciliationFacts {
  /** Its lines and matches are in its own stream: views of money need none of them. */
  reconciliation: {
    fund: string;
    against: string;
    counterparty: string;
    from: string;
    to: string;
    state: 'begun' | 'extract-recorded' | 'signed';
    file?: string;
    /** Meaning → column, as its extract was read. */
    mapping?: Readonly<Record<string, string>>;
    rowsIn?: number;
    total?: string;
  };
}

function begun(event: EventOf<'ReconciliationBegun'>): FactChange[] {
  const { fund, against, counterparty, from, to } = event.data;
  const attributes = { fund, against, counterparty, from, to, state: 'begun' } as const;
  return [{ ...change(event, 'reconciliation', idOf(event.stream), attributes), fund }];
}

export const reconciliationFacts: FactsBy<typeof reconciliationEvents> = {
  ReconciliationBegun: begun,
  ExtractLinesRecorded: saysNothing,
  ExtractRecorded: (event) => {
    const { file, mapping, rowsIn, total } = event.data;
    const attributes = { state: 'extract-recorded', file, mapping, rowsIn, total } as const;
    return [change(event, 'reconciliation', idOf(event.stream), attributes)];
  },
  MatchesProposed: saysNothing,
  MatchConfirmed: saysNothing,
  MatchRejected: saysNothing,
  MatchMade: saysNothing,
  MatchUndone: saysNothing,
  ReconciliationSigned: (event) => [
    change(event, 'reconciliation', idOf(event.stream), { state: 'signed' }),
  ],
};
