import { withoutPower } from './without-power.js';
import type { Upcaster, Upcasters } from './upcaster.js';

/** It was not said from what before and after were worked out. */
const withoutRevisions: Upcaster = (data) => ({ ...data, effectsAt: [] });

export const reallocationUpcasters: Upcasters = {
  ReallocationProposed: [withoutRevisions, withoutPower],
};
