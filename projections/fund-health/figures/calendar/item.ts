import type { Pence } from '#libs/money/pence.js';
import type { Part } from '../traced.js';

/** Something that has a day: money that is to come or to be paid, a decision, an end. */
export interface CalendarItem {
  readonly kind: 'instalment' | 'payment' | 'decision' | 'ending' | 'publication';
  readonly what:
    | 'instalment'
    | 'payment'
    | 'option'
    | 'break'
    | 'reallocation'
    | 'recoding'
    | 'offer'
    | 'condition of an award'
    | 'condition of a contribution'
    | 'review'
    | 'award'
    | 'agreement'
    | 'notice'
    | 'ring-fence'
    | 'share limit'
    | 'permission'
    | 'retention'
    | 'accrual'
    | 'publication';
  /** The same as long as it is the same thing, whatever becomes of its day or its amount. */
  readonly key: string;
  readonly day: string;
  /** The source, provider, award, agreement, ring-fence or proposal that it is of. */
  readonly of: string;
  /** What it is called beside that: the reference of an invoice, the number of an option. */
  readonly reference: string;
  /** Null where it has none. */
  readonly amount: Pence | null;
  /** The balances that the amount is the sum of; none where events alone say it. */
  readonly from: readonly Part[];
  /** The event that set it last. */
  readonly event: number;
}

/** What most of them lack. */
export const plain = { reference: '', amount: null, from: [] } as const;
