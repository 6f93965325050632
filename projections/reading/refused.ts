import type { Facts } from '#contracts/problems/problem-type.js';
import { problemDocument, refusal, type ProblemName, type Refusal } from '#contracts/problems.js';

/** A question that cannot be answered: an error, never an empty answer. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(readonly refusal: Refusal) {
    super(problemDocument(refusal).detail);
  }
}

export const refuse = (problem: ProblemName, facts: Facts): Refused =>
  new Refused(refusal(problem, facts));
