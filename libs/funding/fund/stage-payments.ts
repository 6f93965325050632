import type { Expenditure } from './fund.js';

/** A stage of an outcome that somebody claimed. */
export interface StageOfOutcome {
  readonly outcome: string;
  readonly claim: string;
}

/** What a fund knows of the stages that it pays: by stage, the expenditures that did, or do. */
export interface StagePayments {
  readonly stagePayments: Map<string, string[]>;
  /** Claims that will never be counted here: why. */
  readonly barredStages: Map<string, string>;
}

export const newStagePayments = (): StagePayments => ({
  stagePayments: new Map(),
  barredStages: new Map(),
});

const keyOf = ({ outcome, claim }: StageOfOutcome): string => JSON.stringify([outcome, claim]);

type Known = StagePayments & { readonly expenditures: ReadonlyMap<string, Expenditure> };

export function noteStage(fund: StagePayments, stage: StageOfOutcome, expenditure: string): void {
  const known = fund.stagePayments.get(keyOf(stage)) ?? [];
  fund.stagePayments.set(keyOf(stage), [...known, expenditure]);
}

export function barStage(fund: StagePayments, stage: StageOfOutcome, cause: string): void {
  fund.barredStages.set(keyOf(stage), cause);
}

/** Why a stage will never be paid; undefined where it may be. */
export const barredStage = (fund: StagePayments, stage: StageOfOutcome): string | undefined =>
  fund.barredStages.get(keyOf(stage));

/** The expenditure by which a stage is paid, or is about to be; undefined where none stands. */
export const standingFor = (fund: Known, stage: StageOfOutcome): string | undefined =>
  fund.stagePayments
    .get(keyOf(stage))
    ?.find((id) => fund.expenditures.get(id)?.state !== 'reversed');

const longest = 110;

/** What a stage's expenditure is called: after outcome and claim, or the next name that is free. */
export function nameFor(fund: Known, { outcome, claim }: StageOfOutcome): string {
  const name = `${outcome}:${claim}`.slice(0, longest);
  let free = name;
  for (let next = 2; fund.expenditures.has(free); next += 1) free = `${name}:${next}`;
  return free;
}
