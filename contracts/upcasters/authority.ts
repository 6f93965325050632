import type { JsonObject } from '../envelope.js';
import type { Upcasters } from './upcaster.js';

/** Version 2 knows more kinds of decision: allocations, held money, and budget that moves otherwise than by a move. */
const said = (data: JsonObject): JsonObject => data;

export const authorityUpcasters: Upcasters = {
  DecisionApproved: [said],
  DecisionAuthorised: [said],
  DelegationAdopted: [said],
  DelegationRevised: [said],
};
