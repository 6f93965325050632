/**
 * Instants with microseconds, as the log writes them: `2026-04-01T09:00:00.000000Z`. Fixed width
 * and UTC, so their order as text is their order in time. JavaScript's Date knows milliseconds only.
 */
const instantShape = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?Z$/;
const timeShape = /T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const stampShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;

/** True for a real instant in the exact shape above: not for 31 February, which Date takes. */
export function isStamp(text: string): boolean {
  return stampShape.test(text) && isReal(text.slice(0, 19));
}

/** Any ISO 8601 UTC instant in the log's own shape. Throws for other text. */
export function stampOf(instant: string): string {
  const [, seconds, fraction = ''] = instantShape.exec(instant) ?? [];
  if (seconds === undefined || !isReal(seconds)) {
    throw new Error(
      `"${instant}" is not an instant: write it in UTC, such as 2026-04-01T09:00:00Z.`,
    );
  }
  return `${seconds}.${fraction.padEnd(6, '0')}Z`;
}

/** Microseconds since 1970 of a stamp; bigint because their number passes 2^53 in the year 2255. */
export function microsecondsOf(stamp: string): bigint {
  return BigInt(Date.parse(`${stamp.slice(0, 19)}Z`)) * 1000n + BigInt(stamp.slice(20, 26));
}

/** The stamp that stands so many microseconds after 1970. */
export function stampAt(microseconds: bigint): string {
  const fraction = ((microseconds % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const seconds = new Date(Number((microseconds - fraction) / 1000n)).toISOString().slice(0, 19);
  return `${seconds}.${fraction.toString().padStart(6, '0')}Z`;
}

/** When an event is recorded: at its stamp, or a microsecond after the event before, if that is later. */
export function recordedAfter(before: string | undefined, stamp: string): string {
  return before === undefined || stamp > before ? stamp : stampAt(microsecondsOf(before) + 1n);
}

let lastDay = '';

/** Stamps come in order and share their day, which is checked once. */
function isReal(seconds: string): boolean {
  if (!timeShape.test(seconds)) return false;
  const day = seconds.slice(0, 10);
  if (day === lastDay) return true;
  const time = Date.parse(`${day}T00:00:00Z`);
  // PostgreSQL knows no year 0.
  if (Number.isNaN(time) || day.startsWith('0000')) return false;
  const real = new Date(time).toISOString().startsWith(day);
  if (real) lastDay = day;
  return real;
}
