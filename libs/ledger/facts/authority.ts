import type { authorityEvents, ToDecide } from '#contracts/events/fund/authority.js';
import type { Approval } from '#contracts/events/fund/move-shapes.js';
import { change, type FactsBy } from './change.js';
import { countedBy } from './moves.js';

export interface AuthorityFacts {
  /** What a scheme of delegation says who may decide; identified by the number of its event. */
  decision: ToDecide & { how: 'approved' | 'alone'; decidedBy: readonly Approval[] };
  /** An office's approval of what somebody else may decide, once; identified by the number of its event. */
  'decision-approval': ToDecide & { until: string; approval: Approval };
  /** That an approval was withdrawn before it was used; identified by the number of its event. */
  'approval-withdrawal': ToDecide & { approval: Approval; cause: string };
}

export const authorityFacts: FactsBy<typeof authorityEvents> = {
  DecisionApproved: (event) => [
    change(event, 'decision-approval', String(event.number), event.data),
  ],
  DecisionApprovalWithdrawn: (event) => [
    change(event, 'approval-withdrawal', String(event.number), event.data),
  ],
  DecisionAuthorised: (event) => {
    const { approvals, counted: _, ...data } = event.data;
    const id = String(event.number);
    const made = [
      change(event, 'decision', id, { ...data, decidedBy: approvals }),
      // Of what else offices decide the limits are used up apart: this is of budget that moves.
      ...(data.decision === 'virement' ? countedBy(event) : []),
    ];
    const [approval] = approvals;
    // Shown as such, and told to those who audit (rule 20).
    return data.how === 'alone' && approval
      ? [
          ...made,
          change(event, 'audit-notice', `decided-alone/${id}`, {
            kind: 'decided-alone',
            reallocation: 'none',
            decision: `${data.decision}/${data.subject}`,
            office: approval.office,
            by: approval.by,
            amount: data.amount,
          }),
        ]
      : made;
  },
};
