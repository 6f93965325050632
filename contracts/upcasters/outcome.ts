import type { JsonObject } from '../envelope.js';
import type { Upcasters } from './upcaster.js';

/** Doubles were looked for in the same outcome alone. */
const here = (data: JsonObject): JsonObject => ({ ...data, elsewhere: null });

/** Nobody could say which schemes seek an outcome. */
const ofNoScheme = (data: JsonObject): JsonObject => ({ ...data, soughtBy: [] });

export const outcomeUpcasters: Upcasters = {
  DoubleFundingFound: [here],
  OutcomeDefined: [ofNoScheme],
};
