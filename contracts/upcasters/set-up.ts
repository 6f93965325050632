import type { Upcaster, Upcasters } from './upcaster.js';

/** On which basis a scheme was accounted for was not said. */
const basisUnknown: Upcaster = (data) => ({ ...data, accountingBasis: 'unknown' });

export const setUpUpcasters: Upcasters = { SchemeOpened: [basisUnknown] };
