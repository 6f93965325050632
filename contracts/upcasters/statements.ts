import type { Upcaster, Upcasters } from './upcaster.js';

/** It named the fund's own stream alone, and what it named it still names. */
const ownStreamAlone: Upcaster = (data) => data;
/** Some kinds could not be issued yet, and those that could still are what they were. */
const fewerKinds: Upcaster = (data) => data;

export const statementUpcasters: Upcasters = {
  StatementIssued: [ownStreamAlone, fewerKinds, fewerKinds],
};
