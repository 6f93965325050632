import type { JsonObject } from '../envelope.js';
import type { Upcasters } from './upcaster.js';

export const importUpcasters: Upcasters = {
  // What its payments are charged to stood with each of them alone.
  ImportStarted: [
    (stated: JsonObject): JsonObject => ({ ...stated, scheme: 'unknown', source: 'unknown' }),
    // There were no contract registers.
    (stated: JsonObject): JsonObject => ({ ...stated, publisher: null, asAt: null }),
    // There were no plans.
    (stated: JsonObject): JsonObject => stated,
  ],
};
