import { formatPence, type Pence } from '#libs/money/pence.js';

const withCommas = (pence: Pence): string =>
  formatPence(pence).replace(/\B(?=(\d{3})+(?=\.))/g, ',');

/** An amount as sentences and pages write it: `£1,200,000.00`; below zero with a true minus sign. */
export const money = (pence: Pence): string =>
  pence < 0n ? `\u2212£${withCommas(-pence)}` : `£${withCommas(pence)}`;

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'],
  ...['September', 'October', 'November', 'December'],
];

/** `2026-04-01` is 1 April 2026. */
export const inWords = (day: string): string =>
  `${Number(day.slice(8))} ${monthInWords(day.slice(0, 7))}`;

/** `2026-04` is April 2026. */
export const monthInWords = (month: string): string =>
  `${months[Number(month.slice(5)) - 1] ?? ''} ${month.slice(0, 4)}`;

/** The day that `inWords` wrote so; undefined of any other text. */
export function dayOfWords(text: string): string | undefined {
  const [, day = '', name = '', year = ''] = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(text) ?? [];
  const month = months.indexOf(name) + 1;
  const written = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return month > 0 && inWords(written) === text ? written : undefined;
}

/** The month that `monthInWords` wrote so; undefined of any other text. */
export function monthOfWords(text: string): string | undefined {
  const [, name = '', year = ''] = /^([A-Z][a-z]+) (\d{4})$/.exec(text) ?? [];
  const month = months.indexOf(name) + 1;
  return month > 0 ? `${year}-${String(month).padStart(2, '0')}` : undefined;
}
