import type { JsonObject } from '../envelope.js';
import type { Upcaster } from './upcaster.js';

/** The power was named on the source alone. */
export const withoutPower: Upcaster = (data: JsonObject): JsonObject => ({ ...data, power: null });
