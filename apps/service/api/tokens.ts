/** The way of commands into the log: `Ledger`. */
export const LEDGER = Symbol('Ledger');
/** How far the views have come: `Progress`. */
export const PROGRESS = Symbol('Progress');
/** The tree over the log and its signed checkpoints: `LogService`. */
export const TRANSPARENCY = Symbol('LogService');
/** What seals and shows words about people: `Sealing`. */
export const SEALING = Symbol('Sealing');
/** What issues commands when their time has come: `Scheduler`. */
export const SCHEDULER = Symbol('Scheduler');
/** The log itself, for reading it: `EventStore` of `#libs/event-store/port.js`. */
export const STORE = Symbol('EventStore');
/** Signing in to the pages and out again: `SignIn`. */
export const SIGN_IN = Symbol('SignIn');
/** The directory in the hands of administrators: `Entries`. */
export const ENTRIES = Symbol('Entries');
/** What was refused, and who signed in: `SecurityLog`. */
export const SECURITY = Symbol('SecurityLog');
