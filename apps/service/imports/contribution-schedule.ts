import {
  SCHEDULE_COLUMNS,
  type ScheduleMapping,
} from '#libs/interchange/columns/schedule-columns.js';
import {
  readContributionSchedule,
  type ScheduleRow,
} from '#libs/interchange/contribution-schedule-csv.js';
import { formatPence, sumPence } from '#libs/money/pence.js';
import type { Format, ImportOptions, Request, Row } from './format.js';
import { foundColumns, idFrom } from './names.js';

/** A schedule of contributions: one line an instalment, the lines of a contribution recorded as one. */
export const contributionScheduleFormat: Format = {
  meanings: SCHEDULE_COLUMNS,

  async survey(open, options) {
    for await (const item of readContributionSchedule(open(), readAs(options)))
      if (item.kind === 'summary') {
        const { sha256, rowsIn, columns, mapping, warnings } = item.summary;
        const { confirmedWithoutEvidence } = item.summary;
        const counts = { confirmedWithoutEvidence };
        return { sha256, rowsIn, columns, mapping: foundColumns(mapping), warnings, counts };
      }
    throw new Error('a contribution schedule ends with its summary');
  },

  async *rows(open, options, { day }): AsyncIterable<Row> {
    const contributions = new Map<string, { line: number; row: ScheduleRow }[]>();
    for await (const item of readContributionSchedule(open(), readAs(options))) {
      if (item.kind === 'quarantined')
        yield { lines: [item.line], column: item.column, reason: item.reason };
      if (item.kind !== 'instalment') continue;
      const id = contributionId(item.instalment);
      const lines = contributions.get(id) ?? [];
      lines.push({ line: item.line, row: item.instalment });
      contributions.set(id, lines);
    }
    const opened = new Set<string>();
    for (const lines of contributions.values()) {
      const [first] = lines;
      if (!first) continue;
      const { source } = first.row;
      yield {
        lines: lines.map(({ line }) => line),
        amountPence: sumPence(lines.map(({ row }) => row.amountPence)),
        introduces: opened.has(source) ? [] : [openSource(first.row, options, day)],
        requests: contribution(first.row, lines, options, day),
      };
      opened.add(source);
    }
  },
};

/** A name may have a part in several years, and in capital and revenue: each is a contribution. */
const contributionId = ({ contribution, year, nature }: ScheduleRow): string =>
  idFrom(`${contribution}:${year}:${nature}`);

function openSource(
  { source, partner }: ScheduleRow,
  { fund }: ImportOptions,
  effective: string,
): Request {
  return {
    step: `source-${idFrom(source)}`,
    asked: {
      kind: 'fund',
      id: fund,
      command: {
        command: 'open-source',
        effective,
        source: idFrom(source),
        name: source,
        role: 'partner',
        organisation: idFrom(partner),
        power: 'unknown',
      },
    },
  };
}

function contribution(
  terms: ScheduleRow,
  lines: readonly { line: number; row: ScheduleRow }[],
  { fund }: ImportOptions,
  effective: string,
): Request[] {
  const id = contributionId(terms);
  const { year, nature, form, certainty, evidence } = terms;
  const pledged: Request = {
    step: 'pledge',
    asked: {
      kind: 'fund',
      id: fund,
      command: {
        command: 'pledge-contribution',
        effective,
        contribution: id,
        source: idFrom(terms.source),
        year,
        nature,
        form,
        recurrent: terms.recurrent === true,
        certainty: certainty === 'confirmed' ? 'indicative' : certainty,
        amount: formatPence(sumPence(lines.map(({ row }) => row.amountPence))),
        schedule: {
          instalments: lines.map(({ line, row }) => ({
            instalment: String(line),
            due: row.dueDate,
            amount: formatPence(row.amountPence),
          })),
        },
      },
    },
  };
  // Confirmed is what names its evidence; without it, a contribution is only said to come.
  if (certainty !== 'confirmed' || evidence === 'unknown') return [pledged];
  return [
    pledged,
    {
      step: 'confirm',
      asked: {
        kind: 'fund',
        id: fund,
        command: {
          command: 'confirm-contribution',
          effective,
          contribution: id,
          evidence,
          conditions: [],
        },
      },
    },
  ];
}

const readAs = ({
  mapping,
  correction,
}: ImportOptions): { mapping?: ScheduleMapping; correction: ImportOptions['correction'] } =>
  mapping === undefined ? { correction } : { mapping, correction };
