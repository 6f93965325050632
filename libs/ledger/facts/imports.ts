import { idOf, type EventOf } from '#contracts/events/all.js';
import type { FactChange } from '../facts.js';
import { change } from './change.js';

/** An import has a stream of its own, and is shown with the fund that it fills. */
export function importStarted(event: EventOf<'ImportStarted'>): FactChange[] {
  const { file, format, fund } = event.data;
  const started = { file, format, fund, state: 'started' };
  return [{ ...change(event, 'import', idOf(event.stream), started), fund }];
}

export function rowsQuarantined(event: EventOf<'RowsQuarantined'>): FactChange[] {
  const id = idOf(event.stream);
  return event.data.rows.map(({ line, column, reason }) =>
    change(event, 'quarantined-row', `${id}/${line}`, { import: id, line, column, reason }),
  );
}

export const importCompleted = (event: EventOf<'ImportCompleted'>): FactChange[] => [
  change(event, 'import', idOf(event.stream), { ...event.data, state: 'completed' }),
];
