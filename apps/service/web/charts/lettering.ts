import { escaped } from './svg.js';

const lineHeight = 18;
/** Text of 14 pixels is about so wide a letter. */
const letterWidth = 7.5;

/** Lines of text around a middle, as wide as the frame's anchor says. */
export const linesAt = (lines: readonly string[], x: number, middle: number): string =>
  lines
    .map(
      (line, place) =>
        `<text x="${Math.round(x)}" y="${Math.round(middle + 5 + lineHeight * (place - (lines.length - 1) / 2))}" fill="#0b0c0c" stroke="none">${escaped(line)}</text>`,
    )
    .join('');

/** A name in as many lines as it needs within a width, up to so many; what is left out is marked. */
export function wrapped(name: string, width: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && (last.length + 1 + word.length) * letterWidth <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''} …`];
}

/** Whether lines are legible in a box, with some room around them. */
export const fits = (lines: readonly string[], width: number, height: number): boolean =>
  lines.length * lineHeight + 4 <= height &&
  lines.every((line) => line.length * letterWidth + 6 <= width);
