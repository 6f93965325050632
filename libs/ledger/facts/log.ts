import type { logEvents } from '#contracts/events/log.js';
import { saysNothing, type FactsBy } from './change.js';

/** Keys, cosignatures and replays are about the log itself: no view of money needs them. */
export const logFacts: FactsBy<typeof logEvents> = {
  LogKeyIntroduced: saysNothing,
  LogKeyRetired: saysNothing,
  CosignerAdmitted: saysNothing,
  CosignerRemoved: saysNothing,
  CosignatureRecorded: saysNothing,
  ReplayCompared: saysNothing,
};
