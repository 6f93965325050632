import { type Reading, quoted, read, unreadable } from './reading.js';

const YEAR = /^(?:FY\s*)?((?:20)?\d{2})\s*[-/–]\s*((?:20)?\d{2})$/i;

/** `2026-27`, `2026/27`, `2026/2027`, `FY26/27`, each a year of 1 April to 31 March. */
export const readYear = (cell: string): Reading<string> => {
  const match = YEAR.exec(cell.trim());
  const years = match ? yearsFrom(match[1] ?? '', match[2] ?? '') : [];
  return years.length === 1
    ? read(years[0] ?? '')
    : unreadable(`the year ${quoted(cell)} is not a financial year such as 2026-27`);
};

/** Neither a part of a day such as 01/02/2026 nor of a longer number. */
const MENTIONED = /(?<![\d/–-])((?:20)?\d{2})\s*[-/–]\s*((?:20)?\d{2})(?![\d/–-])/g;

/** A plan is made for a few years. */
const yearsMost = 5;

/** The financial years that a text names, in order, each once: `2023-25` names 2023-24 and 2024-25. */
export const yearsIn = (text: string): readonly string[] => {
  const named = [...text.matchAll(MENTIONED)].flatMap(([, first = '', second = '']) =>
    yearsFrom(first, second),
  );
  return [...new Set(named)].sort();
};

function yearsFrom(first: string, second: string): string[] {
  const [from, to] = [Number(first) % 100, Number(second) % 100];
  const count = (to - from + 100) % 100;
  if (count < 1 || count > yearsMost) return [];
  return Array.from({ length: count }, (_, place) => {
    const year = (from + place) % 100;
    return `20${twoDigits(year)}-${twoDigits((year + 1) % 100)}`;
  });
}

const twoDigits = (year: number): string => String(year).padStart(2, '0');
