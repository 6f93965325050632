import { idOf, type Standing } from '#contracts/events/all.js';
import type { CommitmentLine } from '#contracts/events/fund/shapes.js';
import { parsePence } from '#libs/money/pence.js';
import {
  budget,
  move,
  none,
  type BudgetHolding,
  type Dimensions,
  type Posting,
} from '../posting.js';

/** A line of what is promised, filed under its scheme; whose it is is said beside. */
export const filed = (
  event: Standing,
  line: CommitmentLine,
): Omit<Dimensions, 'account' | 'award' | 'provider'> => ({
  fund: idOf(event.stream),
  period: line.period,
  relatesTo: line.year,
  nature: line.nature,
  source: line.source,
  scheme: line.scheme,
  area: line.area,
});

/** What is in the scheme's budget belongs to no award; what is reserved or committed names one. */
export function passLine(
  event: Standing,
  { award, provider }: { readonly award: string; readonly provider: string },
  line: CommitmentLine,
  from: BudgetHolding,
  to: BudgetHolding,
): Posting[] {
  const whose = (holding: BudgetHolding) =>
    holding === 'scheme' ? { award: none, provider: none } : { award, provider };
  return move(
    parsePence(line.amount),
    event.effective,
    { ...filed(event, line), award, provider },
    { account: budget(from, line.certainty), ...whose(from) },
    { account: budget(to, line.certainty), ...whose(to) },
  );
}
