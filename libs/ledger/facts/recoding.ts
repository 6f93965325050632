import type { recodingEvents } from '#contracts/events/fund/recoding.js';
import { change, overBudget, type FactsBy } from './change.js';

export interface RecodingFacts {
  /** Spending that was put elsewhere; identified by the expenditure under which it is now. */
  recoding: {
    corrects: string;
    cost: string;
    from: readonly string[];
    to: readonly string[];
    /** Why capital was written off to revenue; null where it was not. */
    abortive: string | null;
  };
}

/** Scheme and source of each share. */
const places = (parts: readonly { scheme: string; source: string }[]): string[] => [
  ...new Set(parts.map(({ scheme, source }) => `${scheme}/${source}`)),
];

export const recodingFacts: FactsBy<typeof recodingEvents> = {
  SpendingRecoded: (event) => {
    const { expenditure, corrects, provider, was, is, cost, abortive } = event.data;
    const reference = `recoded from ${corrects}`;
    const { award } = is;
    return [
      change(event, 'expenditure', corrects, { state: 'recoded' }, provider),
      change(
        event,
        'expenditure',
        expenditure,
        { provider, award, state: 'verified', amount: cost, reference },
        provider,
      ),
      change(
        event,
        'recoding',
        expenditure,
        { corrects, cost, from: places(was.parts), to: places(is.parts), abortive },
        provider,
      ),
      ...overBudget(event, { overBudget: event.data.overBudget, award, provider }),
    ];
  },
};
