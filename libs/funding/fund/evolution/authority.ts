import type { authorityEvents, AuthorisedKind } from '#contracts/events/fund/authority.js';
import type { Counted } from '#contracts/events/fund/moves.js';
import { none } from '#libs/ledger/posting.js';
import { parsePence } from '#libs/money/pence.js';
import { decidedKey } from '../authority.js';
import type { Fund } from '../fund.js';
import { contentOf, isOpenEnded } from '../to-decide.js';
import type { EvolutionBy } from './evolution.js';

export const authorityEvolution: EvolutionBy<typeof authorityEvents> = {
  DecisionApproved: (fund, { data }) => {
    const { until, approval } = data;
    const content = contentOf(data);
    const before = fund.approvalsGiven.get(content) ?? [];
    fund.approvalsGiven.set(content, [...before, { approval, until }]);
  },
  DecisionApprovalWithdrawn: (fund, { data }) => {
    const content = contentOf(data);
    const before = fund.approvalsGiven.get(content) ?? [];
    const left = before.filter(({ approval }) => approval.by !== data.approval.by);
    fund.approvalsGiven.set(content, left);
  },
  DecisionAuthorised: (fund, { data }) => {
    const { decision, subject, of, how, counted } = data;
    countDecided(fund, decision, counted, 1n);
    const content = contentOf(data);
    // Each approval is for one decision; who decides alone used none.
    const used = how === 'approved' ? (fund.approvalsGiven.get(content) ?? []) : [];
    if (how === 'approved') fund.approvalsGiven.delete(content);
    // An override of an allocation is of no provider, and stands with it; so does one of a scheme's whole budget.
    if (
      decision === 'commitment' ||
      decision === 'contract-variation' ||
      (decision === 'override' && of !== none && !isOpenEnded(data))
    )
      fund.authorised.set(subject, [
        ...(fund.authorised.get(subject) ?? []),
        { decision, counted, content, used },
      ]);
  },
};

/** What was promised did not come about, so nobody has decided it, and no approval was used for it. */
export function decidedNoMore(fund: Fund, subject: string): void {
  for (const { decision, counted, content, used } of fund.authorised.get(subject) ?? []) {
    countDecided(fund, decision, counted, -1n);
    const given = fund.approvalsGiven.get(content) ?? [];
    if (used.length > 0) fund.approvalsGiven.set(content, [...used, ...given]);
  }
  fund.authorised.delete(subject);
}

function countDecided(
  fund: Fund,
  decision: AuthorisedKind,
  counted: readonly Counted[],
  sign: 1n | -1n,
): void {
  for (const one of counted) {
    const key = decidedKey(decision, one);
    fund.delegated.set(key, (fund.delegated.get(key) ?? 0n) + sign * parsePence(one.amount));
  }
}
