import type { WrittenValue } from '#libs/interchange/written-value.js';
import { dayOfWords, monthOfWords } from '#projections/fund-health/figures/sentence.js';
import { parsePence } from '#libs/money/pence.js';
import { lineText, type Cell } from './table.js';

const amount = /^(\u2212)?£([\d,]+\.\d{2})$/;
const count = /^\d{1,15}$/;
/** What only keeps lines of a page from breaking has no place in a file. */
const plain = (text: string): string =>
  text.replaceAll('\u2060', '').replace(/(?<=\d)\u2011/g, '-');

/** What a cell of a page shows, as a file holds it: amounts, days, months and counts as what they are. */
export function shownValue({ text, numeric, lines, links, parts, more = [] }: Cell): WrittenValue {
  if (lines) return lines.map((line) => plain(lineText(line))).join('; ');
  if (links) return links.map((link) => link.text).join('; ');
  if (parts) return [...parts, ...more].map((part) => `${part.text}: ${part.amount}`).join('; ');
  const [, minus, pounds] = amount.exec(text) ?? [];
  if (pounds !== undefined)
    return parsePence(`${minus === undefined ? '' : '-'}${pounds.replaceAll(',', '')}`);
  if (numeric && count.test(text)) return Number(text);
  const day = dayOfWords(text);
  if (day !== undefined) return { day };
  return monthOfWords(text) ?? plain(text);
}
