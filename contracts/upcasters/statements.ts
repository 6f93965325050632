import type { Upcaster, Upcasters } from './upcaster.js';

/** It named the fund's own stream alone, and what it named it still names. */
const ownStreamAlone: Upcaster = (data) => data;

export const statementUpcasters: Upcasters = { StatementIssued: [ownStreamAlone] };
