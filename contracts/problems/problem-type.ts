import type { Json } from '../envelope.js';

/** Every refusal names its rule: one of the 21 of docs/domain.md, or what else it was judged by. */
type Ruled =
  | { readonly rule: number; readonly ruledBy?: never }
  | { readonly rule?: never; readonly ruledBy: RuledBy };

export type RuledBy =
  | 'how the request was made'
  | 'who is asking'
  | 'who may do what'
  | 'the state of the service'
  | 'the terms of the award'
  | 'the procurement regime'
  | 'what has happened to it before'
  | 'how places are recorded'
  | 'how outcomes are recorded'
  | 'how the log is proved';

/** A problem type: title, status of the HTTP answer, the rule, and a sentence. */
export type ProblemType = Ruled & {
  readonly title: string;
  readonly status: number;
  /** One sentence for people, from the facts: what, where, and what would be right. */
  readonly sentence: (facts: Facts) => string;
};

export type Facts = Readonly<Record<string, Json>>;

/** One reason after the other, by its stable name. */
export type ProblemTypes = Readonly<Record<string, ProblemType>>;

/** A fact in words. */
export const f = (facts: Facts, name: string): string => {
  const value = facts[name];
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : JSON.stringify(value);
};
