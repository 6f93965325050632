import { northmoorDelegation, northmoorMove } from './northmoor-moves.js';
import { northmoorAwards, northmoorSetUp } from './northmoor.js';
import { northmoorPayments, northmoorReceipts } from './northmoor-payments.js';
import { northmoorOtherSpending } from './northmoor-spending.js';
import { guestsAppointed, partnersAppointed } from './people.js';
import { byDay, type Step } from './step.js';

/** The third quarter of the ICB has not come in: something for the first page to say. */
const notYet = ({ body }: Step): boolean =>
  body['contribution'] === 'icb-revenue-2026-27' && body['instalment'] === '3';

/** The first year of the worked story as it goes on after its set-up, day by day. */
export const northmoorYear: readonly Step[] = [
  ...northmoorMove,
  ...northmoorReceipts,
  ...northmoorPayments,
  ...northmoorOtherSpending,
]
  .filter((each) => !notYet(each))
  .sort(byDay);

/** The worked story alone. */
export const story: readonly Step[] = [
  ...partnersAppointed,
  ...northmoorSetUp,
  ...guestsAppointed,
  ...northmoorAwards,
  northmoorDelegation,
  ...northmoorYear,
];
