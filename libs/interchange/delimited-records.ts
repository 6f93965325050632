/** One record of a delimited file. `line` counts physical lines from 1; a record may span several. */
export type DelimitedRecord =
  | { readonly line: number; readonly raw: string; readonly cells: readonly string[] }
  | { readonly line: number; readonly raw: string; readonly broken: string };

/** Turns physical lines into records as they come. */
export interface RecordReader {
  push(line: string): readonly DelimitedRecord[];
  end(): readonly DelimitedRecord[];
}

/** A quoted cell longer than this, in lines or characters, is taken for a quote that nobody closed. */
const LONGEST_QUOTE_LINES = 100;
const LONGEST_QUOTE = 64 * 1024;

/**
 * Reads RFC 4180 records, leniently: a quote inside a plain cell is text, and so is an unescaped quote inside a
 * quoted cell on one line.
 *
 * Own reader, because a CSV library ends or swallows the rest of the file at a quote that nobody closed.
 * Here that costs exactly the one line that opened it: every other row must still be recorded or quarantined.
 */
export const recordReader = (delimiter: string): RecordReader => {
  let next = 1;
  let pending: string[] = [];
  let size = 0;

  const settle = (lines: readonly string[], out: DelimitedRecord[]): void => {
    // A stack rather than recursion: after a broken line, the lines behind it are read afresh.
    const queue = [...lines].reverse();
    for (let line = queue.pop(); line !== undefined; line = queue.pop()) {
      pending.push(line);
      size += line.length;
      const opensOrCloses = pending.length === 1 || line.includes('"');
      const cells = opensOrCloses ? scan(pending.join(''), delimiter) : 'open';
      if (Array.isArray(cells)) {
        out.push({ line: next, raw: withoutEnd(pending.join('')), cells });
        next += pending.length;
        pending = [];
        size = 0;
      } else if (
        cells === 'broken' ||
        pending.length > LONGEST_QUOTE_LINES ||
        size > LONGEST_QUOTE
      ) {
        queue.push(...giveUp(out));
      }
    }
  };

  /** Reports the first pending line as broken; the rest, last first, is to be read again. */
  const giveUp = (out: DelimitedRecord[]): string[] => {
    const [first = '', ...rest] = pending;
    out.push({
      line: next,
      raw: withoutEnd(first),
      broken: 'a quotation mark is opened and not closed where the cell ends',
    });
    next += 1;
    pending = [];
    size = 0;
    return rest.reverse();
  };

  return {
    push: (line) => {
      const out: DelimitedRecord[] = [];
      settle([line], out);
      return out;
    },
    end: () => {
      const out: DelimitedRecord[] = [];
      while (pending.length > 0) settle(giveUp(out).reverse(), out);
      return out;
    },
  };
};

const withoutEnd = (text: string): string => text.replace(/[\r\n]+$/, '');

/** The cells of one record; `open` when a quoted cell goes on in the next line; `broken` when it cannot be one. */
const scan = (text: string, delimiter: string): string[] | 'open' | 'broken' => {
  if (!text.includes('"')) return withoutEnd(text).split(delimiter);
  const end = withoutEnd(text).length;
  const cells: string[] = [];
  for (let at = 0; ;) {
    const quote = afterSpaces(text, at);
    if (text[quote] === '"') {
      const cell = quotedCell(text, quote, delimiter);
      if (typeof cell === 'string') return cell;
      cells.push(cell.value);
      at = cell.after;
    } else {
      const stop = text.indexOf(delimiter, at);
      const after = stop < 0 ? end : stop;
      cells.push(text.slice(at, after));
      at = after;
    }
    if (at >= end) return cells;
    at += 1;
  }
};

const quotedCell = (
  text: string,
  quote: number,
  delimiter: string,
): { readonly value: string; readonly after: number } | 'open' | 'broken' => {
  let value = '';
  for (let from = quote + 1; ;) {
    const close = text.indexOf('"', from);
    if (close < 0) return 'open';
    value += text.slice(from, close);
    if (text[close + 1] === '"') {
      value += '"';
      from = close + 2;
      continue;
    }
    const after = afterSpaces(text, close + 1);
    const follows = text[after];
    if (follows === undefined || follows === delimiter || follows === '\n' || follows === '\r') {
      return { value, after };
    }
    // Across lines, a quote in the middle means that two rows ran together.
    if (/[\r\n]/.test(value)) return 'broken';
    value += '"';
    from = close + 1;
  }
};

const afterSpaces = (text: string, from: number): number => {
  let at = from;
  while (text[at] === ' ') at += 1;
  return at;
};
