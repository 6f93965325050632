import { Decimal } from 'decimal.js';

import { type Reading, quoted, read, unreadable } from './reading.js';

// What bodies write before an amount; `Â£` and the replacement sign are a £ that lost its encoding.
const POUND = /^(?:£|Â£|\uFFFD|GBP\s?)/i;
const FOREIGN = /[€$¥]|^(?:EUR|USD)\b/i;
const PLAIN = /^(\d+|\d{1,3}(?:[, \u00A0\u202F'’]\d{3})+)?(?:\.(\d*))?$/;
const SCIENTIFIC = /^[-+]?\d+(?:\.\d+)?e[-+]?\d+$/i;

/** The most digits before the point that an amount in the ledger may have. */
const MOST_DIGITS = 16;

/** Digits that a double keeps exactly; what a program prints beyond them is noise of the binary form. */
const DOUBLE_DIGITS = 15;

/**
 * A published amount in pence, exact. Reads thousands separators, a £ sign, a leading or trailing minus,
 * parentheses and `CR` for negatives, and zeros beyond two decimals. Anything that is not a whole number of
 * pence is unreadable, with the reason; a blank or a dash is never zero.
 */
export const readAmount = (text: string): Reading<bigint> => {
  const trimmed = text.replace(/^[\s\u00A0]+|[\s\u00A0]+$/g, '');
  if (trimmed === '') return unreadable('the amount is blank');
  if (SCIENTIFIC.test(trimmed)) {
    return unreadable(
      `the amount ${quoted(trimmed)} is in scientific notation, which drops digits; publish it in full`,
    );
  }
  if (FOREIGN.test(trimmed)) return unreadable(`the amount ${quoted(trimmed)} is not in pounds`);
  const { negative, figure } = signed(trimmed);
  const match = PLAIN.exec(figure);
  if (match === null || !/\d/.test(figure)) {
    return unreadable(`the amount ${quoted(trimmed)} is not a number such as 1234.56`);
  }
  const pence = exactPence((match[1] ?? '0').replace(/\D/g, ''), match[2] ?? '');
  if (pence === 'too-large') return unreadable(`the amount ${quoted(trimmed)} is too large`);
  if (pence === 'part-pence') {
    return unreadable(`the amount ${quoted(trimmed)} is not a whole number of pence`);
  }
  return read(negative ? -pence : pence);
};

/**
 * A JSON number in pence. Its shortest decimal rendering is what the publisher wrote, so `3239.34` is exact
 * although the double is not; noise beyond the digits that a double keeps is dropped.
 */
export const readJsonAmount = (amount: number): Reading<bigint> => {
  if (!Number.isFinite(amount)) return unreadable('the amount is not a number');
  const text = new Decimal(amount).toFixed();
  return readAmount(text);
};

const signed = (text: string): { readonly negative: boolean; readonly figure: string } => {
  let figure = text.replace(/[\u2212\u2013\u2010\u2011]/g, '-');
  let negatives = 0;
  const take = (pattern: RegExp, counts: 0 | 1): void => {
    const shorter = figure.replace(pattern, '').trim();
    if (shorter !== figure) negatives += counts;
    figure = shorter;
  };
  const inner = /^(-?\s*(?:£|Â£|\uFFFD|GBP\s?)?)\s*\((.*)\)$/i.exec(figure);
  if (inner !== null) {
    figure = `${inner[1] ?? ''}${inner[2] ?? ''}`.trim();
    negatives += 1;
  }
  take(/\s*CR$/i, 1);
  take(/\s*DR$/i, 0);
  take(/^-\s*/, 1);
  take(/^\+\s*/, 0);
  take(POUND, 0);
  take(/^-\s*/, 1);
  take(/\s*-$/, 1);
  // Two signs contradict each other: leave the figure unreadable rather than choose.
  return { negative: negatives > 0, figure: negatives > 1 ? '' : figure };
};

const exactPence = (whole: string, decimals: string): bigint | 'part-pence' | 'too-large' => {
  if (whole.replace(/^0+/, '').length > MOST_DIGITS) return 'too-large';
  const places = decimals.replace(/0+$/, '');
  if (places.length <= 2) return BigInt(whole + places.padEnd(2, '0'));
  const printed = new Decimal(`${whole}.${decimals}`);
  if (printed.precision() <= DOUBLE_DIGITS) return 'part-pence';
  const kept = printed.toSignificantDigits(DOUBLE_DIGITS);
  return kept.decimalPlaces() <= 2 ? BigInt(kept.times(100).toFixed(0)) : 'part-pence';
};
