/** Where the read models are asked: `Reading` of `#projections/reading/reading.js`. */
export const READING = Symbol('Reading');
/** Where auditors ask: `AuditTrail` of `#projections/audit-trail/audit-trail.js`. */
export const TRAIL = Symbol('AuditTrail');
/** Both as the service itself asks: for what it decides and does in its own name. */
export const OWN_READING = Symbol('own reading');
export const OWN_TRAIL = Symbol('own audit trail');
