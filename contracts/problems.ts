import type { Json } from './envelope.js';
import { accessProblems } from './problems/access.js';
import { agreementProblems } from './problems/agreements.js';
import { askingProblems } from './problems/asking.js';
import { awardProblems } from './problems/awards.js';
import { budgetProblems } from './problems/budget.js';
import { contributionProblems } from './problems/contributions.js';
import { correctionProblems } from './problems/corrections.js';
import { delegationProblems } from './problems/delegation.js';
import { logProblems } from './problems/log.js';
import { moveProblems } from './problems/moves.js';
import { outcomeProblems } from './problems/outcomes.js';
import { periodProblems } from './problems/periods.js';
import { permissionProblems } from './problems/permissions.js';
import { personProblems } from './problems/people.js';
import { placeProblems } from './problems/places.js';
import type { Facts, ProblemType } from './problems/problem-type.js';
import { publicationProblems } from './problems/publication.js';
import { reconciliationProblems } from './problems/reconciliations.js';
import { signInProblems } from './problems/sign-in.js';
import { spendingProblems } from './problems/spending.js';
import { statementProblems } from './problems/statements.js';
import { yearEndProblems } from './problems/year-end.js';

/** Every reason for which the ledger refuses, each a type that callers may rely on (RFC 9457). */
export const problemTypes = {
  ...askingProblems,
  ...signInProblems,
  ...accessProblems,
  ...agreementProblems,
  ...awardProblems,
  ...budgetProblems,
  ...contributionProblems,
  ...correctionProblems,
  ...spendingProblems,
  ...placeProblems,
  ...outcomeProblems,
  ...permissionProblems,
  ...delegationProblems,
  ...periodProblems,
  ...statementProblems,
  ...yearEndProblems,
  ...moveProblems,
  ...logProblems,
  ...personProblems,
  ...reconciliationProblems,
  ...publicationProblems,
} as const;

export type ProblemName = keyof typeof problemTypes;

/** A refusal: a value, not an exception. Amounts are decimal strings; `ruleDate` dates the rule. */
export interface Refusal {
  readonly problem: ProblemName;
  readonly facts: Facts;
}

export const refusal = (problem: ProblemName, facts: Facts): Refusal => ({ problem, facts });

/** A problem document (RFC 9457) for a refusal. */
export function problemDocument({ problem, facts }: Refusal): ProblemDocument {
  const type: ProblemType = problemTypes[problem];
  return {
    ...facts,
    type: `urn:common-purse:problem:${problem}`,
    title: type.title,
    status: type.status,
    detail: type.sentence(facts),
    ...(type.rule === undefined ? { ruledBy: type.ruledBy } : { rule: type.rule }),
  };
}

export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly rule?: number;
  /** What it was judged by, where that is none of the rules of the domain. */
  readonly ruledBy?: string;
  readonly [fact: string]: Json | undefined;
}
