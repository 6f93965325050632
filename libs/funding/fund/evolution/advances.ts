import type { advanceEvents } from '#contracts/events/fund/advances.js';
import { parsePence } from '#libs/money/pence.js';
import type { Advance } from '../advances.js';
import type { Fund } from '../fund.js';
import { must, type EvolutionBy } from './evolution.js';
import { expenditure } from './spending.js';

export const advanceEvolution: EvolutionBy<typeof advanceEvents> = {
  AdvancePaid: (fund, { data }) => {
    fund.advances.set(data.advance, {
      provider: data.provider,
      award: data.award,
      nature: data.nature,
      relatesTo: data.relatesTo,
      parts: data.parts.map((part) => ({ ...part, amount: parsePence(part.amount) })),
    });
  },
  AdvanceEvidenced: (fund, { data, effective }) => {
    use(advanceOf(fund, data.advance), data.parts);
    const evidence = expenditure({ ...data, effective }, 'verified');
    evidence.paid = parsePence(data.cost);
    for (const portion of evidence.portions) portion.owed = 0n;
    fund.expenditures.set(data.expenditure, evidence);
  },
  AdvanceReturned: (fund, { data }) => {
    use(advanceOf(fund, data.advance), data.parts);
  },
};

/** What was evidenced or returned is no longer open. */
const use = (advance: Advance, used: readonly Used[]): void => {
  take(advance, used, 1n);
};

/** What was said to have come back is open again. */
export const giveBack = (advance: Advance, used: readonly Used[]): void => {
  take(advance, used, -1n);
};

interface Used {
  readonly scheme: string;
  readonly source: string;
  readonly amount: string;
}

function take(advance: Advance, used: readonly Used[], sign: 1n | -1n): void {
  advance.parts = advance.parts.map((part) => ({
    ...part,
    amount: used
      .filter(({ scheme, source }) => scheme === part.scheme && source === part.source)
      .reduce((left, { amount }) => left - sign * parsePence(amount), part.amount),
  }));
}

export const advanceOf = (fund: Fund, id: string): Advance =>
  must(fund.advances.get(id), `the advance ${id}`);
