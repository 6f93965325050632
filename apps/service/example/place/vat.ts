import { streamOf } from '#contracts/events/all.js';
import { monthsOf } from '#contracts/financial-year.js';
import { formatPence } from '#libs/money/pence.js';
import { fundDecider } from '../../ledger/deciders.js';
import type { StepsSeen } from '../step.js';
import { betterCare } from './better-care.js';
import { dayIn, monthAfter, years } from './days.js';
import { toFund } from './telling.js';

/*
 * The council gets back what the equipment store adds in VAT: each quarter's, with its VAT return, a
 * month and a week later. The ledger says whose money it was, to the penny.
 */

const account = 'cash:vat-recoverable';
const inFund = toFund(betterCare, { by: 'samir', reason: 'VAT return of the quarter' });

const recovered = (upTo: string): StepsSeen => {
  const on = dayIn(monthAfter(upTo, 2), 7);
  return {
    on,
    seen: (ledger) =>
      ledger.read(streamOf('fund', betterCare), fundDecider, ({ totals }) =>
        (['council', 'icb'] as const)
          .map((source) => ({
            source,
            due: totals.sum({ account, source, nature: 'revenue', upTo }),
          }))
          .filter(({ due }) => due > 0n)
          .map(({ source, due }) =>
            inFund(
              'recover-vat',
              {
                ...{ recovery: `vat-${upTo}-${source}`, source, upTo },
                ...{ amount: formatPence(due), reference: `VAT return to ${upTo}` },
              },
              on,
            ),
          ),
      ),
  };
};

export const vatRecovered: readonly StepsSeen[] = years.flatMap((year) =>
  monthsOf(year)
    .filter((_, place) => place % 3 === 2)
    .map(recovered),
);
