import { readFileSync } from 'node:fs';

import {
  type QuarantinedInstalment,
  type ScheduleRow,
  type ScheduleSummary,
  readContributionSchedule,
} from '#libs/interchange/contribution-schedule-csv.js';
import { formatPence } from '#libs/money/pence.js';

interface ScheduleFile {
  readonly rows: readonly ScheduleRow[];
  readonly quarantined: readonly QuarantinedInstalment[];
  readonly summary: ScheduleSummary;
}

const schedule = async (text: string): Promise<ScheduleFile> => {
  const rows: ScheduleRow[] = [];
  const quarantined: QuarantinedInstalment[] = [];
  for await (const item of readContributionSchedule(Buffer.from(text))) {
    if (item.kind === 'instalment') rows.push(item.instalment);
    if (item.kind === 'quarantined') quarantined.push(item);
    if (item.kind === 'summary') return { rows, quarantined, summary: item.summary };
  }
  throw new Error('the reader ended without a summary');
};

const HEADER =
  'Contribution,Source,Partner,Year,Nature,Certainty,Form,Evidence,Instalment due date,Amount';
const LINE = 'A,Moorland ICB,Moorland ICB,2026-27,revenue,confirmed,cash,Deed,2026-04-01,200000.00';

describe('a schedule of contributions', () => {
  it('reads the example of its documentation', async () => {
    const doc = readFileSync('docs/formats/contribution-schedule.md', 'utf8');
    const example = /```csv\n([^`]*)```/.exec(doc)?.[1] ?? '';
    const { rows, summary } = await schedule(example);
    expect(summary).toMatchObject({ rowsIn: 4, recorded: 4, quarantined: 0, warnings: [] });
    expect(formatPence(summary.totalPence)).toBe('1650000.00');
    expect(rows[3]).toEqual({
      contribution: 'Council 2029-30',
      source: 'Northmoor Council',
      partner: 'Northmoor Council',
      year: '2029-30',
      nature: 'revenue',
      certainty: 'indicative',
      form: 'cash',
      recurrent: 'unknown',
      evidence: 'unknown',
      dueDate: '2029-04-01',
      amountPence: 120_000_000n,
    });
  });

  it('reads other spellings, orders and a blank form', async () => {
    const { rows } = await schedule(
      'Due date;Instalment amount;Financial year;Capital or revenue;Status;Cash or in kind;Funder;Contributor\n' +
        '01/06/2026;"£1,250.50";2026/2027;C;Confirmed;;Programme;Council\n' +
        '01/06/2026;100;FY26/27;R;rolled forward;In kind;Council;Council\n',
    );
    expect(rows).toMatchObject([
      {
        year: '2026-27',
        nature: 'capital',
        form: 'cash',
        amountPence: 125_050n,
        dueDate: '2026-06-01',
      },
      { year: '2026-27', certainty: 'expected', form: 'in-kind', source: 'Council' },
    ]);
  });

  it.each([
    ['2026-27', '2026-28', 'Year', 'not a financial year'],
    ['revenue', 'both', 'Nature', 'not capital or revenue'],
    ['confirmed', 'likely', 'Certainty', 'not indicative, expected or confirmed'],
    ['200000.00', '0.00', 'Amount', 'more than 0.00'],
    ['200000.00', '10.005', 'Amount', 'whole number of pence'],
    ['2026-04-01', '2026-02-30', 'Instalment due date', 'not in the calendar'],
    [',cash,', ',promise,', 'Form', 'not cash or in kind'],
  ])('quarantines %p written as %p', async (right, wrong, column, reason) => {
    const { rows, quarantined } = await schedule(`${HEADER}\n${LINE.replace(right, wrong)}\n`);
    expect(rows).toEqual([]);
    expect(quarantined).toMatchObject([
      { line: 2, column, reason: expect.stringContaining(reason) },
    ]);
  });

  it('quarantines a line that contradicts an earlier one of its contribution', async () => {
    const { rows, quarantined } = await schedule(
      `${HEADER}\n${LINE}\n${LINE.replace('confirmed', 'indicative')}\n${LINE}\n`,
    );
    expect(rows).toHaveLength(2);
    expect(quarantined).toMatchObject([{ line: 3, column: 'Certainty' }]);
  });

  it('warns of confirmed money without evidence', async () => {
    const { summary } = await schedule(`${HEADER}\n${LINE.replace('Deed', '')}\n`);
    expect(summary.confirmedWithoutEvidence).toBe(1);
    expect(summary.warnings).toHaveLength(1);
  });

  it('names the columns it lacks', async () => {
    await expect(schedule('Source,Partner,Amount\nA,B,1\n')).rejects.toThrow(
      /financial year.*due date/,
    );
  });
});
