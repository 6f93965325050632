import type { Upcaster, Upcasters } from './upcaster.js';

/** It named the fund's own stream alone, and what it named it still names. */
const ownStreamAlone: Upcaster = (data) => data;
/** Accounts and partners' reports alone were issued, and they still are what they were. */
const fewerKinds: Upcaster = (data) => data;

export const statementUpcasters: Upcasters = { StatementIssued: [ownStreamAlone, fewerKinds] };
