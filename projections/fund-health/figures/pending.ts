import type { FundView } from '#projections/reading/reading.js';
import type { FactTypes } from '#libs/ledger/fact-types.js';
import { parsePence, type Pence } from '#libs/money/pence.js';
import { none } from '#libs/ledger/posting.js';
import { daysBetween } from '#contracts/calendar.js';

/** Something that somebody has to do, opened by an event. */
export interface OpenTask {
  /** What a command that closes it names. */
  readonly task: string;
  readonly event: number;
  readonly kind: 'find-cover' | 'restate-statement';
  /** What is still to be covered. */
  readonly amount: Pence;
  readonly award: string;
  /** Whose spending it was opened by. */
  readonly provider: string;
  readonly since: string;
  readonly days: number;
}

/** What was covered since is not open any more; its flag stays. */
export const openTasks = ({ facts, moment }: FundView): OpenTask[] =>
  facts
    .list('task')
    .filter(({ attributes }) => attributes.open)
    .map(({ id, attributes }) => ({
      task: id,
      event: attributes.event,
      kind: attributes.kind,
      amount: parsePence(attributes.left),
      award: attributes.award,
      provider: facts.get('flag', `${attributes.event}/over-budget`)?.attributes.provider ?? none,
      since: attributes.since,
      days: Math.max(0, daysBetween(attributes.since, moment.day)),
    }));

/** Spending beyond a budget that nobody has found cover for. */
export const toCover = (view: FundView): OpenTask[] =>
  openTasks(view).filter(({ kind }) => kind === 'find-cover');

/** Statements that a reopened period made stale. */
export const restatements = (view: FundView): OpenTask[] =>
  openTasks(view).filter(({ kind }) => kind === 'restate-statement');

/** Something recorded that breaks a rule or a budget: kept, flagged and counted (rule 15). */
export interface Flag {
  readonly event: number;
  readonly kind: FactTypes['flag']['kind'];
  readonly amount: Pence;
  readonly award: string;
  readonly provider: string;
  readonly since: string;
}

export const flags = ({ facts }: FundView): Flag[] =>
  facts.list('flag').map(({ number, effective, attributes }) => ({
    event: number,
    kind: attributes.kind,
    amount: parsePence(attributes.amount),
    award: attributes.award,
    provider: attributes.provider,
    since: effective,
  }));
