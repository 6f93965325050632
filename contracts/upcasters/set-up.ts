import type { Upcaster, Upcasters } from './upcaster.js';

/** On which basis a scheme was accounted for was not said. */
const basisUnknown: Upcaster = (data) => ({ ...data, accountingBasis: 'unknown' });

/** Who is a partner was taken at its word. */
const takenAtItsWord: Upcaster = (data) => ({ ...data, notParty: false });

export const setUpUpcasters: Upcasters = {
  SchemeOpened: [basisUnknown],
  SourceOpened: [takenAtItsWord],
};
