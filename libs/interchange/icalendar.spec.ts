import { icalendar, type CalendarDay } from './icalendar.js';

const day: CalendarDay = {
  uid: 'northmoor/instalment/icb-2026/3@common-purse',
  sequence: 41,
  day: '2026-10-01',
  summary: 'Instalment from Moorland ICB',
  description: '',
  category: 'Instalments to come',
};
const written = (...days: readonly CalendarDay[]): string =>
  icalendar('Northmoor Wellbeing and Work', '2026-10-31T12:00:00.000Z', days);

/** As RFC 5545 has it read: lines that begin with a space go on with the one before. */
const linesOf = (file: string): string[] => file.replaceAll('\r\n ', '').trimEnd().split('\r\n');

it('writes a day as an event of the whole day', () => {
  expect(linesOf(written(day))).toEqual([
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Common Purse//Calendar of a fund//EN'],
    ...['CALSCALE:GREGORIAN', 'METHOD:PUBLISH'],
    ...['NAME:Northmoor Wellbeing and Work', 'X-WR-CALNAME:Northmoor Wellbeing and Work'],
    'BEGIN:VEVENT',
    'UID:northmoor/instalment/icb-2026/3@common-purse',
    ...['DTSTAMP:20261031T120000Z', 'SEQUENCE:41', 'DTSTART;VALUE=DATE:20261001'],
    ...['SUMMARY:Instalment from Moorland ICB', 'CATEGORIES:Instalments to come'],
    ...['TRANSP:TRANSPARENT', 'END:VEVENT', 'END:VCALENDAR'],
  ]);
});

it('escapes what would part or end a value', () => {
  const summary = 'Care; help, and\nmore \\ less\u0007';
  expect(linesOf(written({ ...day, summary }))).toContain(
    'SUMMARY:Care\\; help\\, and\\nmore \\\\ less',
  );
  expect(written({ ...day, summary: 'x\r\nEND:VEVENT' }).match(/^END:VEVENT/gm)).toHaveLength(1);
});

it('folds lines at 75 octets and cuts no sign in two', () => {
  const summary = 'Größe – '.repeat(40).trim();
  const file = written({ ...day, summary });
  expect(Math.max(...file.split('\r\n').map((line) => Buffer.byteLength(line)))).toBe(75);
  expect(linesOf(file)).toContain(`SUMMARY:${summary}`);
  expect(file).not.toContain('\ufffd');
});

it('ends every line as the standard has it, also of a calendar without a day', () => {
  expect(written().endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(written(day).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});
