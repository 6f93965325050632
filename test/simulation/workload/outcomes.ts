import type { z } from 'zod';
import type { Asked } from '#apps/service/ledger/commands.js';
import { outcomeCommands } from '#contracts/commands/outcome.js';
import { command } from '#test/support/given.js';
import { dayAfter } from '../auditor/amounts.js';
import type { Outcome } from '../auditor/outcomes.js';
import type { Choice } from './choice.js';
import type { Known } from './place-wishes.js';
import { oneOf, pick, pounds } from './wish.js';

/** What is paid when an outcome holds, and what a better one saves. */
export const outcomeWeights = {
  agreeStages: 1,
  startPerson: 6,
  claimStage: 12,
  permitDouble: 3,
  verifyStage: 8,
  rejectStage: 2,
  payStage: 8,
  baseline: 2,
  measure: 3,
  agreeShare: 1,
  assessShare: 4,
  confirmShare: 4,
  receiveShare: 3,
} as const;
export type OutcomeKind = keyof typeof outcomeWeights;

/** The outcome of every place. */
export const work = 'work';

const ask = <Name extends keyof typeof outcomeCommands>(
  name: Name,
  effective: string,
  asked: z.input<(typeof outcomeCommands)[Name]>,
): Asked =>
  ({
    kind: 'outcome',
    id: work,
    command: { command: name, effective, ...outcomeCommands[name].parse(asked) },
  }) as Asked;

const inFund = (fund: string, asked: ReturnType<typeof command>): Asked => ({
  kind: 'fund',
  id: fund,
  command: asked,
});

const agreed = { agreedBy: ['council', 'icb'], evidence: 'Schedule' };

/** Stages up front and after two weeks, of which few are paid in a year. */
export const stages = (a: number, effective: string): Asked =>
  ask('agree-outcome-terms', effective, {
    terms: pick(['t1', 't1', 't2'], a),
    stages: [
      { stage: 'start', weeks: 0, amount: pounds(20 + (a % 3)), yearlyCap: '0.60' },
      { stage: 'held', weeks: 2, amount: '0.31' },
    ],
    ...agreed,
  });

export const defined = (effective: string): Asked =>
  ask('define-outcome', effective, {
    ...{ measure: 'In work', unit: 'people', better: 'higher', cohort: 'All', area: 'E06000001' },
    ...{ from: '2026-04-01', to: '2028-03-31' },
  });

export const outcomeWishes: Readonly<
  Record<OutcomeKind, (of: Choice, known: Known, fund: string) => Asked>
> = {
  agreeStages: ({ a, day }) => stages(a, day),
  startPerson: ({ a, b, c, day }) =>
    ask('start-person', c % 3 === 0 ? day : '2026-04-01', {
      person: `p${a % 4}`,
      terms: pick(['t1', 't1', 't2'], b),
    }),
  claimStage: ({ id, a, b, c, day, award, provider }, known, fund) => {
    const { starts } = outcomeOf(known);
    const start = starts[a % Math.max(1, starts.length)];
    return ask(
      'claim-stage',
      c % 4 === 0 && start !== undefined ? dayAfter(start.from, b % 20) : day,
      {
        claim: id,
        person: start?.person ?? 'p0',
        terms: start?.terms ?? 't1',
        stage: pick(['start', 'held'], b),
        ...{ fund, award, provider },
      },
    );
  },
  permitDouble: (of, known) =>
    ask('permit-double-funding', of.day, {
      claim: claimIn(known, of, 'exception'),
      ...{ allowedBy: 'host', office: 'head', evidence: 'Both worked' },
    }),
  verifyStage: (of, known) =>
    ask('verify-stage', of.day, { claim: claimIn(known, of, 'claimed'), evidence: 'Payslip' }),
  rejectStage: (of, known) =>
    ask('reject-stage', of.day, {
      claim: claimIn(known, of, pick(['claimed', 'verified', 'exception'], of.b)),
      cause: 'Not held',
    }),
  payStage: (of, known, fund) => {
    const claim = claimIn(known, of, 'verified');
    const paidBy = outcomeOf(known).claims.get(claim)?.fund;
    return inFund(
      of.b % 8 === 7 ? fund : (paidBy ?? fund),
      command('verify-stage-payment', { outcome: work, claim }, of.day),
    );
  },
  baseline: ({ a, b, day }, known) =>
    ask(outcomeOf(known).baseline === undefined ? 'agree-baseline' : 'supersede-baseline', day, {
      value: `${a}.${b}`,
      ...agreed,
    }),
  measure: ({ b, c, day }) =>
    ask('measure-outcome', day, { value: `${b}.${c}`, evidence: 'Survey' }),
  agreeShare: ({ source, amount, a, b, c, day }, _known, fund) =>
    ask('agree-savings-share', day, {
      ...{ fund, source, payer: source, unitSaving: amount },
      rate: pick(['0.5', '0.333333', '1'], a),
      ...(c % 2 === 0 ? { cap: pounds(b + 1) } : {}),
      ...agreed,
    }),
  assessShare: ({ day }) => ask('assess-savings-share', day, {}),
  confirmShare: ({ source, c, day }, known) =>
    ask('confirm-savings-share', day, {
      confirmedBy: c % 5 === 0 ? source : (outcomeOf(known).payer ?? source),
      evidence: 'Letter',
    }),
  receiveShare: ({ id, amount, day }, _known, fund) =>
    inFund(
      fund,
      command('receive-savings-share', { income: id, outcome: work, amount, reference: id }, day),
    ),
};

function outcomeOf({ auditor }: Known): Outcome {
  const found = auditor.outcomes.get(work);
  if (!found) throw new Error('every place has its outcome');
  return found;
}

/** A claim of a state, mostly. */
function claimIn(known: Known, { a }: Choice, state: string): string {
  const { claims } = outcomeOf(known);
  const found = [...claims].filter(([, claim]) => claim.state === state).map(([id]) => id);
  return found.length > 0 ? oneOf(found, a) : oneOf(claims.keys(), a);
}
