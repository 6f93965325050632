import { beginningOf } from '#contracts/writable.js';

/** A published cell read as a value, or the reason in words why it could not be. */
export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export const read = <T>(value: T): Reading<T> => ({ ok: true, value });

export const unreadable = (reason: string): { readonly ok: false; readonly reason: string } => ({
  ok: false,
  reason,
});

/** Shortens a cell for a sentence, so that a hostile cell cannot flood a report. */
export const quoted = (text: string): string =>
  text.length > 60 ? `“${beginningOf(text, 57)}…”` : `“${text}”`;

/** Text as published, trimmed; the word `unknown` where nothing is published. */
export type PublishedText = string;

export const UNKNOWN = 'unknown';

const NOT_APPLICABLE = /^(n\s*\/\s*a\.?|n\.a\.?|na|not applicable)$/i;

/** Whether a body states "not applicable", which is neither blank nor zero. */
export const statesNotApplicable = (text: string): boolean => NOT_APPLICABLE.test(text.trim());
