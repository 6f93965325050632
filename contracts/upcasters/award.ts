import type { Upcaster, Upcasters } from './upcaster.js';

/** What a reallocation brought to a contract was not counted as a variation of it. */
const notCounted: Upcaster = (data) => ({ ...data, variation: null });

export const awardUpcasters: Upcasters = { AwardReallocated: [notCounted] };
