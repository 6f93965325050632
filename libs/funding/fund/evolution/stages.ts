import type { stageEvents } from '#contracts/events/fund/stages.js';
import { barStage } from '../stage-payments.js';
import type { EvolutionBy } from './evolution.js';

export const stageEvolution: EvolutionBy<typeof stageEvents> = {
  StagePaymentBarred: (fund, { data: { outcome, claim, cause } }) =>
    barStage(fund, { outcome, claim }, cause),
};
