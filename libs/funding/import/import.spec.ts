import { expectRefused } from '#test/support/given.js';
import { decideImport, evolveImport, newImport, type Import, type ImportStep } from './import.js';

const day = '2026-06-01';
const id = 'a-file.pool';
const rows = (...lines: number[]) =>
  lines.map((line) => ({ line, column: 'Amount', reason: 'the amount is no number' }));
const steps: readonly ImportStep[] = [
  {
    step: 'start',
    data: {
      ...{ file: 'may.csv', sha256: 'a'.repeat(64), format: 'spending', fund: 'pool' },
      ...{ mapping: { amount: 'Amount' }, scheme: 'unknown', source: 'unknown' },
      ...{ publisher: null, asAt: null },
    },
  },
  { step: 'quarantine', data: { rows: rows(3, 4) } },
  {
    step: 'complete',
    data: { rowsIn: 5, recorded: 3, quarantined: 2, total: '30.00' },
  },
];
const correct = (...lines: number[]): ImportStep => ({
  step: 'correct',
  data: {
    ...{ lines, inPart: null, amount: '12.50' },
    changes: [{ column: 'Amount', received: '12x50', corrected: '12.50' }],
  },
});
const told = (...asked: readonly ImportStep[]): Import =>
  asked.reduce<Import>((state, step) => {
    const { events = [] } = decideImport(state, step, id, day);
    return events.reduce((now, event) => evolveImport(now, event), state);
  }, newImport());

it('records a row that was put right, and counts it: rows in = recorded + quarantined', () => {
  const { events } = decideImport(told(...steps), correct(3), id, day);
  expect(events).toMatchObject([
    {
      type: 'RowCorrected',
      data: {
        lines: [3],
        totals: { rowsIn: 5, recorded: 4, quarantined: 1, total: '42.50' },
      },
    },
  ]);
  expect(told(...steps, correct(3), correct(4)).totals).toEqual({
    ...{ rowsIn: 5, recorded: 5, quarantined: 0, total: '55.00' },
  });
});

it('puts right what was quarantined, once, and only when the file is read', () => {
  const refused = (before: Import, step: ImportStep) => decideImport(before, step, id, day).refused;
  expectRefused(refused(told(...steps), correct(2)), 'not-found', { what: 'quarantined row' });
  expectRefused(refused(told(...steps), correct(3, 5)), 'not-found', { id: 5 });
  expectRefused(refused(told(...steps, correct(3)), correct(3)), 'already-exists', {
    what: 'correction',
  });
  expectRefused(refused(told(...steps.slice(0, 2)), correct(3)), 'wrong-order', {
    needed: 'completed',
  });
});

it('keeps by which text each row was put right', () => {
  const { corrected } = told(...steps, correct(3, 4));
  expect([...corrected.keys()]).toEqual([3, 4]);
  expect(corrected.get(4)).toMatchObject([{ received: '12x50', corrected: '12.50' }]);
});
