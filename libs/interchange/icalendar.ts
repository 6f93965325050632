/** A calendar of days as programs for calendars read it: iCalendar, RFC 5545. */

export interface CalendarDay {
  /** The same for ever as long as it is the same thing: a program that has it changes it. */
  readonly uid: string;
  /** Rises with every change of it. */
  readonly sequence: number;
  /** `2026-11-01`: the whole of it. */
  readonly day: string;
  readonly summary: string;
  readonly description: string;
  readonly category: string;
}

/** `stamp`: the instant (UTC) at which all of it was known. The same days give the same bytes. */
export const icalendar = (name: string, stamp: string, days: readonly CalendarDay[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Common Purse//Calendar of a fund//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    // What programs read that are older than RFC 7986.
    `X-WR-CALNAME:${escaped(name)}`,
    ...days.flatMap(({ uid, sequence, day, summary, description, category }) => [
      'BEGIN:VEVENT',
      `UID:${escaped(uid)}`,
      `DTSTAMP:${basic(stamp.slice(0, 19))}Z`,
      `SEQUENCE:${sequence}`,
      `DTSTART;VALUE=DATE:${basic(day)}`,
      `SUMMARY:${escaped(summary)}`,
      ...(description === '' ? [] : [`DESCRIPTION:${escaped(description)}`]),
      `CATEGORIES:${escaped(category)}`,
      // It takes nobody's time.
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');

/** `20261101`, `20261101T120000` */
const basic = (written: string): string => written.replace(/[-:]/g, '');

/** Commas and semicolons part values, and nothing but a line's end ends a line (3.3.11). */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    // No other control but a tab may stand in a text.
    .replace(/(?!\t)\p{Cc}/gu, '');

const octetsMax = 75;

/** Lines of 75 octets at most, each but the first begun with a space; no sign is cut in two (3.1). */
function folded(line: string): string {
  const lines: string[] = [];
  let piece = '';
  for (const sign of line) {
    const longer = piece + sign;
    if (Buffer.byteLength(longer) <= octetsMax) piece = longer;
    else {
      lines.push(piece);
      piece = ` ${sign}`;
    }
  }
  return [...lines, piece].join('\r\n');
}
