import { idOf, type Standing } from '#contracts/events/all.js';
import { parsePence } from '#libs/money/pence.js';
import { move, none, nowhere, type Posting } from '../posting.js';

export interface CostLine {
  readonly year: string;
  readonly period: string;
  readonly category: string;
  readonly amount: string;
}

/** Cost lines are noted beside, balanced by themselves. */
export const noted = (
  event: Standing,
  award: string,
  provider: string,
  { year, period, category, amount }: CostLine,
): Posting[] =>
  move(
    parsePence(amount),
    event.effective,
    {
      fund: idOf(event.stream),
      period,
      relatesTo: year,
      nature: 'unknown',
      source: none,
      ...nowhere,
      award,
      provider,
    },
    { account: 'memo:lines' },
    { account: `memo:line:${category}` },
  );
