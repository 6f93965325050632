import type { retentionEvents } from '#contracts/events/fund/retention.js';
import { parsePence } from '#libs/money/pence.js';
import type { EvolutionBy } from './evolution.js';
import { expenditureOf, portionOf } from './spending.js';

export const retentionEvolution: EvolutionBy<typeof retentionEvents> = {
  RetentionHeld: (fund, { data }) => {
    const held = expenditureOf(fund, data.expenditure);
    for (const part of data.parts) {
      const portion = portionOf(held, part);
      portion.owed -= parsePence(part.amount);
      portion.retained += parsePence(part.amount);
    }
  },
  RetentionReleased: (fund, { data }) => {
    const released = expenditureOf(fund, data.expenditure);
    for (const part of data.parts) {
      const portion = portionOf(released, part);
      portion.owed += parsePence(part.amount);
      portion.retained -= parsePence(part.amount);
    }
  },
};
