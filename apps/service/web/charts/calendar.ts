import { money, shortMoney } from '../words.js';
import { gridPicture } from './grid.js';

/** What of one kind falls into one month. */
export interface InMonth {
  readonly kind: string;
  readonly month: string;
  readonly count: number;
  /** Null where nothing of it has an amount. */
  readonly pence: bigint | null;
}

/** Kinds by months: how much, and how many. */
export function calendarPicture(
  kinds: readonly string[],
  months: readonly string[],
  due: readonly InMonth[],
): string {
  const of = new Map(due.map((each) => [`${each.kind}\n${each.month}`, each]));
  return gridPicture({
    ...{ name: 'calendar', title: 'What falls due, month by month', rows: kinds, columns: months },
    cell: (kind, month) => {
      const cell = of.get(`${kind}\n${month}`);
      if (cell === undefined) return undefined;
      const { count, pence } = cell;
      return {
        lines: [...(pence === null ? [] : [shortMoney(pence)]), String(count)],
        told: `${month}, ${kind.toLowerCase()}: ${count}${pence === null ? '' : `, ${money(pence)}`}`,
        depth: 1,
      };
    },
    empty: {
      ...{ word: '\u2013', isGap: false },
      told: (kind, month) => `${month}, ${kind.toLowerCase()}: none`,
    },
  });
}
