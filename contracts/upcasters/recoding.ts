import type { Upcaster, Upcasters } from './upcaster.js';

/** It was never said when it would lapse. */
const withoutLastDay: Upcaster = (data) => ({ ...data, expires: null });

export const recodingUpcasters: Upcasters = { RecodingProposed: [withoutLastDay] };
