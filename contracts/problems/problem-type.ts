import type { Json } from '../envelope.js';

/** A problem type: stable name, status of the HTTP answer, rule of domain.md where one is broken. */
export interface ProblemType {
  readonly title: string;
  readonly status: number;
  readonly rule?: number;
  /** One sentence for people, from the facts: what, where, and what would be right. */
  readonly sentence: (facts: Facts) => string;
}

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
