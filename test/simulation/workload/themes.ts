import { placeWeights, type PlaceKind } from './place-wishes.js';

/** Half of what is wished for in a life, and how often time passes in it. */
interface Theme {
  readonly about: readonly PlaceKind[];
  /** Of a step: 2 is as elsewhere. */
  readonly waits?: number;
}

/**
 * What a life may be mostly about: much is reached only by many steps of one kind after each other,
 * and seldom where everything is wished for alike.
 */
const themes: readonly Theme[] = [
  { about: ['reviseDelegation', 'approveDecision', 'award', 'override', 'allocate', 'varyAward'] },
  { about: ['varyAgreement', 'award', 'allocate', 'approveDecision', 'withdrawApproval'] },
  { about: ['permit', 'usePermit', 'fence', 'propose', 'approveMove', 'giveUp', 'shareLimit'] },
  { about: ['propose', 'approveMove', 'refuseMove', 'withdrawMove', 'carryOutMove'], waits: 4 },
  { about: ['recordExit', 'disputeExit', 'agreeExit', 'settleExit', 'settlementPaid', 'receive'] },
  { about: ['confirm', 'closeYear', 'reprofile', 'returnHeld', 'payBack', 'fence'], waits: 6 },
  {
    about: ['hardClose', 'reopen', 'confirm', 'payment', 'issueStatement', 'signStatement', 'vary'],
    waits: 6,
  },
  { about: ['pledge', 'provisional', 'closeYear', 'settlementPaid', 'openSource'], waits: 6 },
  { about: ['verify', 'recode', 'proposeRecoding', 'approveRecoding', 'reviseDelegation'] },
  { about: ['payment', 'recodePayments', 'proposeRecoding', 'approveRecoding', 'allocate'] },
  { about: ['verify', 'pay', 'creditPaid', 'recover', 'recoverVat', 'dispute', 'resolve'] },
  { about: ['income', 'budgetIncome', 'overspend', 'cover', 'inKind', 'advance', 'evidence'] },
  { about: ['offer', 'accept', 'decline', 'meetCondition', 'secureMatch', 'subsidy', 'clawback'] },
  { about: ['award', 'agreeTerms', 'option', 'lapseOption', 'uplift', 'breakNotice', 'novate'] },
  { about: ['award', 'varyAward', 'subcontract', 'varySubcontract', 'moveLines', 'endAward'] },
  {
    about: ['startPerson', 'claimStage', 'verifyStage', 'payStage', 'rejectStage', 'permitDouble'],
  },
  { about: ['agreeShare', 'assessShare', 'confirmShare', 'receiveShare'] },
  { about: ['personalBudget', 'reassess', 'startPerson', 'claimStage', 'forgetPerson'] },
  { about: ['receive', 'payment', 'beginReconciliation', 'proposeMatches', 'confirmMatch'] },
  { about: ['makeMatch', 'undoMatch', 'rejectMatch', 'signReconciliation', 'receive'] },
  { about: ['appoint', 'endAppointment', 'passDown', 'pledge', 'describeSource', 'openSource'] },
  { about: ['adoptStrategy', 'reviseStrategy', 'serveStrategies', 'healthRules', 'openScheme'] },
  { about: ['publicationPolicy', 'publish', 'payment', 'award', 'reverseEntry'], waits: 4 },
  { about: ['rollForward', 'passDown', 'agreeBalances', 'meetGiven', 'reverseEntry', 'succeed'] },
];

/** The weights of each: the kinds that it is about are half of all that is wished for. */
export const themed: readonly {
  readonly weights: Readonly<Record<PlaceKind, number>>;
  readonly waits: number;
}[] = themes.map(({ about, waits = 2 }) => {
  const all = Object.values(placeWeights).reduce((sum, weight) => sum + weight, 0);
  const more = Math.ceil(all / about.length);
  const weights = { ...placeWeights, ...Object.fromEntries(about.map((kind) => [kind, more])) };
  return { weights, waits };
});
