import { yearOf } from '#contracts/financial-year.js';
import { GRANT_COLUMNS, type GrantMapping } from '#libs/interchange/columns/grant-columns.js';
import type { GrantRow } from '#libs/interchange/grant-row.js';
import { readGrants } from '#libs/interchange/grants-360giving.js';
import { formatPence } from '#libs/money/pence.js';
import type { Format, ImportOptions, Request, Row } from './format.js';
import { introduction } from './introduction.js';
import { foundColumns, idFrom } from './names.js';

/** Grants in the 360Giving standard: facts that a funder has published, recorded as they are. */
export const grantsFormat: Format = {
  meanings: GRANT_COLUMNS,

  async survey(open, options) {
    for await (const item of readGrants(open(), readAs(options)))
      if (item.kind === 'summary') {
        const { sha256, rowsIn, columns, mapping, warnings, ...rest } = item.summary;
        const { paidMoreThanAwarded, withoutPlannedDates, repeatedIdentifiers } = rest;
        return {
          sha256,
          rowsIn,
          columns,
          mapping: foundColumns(mapping ?? {}),
          warnings,
          counts: { paidMoreThanAwarded, withoutPlannedDates, repeatedIdentifiers },
        };
      }
    throw new Error('a file of grants ends with its summary');
  },

  async *rows(open, options): AsyncIterable<Row> {
    const introduced = new Set<string>();
    for await (const item of readGrants(open(), readAs(options))) {
      if (item.kind === 'quarantined')
        yield { lines: [item.line], column: item.column, reason: item.reason };
      if (item.kind !== 'grant') continue;
      const { recipient } = item.grant;
      const provider = recipient.kind === 'organisation' ? idFrom(recipient.id) : 'redacted';
      const introduces = introduced.has(provider) ? [] : introductions(item.grant, provider);
      introduced.add(provider);
      yield {
        lines: [item.line],
        amountPence: item.grant.amountAwardedPence,
        introduces,
        requests: [
          award(item.grant, provider, options),
          ...disbursement(item.grant, provider, options),
        ],
      };
    }
  },
};

const introductions = ({ recipient, awardDate }: GrantRow, provider: string): Request[] =>
  recipient.kind === 'organisation'
    ? [introduction(provider, awardDate, { name: recipient.name })]
    : [];

/** Scheme, source and nature are not published: unknown, so no budget is there to be over. */
function award(grant: GrantRow, provider: string, { fund }: ImportOptions): Request {
  const { awardDate, planned } = grant;
  const amount = formatPence(grant.amountAwardedPence);
  const stated = (text: string): string | null => (text === 'unknown' ? null : text);
  return {
    step: 'award',
    asked: {
      kind: 'grant',
      id: idFrom(grant.identifier),
      command: {
        command: 'award-grant',
        effective: awardDate,
        title: grant.title,
        provider,
        start: stated(planned.start),
        end: stated(planned.end),
        statedMonths: planned.durationMonths === 'unknown' ? null : planned.durationMonths,
        funding: [
          {
            fund,
            scheme: 'unknown',
            year: yearOf(awardDate),
            nature: 'unknown',
            amount,
            sources: [{ source: 'unknown', amount }],
          },
        ],
        costShares: [],
        obligation: 'published-fact',
        payment: 'as-published',
        conditions: [],
        disbursed:
          grant.amountDisbursedPence === 'unknown' ? null : formatPence(grant.amountDisbursedPence),
      },
    },
  };
}

/** What has been paid so far is published without its dates: it counts from the award's. */
function disbursement(grant: GrantRow, provider: string, { fund }: ImportOptions): Request[] {
  const { amountDisbursedPence: paid, awardDate } = grant;
  if (paid === 'unknown' || paid === 0n) return [];
  const id = idFrom(grant.identifier);
  return [
    {
      step: 'payment',
      asked: {
        kind: 'fund',
        id: fund,
        command: {
          command: 'record-payment',
          effective: awardDate,
          expenditure: idFrom(`${id}:disbursed`),
          kind: paid < 0n ? 'refund' : 'payment',
          provider,
          award: id,
          scheme: 'unknown',
          source: 'unknown',
          nature: 'unknown',
          relatesTo: yearOf(awardDate),
          net: formatPence(paid),
          irrecoverableVat: 'not-applicable',
          reference: grant.identifier,
          published: {},
        },
      },
    },
  ];
}

const readAs = ({
  mapping,
  correction,
}: ImportOptions): { mapping?: GrantMapping; correction: ImportOptions['correction'] } =>
  mapping === undefined ? { correction } : { mapping, correction };
