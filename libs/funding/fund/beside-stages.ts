import { refusal, type Refusal } from '#contracts/problems.js';
import { formatPence, maxPence, sumPence, type Pence } from '#libs/money/pence.js';
import type { AwardInForce } from '../award/in-force.js';
import type { OnStages } from '../award/outcome-payments.js';
import type { Expenditure, Fund } from './fund.js';
import { publishedIn } from './published-payments.js';

/*
 * An award, or part of one, that pays on outcomes. That a provider sent an invoice for something else,
 * or was paid it, is a fact: it is recorded as claimed, or as published, and flagged (rule 15). That it
 * is right, so that it is owed, is a decision, and would promise what no verified stage has earned and
 * what the stages to come need: it is refused, as far as it goes beyond the part that is paid otherwise
 * (rule 4). Cost that is only estimated at a month's end is no promise, and accrues.
 */

/** How far an amount goes beyond what the award pays without a stage. */
export function beyondBesideStages(
  fund: Fund,
  award: string,
  amount: Pence,
  ofAward: AwardInForce | undefined,
): Pence {
  const { onStages } = ofAward ?? {};
  if (!onStages) return 0n;
  return maxPence(0n, amount - maxPence(0n, leftBeside(fund, award, onStages)));
}

/**
 * How far spending that is put under an award goes beyond that: it was spent, so it is kept and flagged
 * like what was published. What is under the award already, or pays one of its stages, is no more of it.
 */
export function besideIfRecoded(
  fund: Fund,
  award: string | undefined,
  put: readonly (Pick<Expenditure, 'award' | 'stage'> & { readonly pence: Pence })[],
  ofAward: AwardInForce | undefined,
): Pence {
  if (award === undefined) return 0n;
  const outcomes = ofAward?.onStages?.outcomes ?? [];
  const anew = put.filter(
    ({ award: was, stage }) =>
      was !== award && (stage === null || !outcomes.includes(stage.outcome)),
  );
  return beyondBesideStages(fund, award, sumPence(anew.map(({ pence }) => pence)), ofAward);
}

/** Refuses to owe more for the stages of an outcome than was agreed for it. */
export function owedUpToItsMost(
  fund: Fund,
  award: string,
  outcome: string,
  amount: Pence,
  ofAward: AwardInForce | undefined,
): Refusal | undefined {
  const most = ofAward?.onStages?.most.get(outcome);
  if (most === undefined) return undefined;
  const stages = [...fund.expenditures.values()].flatMap(({ state, stage, portions, ...of }) =>
    of.award === award &&
    stage?.outcome === outcome &&
    (state === 'verified' || state === 'approved')
      ? portions.map(({ cost }) => cost)
      : [],
  );
  const left = maxPence(0n, most - sumPence(stages));
  return amount > left
    ? refusal('outcome-has-no-more', {
        ...{ award, outcome, most: formatPence(most) },
        ...{ left: formatPence(left), short: formatPence(amount - left) },
      })
    : undefined;
}

/** Refuses to owe it, or to pay it ahead. */
export function owedOnlyOnStages(
  fund: Fund,
  award: string,
  amount: Pence,
  ofAward: AwardInForce | undefined,
): Refusal | undefined {
  const short = beyondBesideStages(fund, award, amount, ofAward);
  return short === 0n
    ? undefined
    : refusal('paid-on-stages', {
        award,
        outcomes: ofAward?.onStages?.outcomes.join(', ') ?? '',
        left: formatPence(amount - short),
        short: formatPence(short),
      });
}

/** What is promised here, less what is for stages and what was spent or advanced beside them. */
function leftBeside(fund: Fund, award: string, { outcomes, pence }: OnStages): Pence {
  if (pence === null) return 0n;
  const promised = fund.holdings
    .years()
    .flatMap((year) =>
      (['committed', 'matched'] as const).map((holding) =>
        fund.holdings.sum({ holding, year, award }),
      ),
    );
  const advanced = [...fund.advances.values()]
    .filter((advance) => advance.award === award)
    .flatMap(({ parts }) => parts.map(({ amount }) => amount));
  const spent = [...fund.expenditures.values()].flatMap(({ state, stage, portions, ...of }) =>
    of.award === award &&
    (state === 'verified' || state === 'approved') &&
    (stage === null || !outcomes.includes(stage.outcome))
      ? portions.map(({ cost }) => cost)
      : [],
  );
  const published = [...fund.publishedPayments.keys()].flatMap((year) =>
    publishedIn(fund, year, { award }).map((paid) => paid.pence),
  );
  return sumPence(promised) - pence - sumPence(advanced) - sumPence(spent) - sumPence(published);
}
