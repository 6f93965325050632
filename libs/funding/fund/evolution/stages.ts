import type { stageEvents } from '#contracts/events/fund/stages.js';
import { stageExpenditure } from '../stages-barred.js';
import type { EvolutionBy } from './evolution.js';

export const stageEvolution: EvolutionBy<typeof stageEvents> = {
  StagePaymentBarred: (fund, { data: { outcome, claim, cause } }) => {
    fund.barredStages.set(stageExpenditure(outcome, claim), cause);
  },
};
