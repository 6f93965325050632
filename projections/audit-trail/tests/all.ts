import type { AuditTest } from './audit-test.js';
import { debtorsAndCreditors } from './balances.js';
import { recodings, reversals } from './corrections.js';
import {
  decidedAlone,
  nearLimit,
  overrides,
  proposersAndApprovers,
  splitApprovals,
} from './decisions.js';
import { duplicates, gaps, roundSums } from './documents.js';
import { cutOff, entriesAfterClose, lateItems, yearEndVirements } from './timing.js';

/** Every saved test, by the name that addresses use. */
export const auditTests: Readonly<Record<string, AuditTest>> = {
  'late-items': lateItems,
  'cut-off': cutOff,
  'entries-after-close': entriesAfterClose,
  reversals,
  recodings,
  'near-limit': nearLimit,
  'split-approvals': splitApprovals,
  'proposers-and-approvers': proposersAndApprovers,
  'decided-alone': decidedAlone,
  'round-sums': roundSums,
  'year-end-virements': yearEndVirements,
  gaps,
  duplicates,
  overrides,
  'debtors-and-creditors': debtorsAndCreditors,
};
