import type { JsonObject } from '../envelope.js';
import type { Upcasters } from './upcaster.js';

/** Doubles were looked for in the same outcome alone. */
const here = (data: JsonObject): JsonObject => ({ ...data, elsewhere: null });

export const outcomeUpcasters: Upcasters = { DoubleFundingFound: [here] };
